# SPDX-License-Identifier: GPL-3.0-or-later
"""The base text the corpus is made of: English paragraphs of real articles,
one a line, in words that every engine cuts alike."""

import glob
import gzip
import json
import os
import re
import unicodedata

_BETWEEN = re.compile(r"(?<=\w)['’.,](?=\w)")  # don't, U.S, 1,000
_OTHER = re.compile(r"[^A-Za-z0-9.,:;?! ]+")
_WORD = re.compile(r"([A-Za-z0-9]{1,40})[A-Za-z0-9]*([.,:;?!]?)")
_LINK = re.compile(r"https?://\S+|\]\([^)]*\)|<[^>]+>")
_SHORTEST = 60  # code points of a paragraph


def sources(data, repository):
    """The articles below `data`/news-*; those of the repository without any."""
    found = glob.glob(os.path.join(data, "news-*", "articles.jsonl*")) if data else []
    if not found:
        found = glob.glob(os.path.join(repository, "corpus", "articles", "*.jsonl*"))
    return sorted(path for path in found if path.endswith((".jsonl", ".jsonl.gz")))


def articles(path):
    """(title, text) of a file of articles, a JSON object a line."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article.get("text")
            if isinstance(text, str):
                yield str(article.get("title") or ""), text


def plain_words(paragraph):
    """Words of letters and digits with a mark of punctuation at most after
    them, separated by single spaces. Engines differ in what they make of
    apostrophes, hyphens, accents and the points of abbreviations."""
    text = unicodedata.normalize("NFKD", _LINK.sub(" ", paragraph))
    text = _BETWEEN.sub("", "".join(c for c in text if not unicodedata.combining(c)))
    words = _WORD.finditer(_OTHER.sub(" ", text))
    return " ".join(word.group(1) + word.group(2) for word in words)


def is_english(paragraph):
    """Whether most of it is letters of the Latin alphabet without accents."""
    letters = sum(c.isascii() and c.isalpha() for c in paragraph)
    return len(paragraph) >= _SHORTEST and letters > 0.6 * len(paragraph)


def paragraphs(text):
    """Blank lines separate them; a text wrapped by lines is joined."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-*#])", text):
        paragraph = " ".join(paragraph.split())
        if is_english(paragraph):
            yield plain_words(paragraph)


def write(paths, output):
    """Each paragraph once; returns how many there are."""
    seen = set()
    with open(output, "w", encoding="ascii") as out:
        for path in paths:
            for _, text in articles(path):
                for paragraph in paragraphs(text):
                    if paragraph and paragraph not in seen:
                        seen.add(paragraph)
                        out.write(paragraph + "\n")
    return len(seen)
