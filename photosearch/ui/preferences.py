"""What a person can set, and where it is kept from one start to the next."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtCore import QSettings

_SCAN, _WATCH, _GENTLE, _MAINS = "scan at start", "watch folders", "gentle", "mains only"
_THUMBNAILS, _LANGUAGE, _INDEX_SERVER = "thumbnail gigabytes", "language", "index server"
MOST_GIGABYTES = 500


@dataclass(frozen=True, slots=True)
class Preferences:
    """The few settings; colours are kept with the rest of the window's look.

    `scan_at_start` looks for new photos when the program starts, `watch` as soon as they come; `gentle` leaves half of
    the processors to other programs; `mains_only` waits with indexing while the machine runs on its battery;
    `thumbnail_gigabytes` is how large the cache of thumbnails may become, 0 as the disk allows; `language` is a code
    such as ``de``, empty for the system's; `index_server` is the address of the server for search indexes, empty for
    none.
    """

    scan_at_start: bool = True
    watch: bool = True
    gentle: bool = False
    mains_only: bool = False
    thumbnail_gigabytes: int = 0
    language: str = ""
    index_server: str = ""

    @property
    def workers(self) -> int | None:
        """Threads that look at photos, None for one per processor."""
        return max(1, (os.cpu_count() or 1) // 2) if self.gentle else None


def load(settings: QSettings) -> Preferences:
    """Read what was kept; what was never kept, or makes no sense, is as usual."""
    usual = Preferences()
    return Preferences(
        scan_at_start=_truth(settings, _SCAN, usual.scan_at_start),
        watch=_truth(settings, _WATCH, usual.watch),
        gentle=_truth(settings, _GENTLE, usual.gentle),
        mains_only=_truth(settings, _MAINS, usual.mains_only),
        thumbnail_gigabytes=_gigabytes(str(settings.value(_THUMBNAILS, ""))),
        language=str(settings.value(_LANGUAGE, "")),
        index_server=str(settings.value(_INDEX_SERVER, "")),
    )


def save(settings: QSettings, preferences: Preferences) -> None:
    """Keep what was set."""
    settings.setValue(_SCAN, str(preferences.scan_at_start))
    settings.setValue(_WATCH, str(preferences.watch))
    settings.setValue(_GENTLE, str(preferences.gentle))
    settings.setValue(_MAINS, str(preferences.mains_only))
    settings.setValue(_THUMBNAILS, str(preferences.thumbnail_gigabytes))
    settings.setValue(_LANGUAGE, preferences.language)
    settings.setValue(_INDEX_SERVER, preferences.index_server)


def _truth(settings: QSettings, key: str, usual: bool) -> bool:  # noqa: FBT001  # a value
    return {"True": True, "False": False}.get(str(settings.value(key, "")), usual)


def _gigabytes(text: str) -> int:
    return min(int(text), MOST_GIGABYTES) if text.isdecimal() else 0
