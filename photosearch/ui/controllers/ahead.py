"""Pictures that will be looked at next, decoded before they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from photosearch.services.browse import KeptPicture
from photosearch.types import Picture


class Ahead:
    """Keeps a few pictures. May be used by several threads at once.

    Parameters
    ----------
    decode : callable
        Decodes a photo; raises UnreadablePhoto.
    """

    def __init__(self, decode: Callable[[Path], Picture]) -> None:
        self._decode = decode
        self._kept: dict[Path, Picture | None] = {}
        self._lock = threading.Lock()

    def keep(self, paths: Sequence[Path]) -> None:
        """Keep these from now on, once they are decoded, and forget all others."""
        with self._lock:
            self._kept = {path: self._kept.get(path) for path in paths}

    def picture(self, path: Path) -> Picture:
        """Return a photo, at once if it was decoded before.

        Raises
        ------
        UnreadablePhoto
            It cannot be shown.
        """
        with self._lock:
            known = self._kept.get(path)
        if known is not None:
            return known
        found = self._decode(path)
        with self._lock:
            if path in self._kept and not isinstance(found, KeptPicture):  # it may be there the next time
                self._kept[path] = found
        return found
