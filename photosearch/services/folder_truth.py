"""What belongs together in a person's own library: photos that lie in the same folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Query

LARGEST = 1_000
"""A folder of more photos holds what a camera made one after the other, which says nothing of what belongs together."""


def folder_queries(paths: Sequence[bytes], most: int) -> list[Query]:
    """Return what to search with, and what is right: photos of the same folder, not of those above and below it.

    Parameters
    ----------
    paths : sequence of bytes
        Absolute paths of all photos, ascending.
    most : int
        How many queries, at most; drawn at random but the same every time, one of every folder in turn.

    Raises
    ------
    QueryProblem
        Fewer than two folders have 2 to `LARGEST` photos.
    """
    members: dict[bytes, list[int]] = {}
    for place, path in enumerate(paths):
        members.setdefault(_folder(path), []).append(place)
    useful = [places for places in members.values() if 2 <= len(places) <= LARGEST]
    if len(useful) < 2:
        raise QueryProblem(
            "A self-test takes photos of one folder to belong together. It needs 2 or more folders of 2 to "
            f"{LARGEST:,} photos each, and this library has {len(useful)}. Sort photos into folders by what they show; "
            "then run: photosearch scan"
        )
    random = np.random.default_rng(0)
    shuffled = [random.permutation(useful[number]).tolist() for number in random.permutation(len(useful))]
    right = {place: frozenset(places) for places in useful for place in places}
    drawn = islice(_in_turn(shuffled), most)
    return [Query(place, Path(os.fsdecode(paths[place])), None, right[place] - {place}) for place in drawn]


def _in_turn(folders: Sequence[Sequence[int]]) -> Iterator[int]:
    """Yield the first of every folder, then the second of every one that has another, and so on."""
    for turn in range(max(map(len, folders))):
        yield from (places[turn] for places in folders if turn < len(places))


def _folder(path: bytes) -> bytes:
    return path.rpartition(b"/")[0]
