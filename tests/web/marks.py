#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs the code that /help/api shows for turning highlights into marks, as it
# stands on the page, on a real answer in each of the three units:
#   marks.py PROGRAMS CORPUS
# Exit status: 0 all give the same, 1 not.
"""Runs the code blocks of /help/api on highlights of a real server."""

import html
import json
import re
import subprocess
import sys
import urllib.parse

from server_run import Server, check, fail_count

TITLE = "🚀阿里巴巴的新芯片 𠮷 <b>&amp;</b> é 👩‍💻：芯片 “芯片”"
MARKED = ("🚀阿里巴巴的新<mark>芯片</mark> 𠮷 &lt;b&gt;&amp;amp;&lt;/b&gt; é 👩‍💻："
          "<mark>芯片</mark> “<mark>芯片</mark>”")
ARTICLE = {"id": "marks", "title": TITLE, "text": "虚构的一篇。", "lang": "zh"}
UNITS = ("utf8", "utf16", "codepoints")

RUNS = {
    "marks-js": ("node", "-e",
                 "\nconst rows = JSON.parse(require('fs').readFileSync(0));"
                 "\nconsole.log(JSON.stringify(rows.map("
                 "([unit, text, spans]) => mark(text, spans, unit))));"),
    "marks-python": (sys.executable, "-c",
                     "\nimport json, sys"
                     "\nprint(json.dumps([mark(text, spans, unit)"
                     " for unit, text, spans in json.load(sys.stdin)]))"),
}


def code_blocks(server, language):
    page = server.ask("/help/api", headers={"Accept-Language": language})
    found = re.findall(r'<pre[^>]*><code id="(marks-[a-z]+)">(.*?)</code></pre>',
                       page.body.decode(), re.DOTALL)
    return {name: html.unescape(text) for name, text in found}


def highlights(server):
    """Unit, title and highlights as the server gives them in each unit."""
    rows = []
    for unit in UNITS:
        query = urllib.parse.urlencode(
            {"q": "title:芯片", "stories": "false", "offsets": unit,
             "limit": 100})
        answer = json.loads(server.ask("/api/v1/search?" + query).body)
        for hit in answer["hits"]:
            if hit["id"] == "marks":
                rows.append([unit, hit["title"], hit["title_highlights"]])
    return rows


def main():
    more = json.dumps(ARTICLE, ensure_ascii=False) + "\n"
    with Server(*sys.argv[1:3], more=more) as server:
        blocks = code_blocks(server, "en")
        check(set(blocks) == set(RUNS), f"code blocks: {list(blocks)}")
        check(blocks == code_blocks(server, "zh"), "code of the Chinese page")
        rows = highlights(server)
    check(len(rows) == len(UNITS), f"{len(rows)} answers")
    check(len({json.dumps(row[2]) for row in rows}) == len(UNITS),
          "units differ in their numbers")
    for name, (program, option, driver) in RUNS.items():
        run = subprocess.run([program, option, blocks[name] + driver],
                             input=json.dumps(rows).encode(), check=True,
                             capture_output=True)
        for (unit, _, _), marked in zip(rows, json.loads(run.stdout)):
            check(marked == MARKED, f"{name} {unit}: {marked}")
    print(f"{len(rows)} units, {len(RUNS)} languages, {fail_count()} problems")
    return 1 if fail_count() else 0


if __name__ == "__main__":
    sys.exit(main())
