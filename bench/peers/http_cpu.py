# SPDX-License-Identifier: GPL-3.0-or-later
"""The processor time that an answer takes a server, asked at a steady rate:
lede-server for answers it has to make, and of it that of their searches; for one
that it keeps; and nginx for a file of the same bytes as that one."""

import dataclasses
import json
import os
import random
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
    """One that is running, in a single process, and what it is asked."""

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
    """`queries` as `lede-bench load` reads them."""
    with open(path, "w", encoding="utf-8") as file:
        for query in queries:
            file.write(f"any\t{query}\n")
    return path


def mixed_queries(queries):
    """Those of the file `queries`, so that every second sees all classes."""
    mixed = distinct_queries(query_maker.read(queries))
    random.Random(1).shuffle(mixed)
    return mixed


def search_seconds(metrics):
    """Processor time of all searches, out of the text of /metrics."""
    value = re.search(r"^lede_search_cpu_seconds_total ([\d.e+-]+)$", metrics, re.M)
    if not value:
        raise CommandFailed("lede-server does not tell what its searches took")
    return float(value.group(1))


def _searched(server):
    """Seconds that searches took of it until now."""
    if not server.counts_searches:
        return 0.0
    with urllib.request.urlopen(server.url + "/metrics", timeout=10) as answer:
        return search_seconds(answer.read().decode())


def cost_of(row, searched):
    """Microseconds an answer of the process and of its search, of a row of
    `lede-bench load --json` and the seconds of all searches; None if not all
    were answered."""
    answered = row["statuses"].get("200", {}).get("count", 0)
    if answered == 0 or answered != row["sent"]:
        return None
    return [of * 1e6 / answered for of in (row["server"]["cpu_seconds"], searched)]


def _ask(program, server, rate, figures):
    """What cost_of() says of some seconds of asking."""
    before = _searched(server)
    command = [program, "load", "--url", server.url, "--pid", str(server.pid)]
    command += ["--queries", server.queries, "--connections", str(_CONNECTIONS)]
    command += ["--rates", str(rate), "--seconds", str(_SECONDS), "--warm-up", "0"]
    subprocess.run(
        [*command, "--json", figures], check=True, stdout=subprocess.DEVNULL
    )
    with open(figures, encoding="utf-8") as file:
        row = json.load(file)["rates"][0]
    return cost_of(row, _searched(server) - before)


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
