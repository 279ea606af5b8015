# SPDX-License-Identifier: GPL-3.0-or-later
"""feeds.py URL: Python's feedparser reads lede's Atom as its JSON is written."""

import json
import sys
import urllib.request

import feedparser

server = sys.argv[1]
for query in ("", "chips", "%E8%8A%AF%E7%89%87"):
    with urllib.request.urlopen(f"{server}/feed.json?q={query}") as answer:
        wanted = json.load(answer)["items"]
    with urllib.request.urlopen(f"{server}/feed.atom?q={query}") as answer:
        feed = feedparser.parse(answer.read())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10", feed.version
    read = [(e.id, e.title, e.link, e.updated) for e in feed.entries]
    assert read == [
        (i["id"], i["title"], i["url"], i["date_modified"]) for i in wanted
    ], query
print("Python's feedparser reads the same")
