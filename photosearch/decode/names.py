"""File names in messages."""

from __future__ import annotations

from pathlib import Path


def printable(path: Path | str) -> str:
    """Return a name that any terminal can print on one line: control characters and undecodable bytes are escaped."""
    return "".join(c if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF else ascii(c)[1:-1] for c in str(path))
