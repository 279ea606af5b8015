# SPDX-License-Identifier: GPL-3.0-or-later
"""What serving costs: one answer of lede-server against a file of the same
bytes from nginx, sent whole and, to a client that has it cached, as not
modified; by wrk, over loopback. And the processor time that lede-server adds to
an answer it has to make: all of its process, less that of the same searches in
process."""

import collections
import contextlib
import ctypes
import http.client
import json
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
    """Runs a server until the block ends, which begins when it answers; its
    process id."""
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
        yield process.pid
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
    """Class and query as typed, of those without dates, none twice."""
    found = {}
    for name, rows in classes.items():
        for op, words, begin, end in rows[:_PER_CLASS]:
            if not begin and not end:
                found.setdefault(typed(op, words), name)
    return [(name, query) for query, name in found.items()]


def cpu_clock(process_id):
    """The clock of the processor time of all threads of a process."""
    clock = ctypes.c_int()
    error = ctypes.CDLL(None).clock_getcpuclockid(process_id, ctypes.byref(clock))
    if error:
        raise CommandFailed(f"the processor time of {process_id} cannot be read")
    return clock.value


def _cpu_in_process(programs, index, folder, queries):
    """Microseconds of processor time a search, asked as the API asks by default."""
    lines = os.path.join(folder, "latency.tsv")
    figures = os.path.join(folder, "latency.json")
    with open(lines, "w", encoding="utf-8") as file:
        file.writelines(f"{name}\t{query}\n" for name, query in queries)
    command = [os.path.join(programs, "lede-bench"), "latency", "--index", index]
    command += ["--queries", lines, "--repeat", str(_ROUNDS), "--json", figures]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(figures, encoding="utf-8") as file:
        classes = json.load(file)["classes"]
    counts = collections.Counter(name for name, _ in queries)
    total = sum(row["cpu_us"] * counts[name] for name, row in classes.items())
    return total / len(queries)


def _ask_all(clock, connection, targets):
    """Nanoseconds of processor time of each answer, up to the next request:
    some work is left when the client has it."""
    readings = []
    for target in targets:
        readings.append(time.clock_gettime_ns(clock))
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise CommandFailed(f"lede-server answers {answer.status} to {target}")
    time.sleep(0.01)
    readings.append(time.clock_gettime_ns(clock))
    return [after - before for before, after in zip(readings, readings[1:])]


def _cpu_served(process_id, address, queries):
    """Microseconds of processor time an answer: of each query the least of its
    rounds, on the average, as lede-bench counts. Without facets their limit
    changes nothing but what an answer is kept under."""
    clock = cpu_clock(process_id)
    connection = http.client.HTTPConnection(address, timeout=60)
    rounds = []
    for limit in range(1, _ROUNDS + 2):
        targets = [
            "/api/v1/search?" + urllib.parse.urlencode({"q": q, "facet_limit": limit})
            for _, q in queries
        ]
        rounds.append(_ask_all(clock, connection, targets))
    connection.close()
    return sum(map(min, zip(*rounds[1:]))) / 1e3 / len(queries)


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
    with _server(command, f"http://{lede}/readyz") as process_id:
        distinct = distinct_queries(query_maker.read(queries))
        cpu = {
            "queries": len(distinct),
            "served": _cpu_served(process_id, lede, distinct),
            "search": _cpu_in_process(programs, index, folder, distinct),
        }
        body, _ = _get(f"http://{lede}{_QUERY}")
        with open(os.path.join(folder, "answer.json"), "wb") as file:
            file.write(body)
        nginx = f"http://127.0.0.1:{port}/answer.json"
        with _server(["nginx", "-p", folder, "-c", configuration], nginx):
            urls = {"nginx": nginx, "lede-server": f"http://{lede}{_QUERY}"}
            requests = _in_turns(_requests(urls))
    return {"requests": requests, "bytes": len(body), "cpu": cpu}
