"""All that a person can ask of a library at once."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photosearch.jobs import Cancel, Progress
from photosearch.services.classes import photos_of_class
from photosearch.services.find import Answer, find
from photosearch.services.library import Library
from photosearch.services.patches import find_patches
from photosearch.services.query import Asked, Spot
from photosearch.services.second_stage import ONE_STAGE, SecondStage
from photosearch.types import Box, Hit


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for; nothing where it is empty.

    Attributes
    ----------
    asked
        Pictures or parts of them; the first is the one that is shown.
    spots
        Points of the first picture: photos that hold what is there are found, by visual words, whatever else is asked.
    kind
        The name of a kind of thing, where photos of it are searched for without any picture.
    """

    asked: tuple[Asked, ...] = ()
    spots: tuple[Spot, ...] = ()
    kind: str = ""

    def __bool__(self) -> bool:
        """Whether anything is searched for."""
        return bool(self.asked or self.kind)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The pictures, the one first that is shown."""
        return tuple(one.path for one in self.asked)

    @property
    def first(self) -> Path | None:
        """The picture that is shown."""
        return self.asked[0].path if self.asked else None

    @property
    def box(self) -> Box | None:
        """The rectangle of the first picture that is searched for."""
        return self.asked[0].box if self.asked else None

    @property
    def by_methods(self) -> bool:
        """Whether photos are compared by the method that a person chose, or by several mixed."""
        return bool(self.asked) and not self.spots

    def evenly(self) -> Question:
        """Return the question with all pictures counting alike."""
        return replace(self, asked=tuple(replace(one, weight=1.0) for one in self.asked))

    def alone(self) -> Question:
        """Return what is asked of the first picture, without any other."""
        return replace(self.evenly(), asked=self.evenly().asked[:1])

    def of_part(self, part: Asked) -> Question:
        """Return the question with another part, or weight, of its first picture, and no points of it."""
        return replace(self, asked=(part, *self.asked[1:]), spots=())


def answer(
    library: Library,
    question: Question,
    count: int,
    cancel: Cancel,
    *,
    descriptor: str | None = None,
    second: SecondStage = ONE_STAGE,
) -> Generator[Progress, None, Answer | Sequence[Hit]]:
    """Rank photos by what a question asks for; of a kind of thing there are hits alone.

    Parameters
    ----------
    question : Question
        Not an empty one.
    descriptor, second
        As `find` takes them; what is found by points or by a kind of thing depends on neither.

    Raises
    ------
    QueryProblem
        As `find`, `find_patches` and `photos_of_class` do.
    UnreadablePhoto
        A picture cannot be shown.
    LibraryProblem
        There is no library, or it cannot be read.
    """
    if not question.asked:
        return photos_of_class(library, question.kind, count)
    first, *others = question.asked
    if question.spots:
        return (yield from find_patches(library, first.path, question.spots, count, cancel))
    return (yield from find(library, first, count, others=others, descriptor=descriptor, second=second, cancel=cancel))
