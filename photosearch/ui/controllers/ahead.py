"""Photos that will be looked at next, decoded before they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from photosearch.services.browse import KeptPicture
from photosearch.services.sights import Sight
from photosearch.types import Picture


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A decoded photo and what is stored of it, None where nothing is."""

    picture: Picture
    sight: Sight | None = None


class Ahead:
    """Keeps a few photos. May be used by several threads at once.

    Parameters
    ----------
    make : callable
        Decodes a photo; raises UnreadablePhoto.
    """

    def __init__(self, make: Callable[[Path], Shown]) -> None:
        self._make = make
        self._kept: dict[Path, Shown | None] = {}
        self._lock = threading.Lock()

    def keep(self, paths: Sequence[Path]) -> None:
        """Keep these from now on, once they are decoded, and forget all others."""
        with self._lock:
            self._kept = {path: self._kept.get(path) for path in paths}

    def shown(self, path: Path) -> Shown:
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
        found = self._make(path)
        with self._lock:
            if path in self._kept and not isinstance(found.picture, KeptPicture):  # it may be there the next time
                self._kept[path] = found
        return found
