# SPDX-License-Identifier: GPL-3.0-or-later
"""What is indexed: made articles, as many as wanted, or real ones as they are."""

import json
import os
import random
import subprocess
from datetime import datetime, timezone

import base_text
from query_maker import DAY, DAYS, FIRST
from stages import digest


class MadeCorpus:
    """`articles` articles made of the base text at `base`, which was made from
    `base_key`."""

    kind = "made"

    def __init__(self, programs, articles, base, base_key):
        self.name = str(articles)
        self.articles = articles
        self._maker = os.path.join(programs, "lede_peers_corpus")
        self._base = base
        self.key = [base_key, articles, digest(self._maker)]

    def write(self, path):
        """Returns how many there are."""
        with open(path, "wb") as output:
            command = [self._maker, self._base, str(self.articles)]
            subprocess.run(command, stdout=output, check=True)
        return self.articles


class RealCorpus:
    """The English articles of some files, joined and shuffled: titles and texts
    in words that all engines cut alike. Their dates lie decades apart or are not
    known: each article gets one drawn from the five years of made ones."""

    kind = "real"
    name = "real"

    def __init__(self, sources, seed=11):
        self._sources = sources
        self._seed = seed
        self.key = [digest(*sources), digest(__file__, base_text.__file__), seed]

    def write(self, path):
        """Returns how many there are."""
        dice = random.Random(self._seed)
        articles = [pair for source in self._sources for pair in _articles(source)]
        dice.shuffle(articles)
        with open(path, "w", encoding="ascii") as output:
            for number, (title, text) in enumerate(articles):
                seconds = FIRST + dice.randrange(DAYS * DAY)
                article = {
                    "id": str(number),
                    "url": f"https://real.example/{number}",
                    "title": title,
                    "published": f"{datetime.fromtimestamp(seconds, timezone.utc):%FT%TZ}",
                    "source": f"source{dice.randrange(40)}",
                    "lang": "en",
                    "text": text,
                }
                output.write(json.dumps(article) + "\n")
        return len(articles)


def is_english(text):
    """Whether most of its letters are Latin ones without accents: a Chinese
    article that quotes English paragraphs is not."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isascii() for c in letters) > 0.8 * len(letters)


def _articles(source):
    """(title, text) of those that are English and have whole paragraphs."""
    for title, text in base_text.articles(source):
        if not is_english(text):
            continue
        paragraphs = "\n\n".join(filter(None, base_text.paragraphs(text)))
        if paragraphs:
            yield base_text.plain_words(title), paragraphs
