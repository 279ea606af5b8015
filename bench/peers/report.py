# SPDX-License-Identifier: GPL-3.0-or-later
"""The results as Markdown."""

import statistics

from figures import agreement_base, growth, mean_ratio, ratio

MODES = {
    "10": "top ten",
    "10c": "top ten with exact total",
    "date": "newest ten",
    "data": "top ten, stored articles",
    "snip": "top ten, snippets",
}
_BASES = ("lucene", "xapian")
_GROWING = ("lede", "lucene")
_ORDER = ("lede", "lucene", "lucene-constant", "xapian", "fts5")


def _table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _number(value, digits=2):
    return "-" if value is None else f"{value:.{digits}f}"


def engines_of(by_class):
    """Those asked in any class, in the order of all tables."""
    asked = {engine for row in by_class.values() for engine in row}
    return [engine for engine in _ORDER if engine in asked]


def latency_section(mode, by_class):
    """A table for a mode: class -> engine -> latency()."""
    engines = engines_of(by_class)
    bases = [base for base in _BASES if base in engines and "lede" in engines]
    rows = []
    for name, row in by_class.items():
        cells = [
            f"{row[e]['p50']:.0f} / {row[e]['p95']:.0f}" if e in row else "-"
            for e in engines
        ]
        rows.append([name, *cells, *(_number(ratio(row, "lede", b)) for b in bases)])
    if bases:
        means = [f"**{_number(mean_ratio(by_class, 'lede', b))}**" for b in bases]
        rows.append(["geometric mean", *[""] * len(engines), *means])
    head = ["class", *engines, *(f"lede / {base}" for base in bases)]
    title = f"### {MODES.get(mode, mode)} (mode {mode})\n\n"
    return title + _table(head, rows)


def _percent(share):
    return "-" if share is None else f"{100 * share:.0f} %"


def _mean_and_lowest(by_class, what):
    """ "97 % (prefix 62 %)"; the class only if it falls behind."""
    known = {n: row[what] for n, row in by_class.items() if row[what] is not None}
    if not known:
        return "-"
    mean = statistics.fmean(known.values())
    name = min(known, key=known.get)
    lowest = f" ({name} {_percent(known[name])})" if known[name] < mean - 0.05 else ""
    return _percent(mean) + lowest


def agreement_section(table, base):
    """Of mode -> engine -> class -> agreement; empty if there was no other
    engine. Totals are counted in mode 10c alone."""
    rows = []
    for mode, by_engine in table.items():
        for engine, by_class in by_engine.items():
            if by_class and engine != "lucene-constant":
                totals = _mean_and_lowest(by_class, "totals") if mode == "10c" else ""
                hits = _mean_and_lowest(by_class, "hits")
                rows.append([MODES.get(mode, mode), engine, totals, hits])
    if not rows:
        return ""
    head = ["mode", "engine", "totals within 2 %", f"hits shared with {base}"]
    return "### Agreement\n\n" + _table(head, rows)


def index_section(builds, memory, corpus_bytes, threads):
    """Of engine -> cost of its index, engine -> memory while it answers."""
    rows = [
        [
            name,
            _number(cost["seconds"], 1),
            _number(corpus_bytes / 1e6 / cost["seconds"], 1),
            _number(cost["peak_bytes"] / 1e6, 0),
            _number(cost["index_bytes"] / 1e6, 1),
            _number(cost["bytes_per_article"], 0),
            " + ".join(_number(memory[name][k] / 1e6, 0) for k in ("own", "mapped")),
        ]
        for name, cost in builds.items()
    ]
    head = ["engine", "s", "MB/s", "peak RSS, MB", "index, MB", "bytes an article"]
    head.append("answering: own + mapped, MB")
    title = f"### Index ({corpus_bytes / 1e6:.1f} MB of articles, threads: {threads})"
    return title + "\n\n" + _table(head, rows)


