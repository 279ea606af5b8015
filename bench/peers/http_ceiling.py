# SPDX-License-Identifier: GPL-3.0-or-later
"""What serving costs: one answer of lede-server against a file of the same
bytes from nginx, sent whole and, to a client that has it cached, as not
modified; by wrk, over loopback. And the processor time that lede-server adds to
an answer it has to make: all of its process, less that of its searches."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import query_maker
from engines import CommandFailed

CONNECTIONS = (1, 8, 64)
_SECONDS = 2
_REPEATS = 2
_QUERY = "/api/v1/search?q=government&limit=10"
_PER_CLASS = 100  # queries whose answers are made
_ROUNDS = 5  # of these, after one to warm up
# Its worker keeps the rights of who starts it, or it could not read the folder.
_NGINX = """user root;
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  default_type application/json;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _get(url):
    """The body and its validator."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read(), answer.headers.get("ETag")


@contextlib.contextmanager
def _server(command, ready_url):
    """Runs a server until the block ends, which begins when it answers."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if process.poll() is not None:
                break
            try:
                _get(ready_url)
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        else:
            raise CommandFailed(f"{command[0]} does not answer")
        if process.poll() is not None:
            raise CommandFailed(f"{command[0]} has ended")
        yield
    finally:
        process.terminate()
        process.wait()


def parse_wrk(text):
    """Requests a second and the median in microseconds."""
    rate = re.search(r"Requests/sec:\s*([\d.]+)", text)
    median = re.search(r"50%\s+([\d.]+)(us|ms|s)\b", text)
    if not rate or not median:
        raise CommandFailed("wrk answers " + text)
    unit = {"us": 1, "ms": 1e3, "s": 1e6}[median.group(2)]
    return {"rate": float(rate.group(1)), "p50": float(median.group(1)) * unit}


def _ask(url, validator, connections):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{_SECONDS}s", "--latency"]
    if validator:
        command += ["-H", f"If-None-Match: {validator}"]
    return parse_wrk(subprocess.check_output([*command, url], text=True))


def _in_turns(requests):
    """The best repeat of each kind of request at each number of connections."""
    best = {name: {} for name in requests}
    for _ in range(_REPEATS):
        for connections in CONNECTIONS:
            for name, request in requests.items():
                got = _ask(*request, connections)
                known = best[name].get(str(connections))
                if known is None or got["rate"] > known["rate"]:
                    best[name][str(connections)] = got
    return best


def _requests(urls):
    """Each URL twice: the answer whole, and not modified."""
    requests = {}
    for name, url in urls.items():
        requests[name] = (url, None)
        requests[name + ", not modified"] = (url, _get(url)[1])
    return requests


def typed(op, words):
    """A query of query_maker as a user types it."""
    words = words.split()
    if op == "PHRASE":
        return '"' + " ".join(words) + '"'
    if op == "PREFIX":
        return words[0] + "*"
    return (" AND " if op == "AND" else " OR ").join(words)


def distinct_queries(classes):
    """As typed, of those without dates, none twice."""
    return list(
        dict.fromkeys(
            typed(op, words)
            for rows in classes.values()
            for op, words, begin, end in rows[:_PER_CLASS]
            if not begin and not end
        )
    )


def cpu_seconds(metrics):
    """Of the process, and of its searches, out of the text of /metrics."""
    found = []
    for name in ("process_cpu_seconds_total", "lede_search_cpu_seconds_total"):
        value = re.search(rf"^{name} ([\d.e+-]+)$", metrics, re.MULTILINE)
        if not value:
            raise CommandFailed(f"lede-server does not tell {name}")
        found.append(float(value.group(1)))
    return found


def _ask_all(connection, queries, facet_limit):
    for query in queries:
        asked = urllib.parse.urlencode({"q": query, "facet_limit": facet_limit})
        connection.request("GET", "/api/v1/search?" + asked)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise CommandFailed(f"lede-server answers {answer.status} to {query}")


def _cpu_of_answers(address, queries):
    """Microseconds of processor time an answer that has to be made, and of them
    its search's, averages. Without facets their limit changes nothing but what
    an answer is kept under."""
    connection = http.client.HTTPConnection(address, timeout=60)
    _ask_all(connection, queries, 1)
    before = cpu_seconds(_get(f"http://{address}/metrics")[0].decode())
    for facet_limit in range(2, _ROUNDS + 2):
        _ask_all(connection, queries, facet_limit)
    after = cpu_seconds(_get(f"http://{address}/metrics")[0].decode())
    connection.close()
    answers = len(queries) * _ROUNDS
    served, search = ((b - a) * 1e6 / answers for a, b in zip(before, after))
    return {"queries": len(queries), "served": served, "search": search}


def measure(programs, index, folder, queries):
    """Kind of request -> number of connections, as text -> rate and p50; the
    size of the answer in bytes; and the processor time of an answer that has to
    be made, to queries out of the file `queries`. nginx serves from `folder`."""
    os.makedirs(folder, exist_ok=True)
    folder = os.path.abspath(folder)
    lede = f"127.0.0.1:{_free_port()}"
    port = _free_port()
    configuration = os.path.join(folder, "nginx.conf")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write(_NGINX.format(folder=folder, port=port))
    server = os.path.join(programs, "lede-server")
    command = [server, "--quiet", "--index", index, "--listen", lede]
    with _server(command, f"http://{lede}/readyz"):
        distinct = distinct_queries(query_maker.read(queries))
        cpu = _cpu_of_answers(lede, distinct)
        body, _ = _get(f"http://{lede}{_QUERY}")
        with open(os.path.join(folder, "answer.json"), "wb") as file:
            file.write(body)
        nginx = f"http://127.0.0.1:{port}/answer.json"
        with _server(["nginx", "-p", folder, "-c", configuration], nginx):
            urls = {"nginx": nginx, "lede-server": f"http://{lede}{_QUERY}"}
            requests = _in_turns(_requests(urls))
    return {"requests": requests, "bytes": len(body), "cpu": cpu}
