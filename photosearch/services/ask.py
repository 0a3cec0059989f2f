"""From a picture to a query: its vector in the feature space that is searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.selection import fitted_mask
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.descriptors.words import bag_of, spread
from photosearch.encode.encoder import Encoder
from photosearch.errors import QueryProblem
from photosearch.index.base import unit_rows
from photosearch.search.expansion import rocchio
from photosearch.services.classes import class_mask
from photosearch.services.known import photo_of, same_on_disk
from photosearch.services.library import Library
from photosearch.services.project import projected_space
from photosearch.services.query import Asked, Query
from photosearch.services.region import check_box, read_part
from photosearch.services.spec import parse, spec_of
from photosearch.services.vectors import vectors_of
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.words import words_of
from photosearch.types import Box, Encoding, Mask, Picture, Words

MIDDLES = (0.75, 0.5)
"""Shares of the height and width of a picture that are looked at too, where several views are asked for."""


def look_at(library: Library, store: Store, asked: Path | Asked, row: SpaceRow) -> Query:
    """Return a picture, or a part of it, as a query: the stored vector of an unchanged library photo, else a fresh one.

    Raises
    ------
    QueryProblem
        The region is not a part of the picture, or what the descriptor had learned is lost.
    UnreadablePhoto
        The picture cannot be shown.
    """
    wanted = asked if isinstance(asked, Asked) else Asked(asked)
    image, region = wanted.path, wanted.box
    photo = photo_of(store, image)
    if photo is not None and not same_on_disk(photo):
        photo = None
    if photo is not None and region is None and not wanted.of_shape:
        stored = vectors_of(store, row, photo.photo_id)
        if stored is not None:
            vector = stored if row.space.parts > 1 else stored[0]
            return Query(image, photo, photo.metadata.height, photo.metadata.width, photo.box, vector)
    if photo is not None and region is not None and not wanted.of_shape and row.space.of_words:
        words = words_of(store, row.id, photo.photo_id)
        if words is not None and words.ids.shape[0] > 1:
            size = photo.metadata.height, photo.metadata.width
            check_box(image, region, *size)
            vector = spread(bag_of(words, region.scaled(size, words.ids.shape)), row.dimensions)
            return Query(image, None, *size, photo.box, vector, region=region)
    return _fresh(library, wanted, row)


def _fresh(library: Library, asked: Asked, row: SpaceRow) -> Query:
    encoder, image, region, mask = _encoder(library, row), asked.path, asked.box, shape_of(library, asked)
    # Of a part, the words of the whole that lie in it: they were seen among their neighbours.
    grid_words = row.space.of_words and bool(row.space.layers) and mask is None
    picture = read_part(image, None if grid_words else region, encoder.side, library.pixel_limit)
    encoding = encoder.encode(picture, mask)
    if grid_words and region is not None:
        check_box(image, region, picture.metadata.height, picture.metadata.width)
    vector = _vector(library, row, encoding, region if grid_words else None, picture)
    if vector.ndim > 1 and (region is not None or mask is not None):
        vector = vector[:1]  # of a part, its whole alone
    height, width = picture.metadata.height, picture.metadata.width
    whole = region is None and mask is None
    return Query(image, None, height, width, encoding.box, vector, encoding if whole else None, region=region)


def shape_of(library: Library, asked: Asked) -> Mask | None:
    """Return the part of a picture, or of its box, that is asked for, (rows, columns) cells; None for all of it.

    Raises
    ------
    QueryProblem
        Nothing is left, or a kind of thing is unknown.
    UnreadablePhoto
        The picture cannot be shown.
    """
    drawn = None if asked.stencil is None else asked.stencil.mask
    shown = class_mask(library, asked.path, asked.classes, asked.box) if asked.classes else None
    if drawn is None or shown is None:
        both = shown if drawn is None else drawn
    else:
        both = drawn & fitted_mask(shown, drawn.shape)
    if both is not None and not both.any():
        raise QueryProblem("Nothing of the picture is chosen to search with. Choose a part of it.")
    return both


def with_views(library: Library, query: Query, row: SpaceRow) -> Query:
    """Return a query with its mirror image and its middle, at three quarters and at half of its size, added.

    Ours: the texts that name this augmentation of the query do not say what is added.

    Raises
    ------
    QueryProblem
        Photos are compared by their parts already.
    UnreadablePhoto
        The picture cannot be shown.
    """
    if query.vector.ndim > 1:
        raise QueryProblem(f"{row.space.descriptor} compares parts of photos already; other views add nothing.")
    encoder = _encoder(library, row)
    picture = read_part(query.path, query.region, max(round(encoder.side / min(MIDDLES)), 1), library.pixel_limit)
    views = [_vector(library, row, encoder.encode(view), None, view) for view in views_of(picture)]
    summed = unit_rows(np.stack([query.vector, *views])).sum(axis=0)
    return replace(query, photo=None, vector=unit_rows(summed[None])[0])


def views_of(picture: Picture) -> Iterator[Picture]:
    """Yield a picture's mirror image and its middles."""
    yield replace(picture, rgb=np.ascontiguousarray(picture.rgb[:, ::-1]))
    height, width = picture.rgb.shape[:2]
    for share in MIDDLES:
        rows, columns = max(1, round(height * share)), max(1, round(width * share))
        top, left = (height - rows) // 2, (width - columns) // 2
        middle = np.ascontiguousarray(picture.rgb[top : top + rows, left : left + columns])
        yield Picture(middle, replace(picture.metadata, height=rows, width=columns))


