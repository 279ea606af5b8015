# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws queries from a corpus, by classes: single words by how many articles
hold them; running words of an article as AND, OR and phrase; two frequent
words; running words within dates; prefixes.

A line of the file: class TAB op TAB words TAB from TAB to."""

import collections
import datetime
import itertools
import json
import random
import re

A_CLASS = 200
FEWEST = 20  # queries of a class; with fewer it is left out
_READ = 10_000  # articles; the queries of larger corpora are the same
_RUN = re.compile(r"[a-z]{2,}")
_TOKEN = re.compile(r"[a-z0-9]+")
DAY = 86_400
FIRST = int(datetime.datetime(2021, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
DAYS = 1826  # of the corpus
_TRIES = 20_000  # to find one run of words


class TooFewArticles(Exception):
    pass


class Draw:
    """Words and runs of words at known document frequencies."""

    def __init__(self, texts, seed):
        self.random = random.Random(seed)
        self.texts = texts
        counts = collections.Counter()
        for text in texts:
            counts.update(set(_TOKEN.findall(text.lower())))
        self.share = {word: count / len(texts) for word, count in counts.items()}
        self.plain = sorted(w for w in counts if len(w) > 2 and _RUN.fullmatch(w))

    def between(self, least, most):
        """Words that so large a share of the articles holds, shuffled."""
        words = [w for w in self.plain if least <= self.share[w] < most]
        self.random.shuffle(words)
        return words

    def run(self, count, most_frequent):
        """Running words of one article, all different, at most so many of
        them in 40 % of the articles or more."""
        for _ in range(_TRIES):
            words = self.random.choice(self.texts).split()
            at = self.random.randrange(max(1, len(words) - count))
            run = [word.lower() for word in words[at : at + count]]
            if len(set(run)) < count or not all(_RUN.fullmatch(w) for w in run):
                continue
            if sum(self.share[w] >= 0.4 for w in run) <= most_frequent:
                return run
        raise TooFewArticles("no such run of words")


def _single(draw, least, most):
    for word in draw.between(least, most):
        yield [word], "", ""


def _running(draw, count, most_frequent):
    while True:
        yield draw.run(count, most_frequent), "", ""


def _frequent(draw):
    words = draw.between(0.08, 0.4)
    while len(words) >= 2:
        yield draw.random.sample(words, 2), "", ""


def _half_a_year(draw):
    while True:
        begin = FIRST + draw.random.randrange(200, 1600) * DAY
        run = draw.run(draw.random.choice((2, 3)), 0)
        yield run, begin, begin + 180 * DAY


def _last_months(draw):
    while True:
        yield draw.run(2, 0), FIRST + (DAYS - 330) * DAY, FIRST + DAYS * DAY


def _prefixes(draw):
    beginnings = [w[:4] for w in draw.between(0.005, 0.03) if len(w) > 5]
    for prefix in dict.fromkeys(beginnings):
        yield [prefix], "", ""


# Class -> op, what draws (words, from, to) one after another, its arguments.
_CLASSES = {
    "term_low": ("TERM", _single, 0.0002, 0.002),
    "term_mid": ("TERM", _single, 0.005, 0.03),
    "term_high": ("TERM", _single, 0.08, 0.4),
    "and2": ("AND", _running, 2, 0),
    "and3": ("AND", _running, 3, 0),
    "and4": ("AND", _running, 4, 1),
    "and_hh": ("AND", _frequent),
    "or2": ("OR", _running, 2, 0),
    "or3": ("OR", _running, 3, 0),
    "or4": ("OR", _running, 4, 1),
    "or_hh": ("OR", _frequent),
    "or_nl": ("OR", _running, 6, 4),
    "phrase2": ("PHRASE", _running, 2, 1),
    "phrase3": ("PHRASE", _running, 3, 1),
    "or_date": ("OR", _half_a_year),
    "and_date": ("AND", _last_months),
    "prefix": ("PREFIX", _prefixes),
}
CLASSES = tuple(_CLASSES)


def _draw_class(draw, op, draw_all, *arguments):
    """Rows without the class; none if the articles do not give enough."""
    try:
        queries = list(itertools.islice(draw_all(draw, *arguments), A_CLASS))
    except TooFewArticles:
        return []
    return [(op, *query) for query in queries] if len(queries) >= FEWEST else []


def make_queries(texts, seed=7):
    """Rows of class, op, words, from, to; the classes one after the other, in
    the order of CLASSES. A class of which there are too few is left out."""
    draw = Draw(texts, seed)
    rows = [
        (name, *row)
        for name, how in _CLASSES.items()
        for row in _draw_class(draw, *how)
    ]
    if not rows:
        raise TooFewArticles("too few articles to draw queries from")
    return rows


def write(corpus, output):
    """Draws from the first articles of a corpus; returns how many."""
    texts = []
    with open(corpus, encoding="utf-8") as lines:
        for line, _ in zip(lines, range(_READ)):
            texts.append(json.loads(line)["text"])
    rows = make_queries(texts)
    with open(output, "w", encoding="ascii") as out:
        for name, op, words, begin, end in rows:
            out.write(f"{name}\t{op}\t{' '.join(words)}\t{begin}\t{end}\n")
    return len(rows)


def read(path):
    """Class -> list of (op, words, from, to), all text, in the file's order."""
    classes = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            name, *query = line.rstrip("\n").split("\t")
            classes.setdefault(name, []).append(tuple(query))
    return classes
