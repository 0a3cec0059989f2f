"""What a window shows of a library's photos: their pictures, and their overlays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from photosearch.decode.read import read
from photosearch.decode.shrink import fitted, resized
from photosearch.errors import VanishedFile
from photosearch.explain.render import Rgba, tint
from photosearch.explain.table import OVERLAYS, PAIRS
from photosearch.files.roots import is_online
from photosearch.services.known import known_photo, photo_of
from photosearch.services.library import Library
from photosearch.services.region import grown
from photosearch.services.sights import USUAL, Manner, is_pair, known_maps, overlay_of
from photosearch.services.thumbnails import SIDES, thumbnail
from photosearch.store.photos import PhotoRow
from photosearch.store.roots import all_roots
from photosearch.types import Box, Picture, Rgb

AROUND = 0.15
"""So much higher and wider than the main object is what a cropped thumbnail shows."""


def damage(library: Library, path: Path) -> str | None:
    """Return what was lost of a photo of the library, None if nothing is known of it."""
    if not library.exists:
        return None
    with library.reading() as store:
        photo = photo_of(store, path)
    return None if photo is None else photo.damage


@dataclass(frozen=True, slots=True)
class KeptPicture(Picture):
    """The thumbnail that was kept of a photo that cannot be reached; `offline` says that its whole root cannot be."""

    offline: bool = False


def picture(library: Library, path: Path, short_side: int) -> Picture:
    """Return a photo, upright, no smaller than `short_side` if it is that large.

    Of a photo of the library that cannot be reached, it is a KeptPicture: its thumbnail, scaled up to be looked at.

    Raises
    ------
    UnreadablePhoto
        It cannot be shown.
    """
    try:
        return read(path, short_side, library.pixel_limit)
    except VanishedFile:
        known = known_photo(library, path)
        if known is None:
            raise
        offline = _is_offline(library, path)
        try:
            small = thumbnail(library, path, SIDES[-1])
        except VanishedFile as error:
            if not offline:
                raise
            raise VanishedFile(f"{path.name} is on a drive that is not connected; no picture of it was kept") from error
        size = fitted(known.metadata.height, known.metadata.width, SIDES[-1])
        return KeptPicture(resized(small, size), known.metadata, known.damage, offline)


def _is_offline(library: Library, path: Path) -> bool:
    """Whether the root that a photo belongs to cannot be reached."""
    with library.reading() as store:
        return any(path.is_relative_to(r.path) and not is_online(r.path, expected=True) for r in all_roots(store))


def cell_picture(library: Library, path: Path, side: int, *, cropped: bool = False) -> Rgb:
    """Return a photo that fits a square of `side` pixels.

    Parameters
    ----------
    cropped : bool
        Return the main object and a little around it instead, where the photo has one.

    Raises
    ------
    UnreadablePhoto
        It cannot be shown.
    """
    part = _around_object(known_photo(library, path)) if cropped else None
    if part is None:
        return thumbnail(library, path, side)
    whole = thumbnail(library, path, part.whole(side))
    return whole[part.inside(whole.shape[:2])][:side, :side]


def cell_tint(
    library: Library, path: Path, side: int, overlay: str, *, cropped: bool = False, how: Manner = USUAL
) -> Rgba | None:
    """Return the colours of an overlay over what `cell_picture` returns; None for one of two photos.

    Nothing is decoded where stored maps will do.

    Raises
    ------
    QueryProblem
        There is no such overlay, or its argument names nothing.
    UnreadablePhoto
        The photo cannot be shown.
    """
    if is_pair(overlay):  # in a small cell there is no query beside it
        return None
    photo, maps = known_maps(library, path)
    part = _around_object(photo) if cropped else None
    facts = read(path, 1, library.pixel_limit).metadata if photo is None else photo.metadata
    size = fitted(facts.height, facts.width, side if part is None else part.whole(side))
    colours = tint(overlay_of(library, path, overlay, size, how, maps))
    return colours if part is None else colours[part.inside(size)][:side, :side]


def around_object(library: Library, path: Path) -> tuple[Box, int, int] | None:
    """Return where the main object is and a little around it, in a photo of (height, width); None where there is none.

    A photo that has changed since it was indexed has none: its box is that of another picture.
    """
    return _around_object(known_photo(library, path))


class _Part(NamedTuple):
    """A box in a photo of a size, in pixels."""

    box: Box
    height: int
    width: int

    def whole(self, side: int) -> int:
        """Return the long side of the photo at which the box fits a square."""
        longest = max(self.height, self.width)
        return min(longest, math.ceil(side * longest / max(self.box.height, self.box.width)))

    def inside(self, size: tuple[int, int]) -> tuple[slice, slice]:
        """Return the rows and columns of the box in the photo scaled to (height, width)."""
        cut = self.box.scaled((self.height, self.width), size)
        top, left = min(cut.top, size[0] - 1), min(cut.left, size[1] - 1)  # a box may be thinner than a row is now
        return slice(top, max(cut.bottom, top + 1)), slice(left, max(cut.right, left + 1))


def _around_object(photo: PhotoRow | None) -> _Part | None:
    """Return where the main object is and a little around it; None where there is none."""
    if photo is None or photo.box is None:
        return None
    height, width = photo.metadata.height, photo.metadata.width
    return _Part(grown(photo.box, AROUND, height, width), height, width)


def overlay_names() -> Sequence[tuple[str, str, str]]:
    """Return (id, title, legend) of every overlay."""
    alone = [(kind.id, kind.title, kind.legend) for kind in OVERLAYS.values()]
    return [*alone, *((kind.id, kind.title, kind.legend) for kind in PAIRS.values())]


def offered_overlays() -> Sequence[tuple[str, str, str]]:
    """Return (id, title, legend) of the overlays that can be chosen at any time: they need no search."""
    return [one for one in overlay_names() if one[0] not in OVERLAYS or not OVERLAYS[one[0]].of_words]
