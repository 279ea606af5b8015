#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Uses pages made of stock InstantSearch widgets over an index of corpus/. See
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

cp "$here/package.json" "$here"/*.mjs "$here"/*.html "$here"/*.js "$work"
(cd "$work" && npm install --no-audit --no-fund --loglevel=error)
"$programs/lede-index" add --quiet --index "$work/lede.db" --max-rejects any \
  "$root/corpus"
port=${LEDE_PORT:-18396}
"$programs/lede-server" --quiet --index "$work/lede.db" \
  --listen "127.0.0.1:$port" &
server=$!
until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
  kill -0 "$server"
  sleep 0.1
done
(cd "$work" && node widgets.mjs "$port" "${CHROMIUM:-/usr/bin/chromium}")
