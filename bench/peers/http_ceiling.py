# SPDX-License-Identifier: GPL-3.0-or-later
"""What serving costs: one answer of lede-server against a file of the same
bytes from nginx, sent whole and, to a client that has it cached, as not
modified; by wrk, over loopback. And what http_cpu measures of both."""

import contextlib
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

import http_cpu
from engines import CommandFailed

CONNECTIONS = (1, 8, 64)
_SECONDS = 2
_REPEATS = 2
_QUERY = "government"
_PATH = "/api/v1/search?q="
_FILE = "answer.json"  # what nginx serves
# One process, which keeps the rights of who starts it, or it could not read the
# folder.
_NGINX = """user root;
master_process off;
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
  server {{
    listen {address};
    root {folder};
    location / {{ try_files /{file} =404; }}
  }}
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


def _start_lede(stack, programs, index, *options):
    """URL and process of a lede-server that runs until the stack is left."""
    address = f"127.0.0.1:{_free_port()}"
    command = [os.path.join(programs, "lede-server"), "--quiet", *options]
    command += ["--index", index, "--listen", address]
    url = "http://" + address
    return url, stack.enter_context(_server(command, url + "/readyz"))


def _start_nginx(stack, folder):
    """The same of nginx, which serves one file, whatever is asked."""
    address = f"127.0.0.1:{_free_port()}"
    configuration = os.path.join(folder, "nginx.conf")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write(_NGINX.format(folder=folder, file=_FILE, address=address))
    command = ["nginx", "-p", folder, "-c", configuration]
    url = "http://" + address
    return url, stack.enter_context(_server(command, url))


def _processor_time(programs, folder, queries, made, kept, nginx):
    """What http_cpu measures of the servers, each its URL and its process."""
    mixed = http_cpu.mixed_queries(queries)
    many = http_cpu.write_queries(mixed, os.path.join(folder, "made.tsv"))
    one = http_cpu.write_queries([_QUERY], os.path.join(folder, "kept.tsv"))
    servers = {
        "made": http_cpu.Server(*made, many, counts_searches=True),
        "kept": http_cpu.Server(*kept, one, counts_searches=False),
        "nginx": http_cpu.Server(*nginx, one, counts_searches=False),
    }
    bench = os.path.join(programs, "lede-bench")
    return {"queries": len(mixed), "rates": http_cpu.measure(bench, servers, folder)}


def measure(programs, index, folder, queries):
    """Kind of request -> number of connections, as text -> rate and p50; the
    size of the answer in bytes; and http_cpu's figures, by queries out of the
    file `queries`. nginx serves from `folder`."""
    os.makedirs(folder, exist_ok=True)
    folder = os.path.abspath(folder)
    with contextlib.ExitStack() as stack:
        made = _start_lede(stack, programs, index, "--no-answer-cache")
        kept = _start_lede(stack, programs, index)
        answer = kept[0] + _PATH + _QUERY
        body, _ = _get(answer)
        with open(os.path.join(folder, _FILE), "wb") as file:
            file.write(body)
        nginx = _start_nginx(stack, folder)
        cpu = _processor_time(programs, folder, queries, made, kept, nginx)
        requests = _in_turns(_requests({"nginx": nginx[0], "lede-server": answer}))
    return {"requests": requests, "bytes": len(body), "cpu": cpu}
