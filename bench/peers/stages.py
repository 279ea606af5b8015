# SPDX-License-Identifier: GPL-3.0-or-later
"""Work that is done once: a stage leaves a stamp when it has ended, with what
it was made from and what came out. A stage without its stamp, or made from
something else, is begun anew."""

import hashlib
import json
import os
import shutil
import sys


def say(text):
    print(f"== {text}", file=sys.stderr, flush=True)


def digest(*paths):
    """Of the contents of files, in this order."""
    whole = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                whole.update(block)
    return whole.hexdigest()[:16]


def remove(path):
    """A file or a folder with all below it, if it is there."""
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)


class Stage:
    """A stage called `name` in `folder`; `key` is what it is made from, a value
    of JSON; `outputs` are the paths it makes."""

    def __init__(self, folder, name, key, outputs=()):
        self.name = name
        self.key = key
        self.outputs = outputs
        self.stamp = os.path.join(folder, name + ".stamp")

    def result(self, make, anew=False):
        """What make() returned, a value of JSON; called unless it was done."""
        done = None if anew else self._read()
        if done is not None and all(os.path.exists(path) for path in self.outputs):
            say(f"{self.name}: done before")
            return done["result"]
        say(self.name)
        for path in (self.stamp, *self.outputs):
            remove(path)
        result = make()
        self._write({"key": self.key, "result": result})
        return result

    def _read(self):
        try:
            with open(self.stamp, encoding="utf-8") as file:
                stamp = json.load(file)
        except (OSError, ValueError):
            return None
        return stamp if stamp["key"] == json.loads(json.dumps(self.key)) else None

    def _write(self, stamp):
        with open(self.stamp + ".new", "w", encoding="utf-8") as file:
            json.dump(stamp, file)
        os.replace(self.stamp + ".new", self.stamp)
