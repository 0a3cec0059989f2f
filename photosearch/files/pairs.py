"""RAW files beside a JPEG or HEIC of the same name: one photo in two files."""

from __future__ import annotations

from collections.abc import Iterable

from photosearch.files.sniff import RAW_ENDINGS

_RAW = frozenset(ending.encode() for ending in RAW_ENDINGS)
_DEVELOPED = (b".jpg", b".jpeg", b".heic", b".heif", b".hif")


def raw_partners(found: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return, for every RAW file that has one, the file beside it that stands for both.

    Parameters
    ----------
    found
        Paths below a root, "/" between parts.
    """
    parted = [(path, *_parted(path)) for path in found]
    raws = {path: stem for path, stem, ending in parted if ending in _RAW}
    if not raws:
        return {}
    developed: dict[bytes, bytes] = {}
    for path, stem, ending in sorted(parted):
        if ending in _DEVELOPED:
            developed.setdefault(stem, path)
    return {path: developed[stem] for path, stem in raws.items() if stem in developed}


def _parted(path: bytes) -> tuple[bytes, bytes]:
    """Return folder and name, and ending, in lower case: cameras and programs write them as they like."""
    folder, _, name = path.rpartition(b"/")
    stem, dot, ending = name.rpartition(b".")
    return folder + b"/" + (stem if dot else name).lower(), (dot + ending if dot else b"").lower()
