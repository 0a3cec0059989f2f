"""What makes a file the same one under another name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

FIRST, LAST = 1 << 20, 1 << 10
"""Bytes looked at from the beginning and from the end."""


def fingerprint(path: Path) -> bytes:
    """Return the sha256 of a file's size, first MiB and last KiB: proof of a move, not of a duplicate.

    Raises
    ------
    OSError
        The file cannot be read.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        digest = hashlib.sha256(size.to_bytes(8, "little"))
        digest.update(file.read(FIRST))
        file.seek(max(0, size - LAST))
        digest.update(file.read(LAST))
    return digest.digest()
