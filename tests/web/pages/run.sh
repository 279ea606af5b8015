#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Looks at every page of an index of corpus/ in Chromium. See
# README.md.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/serve.sh
. "$here/../serve.sh"

port=${LEDE_PORT:-18396}
serve "$port"
cd "$work"
failed=0
node act.mjs "http://127.0.0.1:$port" || failed=1
node look.mjs "http://127.0.0.1:$port" ${LEDE_PICTURES:+"$LEDE_PICTURES"} || failed=1
node lighthouse.mjs "http://127.0.0.1:$port" || failed=1
[[ $# -eq 0 ]] || node payloads.mjs "$programs" "$@" || failed=1
exit "$failed"
