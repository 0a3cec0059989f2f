from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import Answer, find
from photosearch.services.library import Library
from photosearch.services.patches import find_patches
from photosearch.services.query import Asked, Spot, Stencil
from photosearch.services.question import Question, answer
from photosearch.services.second_stage import SecondStage
from photosearch.types import Box
from tests.drawing import finish


def answered(library: Library, question: Question, **how: object) -> Answer:
    found = finish(answer(library, question, 10, Cancel(), **how))  # type: ignore[arg-type]  # tests' shorthand
    assert isinstance(found, Answer)
    return found


def test_pictures_are_asked_as_find_is(added: Library, photos: Path) -> None:
    asked = (Asked(photos / "3.jpg", Box(0, 0, 40, 50)), Asked(photos / "2.jpg", weight=-0.5))
    second = SecondStage(expand=2)
    found = answered(added, Question(asked), descriptor="avg", second=second)
    expected = finish(find(added, asked[0], 10, others=asked[1:], descriptor="avg", second=second))
    assert found.hits == expected.hits
    assert found.space.space.descriptor == "avg"


def test_points_are_asked_of_the_first_picture_whatever_else_is_chosen(looked: Library, gallery: Path) -> None:
    spots = (Spot(96, 112), Spot(250, 60, wanted=False))
    found = answered(looked, Question((Asked(gallery / "00.png"),), spots), descriptor="avg")
    assert found.hits == finish(find_patches(looked, gallery / "00.png", spots, 10, Cancel())).hits
    assert found.words


def test_a_kind_of_thing_is_asked_without_a_picture(added: Library) -> None:
    with pytest.raises(QueryProblem, match="knows no kind of thing called 'unicorn'"):
        finish(answer(added, Question(kind="unicorn"), 10, Cancel()))
    hits = finish(answer(added, Question(kind="0"), 10, Cancel()))
    assert not isinstance(hits, Answer)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_another_part_leaves_the_other_pictures_and_forgets_the_points(photos: Path) -> None:
    other = Asked(photos / "2.jpg", weight=0.5)
    question = Question((Asked(photos / "3.jpg"), other), (Spot(1, 2),))
    part = Asked(photos / "3.jpg", stencil=Stencil.of(np.eye(2, dtype=bool)))
    assert question.of_part(part) == Question((part, other))
    assert not question.by_methods
    assert question.of_part(part).by_methods
    assert not Question()
    assert Question(kind="tabby")
