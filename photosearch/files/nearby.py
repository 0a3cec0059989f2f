"""Which folders have to be listed where only some were touched."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Nearby:
    """Paths below a root: those at which to `start`, and known folders that are `gone`."""

    start: frozenset[bytes]
    gone: frozenset[bytes]

    def is_lost(self, folder: bytes, met: Collection[bytes]) -> bool:
        """Whether a known folder went, on its own or with one around it; `met` are the folders that were listed."""
        return any(path in self.gone or (path in self.start and path not in met) for path in _upwards(folder))


def nearby(root: Path, touched: Iterable[bytes], known: Collection[bytes]) -> Nearby:
    """Return where to look for what happened in some folders.

    A folder that is not known may be hidden, or lie in one that is passed over: the listing of the next known one
    around it tells.
    """
    start: set[bytes] = set()
    gone: set[bytes] = set()
    for folder in touched:
        place = next((path for path in _upwards(folder) if path in known), b"")
        (start if (root / os.fsdecode(place)).is_dir() else gone).add(place)
    return Nearby(frozenset(start), frozenset(gone))


def _upwards(folder: bytes) -> Iterator[bytes]:
    """Yield a path below a root, and those around it; the root itself is empty, and last."""
    while folder:
        yield folder
        folder = folder.rpartition(b"/")[0]
    yield b""