def _encoder(library: Library, row: SpaceRow) -> Encoder:
    name = row.space.descriptor
    if name not in DESCRIPTORS and library.learned(name) is None:
        raise QueryProblem(
            f"What {name} learned from your photos is lost. Learn it again: photosearch scan --descriptor {name}"
        )
    return library.encoder([name])


def _vector(
    library: Library, row: SpaceRow, encoding: Encoding, region: Box | None, picture: Picture
) -> NDArray[np.float32]:
    """Return what an encoding is in a space; of words, those in a region."""
    name = row.space.descriptor
    if name in encoding.words:
        words = encoding.words[name]
        return spread(bag_of(words, _cells(words, region, picture)), row.dimensions)
    vector = encoding.vectors[name]
    return vector if row.space.projection == "raw" else _projected(library, row, vector)


def _cells(words: Words, region: Box | None, picture: Picture) -> Box | None:
    if region is None or words.ids.shape[0] == 1:
        return None
    return region.scaled((picture.metadata.height, picture.metadata.width), words.ids.shape)


def together(queries: Sequence[Query], weights: Sequence[float]) -> Query:
    """Return a query that stands for several pictures: the sum of their vectors, each of unit length, by weights.

    Raises
    ------
    QueryProblem
        No weight is above 0, or photos are compared by their parts, which cannot be subtracted.
    """
    first, more = queries[0], tuple(query.path for query in queries[1:])
    if max(weights) <= 0:
        raise QueryProblem("Every picture is to be unlike the hits: give at least one of them a weight above 0.")
    if first.vector.ndim > 1:  # a photo that fits a part of any of them is found
        if min(weights) < 0:
            raise QueryProblem("Photos are compared by their parts here; nothing can be subtracted from these.")
        return replace(first, photo=None, vector=np.concatenate([q.vector for q in queries]), others=more)
    summed = np.asarray(weights, np.float32) @ unit_rows(np.stack([query.vector for query in queries]))
    return replace(first, photo=None, vector=unit_rows(summed[None])[0], others=more)


def refined(query: Query, right: Sequence[Query], wrong: Sequence[Query]) -> Query:
    """Return a query moved towards what was right and away from what was wrong.

    Raises
    ------
    QueryProblem
        Photos are compared by their parts; which of them was right nobody has said.
    """
    if query.vector.ndim > 1:
        raise QueryProblem("Photos are compared by their parts here; choose another method to refine the search.")
    nothing = np.zeros((0, len(query.vector)), np.float32)
    rows = [np.stack([seen.vector for seen in found]) if found else nothing for found in (right, wrong)]
    return replace(query, vector=rocchio(query.vector, *rows))


def _projected(library: Library, row: SpaceRow, vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a raw vector in a projected space.

    Raises
    ------
    QueryProblem
        The projection is lost, or is another one.
    """
    spec = parse(spec_of(row))
    known = projected_space(library, spec)
    if known is None or known[0].key != row.space.key:
        raise QueryProblem(f"The projection of {spec} is lost. Fit it again: photosearch scan --descriptor {spec}")
    projected: NDArray[np.float32] = known[1].apply(vector[None])[0]
    return projected
