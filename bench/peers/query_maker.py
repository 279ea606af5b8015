# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws queries from a corpus, by classes: single words by how many articles
hold them; running words of an article as AND, OR and phrase; two frequent
words; running words within dates; prefixes.

A line of the file: class TAB op TAB words TAB from TAB to."""

import collections
import datetime
import json
import random
import re

A_CLASS = 200
_READ = 10_000  # articles; the queries of larger corpora are the same
_RUN = re.compile(r"[a-z]{2,}")
_TOKEN = re.compile(r"[a-z0-9]+")
DAY = 86_400
FIRST = int(datetime.datetime(2021, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
DAYS = 1826  # of the corpus
_TRIES = 100_000  # to find one run of words


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
        raise TooFewArticles("too few articles to draw queries from")


def _words(draw, rows):
    for name, least, most in (
        ("term_low", 0.0002, 0.002),
        ("term_mid", 0.005, 0.03),
        ("term_high", 0.08, 0.4),
    ):
        for word in draw.between(least, most)[:A_CLASS]:
            rows.append((name, "TERM", [word], "", ""))


def _runs(draw, rows):
    for op in ("AND", "OR"):
        for count in (2, 3, 4):
            for _ in range(A_CLASS):
                run = draw.run(count, 1 if count == 4 else 0)
                rows.append((f"{op.lower()}{count}", op, run, "", ""))
        frequent = draw.between(0.08, 0.4)
        if len(frequent) < 2:
            raise TooFewArticles("too few articles to draw frequent words from")
        for _ in range(A_CLASS):
            two = draw.random.sample(frequent, 2)
            rows.append((f"{op.lower()}_hh", op, two, "", ""))
    for _ in range(A_CLASS):
        rows.append(("or_nl", "OR", draw.run(6, 4), "", ""))
    for count in (2, 3):
        for _ in range(A_CLASS):
            rows.append((f"phrase{count}", "PHRASE", draw.run(count, 1), "", ""))


def _dated(draw, rows):
    for _ in range(A_CLASS):
        begin = FIRST + draw.random.randrange(200, 1600) * DAY
        run = draw.run(draw.random.choice((2, 3)), 0)
        rows.append(("or_date", "OR", run, begin, begin + 180 * DAY))
    for _ in range(A_CLASS):
        last_months = (FIRST + (DAYS - 330) * DAY, FIRST + DAYS * DAY)
        rows.append(("and_date", "AND", draw.run(2, 0), *last_months))


def _prefixes(draw, rows):
    beginnings = [w[:4] for w in draw.between(0.005, 0.03) if len(w) > 5]
    for prefix in list(dict.fromkeys(beginnings))[:A_CLASS]:
        rows.append(("prefix", "PREFIX", [prefix], "", ""))


def make_queries(texts, seed=7):
    """Rows of class, op, words, from, to; the classes one after the other."""
    draw = Draw(texts, seed)
    rows = []
    for draw_classes in (_words, _runs, _dated, _prefixes):
        draw_classes(draw, rows)
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
