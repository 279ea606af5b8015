# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures lede beside Lucene, SQLite FTS5 and bare Xapian: the same articles,
the same queries, in one run and in turns. README.md says how to read it.

In the work folder:

  base.txt                   what the corpus is made of
  N/corpus.jsonl             N articles; N/queries.tsv: what is asked
  N/index-ENGINE             the indexes
  N/latency-MODE.svg         N/results.json: all figures
  real/                      the same of real articles
  cost-MODE.svg, growth-MODE.svg, report.md: of all sizes told of
"""

import argparse
import glob
import json
import math
import os
import subprocess
import sys

import base_text
import drawing
from asking import EngineFailed
from corpora import MadeCorpus, RealCorpus
from engines import HERE, NAMES, CommandFailed, Lucene, make_engines
from query_maker import CLASSES, TooFewArticles
from report import MODES, growth_section, size_report
from size_run import SizeRun
from stages import Stage, digest, say

_REPOSITORY = os.path.dirname(os.path.dirname(HERE))

_FAILURES = (
    CommandFailed,
    EngineFailed,
    TooFewArticles,
    OSError,
    subprocess.SubprocessError,
)


def _names(text):
    return [name for name in text.split(",") if name]


def _numbers(text):
    numbers = [int(number) for number in _names(text)]
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError(f"numbers from 1 on, not '{text}'")
    return numbers


def _number(text):
    return _numbers(text)[0]


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(
        prog="./dev peers",
        description="Measures lede beside Lucene, SQLite FTS5 and bare Xapian.",
    )
    add = parser.add_argument
    add("--articles", type=_number, default=10_000, help="size of the corpus [10000]")
    add(
        "--sizes",
        type=_numbers,
        metavar="N,N",
        help="several sizes, and drawings of cost against size",
    )
    add(
        "--real",
        action="store_true",
        help="real articles too, those of --data as they are",
    )
    add("--work", default="build/peers", help="work folder [build/peers]")
    add(
        "--data",
        default="",
        metavar="DIR",
        help="make the corpus of DIR/news-*/articles.jsonl* [corpus/]",
    )
    add("--engines", type=_names, default=NAMES, help=f"[{','.join(NAMES)}]")
    add("--classes", type=_names, help="classes of queries [all]")
    add("--modes", type=_names, default=MODES, help=f"[{','.join(MODES)}]")
    add("--per", type=_number, default=60, help="queries of a class, to 200 [60]")
    add("--repeats", type=_number, default=3, help="after one that is dropped [3]")
    add(
        "--warm-up",
        type=_number,
        default=5,
        metavar="SECONDS",
        help="asked before the repeats, of each engine [5]",
    )
    add(
        "--threads",
        type=_numbers,
        default=[],
        metavar="N,N",
        help="throughput too, of so many processes at once",
    )
    add(
        "--jobs",
        type=_number,
        default=os.cpu_count(),
        help="threads that make an index [one a core]",
    )
    add("--http", action="store_true", help="lede-server against nginx too")
    add("--again", action="store_true", help="ask anew what was asked before")
    add(
        "--report",
        action="store_true",
        help="measure nothing: tell of all that was measured in the work folder",
    )
    add("--jars", default="/usr/share/java", help="where Lucene is [/usr/share/java]")
    add("--programs", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    for what, given, known in (
        ("engine", options.engines, NAMES),
        ("mode", options.modes, MODES),
        ("class", options.classes or (), CLASSES),
    ):
        for name in given:
            if name not in known:
                parser.error(f"no {what} '{name}'; there are {', '.join(known)}")
    return options


def sources_of(options):
    sources = base_text.sources(options.data, _REPOSITORY)
    if not sources:
        raise CommandFailed("no articles to make a corpus of")
    return sources


def corpora_of(options):
    """Those the command line names, the real one last."""
    sizes = options.sizes or ([] if options.real else [options.articles])
    if sizes:
        base, key = make_base(options)
    for articles in sizes:
        yield MadeCorpus(options.programs, articles, base, key)
    if options.real:
        yield RealCorpus(sources_of(options))


def make_base(options):
    """(path, key) of the base text."""
    sources = sources_of(options)
    path = os.path.join(options.work, "base.txt")
    key = [digest(*sources), digest(base_text.__file__)]
    Stage(options.work, "base", key, [path]).result(
        lambda: base_text.write(sources, path)
    )
    return path, key


def measure(options):
    """Corpus -> results, in the order of the command line."""
    classes = os.path.join(options.work, "classes")
    os.makedirs(classes, exist_ok=True)
    engines = make_engines(options.engines, options.programs, options.jars, classes)
    for engine in engines:
        if isinstance(engine, Lucene):
            engine.compile()
    corpora = list(corpora_of(options))
    return {c.name: SizeRun(options, c).measure(engines) for c in corpora}


def measured_before(work):
    """Corpus -> results, of all runs in a work folder; real articles last."""
    found = {}
    for path in glob.glob(os.path.join(work, "*", "results.json")):
        with open(path, encoding="utf-8") as file:
            found[os.path.basename(os.path.dirname(path))] = json.load(file)
    if not found:
        raise CommandFailed(f"nothing was measured in {work}")
    return dict(sorted(found.items(), key=lambda pair: _size(pair[0])))


def _size(name):
    return int(name) if name.isdigit() else math.inf


def tell(work, results):
    """Prints the report; leaves it and the drawings in the work folder."""
    parts = [size_report(result) for result in results.values()]
    sizes = [result for name, result in results.items() if name.isdigit()]
    for mode in MODES:
        tables = {r["articles"]: r["latency"].get(mode) for r in sizes}
        by_size = {articles: table for articles, table in tables.items() if table}
        if len(by_size) > 1:
            drawing.draw_cost(work, mode, by_size)
            drawing.draw_growth(work, mode, by_size)
            parts.append(growth_section(mode, by_size))
    report = "\n".join(filter(None, parts))
    with open(os.path.join(work, "report.md"), "w") as file:
        file.write(report)
    print(report)
    say(f"report, figures and drawings are in {work}")


def main(arguments):
    options = parse_arguments(arguments)
    try:
        before = options.report
        results = measured_before(options.work) if before else measure(options)
        tell(options.work, results)
    except _FAILURES as failure:
        print(f"peers: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