def throughput_section(by_engine):
    """Of engine -> number of processes -> queries a second; in parentheses how
    many times what the fewest answer."""
    counts = sorted(next(iter(by_engine.values())), key=int)
    fewest = counts[0]
    rows = [
        [name, _number(row[fewest], 0)]
        + [f"{row[n]:.0f} ({row[n] / row[fewest]:.2f})" for n in counts[1:]]
        for name, row in by_engine.items()
    ]
    head = ["engine", *(f"{n} process{'es' if int(n) > 1 else ''}" for n in counts)]
    title = "### Throughput, queries a second, top ten, all classes mixed\n\n"
    return title + _table(head, rows)


def http_section(result):
    """Of what http_ceiling.measure() returned."""
    requests = result["requests"]
    counts = list(next(iter(requests.values())))
    rows = [
        [name, *(f"{row[n]['rate']:.0f} / {row[n]['p50']:.0f}" for n in counts)]
        for name, row in requests.items()
    ]
    head = ["server", *(f"{n} connection{'s' if int(n) > 1 else ''}" for n in counts)]
    title = (
        f"### HTTP: an answer of {result['bytes']} bytes beside a file of the same, "
        "requests a second / p50 in microseconds\n\n"
    )
    return title + _table(head, rows) + _processor_time(result["cpu"])


def _processor_time(cpu):
    """Of what http_cpu.measure() returned."""
    rows = []
    for rate, found in cpu["rates"].items():
        made, kept, nginx = (found[name] for name in ("made", "kept", "nginx"))
        own = made and made["served"] - made["search"]
        of_made = (made and made["served"], made and made["search"], own)
        others = (kept and kept["served"], nginx and nginx["served"])
        rows.append([rate, *(_number(of, 0) for of in of_made + others)])
    head = ["requests a second", "an answer made", "its search", "beside it"]
    head += ["an answer kept", "nginx's file"]
    title = (
        "\n### HTTP: processor time an answer, microseconds, of "
        f"{cpu['queries']} queries in turns\n\n"
    )
    return title + _table(head, rows)


def growth_section(mode, by_size):
    """How the p50s of lede and Lucene grow from the smallest size to the
    largest; empty if no class was asked of both at both. `by_size`: articles ->
    class -> engine -> latency()."""
    small, large = min(by_size), max(by_size)
    rows = []
    for name, row in by_size[large].items():
        growths = [
            growth(by_size[small].get(name, {}), row, engine) for engine in _GROWING
        ]
        if None not in growths:
            cells = [name]
            for ours, theirs in zip(*growths):
                share = _number(ours / theirs) if theirs > 0 else "-"
                cells += [_number(ours), _number(theirs), share]
            rows.append(cells)
    if not rows:
        return ""
    head = ["class"]
    for unit in ("times", "us more"):
        head += [f"{engine}, {unit}" for engine in _GROWING] + ["lede / lucene"]
    title = f"## From {small:,} to {large:,} articles: {MODES.get(mode, mode)}\n\n"
    return title + _table(head, rows)


def size_report(result):
    """All tables of one size of corpus."""
    made_by = result["machine"]
    parts = [
        f"## {result['title']}\n",
        f"{made_by['date']}, {made_by['processor']}, Linux {made_by['kernel']}; "
        f"{made_by['versions']}.\n",
        f"Microseconds, p50 / p95 of {result['per']} queries a class, each the median of "
        f"{result['repeats']} repeats in turns.\n",
    ]
    if result.get("left_out"):
        names = ", ".join(result["left_out"])
        parts.append(f"Left out, too few articles to draw queries from: {names}.\n")
    parts += [latency_section(m, t) for m, t in result["latency"].items()]
    parts.append(
        agreement_section(result["agreement"], agreement_base(result["index"]))
    )
    parts.append(
        index_section(
            result["index"],
            result["memory"],
            result["corpus_bytes"],
            result["index_threads"],
        )
    )
    if result["throughput"]:
        parts.append(throughput_section(result["throughput"]))
    if result["http"]:
        parts.append(http_section(result["http"]))
    return "\n".join(filter(None, parts))
