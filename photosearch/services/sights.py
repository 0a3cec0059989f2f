"""What lies over photos: from a path and an overlay's name to the overlay, by stored maps wherever they will do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from photosearch.decode.read import read
from photosearch.errors import QueryProblem
from photosearch.explain.overlay import Overlay, Sight, Size
from photosearch.explain.render import Rgba, tint
from photosearch.explain.table import OVERLAYS, PAIRS
from photosearch.services.known import photo_of, same_on_disk
from photosearch.services.library import Library
from photosearch.services.region import read_part
from photosearch.services.words_of import DETAILS, seen_words
from photosearch.store.maps import get_maps
from photosearch.types import Box, StoredMaps

__all__ = [
    "OVERLAY_IDS", "Rgba", "Sight", "check_overlay", "class_names", "fresh_sight", "is_pair", "kept_maps",
    "lacks_words", "needs_look", "overlay_of", "overlays_of_pair", "pair_tints", "stored_sight", "tint_of",
]  # fmt: skip

OVERLAY_IDS = (*OVERLAYS, *PAIRS)
"""What may be laid over photos, in the order in which a person is offered it."""
NEEDS_LEARNED = "regional"
NEEDS_SALIENCY = "sum_weighted:learned"


def check_overlay(text: str) -> str:
    """Return an overlay's name, perhaps with an argument (``cam:tabby``), or raise QueryProblem, naming all."""
    if text.partition(":")[0] in OVERLAY_IDS:
        return text
    raise QueryProblem(f"There is no overlay {text!r}. Choose one of: {', '.join(OVERLAY_IDS)}.")


def is_pair(text: str) -> bool:
    """Whether an overlay shows two photos together."""
    return text.partition(":")[0] in PAIRS


def overlay_of(library: Library, path: Path, text: str, size: Size) -> Overlay:
    """Return an overlay of a photo of (height, width) pixels.

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
    sight = stored_sight(library, path, text)
    if sight.seen is None and needs_look(sight, text):
        sight = fresh_sight(library, path)
    return OVERLAYS[name].make(sight, size, argument)


def overlays_of_pair(
    library: Library, query: Path, hit: Path, text: str, query_size: Size, hit_size: Size, box: Box | None = None
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
    if name not in PAIRS:
        raise QueryProblem(f"{name} is of one photo; of two there are {', '.join(PAIRS)}.")
    return PAIRS[name].make(fresh_sight(library, query, box), fresh_sight(library, hit), query_size, hit_size)


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
    maps = kept_maps(library, path)
    sight = fresh_sight(library, path) if maps is None else Sight(maps, class_names(library))
    return replace(sight, words=words)


def kept_maps(library: Library, path: Path) -> StoredMaps | None:
    """Return the stored maps of a photo that is as it was when it was indexed, None where there are none."""
    if not library.exists:
        return None
    with library.reading() as store:
        photo = photo_of(store, path)
        kept = None if photo is None else get_maps(store, photo.photo_id, library.manifest.sha256)
    return kept if photo is not None and same_on_disk(photo) else None


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


def tint_of(sight: Sight, text: str, size: Size) -> tuple[Rgba, str]:
    """Return the colours of an overlay of (height, width) pixels, and what is seen, in a few words.

    Raises
    ------
    QueryProblem
        The overlay's argument names nothing in this photo.
    """
    name, _, argument = text.partition(":")
    overlay = OVERLAYS[name].make(sight, size, argument)
    return tint(overlay), overlay.note


def pair_tints(
    library: Library, query: Path, hit: Path, text: str, query_size: Size, hit_size: Size, box: Box | None = None
) -> tuple[Rgba, Rgba, str]:
    """Return the colours of an overlay over a query and over a hit, and what is seen, in a few words.

    Parameters
    ----------
    box : Box, optional
        The part of the query that was searched for, in pixels at full size; there is no colour outside of it then.
    """
    if box is None:
        first, second = overlays_of_pair(library, query, hit, text, query_size, hit_size)
        return tint(first), tint(second), first.note
    full = read(query, 1, library.pixel_limit).metadata
    shown = box.scaled((full.height, full.width), query_size)
    shown = Box(shown.top, shown.left, max(shown.bottom, shown.top + 1), max(shown.right, shown.left + 1))
    first, second = overlays_of_pair(library, query, hit, text, (shown.height, shown.width), hit_size, box)
    colours: Rgba = np.zeros((*query_size, 4), np.uint8)
    colours[shown.top : shown.bottom, shown.left : shown.right] = tint(first)[: query_size[0], : query_size[1]]
    return colours, tint(second), first.note
