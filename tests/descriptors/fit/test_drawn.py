import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors.fit.drawn import drawn
from photosearch.errors import QueryProblem


def parts(sizes: list[int]) -> list[np.ndarray]:
    """Rows that say which part and which row they are."""
    return [
        np.array([[part, row] for row in range(size)], np.float32).reshape(-1, 2) for part, size in enumerate(sizes)
    ]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(1, 60), st.integers(1, 30))
def test_as_many_as_asked_for_are_drawn_and_none_twice(sizes: list[int], most: int, of_each: int) -> None:
    there = sum(min(size, of_each) for size in sizes)
    if not there:
        with pytest.raises(QueryProblem):
            drawn(parts(sizes), most, of_each)
        return
    found = drawn(parts(sizes), most, of_each)
    assert len(found) == min(most, there)
    assert len({tuple(row) for row in found.tolist()}) == len(found)
    assert all(row[1] < sizes[int(row[0])] for row in found.tolist())


def test_every_part_has_the_same_chance() -> None:
    found = drawn(parts([100] * 50), 1_000, 100)
    counts = np.bincount(found[:, 0].astype(int), minlength=50)
    assert counts.min() > 5
    assert counts.max() < 40


def test_the_same_parts_give_the_same_rows() -> None:
    np.testing.assert_array_equal(drawn(parts([30] * 9), 50, 20), drawn(parts([30] * 9), 50, 20))
