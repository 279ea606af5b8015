# SPDX-License-Identifier: GPL-3.0-or-later
"""The engines: how each makes its index and by which command it answers.

An engine's `index` gets a Runner, so that time and memory of all its commands
count; it replaces what is there."""

import glob
import json
import os
import re
import subprocess
import time

from stages import digest

HERE = os.path.dirname(os.path.abspath(__file__))


class CommandFailed(Exception):
    pass


class Runner:
    """Runs commands and adds up what they cost."""

    def __init__(self):
        self.seconds = 0.0
        self.peak_bytes = 0  # of resident memory, of the hungriest command

    def __call__(self, *command):
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds += time.perf_counter() - begin
        self.peak_bytes = max(self.peak_bytes, usage.ru_maxrss * 1024)
        if process.returncode != 0:
            raise CommandFailed(
                f"failed with {process.returncode}: {' '.join(command)}"
            )


class Lede:
    name = "lede"
    most_articles = None

    def __init__(self, programs):
        self.indexer = os.path.join(programs, "lede-index")
        self.answerer = os.path.join(programs, "lede-bench")

    def index_digest(self):
        return digest(self.indexer)

    def answer_digest(self):
        return digest(self.answerer)

    def index(self, run, corpus, index, threads):
        run(self.indexer, "--index", index, "add", "--jobs", str(threads), corpus)
        stats = subprocess.check_output(
            [self.indexer, "--index", index, "stats", "--json"]
        )
        if len(json.loads(stats)["segments"]) > 1:
            run(self.indexer, "--index", index, "compact")

    def answer(self, index):
        return [self.answerer, "--index", index, "answer"]


class Peer:
    """One of the peers written in C++."""

    def __init__(self, programs, name, most_articles=None):
        self.name = name
        self.most_articles = most_articles
        self.program = os.path.join(programs, "lede_peers_" + name)

    def index_digest(self):
        return digest(self.program)

    answer_digest = index_digest

    def index(self, run, corpus, index, threads):
        run(self.program, "index", index, corpus, str(threads))

    def answer(self, index):
        return [self.program, "answer", index]


class Lucene:
    name = "lucene"
    most_articles = None
    _ARCHIVES = (
        "lucene-core",
        "lucene-analyzers-common",
        "lucene-highlighter",
        "lucene-memory",
        "lucene-queries",
        "jackson-core",
    )

    def __init__(self, jars, classes):
        self.classes = classes
        self.sources = sorted(glob.glob(os.path.join(HERE, "lucene", "*.java")))
        archives = [self._archive(jars, name) for name in self._ARCHIVES]
        self.version = re.search(r"-([\d.]+)\.jar$", archives[0]).group(1)
        self.class_path = os.pathsep.join([classes, *archives])

    @staticmethod
    def _archive(jars, name):
        found = sorted(glob.glob(os.path.join(jars, name + "-[0-9]*.jar")))
        if not found:
            raise CommandFailed(f"no {name} in {jars}")
        return found[-1]

    def compile(self):
        command = ["javac", "-cp", self.class_path, "-d", self.classes]
        subprocess.run(command + self.sources, check=True)

    def index_digest(self):
        return digest(*self.sources)

    answer_digest = index_digest

    def _java(self, *arguments):
        return ["java", "-Xmx2g", "-cp", self.class_path, "LucenePeer", *arguments]

    def index(self, run, corpus, index, threads):
        run(*self._java("index", index, corpus, str(threads)))

    def answer(self, index):
        return self._java("answer", index)

    def answer_constant(self, index):
        """Prefixes by Lucene's default: all their hits weigh the same."""
        return self._java("answer", index, "constant")


NAMES = ("lede", "lucene", "xapian", "fts5")
# Beyond this FTS5 answers in seconds and is left out.
FTS5_MOST_ARTICLES = 300_000


def make_engines(names, programs, jars, classes):
    """The engines of these names, in the order of NAMES."""
    makers = {
        "lede": lambda: Lede(programs),
        "lucene": lambda: Lucene(jars, classes),
        "xapian": lambda: Peer(programs, "xapian"),
        "fts5": lambda: Peer(programs, "fts5", FTS5_MOST_ARTICLES),
    }
    return [makers[name]() for name in NAMES if name in names]


def bytes_below(path):
    """Of a file, or of all files in a folder."""
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(
        os.path.getsize(os.path.join(folder, file))
        for folder, _, files in os.walk(path)
        for file in files
    )


def build_index(engine, corpus, index, articles, threads):
    """Makes the index; its cost, a value of JSON."""
    run = Runner()
    engine.index(run, corpus, index, threads)
    return {
        "seconds": run.seconds,
        "peak_bytes": run.peak_bytes,
        "index_bytes": bytes_below(index),
        "bytes_per_article": bytes_below(index) / articles,
    }
