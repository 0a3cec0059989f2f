"""Several methods' opinions of one picture, mixed: the best of each, scaled and added by weights.

Asking takes as long as so many searches; mixing what was answered takes milliseconds, so that weights can be tried out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.search.engine import check_k
from photosearch.search.fusion import fuse
from photosearch.search.noise import NO_NOISE
from photosearch.services.find import Answer, find
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.services.second_stage import ONE_STAGE, SecondStage
from photosearch.types import Hit

REACH = 1_000
"""Each method is asked for so many hits; a photo that is not among them counts as its last."""


AIMS = ("subject", "background", "both", "place")
"""What of photos may be compared; "place": the same place with another subject."""
SUBJECT = ("scda_plus", "scda")
"""Methods that compare main objects, the better one first: it needs a second layer."""


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What one method answered: its hits, scores, and ranks with scores by photo id."""

    answer: Answer
    hits: Mapping[int, Hit]
    scores: Mapping[int, float]
    places: Mapping[int, tuple[int, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """The answer of the method that weighs most, with mixed hits, and what each method thinks of them by photo id."""

    answer: Answer
    opinions: Mapping[str, Mapping[int, tuple[int, float]]]


def aims(lacking: Callable[[str], str | None]) -> Mapping[str, Mapping[str, float]]:
    """Return the methods' weights for each aim.

    Parameters
    ----------
    lacking : callable
        Says why the network cannot serve a method, None where it can, as `Library.lacking` does.
    """
    subject = next((name for name in SUBJECT if lacking(name) is None), SUBJECT[-1])
    return {
        "subject": {subject: 1.0},
        "background": {"background": 1.0},
        "both": {subject: 1.0, "background": 1.0},
        "place": {"background": 1.0, subject: -1.0},
    }


def opinions(
    library: Library,
    image: Path | Asked,
    names: Collection[str],
    cancel: Cancel,
    *,
    others: Sequence[Path | Asked] = (),
    second: SecondStage = ONE_STAGE,
    within: Path | None = None,
) -> Generator[Progress, None, Mapping[str, Opinion]]:
    """Ask methods for their best hits; when that is cancelled, the first is asked all the same.

    Parameters
    ----------
    names : collection of str
        Methods as `find` takes them.
    others, second, within
        As `find` takes them, without a closer look: its scores have another order than its hits.

    Raises
    ------
    QueryProblem
        One of them is not indexed, or the query does not suit it.
    UnreadablePhoto
        The picture cannot be shown.
    LibraryProblem
        There is no library, or it cannot be read.
    """
    second = replace(second, reach=0)
    found: dict[str, Opinion] = {}
    for name in names:
        if found and cancel.cancelled:
            break
        answer = yield from find(
            library, image, REACH, others=others, descriptor=name, second=second, within=within, cancel=cancel
        )
        hits = {hit.photo_id: hit for hit in answer.hits}
        found[name] = Opinion(
            answer,
            hits,
            {photo: hit.score for photo, hit in hits.items()},
            {photo: (hit.rank, hit.score) for photo, hit in hits.items()},
        )
    return found


def mixed(said: Mapping[str, Opinion], weights: Mapping[str, float], count: int) -> Mixed:
    """Rank photos by the weighted sum of methods' scores, each scaled to 0..1; nothing is asked anew.

    Parameters
    ----------
    said : mapping of str to Opinion
        At least what the methods said that weigh anything.

    Raises
    ------
    QueryProblem
        No method weighs anything.
    """
    heard = weighing(weights)
    best = fuse([(weight, said[name].scores) for name, weight in heard.items()])[:count]
    known: dict[int, Hit] = {}
    for name in sorted(heard, key=lambda name: heard[name]):
        known.update(said[name].hits)
    shown = ((known[photo], score) for photo, score in best)
    # Made anew, as `replace` is slow: weights change while a slider is moved.
    hits = [Hit(rank, hit.photo_id, hit.path, score, hit.box) for rank, (hit, score) in enumerate(shown, 1)]
    answer = replace(said[max(heard, key=lambda name: heard[name])].answer, hits=hits, noise=NO_NOISE, closer={})
    return Mixed(answer, {name: said[name].places for name in heard})


def weighing(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the methods that weigh anything; photos are to be unlike the query by those that weigh less than 0.

    Raises
    ------
    QueryProblem
        None weighs more than 0.
    """
    heard = {name: weight for name, weight in weights.items() if weight}
    if max(heard.values(), default=0) <= 0:
        raise QueryProblem("No method has a weight above 0; give at least one of them more.")
    return heard


def find_mixed(  # what a person may ask for
    library: Library,
    image: Path | Asked,
    weights: Mapping[str, float],
    count: int,
    cancel: Cancel,
    *,
    others: Sequence[Path | Asked] = (),
    second: SecondStage = ONE_STAGE,
    within: Path | None = None,
) -> Generator[Progress, None, Mixed]:
    """Ask methods and mix what they say, in one go.

    Parameters
    ----------
    weights : mapping of str to float
        Methods as `find` takes them; what weighs nothing is not asked, what weighs less than 0 counts unlikeness.
    others, second, within
        As `opinions` takes them.

    Raises
    ------
    QueryProblem
        No method weighs anything, one of them is not indexed, or less than one photo is asked for.
    """
    check_k(count)
    said = yield from opinions(
        library, image, list(weighing(weights)), cancel, others=others, second=second, within=within
    )
    return mixed(said, {name: weights[name] for name in said}, count)
