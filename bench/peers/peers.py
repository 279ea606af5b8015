# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures lede beside Lucene, SQLite FTS5 and bare Xapian: the same articles,
the same queries, in one run and in turns. README.md says how to read it.

In the work folder:

  base.txt                   what the corpus is made of
  N/corpus.jsonl             N articles; N/queries.tsv: what is asked
  N/index-ENGINE             the indexes
  N/latency-MODE.svg         N/results.json: all figures
  real/                      the same of real articles
  cost-MODE.svg, growth-MODE.svg, report.md: of all sizes of this run
"""

import argparse
import os
import subprocess
import sys

import base_text
import drawing
from asking import EngineFailed
from corpora import MadeCorpus, RealCorpus
from engines import HERE, NAMES, CommandFailed, Lucene, make_engines
from query_maker import CLASSES, TooFewArticles
from report import GROWING, MODES, growth_section, size_report
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


def measure_all(options):
    """Prints the report; leaves it and the drawings in the work folder."""
    classes = os.path.join(options.work, "classes")
    os.makedirs(classes, exist_ok=True)
    engines = make_engines(options.engines, options.programs, options.jars, classes)
    for engine in engines:
        if isinstance(engine, Lucene):
            engine.compile()
    corpora = list(corpora_of(options))
    results = [SizeRun(options, corpus).measure(engines) for corpus in corpora]
    parts = [size_report(result) for result in results]
    sizes = [r for r, c in zip(results, corpora) if isinstance(c, MadeCorpus)]
    if len(sizes) > 1:
        for mode in options.modes:
            by_size = {r["articles"]: r["latency"][mode] for r in sizes}
            drawing.draw_cost(options.work, mode, by_size)
            drawing.draw_growth(options.work, mode, by_size)
            if set(GROWING) <= set(options.engines):
                parts.append(growth_section(mode, by_size))
    report = "\n".join(parts)
    with open(os.path.join(options.work, "report.md"), "w") as file:
        file.write(report)
    print(report)
    say(f"report, figures and drawings are in {options.work}")


def main(arguments):
    options = parse_arguments(arguments)
    try:
        measure_all(options)
    except _FAILURES as failure:
        print(f"peers: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
