from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceCounts, all_spaces, put_vectors
from photosearch.store.files import photo_count, set_missing
from photosearch.store.photos import drop_photo
from tests.many import fill


def ones(numbers: range) -> np.ndarray:
    return np.ones((len(numbers), 2))


STEPS = st.lists(
    st.tuples(st.sampled_from(["come", "go", "back", "drop", "anew"]), st.integers(1, 30)), min_size=1, max_size=12
)


@given(STEPS)
def test_counts_that_are_remembered_are_those_of_counting_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    counts = SpaceCounts()
    with Store.open(tmp_path_factory.mktemp("counts") / "photos.sqlite") as store:
        fill(store, 1, 10, ones)
        free = 11
        for what, number in steps:
            if what == "come":
                fill(store, free, number, ones)
                free += number
            elif what == "drop":
                drop_photo(store, number)
            elif what == "anew":
                if store.rows("SELECT 1 FROM photos WHERE id = ?", [number]):
                    put_vectors(store, number, [(1, np.ones(2, np.float32))])
            else:
                set_missing(store, range(number, number + 3), missing=what == "go")
            (row,) = all_spaces(store, counts)
            assert row == all_spaces(store)[0]
            assert row.count == len(features.labels(store, row.id)) == photo_count(store)


def test_what_was_added_is_counted_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = SpaceCounts()
    with Store.open(tmp_path / "photos.sqlite") as store:
        fill(store, 1, 10, ones)
        all_spaces(store, counts)
        fill(store, 11, 5, ones)
        monkeypatch.setattr(features, "_MISSING", "all of it is counted anew")
        assert all_spaces(store, counts)[0].count == 15
