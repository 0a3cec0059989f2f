"""All data sets by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item
from photosearch.evaluate.layout import photos_below
from photosearch.evaluate.sets import (
    cub200,
    dogs,
    flowers102,
    folders,
    holidays,
    instre,
    oxford5k,
    paris6k,
    pets,
    queries,
    ukbench,
)

SETS: Mapping[str, Callable[[Path], Benchmark]] = MappingProxyType(
    {
        module.__name__.rpartition(".")[2]: module.load
        for module in (oxford5k, paris6k, holidays, instre, ukbench, cub200, dogs, flowers102, pets, queries, folders)
    }
)


def load_set(name: str, root: Path, distractors: Path | None = None) -> Benchmark:
    """Read a data set.

    Parameters
    ----------
    distractors : Path, optional
        A folder of further photos to search in, none of which is right: the 100,000 of Flickr for Oxford and Paris.

    Raises
    ------
    QueryProblem
        There is no such set, or its folder does not hold what it should; the message says what was expected where.
    """
    if name not in SETS:
        raise QueryProblem(f"There is no data set {name!r}. Choose one of: {', '.join(SETS)}.")
    found = SETS[name](root.absolute())
    if distractors is None:
        return found
    apart = distractors.resolve(), root.resolve()
    if apart[0].is_relative_to(apart[1]) or apart[1].is_relative_to(apart[0]):
        raise QueryProblem(f"{distractors} and {root} lie in one another, so photos would be there twice: part them.")
    more = tuple(map(Item, photos_below(distractors.absolute(), "photos that are never right")))
    return replace(found, name=f"{found.name} + {len(more):,} distractors", gallery=(*found.gallery, *more))
