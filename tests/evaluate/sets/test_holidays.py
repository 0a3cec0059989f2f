from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.holidays import load

Touch = Callable[..., None]


def test_the_first_of_each_group_asks_for_the_others(tmp_path: Path, touch: Touch) -> None:
    touch("jpg/100000.jpg", "jpg/100001.jpg", "jpg/100002.jpg", "jpg/100100.jpg", "jpg/100101.jpg")
    found = load(tmp_path)
    assert [(query.path.name, query.item, query.positives, query.junk) for query in found.queries] == [
        ("100000.jpg", 0, {1, 2}, {0}),
        ("100100.jpg", 3, {4}, {3}),
    ]
    assert found.protocol == Protocol.HOLIDAYS
    # without the query x.x. and .x..
    rankings = [np.array([0, 1, 3, 2, 4]), np.array([0, 3, 4, 1, 2])]
    trapezoids = ((1 + (2 / 3 + 1 / 2) / 2) / 2 + (1 / 2 + 0) / 2) / 2
    assert score(found, rankings) == pytest.approx({"mAP": trapezoids})


def test_a_group_without_its_first_photo_is_searched_but_not_asked_for(tmp_path: Path, touch: Touch) -> None:
    touch("100000.jpg", "100001.jpg", "100201.jpg")
    found = load(tmp_path)
    assert len(found.gallery) == 3
    assert [query.path.name for query in found.queries] == ["100000.jpg"]


@pytest.mark.parametrize("name", ["holiday.jpg", "10000.jpg", "1000000.jpg", "200000.jpg", "10000٣.jpg"])
def test_a_photo_with_another_name_is_named(tmp_path: Path, touch: Touch, name: str) -> None:
    touch("100000.jpg", name)
    with pytest.raises(QueryProblem, match=rf"{name} is not named as in Holidays: six digits"):
        load(tmp_path)


def test_photos_without_a_query_are_refused(tmp_path: Path, touch: Touch) -> None:
    touch("100001.jpg")
    with pytest.raises(QueryProblem, match="no query of Holidays"):
        load(tmp_path)
