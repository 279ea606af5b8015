# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the engines: in turns, a class of queries at a time, for latency; many
processes at once for throughput. Both speak the line protocol of bench/query_line.h."""

import itertools
import random
import statistics
import subprocess
import threading
import time


class EngineFailed(Exception):
    pass


class Contender:
    """An engine's process that answers. `classes`: those it is asked; None:
    all of them."""

    def __init__(self, name, command, classes=None):
        self.name = name
        self.command = command
        self.classes = classes
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def takes(self, query_class):
        return self.classes is None or query_class in self.classes

    def ask(self, line):
        """(total, microseconds, ids)."""
        return self.ask_all([line])[0]

    def ask_all(self, lines):
        """The answers, as of ask(). All lines are sent before the first answer
        is waited for: the engine does not fall asleep in between, and no other
        drives its index out of the processor's caches."""
        sender = threading.Thread(target=self._send, args=[lines])
        sender.start()
        answers = [self.process.stdout.readline() for _ in lines]
        sender.join()
        return [self._read(*pair) for pair in zip(lines, answers)]

    def _send(self, lines):
        try:
            self.process.stdin.write(b"".join(lines))
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # there will be no answer

    def _read(self, line, answer):
        columns = answer.decode().rstrip("\n").split("\t")
        if len(columns) < 3 or columns[0] == "-1":
            raise EngineFailed(f"{self.name} answers {answer!r} to {line!r}")
        ids = columns[2].split(",") if columns[2] else []
        return int(columns[0]), float(columns[1]), ids

    def memory(self):
        """Bytes in memory now: the process's own, and of files it has mapped;
        what it reads by other means is not counted."""
        status = {}
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as lines:
            for line in lines:
                name, _, value = line.partition(":")
                if name in ("RssAnon", "RssFile"):
                    status[name] = 1024 * int(value.split()[0])
        return {"own": status["RssAnon"], "mapped": status["RssFile"]}

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def query_line(query, mode):
    op, words, begin, end = query
    return "\t".join((op, mode, words, begin, end)).encode() + b"\n"


class Answers:
    """What an engine answered to the queries of a class in a mode."""

    def __init__(self, count):
        self.times = [[] for _ in range(count)]  # microseconds, by query
        self.totals = [0] * count
        self.ids = [[] for _ in range(count)]


def warm_up(contender, classes, plan, seconds):
    """Asks queries of all kinds for so long: a virtual machine compiles what
    runs often, and all read their index into memory."""
    lines = [
        query_line(query, mode)
        for mode, name in plan
        if contender.takes(name)
        for query in classes[name]
    ]
    random.Random(1).shuffle(lines)
    end = time.perf_counter() + seconds
    for line in itertools.cycle(lines):
        if time.perf_counter() >= end:
            return
        contender.ask(line)


def ask_in_turns(contenders, classes, plan, repeats, progress=lambda text: None):
    """Asks all contenders the queries of a class, then those of the next, and
    all of it `repeats` times after one more, whose times do not count. Who is
    asked first changes from repeat to repeat.

    classes: name -> queries; plan: (mode, class) pairs in the order of asking.
    Returns (contender, mode, class) -> Answers."""
    answers = {}
    for repeat in range(repeats + 1):
        progress(f"asking, {'warm-up' if repeat == 0 else f'{repeat} of {repeats}'}")
        at = repeat % len(contenders)
        turn = contenders[at:] + contenders[:at]
        for mode, name in plan:
            for contender in turn:
                if not contender.takes(name):
                    continue
                key = (contender.name, mode, name)
                got = answers.setdefault(key, Answers(len(classes[name])))
                _ask_class(contender, classes[name], mode, got, repeat > 0)
    return answers


def _ask_class(contender, queries, mode, got, counts):
    lines = [query_line(query, mode) for query in queries]
    for i, answer in enumerate(contender.ask_all(lines)):
        got.totals[i], microseconds, got.ids[i] = answer
        if counts:
            got.times[i].append(microseconds)


def _all_at_once(contenders, shares):
    """Seconds until every contender has answered its share."""
    failures = []

    def answer(contender, lines):
        try:
            contender.ask_all(lines)
        except EngineFailed as failure:
            failures.append(failure)

    begin = time.perf_counter()
    threads = [
        threading.Thread(target=answer, args=pair) for pair in zip(contenders, shares)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return time.perf_counter() - begin


def _rates(contenders, shares, seconds):
    """Queries a second, of rounds of all shares for so many seconds."""
    count = sum(len(lines) for lines in shares)
    end = time.perf_counter() + seconds
    rates = []
    while not rates or time.perf_counter() < end:
        rates.append(count / _all_at_once(contenders, shares))
    return rates


def throughput(name, command, lines, processes, seconds=10.0):
    """Queries a second of so many processes that answer at once, each its own
    share of the lines, again and again: the median of rounds for so many
    seconds, after as many for warming up."""
    contenders = [Contender(name, command) for _ in range(processes)]
    try:
        shares = [lines[i::processes] for i in range(processes)]
        _rates(contenders, shares, seconds)
        return statistics.median(_rates(contenders, shares, seconds))
    finally:
        for contender in contenders:
            contender.close()
