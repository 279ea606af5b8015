#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Uses pages made of stock InstantSearch widgets over an index of corpus/. See
# README.md.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/serve.sh
. "$here/../serve.sh"

port=${LEDE_PORT:-18397}
serve "$port"
(cd "$work" && node widgets.mjs "$port" "${CHROMIUM:-/usr/bin/chromium}")
