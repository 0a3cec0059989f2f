from collections.abc import Generator
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.index.exact import ExactIndex
from photosearch.index.sync import CHUNK, sync
from photosearch.jobs import Cancel

LABELS = st.sets(st.integers(0, 40))


def run(job: Generator[Any, None, bool]) -> bool:
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def read(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return labels, np.stack([labels + 1.0, np.ones(len(labels))], axis=1).astype(np.float32)


@given(LABELS, LABELS)
def test_an_index_comes_to_hold_exactly_what_is_wanted(before: set[int], after: set[int]) -> None:
    index = ExactIndex(2)
    for wanted in (before, after):
        assert run(sync(index, np.array(sorted(wanted), np.int64), read, Cancel()))
        assert index.labels().tolist() == sorted(wanted)


def test_only_what_is_missing_is_read() -> None:
    index, asked = ExactIndex(2), []

    def noting(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        asked.extend(labels.tolist())
        return read(labels)

    run(sync(index, np.array([1, 2]), noting, Cancel()))
    run(sync(index, np.array([2, 3]), noting, Cancel()))
    assert asked == [1, 2, 3]


def test_a_cancelled_sync_says_so_and_keeps_what_is_done() -> None:
    index, cancel = ExactIndex(2), Cancel()

    def stop_after_one(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        cancel.cancel()
        return read(labels)

    assert not run(sync(index, np.arange(3 * CHUNK), stop_after_one, cancel))
    assert len(index) == CHUNK


def test_vectors_that_went_away_meanwhile_are_left_out() -> None:
    index = ExactIndex(2)
    assert run(sync(index, np.array([1, 2, 3]), lambda labels: read(labels[:2]), Cancel()))
    assert index.labels().tolist() == [1, 2]
