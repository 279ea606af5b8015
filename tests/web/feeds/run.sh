#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads the feeds of an index of corpus/ with the feed parsers others use. See
# README.md.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/serve.sh
. "$here/../serve.sh"

# The same again after a change: two times of indexing.
printf '%s\n' '{"id":"feeds-1","title":"Chips & R&D: 3 > 2, “quoted” markup",' \
  '"summary":"A <i>standfirst</i> & more.","text":"Of chips.",' \
  '"url":"https://wire.example/?a=1&b=2","source":"Wire","published":"2020-02"}' |
  tr -d '\n' | "$programs/lede-index" add --quiet --index "$work/lede.db" -
port=${LEDE_PORT:-18395}
serve "$port"
(cd "$work" && node feeds.mjs "http://127.0.0.1:$port")
python=${LEDE_PYTHON:-python3}
if "$python" -c "import feedparser" 2>/dev/null; then
  "$python" "$work/feeds.py" "http://127.0.0.1:$port"
else
  echo 'skipped: feedparser of Python is not there (Debian: python3-feedparser)'
fi
