"""Several methods' opinions of one picture, mixed: the best of each, scaled and added by weights."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.search.engine import check_k
from photosearch.search.fusion import fuse
from photosearch.services.find import Answer, find
from photosearch.services.library import Library
from photosearch.types import Hit

REACH = 1_000
"""Each method is asked for so many hits; a photo that is not among them counts as its last."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """The answer of the method that weighs most, with mixed hits, and what each method thinks of them by photo id."""

    answer: Answer
    opinions: Mapping[str, Mapping[int, tuple[int, float]]]


def find_mixed(
    library: Library, image: Path, weights: Mapping[str, float], count: int, cancel: Cancel
) -> Generator[Progress, None, Mixed]:
    """Rank the library's photos by the weighted sum of several methods' scores, each scaled to 0..1.

    Parameters
    ----------
    weights : mapping of str to float
        Methods as `find` takes them; what weighs nothing is not asked.

    Raises
    ------
    QueryProblem
        No method weighs anything, one of them is not indexed, or less than one photo is asked for.
    """
    check_k(count)
    heard = {name: weight for name, weight in weights.items() if weight > 0}
    if not heard:
        raise QueryProblem("Every method has a weight of 0; give at least one of them more.")
    answers: dict[str, Answer] = {}
    for name in heard:
        answers[name] = yield from find(library, image, REACH, descriptor=name, cancel=cancel)
    known = {hit.photo_id: hit for answer in answers.values() for hit in answer.hits}
    scores = {name: {hit.photo_id: hit.score for hit in answer.hits} for name, answer in answers.items()}
    mixed = fuse([(heard[name], scores[name]) for name in heard])[:count]
    hits: list[Hit] = [replace(known[photo], rank=place, score=score) for place, (photo, score) in enumerate(mixed, 1)]
    first = answers[max(heard, key=lambda name: heard[name])]
    opinions = {name: {hit.photo_id: (hit.rank, hit.score) for hit in answer.hits} for name, answer in answers.items()}
    return Mixed(replace(first, hits=hits, noise=-1.0), opinions)
