# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# For the run.sh of a folder here, which sources it with `here` set to that
# folder: its files and the packages of its package.json stand in a temporary
# folder, $work, removed at the end; $programs holds lede's.
set -euo pipefail
root=$here/../../..
programs=$(cd "${LEDE_PROGRAMS:-$root/build/release/bin}" && pwd)
work=$(mktemp -d)
server=
cleanup() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

cp "$here"/* "$work"
(cd "$work" && npm install --no-audit --no-fund --no-package-lock --loglevel=error)
"$programs/lede-index" add --quiet --index "$work/lede.db" --max-rejects any \
  "$root/corpus"

# serve PORT: a server over that index, once it is ready.
serve() {
  "$programs/lede-server" --quiet --index "$work/lede.db" \
    --listen "127.0.0.1:$1" &
  server=$!
  until curl -sf "http://127.0.0.1:$1/readyz" >/dev/null; do
    kill -0 "$server"
    sleep 0.1
  done
}
