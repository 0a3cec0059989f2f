"""RAW files beside a JPEG or HEIC of the same name: one photo in two files."""

from __future__ import annotations

from collections.abc import Iterable

from photosearch.files.sniff import RAW_ENDINGS

_RAW = tuple(ending.encode() for ending in RAW_ENDINGS)
_DEVELOPED = (b".jpg", b".jpeg", b".heic", b".heif", b".hif")


def raw_partners(found: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return, for every RAW file that has one, the file beside it that stands for both.

    Parameters
    ----------
    found
        Paths below a root, "/" between parts.
    """
    paths = list(found)
    raws = [path for path in paths if path.lower().endswith(_RAW)]
    if not raws:
        return {}
    developed: dict[bytes, bytes] = {}
    for path in sorted(paths):
        if path.lower().endswith(_DEVELOPED):
            developed.setdefault(_stem(path), path)
    return {path: developed[_stem(path)] for path in raws if _stem(path) in developed}


def _stem(path: bytes) -> bytes:
    """Return the folder, and the name in lower case without its ending: cameras and programs write it as they like."""
    folder, _, name = path.rpartition(b"/")
    return folder + b"/" + name.rpartition(b".")[0].lower()
