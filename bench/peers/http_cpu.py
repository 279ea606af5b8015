# SPDX-License-Identifier: GPL-3.0-or-later
"""The processor time that an answer takes a server, asked at a steady rate:
lede-server for answers it has to make, and of it that of their searches; for one
that it keeps; and nginx for a file of the same bytes as that one."""

import dataclasses
import glob
import json
import os
import re
import statistics
import subprocess
import urllib.request

import query_maker
from engines import CommandFailed

RATES = (200, 800)
_SECONDS = 2
_ROUNDS = 7  # after one to warm up
_CONNECTIONS = 64
_PER_CLASS = 100  # queries whose answers are made


@dataclasses.dataclass
class Server:
    """One that is running, and what it is asked."""

    url: str
    pid: int
    queries: str  # a file of `lede-bench load`
    counts_searches: bool  # its metrics do


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


def write_queries(queries, path):
    """`queries` in turns of their classes, as `lede-bench load` reads them."""
    with open(path, "w", encoding="utf-8") as file:
        for query in queries:
            file.write(f"any\t{query}\n")
    return path


def mixed_queries(queries):
    """Those of the file `queries`, so that every second sees all classes."""
    distinct = distinct_queries(query_maker.read(queries))
    return [q for at in range(_PER_CLASS) for q in distinct[at::_PER_CLASS]]


def search_seconds(metrics):
    """Processor time of all searches, out of the text of /metrics."""
    value = re.search(r"^lede_search_cpu_seconds_total ([\d.e+-]+)$", metrics, re.M)
    if not value:
        raise CommandFailed("lede-server does not tell what its searches took")
    return float(value.group(1))


def process_seconds(pid):
    """Processor time of all threads of a process and of its children; 0 if it
    has ended."""
    taken = 0.0
    for task in glob.glob(f"/proc/{pid}/task/*"):
        try:
            with open(os.path.join(task, "schedstat"), encoding="ascii") as file:
                taken += int(file.read().split()[0]) / 1e9  # proc(5): on the CPU
            with open(os.path.join(task, "children"), encoding="ascii") as file:
                taken += sum(process_seconds(child) for child in file.read().split())
        except FileNotFoundError:
            if os.path.exists(task):
                raise  # a kernel that does not count
    return taken


def _taken(server):
    """Seconds of the process, and of them its searches'."""
    searches = 0.0
    if server.counts_searches:
        with urllib.request.urlopen(server.url + "/metrics", timeout=10) as answer:
            searches = search_seconds(answer.read().decode())
    return process_seconds(server.pid), searches


def answers_of(row):
    """How many were answered, of a row of `lede-bench load --json`; None unless
    all were."""
    answered = row["statuses"].get("200", {}).get("count", 0)
    return answered if 0 < answered == row["sent"] else None


def _ask(program, server, rate, figures):
    """Microseconds an answer of the process and of its search; None if it could
    not answer all."""
    before = _taken(server)
    command = [program, "load", "--url", server.url, "--queries", server.queries]
    command += ["--rates", str(rate), "--seconds", str(_SECONDS), "--warm-up", "0"]
    command += ["--connections", str(_CONNECTIONS), "--json", figures]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = _taken(server)
    with open(figures, encoding="utf-8") as file:
        answers = answers_of(json.load(file)["rates"][0])
    if answers is None:
        return None
    return [(b - a) * 1e6 / answers for a, b in zip(before, after)]


def _median(rounds):
    """Of the process and of its search; None if one was not answered whole."""
    if None in rounds:
        return None
    served, search = (statistics.median(of) for of in zip(*rounds))
    return {"served": served, "search": search}


def measure(program, servers, folder):
    """Rate, as text -> name of the server -> microseconds an answer, medians of
    rounds in turns. `program`: lede-bench; `servers`: name -> Server."""
    figures = os.path.join(folder, "load.json")
    rounds = {rate: {name: [] for name in servers} for rate in RATES}
    for turn in range(_ROUNDS + 1):
        for rate, found in rounds.items():
            for name, server in servers.items():
                taken = _ask(program, server, rate, figures)
                if turn > 0:
                    found[name].append(taken)
    return {
        str(rate): {name: _median(taken) for name, taken in found.items()}
        for rate, found in rounds.items()
    }
