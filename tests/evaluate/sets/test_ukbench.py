from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.ukbench import load

Touch = Callable[..., None]


def test_four_in_a_row_show_one_thing(tmp_path: Path, touch: Touch) -> None:
    touch(*(f"full/ukbench{number:05d}.jpg" for number in range(8)))
    found = load(tmp_path)
    assert [query.positives for query in found.queries][4:] == [{5, 6, 7}, {4, 6, 7}, {4, 5, 7}, {4, 5, 6}]
    assert found.protocol == Protocol.UKBENCH


def test_the_score_counts_right_ones_among_the_first_four_by_hand(tmp_path: Path, touch: Touch) -> None:
    touch(*(f"ukbench{number:05d}.jpg" for number in range(8)))
    found = load(tmp_path)
    best, worst = [0, 1, 2, 3, 4, 5, 6, 7], [4, 5, 6, 7, 0, 1, 2, 3]
    # the first thing's photos find all four; of the others', 4 finds itself alone, the rest all but one
    rankings = [best] * 4 + [[4, 0, 1, 2, 3, 5, 6, 7]] + [[5, 4, 0, 6, 1, 2, 3, 7]] * 1 + [[6, 4, 0, 5, 1, 2, 3, 7]]
    rankings += [[7, 4, 0, 5, 1, 2, 3, 6]]
    assert score(found, [np.array(ranking) for ranking in rankings]) == {"N-S": (4 * 4 + 1 + 3 * 3) / 8}
    assert score(found, [np.array(best)] * 4 + [np.array(worst)] * 4) == {"N-S": 4}


def test_small_pictures_beside_the_full_ones_are_not_searched(tmp_path: Path, touch: Touch) -> None:
    touch(*(f"{folder}/ukbench{number:05d}.jpg" for folder in ("full", "thumbs") for number in range(4)))
    assert {item.path.parent.name for item in load(tmp_path).gallery} == {"full"}


@pytest.mark.parametrize("name", ["cover.jpg", "00000.jpg", "ukbench1.jpg", "ukbench000000.jpg"])
def test_a_photo_with_another_name_is_named(tmp_path: Path, touch: Touch, name: str) -> None:
    touch(f"full/{name}")
    with pytest.raises(QueryProblem, match=rf"{name} is not named as in UKBench"):
        load(tmp_path)


def test_a_thing_with_fewer_photos_or_one_twice_is_refused(tmp_path: Path, touch: Touch) -> None:
    touch(*(f"a/ukbench{number:05d}.jpg" for number in range(7)))
    with pytest.raises(QueryProblem, match=r"ukbench00004\.jpg to 00007\.jpg, and has 3"):
        load(tmp_path)
    touch("a/ukbench00007.jpg", "b/ukbench00001.jpg")
    with pytest.raises(QueryProblem, match=r"ukbench00000\.jpg to 00003\.jpg, and has 5"):
        load(tmp_path)
