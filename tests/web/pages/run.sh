#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Looks at every page of an index of corpus/ in Chromium. See README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
programs=$(cd "${LEDE_PROGRAMS:-$root/build/release/bin}" && pwd)
port=${LEDE_PORT:-18396}
work=$(mktemp -d)
server=
cleanup() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

cp "$here/package.json" "$here"/*.mjs "$work"
(cd "$work" && npm install --no-audit --no-fund --no-package-lock --loglevel=error)
"$programs/lede-index" add --quiet --index "$work/lede.db" --max-rejects any \
  "$root/corpus"
"$programs/lede-server" --quiet --index "$work/lede.db" \
  --listen "127.0.0.1:$port" &
server=$!
until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
  kill -0 "$server"
  sleep 0.1
done
cd "$work"
failed=0
node act.mjs "http://127.0.0.1:$port" || failed=1
node look.mjs "http://127.0.0.1:$port" ${LEDE_PICTURES:+"$LEDE_PICTURES"} || failed=1
node lighthouse.mjs "http://127.0.0.1:$port" || failed=1
[[ $# -eq 0 ]] || node payloads.mjs "$programs" "$@" || failed=1
exit "$failed"
