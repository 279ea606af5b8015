# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings by gnuplot: latency by class, throughput over processes, cost and
growth against the size of the index."""

import math
import os
import subprocess

from figures import mean_cost
from report import MODES, engines_of

# Told apart by all eyes (Okabe and Ito, Color Universal Design, 2008).
_COLOURS = {
    "lede": "#d55e00",
    "lucene": "#0072b2",
    "lucene-constant": "#56b4e9",
    "xapian": "#009e73",
    "fts5": "#999999",
}
_HEAD = """set terminal svg size {width},{height} noenhanced font "sans-serif,13" background "#ffffff"
set output "{output}"
set datafile missing "-"
set title "{title}"
set grid ytics linecolor "#dddddd"
set key outside top center horizontal
set border 3
set tics nomirror
"""
_LATENCY = """set logscale y
set ylabel "microseconds"
"""
_BARS = """set style data histograms
set style histogram clustered gap 1
set style fill solid noborder
set boxwidth 0.9
set xtics rotate by -40
"""
_SIZES = """set logscale x
set xlabel "articles"
set format x "%.0s%c"
set style data linespoints
"""
_PROCESSES = """set xlabel "processes"
set ylabel "queries a second"
set xtics 1
set yrange [0:*]
set style data linespoints
"""
_PANELS = """unset ylabel
unset xlabel
set key inside top left
set offsets graph 0.05, graph 0.05, 0, 0
"""
_PANELS_ACROSS = 4


def _draw(data_path, output, title, style, rows, plots, size):
    """Rows are lists of cells, written beside the drawing as its data."""
    with open(data_path, "w", encoding="ascii") as data:
        for row in rows:
            data.write(" ".join(str(cell) for cell in row) + "\n")
    head = _HEAD.format(width=size[0], height=size[1], output=output, title=title)
    _gnuplot(head + style + _plot(plots))


def _plot(plots):
    return "plot " + ", \\\n  ".join(plots) + "\n"


def _gnuplot(script):
    subprocess.run(["gnuplot"], input=script, text=True, check=True)


def _line(data, column, engine):
    return (
        f'"{data}" using 1:{column} title "{engine}" linecolor "{_COLOURS[engine]}" '
        f"linewidth 2 pointtype 7"
    )


def _cell(value):
    return "-" if value is None else f"{value:.1f}"


def draw_latency(folder, mode, by_class, corpus):
    """Bars of the p50s, a group a class. Returns the drawing's path."""
    # What is asked for one class stands last, or it would leave gaps in all.
    engines = sorted(engines_of(by_class), key=lambda name: name == "lucene-constant")
    data = os.path.join(folder, f"latency-{mode}.dat")
    output = os.path.join(folder, f"latency-{mode}.svg")
    rows = [
        [f'"{name}"', *(_cell(row[e]["p50"] if e in row else None) for e in engines)]
        for name, row in by_class.items()
    ]
    plots = [
        f'"{data}" using {i + 2}{":xtic(1)" if i == 0 else ""} '
        f'title "{engine}" linecolor "{_COLOURS[engine]}"'
        for i, engine in enumerate(engines)
    ]
    title = f"{MODES.get(mode, mode)}, p50, {corpus}"
    width = 240 + 55 * max(len(rows), 6)
    _draw(data, output, title, _LATENCY + _BARS, rows, plots, (width, 480))
    return output


def draw_throughput(folder, by_engine):
    """Lines over the number of processes. `by_engine`: engine -> number, as
    text -> queries a second. Returns the drawing's path."""
    data = os.path.join(folder, "throughput.dat")
    output = os.path.join(folder, "throughput.svg")
    counts = list(next(iter(by_engine.values())))
    rows = [
        [count, *(_cell(row.get(count)) for row in by_engine.values())]
        for count in counts
    ]
    plots = [_line(data, i + 2, engine) for i, engine in enumerate(by_engine)]
    _draw(data, output, "top ten, all classes", _PROCESSES, rows, plots, (560, 420))
    return output


def _engines_of_sizes(by_size):
    rows = {(n, c): row for n, table in by_size.items() for c, row in table.items()}
    return [name for name in engines_of(rows) if name != "lucene-constant"]


def draw_cost(folder, mode, by_size):
    """Lines of the mean p50 of the classes that all sizes have, one an engine.
    `by_size`: articles -> class -> engine -> latency(). Returns the drawing's
    path."""
    shared = set.intersection(*(set(table) for table in by_size.values()))
    by_size = {
        n: {name: row for name, row in table.items() if name in shared}
        for n, table in by_size.items()
    }
    engines = _engines_of_sizes(by_size)
    data = os.path.join(folder, f"cost-{mode}.dat")
    output = os.path.join(folder, f"cost-{mode}.svg")
    rows = [
        [articles, *(_cell(mean_cost(table, engine)) for engine in engines)]
        for articles, table in sorted(by_size.items())
    ]
    plots = [_line(data, i + 2, engine) for i, engine in enumerate(engines)]
    title = f"{MODES.get(mode, mode)}: geometric mean of the classes' p50"
    _draw(data, output, title, _LATENCY + _SIZES, rows, plots, (720, 480))
    return output


def draw_growth(folder, mode, by_size):
    """A panel of lines a class, one an engine: p50 against the size. `by_size`
    as above. Returns the drawing's path."""
    engines = _engines_of_sizes(by_size)
    data = os.path.join(folder, f"growth-{mode}.dat")
    output = os.path.join(folder, f"growth-{mode}.svg")
    classes = list(dict.fromkeys(c for table in by_size.values() for c in table))
    down = -(-len(classes) // _PANELS_ACROSS)
    size = (_PANELS_ACROSS * 260, down * 240 + 40)
    title = f"{MODES.get(mode, mode)}: p50 in microseconds"
    script = _HEAD.format(width=size[0], height=size[1], output=output, title="")
    script += _LATENCY + _SIZES + _PANELS + _decades(by_size)
    script += f'set multiplot layout {down},{_PANELS_ACROSS} title "{title}"\n'
    # Blocks of the file, parted by two empty lines, are gnuplot's indexes.
    with open(data, "w", encoding="ascii") as out:
        for i, name in enumerate(classes):
            rows = [
                [n, *(_p50(table.get(name, {}), e) for e in engines)]
                for n, table in sorted(by_size.items())
            ]
            out.write("\n".join(" ".join(map(str, row)) for row in rows) + "\n\n\n")
            script += f'set title "{name}"\n' + ("unset key\n" if i == 1 else "")
            lines = (_line(data, c + 2, e) for c, e in enumerate(engines))
            script += _plot(
                [line.replace(" using", f" index {i} using") for line in lines]
            )
    _gnuplot(script + "unset multiplot\n")
    return output


def _decades(by_size):
    """The range of all p50s in whole powers of ten: panels can be compared."""
    p50s = [
        cost["p50"]
        for table in by_size.values()
        for row in table.values()
        for cost in row.values()
    ]
    low = math.floor(math.log10(min(p50s)))
    return f"set yrange [{10.0**low}:{10.0 ** math.ceil(math.log10(max(p50s)))}]\n"


def _p50(row, engine):
    return _cell(row[engine]["p50"] if engine in row else None)
