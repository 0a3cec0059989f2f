"""Small pictures of photos: kept ones, else the desktop's, else decoded and kept for the next time."""

from __future__ import annotations

import time
from collections.abc import Generator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from photosearch.decode.freedesktop import shared_thumbnail
from photosearch.decode.read import read
from photosearch.decode.shrink import fitted, resized, shrink
from photosearch.decode.thumbnail import pack, unpack
from photosearch.errors import UnreadablePhoto, VanishedFile
from photosearch.files.roots import is_online
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.priority import make_way
from photosearch.services.known import known_photo
from photosearch.services.library import Library
from photosearch.services.look import Seen
from photosearch.settings import desktop_thumbnails
from photosearch.store.photos import PhotoRow, absent, page
from photosearch.store.roots import all_roots
from photosearch.types import Rgb, Stamp

SIDES = (256, 512, 1024)
"""Long sides that are kept, those of the desktop's own cache; smaller photos are kept as large as they are."""
PACKED = frozenset({"jpeg", "heif", "png", "webp", "avif", "gif", "jpeg2000"})
"""Formats in which another picture means another size or beginning of the file; fingerprints see no other change."""
PAGE = 200
REST = 3.0
"""Pictures are made ahead in one part of the time; so many parts are left to everything else."""


def thumbnail(library: Library, path: Path, side: int) -> Rgb:
    """Return a photo whose long side is at most `side` pixels, kept or decoded.

    A photo that cannot be reached is shown as large as it was kept.

    Raises
    ------
    UnreadablePhoto
        It cannot be shown.
    """
    known = known_photo(library, path)
    kept_side = next((kept for kept in SIDES if kept >= side), None)
    if known is None or kept_side is None:
        return _direct(library, path, side, known)
    key = key_of(known.fingerprint, known.metadata.format, known.stamp)
    found = _unpacked(library.thumbnails.get(key, kept_side))
    if found is None:
        try:
            found = _made(library, path, known, kept_side)
        except VanishedFile:
            found = _unpacked(library.thumbnails.largest(key))
            if found is None:
                raise
        else:
            library.thumbnails.put(key, kept_side, pack(found), lambda: _absent(library))
    facts = known.metadata
    return resized(found, fitted(facts.height, facts.width, min(side, max(found.shape))))


def keep(library: Library, seen: Seen, stamp: Stamp) -> None:
    """Keep a thumbnail of a photo that is decoded already, if it is large enough for one."""
    facts = seen.picture.metadata
    if max(seen.picture.rgb.shape) >= min(SIDES[0], max(facts.height, facts.width)):
        key = key_of(seen.fingerprint, facts.format, stamp)
        library.thumbnails.put(key, SIDES[0], pack(shrink(seen.picture, SIDES[0])), lambda: _absent(library))


def make_ahead(library: Library, side: int, cancel: Cancel) -> Generator[Progress, None, int]:
    """Make and keep the thumbnails that a library lacks, newest photos first, and return how many were made.

    It takes its time, and ends where keeping more would cost what is kept.
    """
    kept_side = next((kept for kept in SIDES if kept >= side), SIDES[-1])
    pace, last, made = Pace("Thumbnails"), None, 0
    with ThreadPoolExecutor(1, thread_name_prefix="thumbnails ahead", initializer=make_way) as pool:
        while library.exists and not cancel.cancelled:
            with library.reading() as store:
                photos = page(store, PAGE, last)
            if not photos:
                break
            last = photos[-1].photo_id
            keys = {key_of(one.fingerprint, one.metadata.format, one.stamp): one for one in photos}
            held = library.thumbnails.held(keys.keys(), kept_side)
            for key, photo in keys.items():
                if cancel.cancelled or (key not in held and not library.thumbnails.has_room):
                    return made
                if key not in held:
                    began = time.monotonic()
                    made += pool.submit(_is_made, library, photo.path, kept_side).result()
                    cancel.wait(REST * (time.monotonic() - began))
                pace.step()
            yield pace.report()
    return made


@dataclass(frozen=True, slots=True)
class CacheSize:
    """Bytes that thumbnails fill, and that they may fill."""

    used: int
    limit: int


def cache_size(library: Library) -> CacheSize:
    """Return how large the cache of thumbnails is."""
    return CacheSize(library.thumbnails.used, library.thumbnails.limit)


def limit_cache(library: Library, limit: int | None) -> CacheSize:
    """Let thumbnails fill so many bytes, None as the disk allows; those unused for longest go where that is less."""
    library.thumbnails.set_limit(limit)
    if library.exists:
        library.thumbnails.trim(lambda: _absent(library))
    return cache_size(library)


def empty_cache(library: Library) -> CacheSize:
    """Drop all thumbnails but those of photos that cannot be reached now: they could not be made again."""
    if library.exists:
        library.thumbnails.empty(lambda: _absent(library))
    return cache_size(library)


def key_of(fingerprint: bytes, form: str, stamp: Stamp) -> bytes:
    """Return what a photo's thumbnails are found by: moved and copied files share them."""
    return fingerprint if form in PACKED else fingerprint + str(stamp.mtime_ns).encode()


def _is_made(library: Library, path: Path, side: int) -> bool:
    try:
        thumbnail(library, path, side)
    except UnreadablePhoto:  # the grid says so
        return False
    return True


def _direct(library: Library, path: Path, side: int, known: PhotoRow | None) -> Rgb:
    """Decode a photo of which nothing is kept, or nothing as large."""
    try:
        return shrink(read(path, side, library.pixel_limit), side)
    except VanishedFile:
        if known is None:
            raise
        return thumbnail(library, path, SIDES[-1])


def _made(library: Library, path: Path, known: PhotoRow, side: int) -> Rgb:
    """Return a photo at a side that is kept."""
    size = known.metadata.height, known.metadata.width
    if path.exists():
        seconds = known.stamp.mtime_ns // 1_000_000_000
        shared = shared_thumbnail(desktop_thumbnails(), path, seconds, size, side)
        if shared is not None:
            return resized(shared, fitted(*size, side))
    short_side = min(fitted(*size, side))
    return shrink(read(path, short_side, library.pixel_limit), side)


def _unpacked(data: bytes | None) -> Rgb | None:
    return None if data is None else unpack(data)


def _absent(library: Library) -> AbstractSet[bytes]:
    """Return the keys of photos that cannot be reached now: their thumbnails cannot be made again."""
    with library.reading() as store:
        away = [root.id for root in all_roots(store) if not is_online(root.path, expected=True)]
        return {key_of(fingerprint, form, Stamp(0, mtime)) for fingerprint, form, mtime in absent(store, away)}
