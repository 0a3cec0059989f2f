"""The visual words of one photo, kept ones where there are any."""

from __future__ import annotations

from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.services.known import photo_of, same_on_disk
from photosearch.services.library import Library
from photosearch.store.features import all_spaces
from photosearch.store.words import words_of
from photosearch.types import Words

DETAILS = "blcf"
"""The method whose words details are searched for by, and shown."""


def seen_words(library: Library, path: Path, method: str) -> tuple[Words, tuple[int, int]]:
    """Return a photo's words by a method, and the photo's (height, width).

    Raises
    ------
    QueryProblem
        The method has not learned its words yet.
    UnreadablePhoto
        The photo cannot be shown.
    """
    if library.learned(method) is None:
        raise QueryProblem(
            f"This needs what {method} learns from your photos. Let it learn: photosearch scan --descriptor {method}"
        )
    (space,) = library.spaces([method]).values()
    with library.reading() as store:
        photo = photo_of(store, path)
        row = next((row for row in all_spaces(store) if row.space.key == space.key), None)
        kept = None if photo is None or row is None else words_of(store, row.id, photo.photo_id)
    if kept is not None and photo is not None and same_on_disk(photo):
        return kept, (photo.metadata.height, photo.metadata.width)
    picture, encoding = library.encoder([method]).encode_file(path, library.pixel_limit)
    return encoding.words[method], (picture.metadata.height, picture.metadata.width)
