#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Do stories depend on the order in which articles arrive?

Indexes the first articles of a corpus at once, then the same in random orders
and in batches of random sizes, each batch by a process of its own, and compares
which article belongs to which story; last, what a rebuild makes of it.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile


def run(program, *arguments, stdin=None):
    done = subprocess.run(
        [program, *arguments], input=stdin, capture_output=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{program} {arguments[0]} failed: {done.stderr.decode()}")
    return done.stdout.decode()


def stories_of(program, index):
    lines = run(program, "export", "--index", index).splitlines()
    return {row["id"]: row["story"] for row in map(json.loads, lines)}


def add(program, index, lines):
    run(program, "add", "--index", index, "--quiet", "--max-rejects", "any", "-",
        stdin=b"".join(lines))  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="lede-index")
    parser.add_argument("--corpus", required=True, help="JSONL")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--batches", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with open(options.corpus, "rb") as corpus:
        lines = [line for line, _ in zip(corpus, range(options.articles))]
    draw = random.Random(options.seed)
    alike = True
    with tempfile.TemporaryDirectory() as folder:
        whole = str(pathlib.Path(folder, "whole.db"))
        add(options.program, whole, lines)
        expected = stories_of(options.program, whole)
        print(f"{len(expected)} articles, {len(set(expected.values()))} stories")
        for order in range(options.orders):
            index = str(pathlib.Path(folder, f"order{order}.db"))
            draw.shuffle(lines)
            cuts = sorted(draw.sample(range(1, len(lines)), options.batches - 1))
            for begin, end in zip([0, *cuts], [*cuts, len(lines)]):
                add(options.program, index, lines[begin:end])
            found = stories_of(options.program, index)
            moved = sum(found.get(key) != story for key, story in expected.items())
            alike = alike and found == expected
            print(f"order {order + 1}, {options.batches} batches: {moved} differ")
        exported = run(options.program, "export", "--index", whole).encode()
        run(options.program, "rebuild", "--index", whole, "--quiet", "-",
            stdin=exported)  # fmt: skip
        rebuilt = stories_of(options.program, whole)
        moved = sum(rebuilt.get(key) != story for key, story in expected.items())
        print(f"rebuilt: {moved} differ")
        alike = alike and rebuilt == expected
    sys.exit(0 if alike else 1)


if __name__ == "__main__":
    main()
