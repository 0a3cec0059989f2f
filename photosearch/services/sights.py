"""What lies over photos: from a path and an overlay's name to the overlay, by stored maps wherever they will do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from photosearch.decode.read import read
from photosearch.errors import QueryProblem
from photosearch.explain.legend import scale_of
from photosearch.explain.overlay import HeatOverlay, Overlay, Region, RegionsOverlay, Sight, Size
from photosearch.explain.render import COLOURS as REGION_COLOURS
from photosearch.explain.render import Rgba, tint
from photosearch.explain.table import OVERLAYS, PAIRS
from photosearch.services.known import photo_of, same_on_disk
from photosearch.services.library import Library
from photosearch.services.region import read_part
from photosearch.services.words_of import DETAILS, seen_words
from photosearch.store.maps import get_maps
from photosearch.store.photos import PhotoRow
from photosearch.types import Box, StoredMaps

__all__ = [
    "OVERLAY_IDS", "REGION_COLOURS", "USUAL", "HeatOverlay", "Manner", "Overlay", "Region", "RegionsOverlay", "Rgba",
    "Sight", "Tint", "check_overlay", "class_names", "fresh_sight", "is_pair", "kept_maps", "known_maps", "lacks_words",
    "needs_look", "overlay_of", "overlays_of_pair", "pair_tints", "says_more_beside", "scale_of", "stored_sight",
    "tint_of",
]  # fmt: skip

OVERLAY_IDS = (*OVERLAYS, *PAIRS)
"""What may be laid over photos, in the order in which a person is offered it."""
NEEDS_LEARNED = "regional"
NEEDS_SALIENCY = "sum_weighted:learned"


@dataclass(frozen=True, slots=True)
class Manner:
    """How overlays are made.

    `cells` shows the network's cells as they are, not interpolated; `method` is what photos are compared by, for shares
    of their score, the library's usual descriptor where it is None.
    """

    cells: bool = False
    method: str | None = None


USUAL = Manner()


class Tint(NamedTuple):
    """The colours of an overlay, what is seen in a few words, and the overlay itself."""

    colours: Rgba
    note: str
    overlay: Overlay


def check_overlay(text: str) -> str:
    """Return an overlay's name, perhaps with an argument (``cam:tabby``), or raise QueryProblem, naming all."""
    if text.partition(":")[0] in OVERLAY_IDS:
        return text
    raise QueryProblem(f"There is no overlay {text!r}. Choose one of: {', '.join(OVERLAY_IDS)}.")


def is_pair(text: str) -> bool:
    """Whether an overlay shows two photos together."""
    return text.partition(":")[0] in PAIRS


def says_more_beside(text: str) -> bool:
    """Whether an overlay shows more of a hit where there is a query, and of a query where there is a hit."""
    name = text.partition(":")[0]
    return name in PAIRS or (name in OVERLAYS and OVERLAYS[name].beside is not None)


def overlay_of(
    library: Library, path: Path, text: str, size: Size, how: Manner = USUAL, maps: StoredMaps | None = None
) -> Overlay:
    """Return an overlay of a photo of (height, width) pixels.

    Parameters
    ----------
    maps : StoredMaps, optional
        What is stored of the photo, where that is known already.

    Raises
    ------
    QueryProblem
        There is no such overlay, or its argument names nothing.
    UnreadablePhoto
        The photo cannot be shown.
    """
    name, _, argument = check_overlay(text).partition(":")
    if is_pair(text):
        raise QueryProblem(f"{name} compares two photos: name both.")
    kept = maps is not None and not OVERLAYS[name].of_words
    sight = Sight(maps, class_names(library)) if kept and maps is not None else stored_sight(library, path, text)
    if sight.seen is None and needs_look(sight, text):
        sight = fresh_sight(library, path)
    return OVERLAYS[name].make(replace(sight, cells=how.cells), size, argument)


def overlays_of_pair(
    library: Library,
    query: Path,
    hit: Path,
    text: str,
    query_size: Size,
    hit_size: Size,
    box: Box | None = None,
    how: Manner = USUAL,
) -> tuple[Overlay, Overlay]:
    """Return an overlay of a query and of a hit, of (height, width) pixels each.

    Parameters
    ----------
    box : Box, optional
        The part of the query that was searched for, in pixels at full size; the overlay is of that part then.

    Raises
    ------
    QueryProblem
        There is no such overlay of two photos.
    UnreadablePhoto
        One of them cannot be shown.
    """
    name = check_overlay(text).partition(":")[0]
    make = PAIRS[name].make if name in PAIRS else OVERLAYS[name].beside
    if make is None:
        raise QueryProblem(
            f"{name} is of one photo; of two there are {', '.join(filter(says_more_beside, OVERLAY_IDS))}."
        )
    method = how.method or library.default_descriptor
    first, second = (
        replace(fresh_sight(library, path, part), method=method, cells=how.cells)
        for path, part in ((query, box), (hit, None))
    )
    return make(first, second, query_size, hit_size)


