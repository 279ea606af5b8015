# SPDX-License-Identifier: GPL-3.0-or-later
"""Where and with what a run was made: figures mean little without it."""

import datetime
import os
import platform
import re
import subprocess


def _processor():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
            found = re.search(r"model name\s*:\s*(.*)", file.read())
    except OSError:
        found = None
    return found.group(1) if found else platform.machine()


def _version(library):
    asked = subprocess.run(
        ["pkg-config", "--modversion", library], capture_output=True, text=True
    )
    return asked.stdout.strip() or "of unknown version"


def describe(lucene_version):
    """Date, processor and versions, each as text."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": f"{os.cpu_count()} x {_processor()}",
        "kernel": platform.release(),
        "versions": f"Lucene {lucene_version or 'not asked'}, Xapian "
        f"{_version('xapian-core')}, SQLite {_version('sqlite3')}",
    }
