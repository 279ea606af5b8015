#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads the feeds of an index of corpus/ with the feed parsers others use. See
# README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
programs=${LEDE_PROGRAMS:-$root/build/release/bin}
work=$(mktemp -d)
server=
cleanup() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

cp "$here/package.json" "$here"/*.mjs "$here"/*.py "$work"
(cd "$work" && npm install --no-audit --no-fund --loglevel=error)
"$programs/lede-index" add --quiet --index "$work/lede.db" --max-rejects any \
  "$root/corpus"
# The same again after a change: two times of indexing.
printf '%s\n' '{"id":"feeds-1","title":"Chips & R&D: 3 > 2, “quoted” markup",' \
  '"summary":"A <i>standfirst</i> & more.","text":"Of chips.",' \
  '"url":"https://wire.example/?a=1&b=2","source":"Wire","published":"2020-02"}' |
  tr -d '\n' | "$programs/lede-index" add --quiet --index "$work/lede.db" -
python=${LEDE_PYTHON:-python3}
port=${LEDE_PORT:-18395}
"$programs/lede-server" --quiet --index "$work/lede.db" \
  --listen "127.0.0.1:$port" &
server=$!
until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
  kill -0 "$server"
  sleep 0.1
done
(cd "$work" && node feeds.mjs "http://127.0.0.1:$port")
if "$python" -c "import feedparser" 2>/dev/null; then
  "$python" "$work/feeds.py" "http://127.0.0.1:$port"
else
  echo 'skipped: feedparser of Python is not there (Debian: python3-feedparser)'
fi
