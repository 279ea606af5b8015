# SPDX-License-Identifier: GPL-3.0-or-later
#
# A lede-server over an index of its own, for the scripts of this folder, and
# what they count.
"""Starts lede-server over a fresh index and asks it."""

import http.client
import os
import socket
import subprocess
import tempfile
from collections import namedtuple

Answer = namedtuple("Answer", "status content_type headers body")

_failures = []


def check(right, what):
    """Tells of what is wrong, and counts it; returns whether it is right."""
    if not right:
        _failures.append(what)
        print("WRONG", what)
    return bool(right)


def fail_count():
    return len(_failures)


class Server:
    """With articles of a folder or file, and of `more`, a JSONL text."""

    def __init__(self, programs, corpus, more=""):
        self.folder = tempfile.TemporaryDirectory(prefix="lede-web-")
        index = os.path.join(self.folder.name, "lede.db")
        clean = {name: value for name, value in os.environ.items()
                 if not name.startswith("LEDE_")}
        add = [os.path.join(programs, "lede-index"), "add", "--quiet",
               "--index", index]
        subprocess.run(add + [corpus], check=True, env=clean)
        if more:
            subprocess.run(add + ["-"], input=more.encode(), check=True,
                           env=clean)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [os.path.join(programs, "lede-server"), "--quiet", "--index",
             index, "--listen", f"127.0.0.1:{self.port}"],
            env=clean, stderr=subprocess.DEVNULL)

    def __enter__(self):
        while True:
            try:
                if self.ask("/readyz").status == 200:
                    return self
            except ConnectionError:
                if self.process.poll() is not None:
                    raise RuntimeError("lede-server has ended") from None

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def ask(self, target, body=None, headers=None):
        """A GET, or with a body a POST of JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=60)
        headers = dict(headers or {})
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        connection.request("GET" if body is None else "POST", target,
                           body.encode() if body is not None else None, headers)
        response = connection.getresponse()
        answer = Answer(response.status,
                        response.headers.get("Content-Type", ""),
                        response.headers, response.read())
        connection.close()
        return answer
