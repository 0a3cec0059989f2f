"""Whether a file is still being written."""

from __future__ import annotations

import sys
import time
from pathlib import Path

REST_SECONDS = 2.0
"""A file at which nothing has happened for so long is taken for whole."""


def is_at_rest(path: Path) -> bool:
    """Whether nothing has happened to a file for a while; one that cannot be reached has no rest to wait for.

    What counts is the system's own time of the last write, where it keeps one: a program that copies a file sets the
    other one back to that of the original.
    """
    try:
        facts = path.stat()
    except OSError:
        return True
    last = facts.st_mtime if sys.platform == "win32" else facts.st_ctime
    return not 0 <= time.time() - last < REST_SECONDS
