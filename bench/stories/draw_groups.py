#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints stories of an index, drawn at random, to be judged by reading."""

import argparse
import collections
import json
import random
import subprocess


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="lede-index")
    parser.add_argument("--index", required=True)
    parser.add_argument("--groups", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bytes", type=int, default=110, help="of a text shown")
    options = parser.parse_args()
    exported = subprocess.run(
        [options.program, "export", "--index", options.index],
        capture_output=True,
        check=True,
        text=True,
    )
    groups = collections.defaultdict(list)
    for row in map(json.loads, exported.stdout.splitlines()):
        groups[row["story"]].append(row)
    shared = sorted(key for key, rows in groups.items() if len(rows) > 1)
    drawn = random.Random(options.seed).sample(shared, min(options.groups, len(shared)))
    print(f"{len(shared)} stories of more than one article")
    for number, key in enumerate(drawn, start=1):
        print(f"{number}. {key}")
        for row in sorted(groups[key], key=lambda row: row.get("published") or ""):
            opening = " ".join(row.get("text", "").split())[: options.bytes]
            print(
                f"   {row['id']} {row.get('published', '-')}"
                f" {row.get('title') or ''} | {opening}"
            )


if __name__ == "__main__":
    main()
