#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lints the server's OpenAPI document, makes types of it, compiles a client with
# them and runs it against a real server:
#   client.py PROGRAMS CORPUS
# Needs node and npm, and what npm fetches; so it is run by hand, see README.md.
"""Generates, compiles and runs a typed client of lede-server."""

import os
import shutil
import subprocess
import sys
import tempfile

from server_run import Server

PACKAGES = ["@redocly/cli@2.77.0", "openapi-typescript@7.13.0",
            "openapi-fetch@0.17.0", "typescript@5.9.3"]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.TemporaryDirectory(prefix="lede-client-") as work, \
            Server(*sys.argv[1:3]) as server:
        def run(*command):
            print("==", *command, flush=True)
            subprocess.run(command, cwd=work, check=True)

        with open(os.path.join(work, "package.json"), "w") as package:
            package.write('{"type": "module", "private": true}\n')
        run("npm", "install", "--no-audit", "--no-fund", *PACKAGES)
        with open(os.path.join(work, "openapi.json"), "wb") as document:
            document.write(server.ask("/openapi.json").body)
        run("npx", "redocly", "lint", "--max-problems=20",
            "--format=stylish", "openapi.json")
        run("npx", "openapi-typescript", "openapi.json", "-o", "schema.d.ts")
        shutil.copy(os.path.join(here, "client.ts"), work)
        run("npx", "tsc", "--strict", "--target", "es2022", "--module",
            "nodenext", "--noUncheckedIndexedAccess", "false", "client.ts")
        run("node", "client.js", f"http://127.0.0.1:{server.port}")


if __name__ == "__main__":
    main()
