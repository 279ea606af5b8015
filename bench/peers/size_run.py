# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is measured with one corpus, stage by stage: corpus, queries, an
index for each engine, latency, throughput."""

import json
import os

import asking
import drawing
import http_ceiling
import machine
import query_maker
from asking import Contender, ask_in_turns, query_line, throughput, warm_up
from engines import Lucene, build_index
from figures import agreement_base, agreement_table, latency_table
from stages import Stage, digest, say

# Fetching ten articles costs the same whatever found them: a few classes show it.
_FETCHING_MODES = ("data", "snip")
_FETCHING_CLASSES = ("term_mid", "and2", "or2", "phrase2")


class SizeRun:
    """`options` are those of the command line; `corpus` is one of corpora.py."""

    def __init__(self, options, corpus):
        self.options = options
        self.source = corpus
        self.articles = 0  # until they are there
        self.folder = os.path.join(options.work, corpus.name)
        os.makedirs(self.folder, exist_ok=True)
        self.corpus = os.path.join(self.folder, "corpus.jsonl")
        self.queries = os.path.join(self.folder, "queries.tsv")

    def make_corpus(self):
        key = self.source.key
        self.articles = Stage(self.folder, "corpus", key, [self.corpus]).result(
            lambda: self.source.write(self.corpus)
        )
        key = [key, digest(query_maker.__file__)]
        Stage(self.folder, "queries", key, [self.queries]).result(
            lambda: query_maker.write(self.corpus, self.queries)
        )

    def engines(self, engines):
        return [
            e
            for e in engines
            if not e.most_articles or self.articles <= e.most_articles
        ]

    def index(self, engine):
        return os.path.join(self.folder, "index-" + engine.name)

    def _index_key(self, engine):
        return [self.source.key, engine.index_digest(), self.options.jobs]

    def build(self, engine):
        index = self.index(engine)
        stage = Stage(
            self.folder, "index-" + engine.name, self._index_key(engine), [index]
        )
        return stage.result(
            lambda: build_index(
                engine, self.corpus, index, self.articles, self.options.jobs
            )
        )

    def _asking_key(self, engines):
        """What the answers depend on."""
        made = [[e.name, self._index_key(e), e.answer_digest()] for e in engines]
        options = self.options
        asked = digest(self.queries, asking.__file__)
        return [made, asked, options.classes, options.per]

    def ask(self, engines):
        """Latency and agreement, by mode and class."""
        options = self.options
        key = [
            self._asking_key(engines),
            list(options.modes),
            options.repeats,
            options.warm_up,
        ]
        stage = Stage(self.folder, "asking", key)
        return stage.result(lambda: self._ask(engines), options.again)

    def classes(self):
        """Class -> queries, as many as are asked for; only those that this
        corpus gave enough queries of."""
        drawn = query_maker.read(self.queries)
        names = [name for name in self._wanted() if name in drawn]
        if not names:
            raise query_maker.TooFewArticles("too few articles for any class wanted")
        return {name: drawn[name][: self.options.per] for name in names}

    def _wanted(self):
        return self.options.classes or query_maker.CLASSES

    def left_out(self):
        """The classes that were wanted and that this corpus does not give."""
        drawn = query_maker.read(self.queries)
        return [name for name in self._wanted() if name not in drawn]

    def title(self):
        return f"{self.articles:,} {self.source.kind} articles"

    def _plan(self, classes):
        for mode in self.options.modes:
            few = mode in _FETCHING_MODES and not self.options.classes
            for name in classes:
                if not few or name in _FETCHING_CLASSES:
                    yield mode, name

    def _contenders(self, engines, classes):
        for engine in engines:
            index = self.index(engine)
            yield Contender(engine.name, engine.answer(index))
            if isinstance(engine, Lucene) and "prefix" in classes:
                command = engine.answer_constant(index)
                yield Contender("lucene-constant", command, {"prefix"})

    def _ask(self, engines):
        classes = self.classes()
        contenders = list(self._contenders(engines, classes))
        try:
            plan = list(self._plan(classes))
            for contender in contenders:
                say(f"warming up {contender.name}")
                warm_up(contender, classes, plan, self.options.warm_up)
            answers = ask_in_turns(contenders, classes, plan, self.options.repeats, say)
            memory = {contender.name: contender.memory() for contender in contenders}
        finally:
            for contender in contenders:
                contender.close()
        base = agreement_base([engine.name for engine in engines])
        return {
            "latency": latency_table(answers),
            "agreement": agreement_table(answers, base),
            "memory": memory,
        }

    def throughput(self, engine):
        """Number of processes, as text -> queries a second."""
        key = [self._asking_key([engine]), self.options.threads]
        stage = Stage(self.folder, "throughput-" + engine.name, key)
        return stage.result(lambda: self._throughput(engine), self.options.again)

    def _throughput(self, engine):
        rows = [row for rows in zip(*self.classes().values()) for row in rows]
        lines = [query_line(row, "10") for row in rows]
        found = {}
        for count in self.options.threads:
            command = engine.answer(self.index(engine))
            found[str(count)] = throughput(engine.name, command, lines, count)
        return found

    def http(self, engines):
        """What http_ceiling measures, of lede's index; None without."""
        lede = next((e for e in engines if e.name == "lede"), None)
        if not self.options.http or lede is None:
            return None
        server = os.path.join(self.options.programs, "lede-server")
        stage = Stage(self.folder, "http", [self._index_key(lede), digest(server)])
        folder = os.path.join(self.folder, "nginx")
        return stage.result(
            lambda: http_ceiling.measure(
                self.options.programs, self.index(lede), folder, self.queries
            ),
            self.options.again,
        )

    def measure(self, engines):
        """The results of this size, a value of JSON; written and drawn too."""
        self.make_corpus()
        say(self.title())
        engines = self.engines(engines)
        builds = {engine.name: self.build(engine) for engine in engines}
        options = self.options
        lucene = next((e.version for e in engines if isinstance(e, Lucene)), None)
        result = {
            "machine": machine.describe(lucene),
            "title": self.title(),
            "left_out": self.left_out(),
            "articles": self.articles,
            "corpus_bytes": os.path.getsize(self.corpus),
            "per": options.per,
            "repeats": options.repeats,
            "index_threads": options.jobs,
            "index": builds,
            **self.ask(engines),
            "throughput": {
                e.name: self.throughput(e) for e in engines if options.threads
            },
            "http": self.http(engines),
        }
        with open(os.path.join(self.folder, "results.json"), "w") as file:
            json.dump(result, file, indent=1)
        for mode, by_class in result["latency"].items():
            drawing.draw_latency(self.folder, mode, by_class, self.title())
        if result["throughput"]:
            drawing.draw_throughput(self.folder, result["throughput"])
        return result
