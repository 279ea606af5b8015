# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures from answers: medians, percentiles, ratios, agreement. No input, no
output."""

import math
import statistics

# Totals this near to each other are called the same.
SAME_TOTAL = 0.02


def percentile(values, share):
    """The smallest value that at least `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def geometric_mean(values):
    """None of nothing."""
    values = list(values)
    if not values:
        return None
    return math.exp(statistics.fmean(math.log(value) for value in values))


def latency(times):
    """Of lists of microseconds, one a query: percentiles of the medians."""
    medians = [statistics.median(of_query) for of_query in times]
    return {
        "p50": percentile(medians, 0.5),
        "p95": percentile(medians, 0.95),
        "mean": statistics.fmean(medians),
    }


def latency_table(answers):
    """(engine, mode, class) -> Answers becomes mode -> class -> engine ->
    latency()."""
    table = {}
    for (engine, mode, name), got in answers.items():
        by_class = table.setdefault(mode, {}).setdefault(name, {})
        by_class[engine] = latency(got.times)
    return table


def ratio(row, engine, base):
    """Of the p50s of one class; None if one was not asked."""
    if engine not in row or base not in row or row[base]["p50"] <= 0:
        return None
    return row[engine]["p50"] / row[base]["p50"]


def growth(before, after, engine):
    """How many times the p50 of one class is what it was before, and how many
    microseconds more."""
    if engine not in before or engine not in after or before[engine]["p50"] <= 0:
        return None
    small, large = before[engine]["p50"], after[engine]["p50"]
    return large / small, large - small


def mean_ratio(by_class, engine, base):
    """Geometric mean over the classes; None without any."""
    ratios = [ratio(row, engine, base) for row in by_class.values()]
    return geometric_mean(value for value in ratios if value)


def mean_cost(by_class, engine):
    """Geometric mean of the p50s over the classes; None without any."""
    return geometric_mean(
        row[engine]["p50"] for row in by_class.values() if engine in row
    )


def _same_total(total, reference):
    return abs(total - reference) <= SAME_TOTAL * max(reference, 1)


def _overlap(ids, reference):
    """The share of the reference's hits that are found; None without any."""
    if not reference:
        return None
    return len(set(ids) & set(reference)) / len(set(reference))


def agreement(answers, mode, engine, base):
    """class -> share of queries with the same total, share of the same hits;
    the latter None if the base found nothing at all."""
    table = {}
    for (name_of_engine, name_of_mode, name), got in answers.items():
        reference = answers.get((base, mode, name))
        if (name_of_engine, name_of_mode) != (engine, mode) or reference is None:
            continue
        same = [_same_total(*pair) for pair in zip(got.totals, reference.totals)]
        shared = [_overlap(*pair) for pair in zip(got.ids, reference.ids)]
        shared = [value for value in shared if value is not None]
        table[name] = {
            "totals": statistics.fmean(same),
            "hits": statistics.fmean(shared) if shared else None,
        }
    return table


def agreement_base(engines):
    """The engine that the others are held against; Lucene where Xapian was not
    asked."""
    return "xapian" if "xapian" in engines else "lucene"


def agreement_table(answers, base):
    """mode -> engine -> class -> agreement()."""
    table = {}
    for engine, mode, _ in answers:
        if engine != base and engine not in table.setdefault(mode, {}):
            table[mode][engine] = agreement(answers, mode, engine, base)
    return table
