#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads the feeds of an index of corpus/ with the feed parsers others use. See
# README.md.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/serve.sh
. "$here/../serve.sh"

# The same again after a change: two times of indexing.
"$programs/lede-index" add --quiet --index "$work/lede.db" "$work/later.jsonl"
port=${LEDE_PORT:-18395}
serve "$port"
(cd "$work" && node feeds.mjs "http://127.0.0.1:$port")
"${LEDE_PYTHON:-/usr/bin/python3}" "$work/feeds.py" "http://127.0.0.1:$port"
