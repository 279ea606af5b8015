# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings by gnuplot: latency by class, cost against the size of the index."""

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
set logscale y
set ylabel "microseconds"
set grid ytics linecolor "#dddddd"
set key outside top center horizontal
set border 3
set tics nomirror
"""
_BARS = """set style data histograms
set style histogram clustered gap 1
set style fill solid noborder
set boxwidth 0.9
set xtics rotate by -40
"""
_LINES = """set logscale x
set xlabel "articles"
set format x "%.0s%c"
set style data linespoints
"""


def _draw(data_path, output, title, style, rows, plots, size):
    """Rows are lists of cells, written beside the drawing as its data."""
    with open(data_path, "w", encoding="ascii") as data:
        for row in rows:
            data.write(" ".join(str(cell) for cell in row) + "\n")
    head = _HEAD.format(width=size[0], height=size[1], output=output, title=title)
    script = head + style + "plot " + ", \\\n  ".join(plots) + "\n"
    subprocess.run(["gnuplot"], input=script, text=True, check=True)


def _cell(value):
    return "-" if value is None else f"{value:.1f}"


def draw_latency(folder, mode, by_class, articles):
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
    title = f"{MODES.get(mode, mode)}, p50, {articles:,} articles"
    width = 240 + 55 * max(len(rows), 6)
    _draw(data, output, title, _BARS, rows, plots, (width, 480))
    return output


def draw_cost(folder, mode, by_size):
    """Lines of the classes' mean p50, one an engine. `by_size`: articles ->
    class -> engine -> latency(). Returns the drawing's path."""
    engines = engines_of(
        {(n, name): row for n, table in by_size.items() for name, row in table.items()}
    )
    engines = [engine for engine in engines if engine != "lucene-constant"]
    data = os.path.join(folder, f"cost-{mode}.dat")
    output = os.path.join(folder, f"cost-{mode}.svg")
    rows = [
        [articles, *(_cell(mean_cost(table, engine)) for engine in engines)]
        for articles, table in sorted(by_size.items())
    ]
    plots = [
        f'"{data}" using 1:{i + 2} title "{engine}" linecolor "{_COLOURS[engine]}" '
        f"linewidth 2 pointtype 7"
        for i, engine in enumerate(engines)
    ]
    title = f"{MODES.get(mode, mode)}: geometric mean of the classes' p50"
    _draw(data, output, title, _LINES, rows, plots, (720, 480))
    return output