def stored_sight(library: Library, path: Path, text: str = "") -> Sight:
    """Return what is stored of a photo, of one that is not known what a fresh look shows.

    Parameters
    ----------
    text : str
        The overlay that it is for; one of visual words needs more than others.

    Raises
    ------
    QueryProblem
        The overlay needs visual words, and none were learned yet.
    UnreadablePhoto
        The photo cannot be shown.
    """
    words = seen_words(library, path, DETAILS)[0] if _is_of_words(text) else None
    return replace(kept_sight(library, path) or fresh_sight(library, path), words=words)


def kept_sight(library: Library, path: Path) -> Sight | None:
    """Return what is stored of a photo that is as it was when it was indexed, None where nothing is."""
    maps = kept_maps(library, path)
    return None if maps is None else Sight(maps, class_names(library))


def kept_maps(library: Library, path: Path) -> StoredMaps | None:
    """Return the stored maps of a photo that is as it was when it was indexed, None where there are none."""
    return known_maps(library, path)[1]


def known_maps(library: Library, path: Path) -> tuple[PhotoRow | None, StoredMaps | None]:
    """Return a photo that is as it was when it was indexed and its stored maps, None where there are none."""
    if not library.exists:
        return None, None
    with library.reading() as store:
        photo = photo_of(store, path)
        kept = None if photo is None else get_maps(store, photo.photo_id, library.manifest.sha256)
    return (photo, kept) if photo is not None and same_on_disk(photo) else (None, None)


def fresh_sight(library: Library, path: Path, box: Box | None = None) -> Sight:
    """Return what a fresh look at a photo, or a part of it, shows.

    Raises
    ------
    QueryProblem
        The box is not a part of the photo.
    UnreadablePhoto
        The photo cannot be shown.
    """
    wanted = [name for name in (NEEDS_SALIENCY,) if library.lacking(name) is None]
    encoder = library.encoder(wanted)
    picture = read_part(path, box, encoder.side, library.pixel_limit)
    seen = encoder.observe(picture)
    learned = library.learned(NEEDS_LEARNED)
    return Sight(encoder.maps_of(seen), class_names(library), seen, learned)


def class_names(library: Library) -> tuple[str, ...]:
    """Return what the network's classes are called, by number; empty where they have no names."""
    entry = library.manifest.classifier
    if entry is None or entry.names is None:
        return ()
    try:
        return tuple(entry.names.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()  # opening the network says what is wrong with them


def lacks_words(sight: Sight, text: str) -> bool:
    """Whether an overlay shows visual words, and what is known of a photo holds none."""
    return sight.words is None and _is_of_words(text)


def _is_of_words(text: str) -> bool:
    kind = OVERLAYS.get(text.partition(":")[0])
    return kind is not None and kind.of_words


def needs_look(sight: Sight, text: str) -> bool:
    """Whether an overlay is made of a fresh look, and takes long; the others are made of what is stored, at once."""
    name, _, argument = text.partition(":")
    return name in OVERLAYS and OVERLAYS[name].needs_look(sight, argument)


def tint_of(sight: Sight, text: str, size: Size) -> Tint:
    """Return an overlay of (height, width) pixels and its colours.

    Raises
    ------
    QueryProblem
        The overlay's argument names nothing in this photo.
    """
    name, _, argument = text.partition(":")
    overlay = OVERLAYS[name].make(sight, size, argument)
    return Tint(tint(overlay), overlay.note, overlay)


def pair_tints(
    library: Library,
    query: Path,
    hit: Path,
    text: str,
    sizes: tuple[Size, Size],
    how: Manner = USUAL,
    box: Box | None = None,
) -> tuple[Tint, Tint]:
    """Return an overlay over a query and over a hit, of two (height, width), as `overlays_of_pair` makes them.

    Parameters
    ----------
    box : Box, optional
        The part of the query that was searched for, in pixels at full size; nothing lies outside of it then.
    """
    if box is None:
        first, second = (_tinted(overlay) for overlay in overlays_of_pair(library, query, hit, text, *sizes, how=how))
        return first, second
    full = read(query, 1, library.pixel_limit).metadata
    shown = box.scaled((full.height, full.width), sizes[0])
    shown = Box(shown.top, shown.left, max(shown.bottom, shown.top + 1), max(shown.right, shown.left + 1))
    part = shown.height, shown.width
    first, second = (_tinted(one) for one in overlays_of_pair(library, query, hit, text, part, sizes[1], box, how=how))
    return _moved(first, shown, sizes[0]), second


def _tinted(overlay: Overlay) -> Tint:
    return Tint(tint(overlay), overlay.note, overlay)


def _moved(part: Tint, shown: Box, size: Size) -> Tint:
    """Return what lies over a part of a photo of (height, width) pixels as what lies over all of it."""
    colours: Rgba = np.zeros((*size, 4), np.uint8)
    inside = colours[shown.top : shown.bottom, shown.left : shown.right]
    inside[:] = part.colours[: inside.shape[0], : inside.shape[1]]
    overlay = part.overlay
    if isinstance(overlay, RegionsOverlay):
        corner = np.array([shown.top, shown.left], np.int32)
        regions = tuple(replace(region, outline=region.outline + corner) for region in overlay.regions)
        overlay = replace(overlay, size=size, regions=regions)
    return Tint(colours, part.note, overlay)
