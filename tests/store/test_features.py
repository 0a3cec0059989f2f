from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from photosearch.store.check import check
from photosearch.store.database import Store
from photosearch.store.features import (
    PART_LABELS,
    all_spaces,
    drop_unused_spaces,
    drop_vectors,
    ensure_space,
    incomplete_files,
    labels,
    part_labels,
    photos_of_labels,
    put_vectors,
    read_parts,
    read_vectors,
    vectors_of,
)
from photosearch.store.files import set_missing
from photosearch.store.words import read_words
from photosearch.types import Space


def test_a_space_comes_back_as_it_was_and_has_one_row(store: Store, space: Space) -> None:
    assert ensure_space(store, space, 5) == ensure_space(store, space, 5)
    (row,) = all_spaces(store)
    assert row.space == space
    assert (row.dimensions, row.count) == (5, 0)


def test_whose_a_label_is_is_told_without_reading_a_vector(store: Store) -> None:
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    photos_of_labels(store, [1, 2])
    store.db.conn.set_trace_callback(None)
    (statement,) = asked
    plan = store.rows(f"EXPLAIN QUERY PLAN {statement}")
    assert ["COVERING INDEX vector_owners" in row[-1] for row in plan] == [True]


def test_any_difference_makes_another_space(store: Store, space: Space) -> None:
    others = [
        replace(space, network_sha256="cd" * 32),
        replace(space, layers=("deep=other",)),
        replace(space, policy=replace(space.policy, short_side=700)),
        replace(space, descriptor="avg"),
        replace(space, parameters=(("p", "4"),)),
        replace(space, projection="pca"),
        replace(space, preprocessing="mean 0"),
    ]
    assert len({ensure_space(store, other, 2) for other in [space, *others]}) == 8
    assert ensure_space(store, replace(space, network="renamed"), 2) == ensure_space(store, space, 2)


def test_vectors_come_back_to_half_precision_with_their_labels(store: Store, put: Callable[..., int]) -> None:
    first, second = put(b"a", (0.25, 1.5)), put(b"b", (-1, 0.1))
    held = labels(store, 1)
    found, vectors = read_vectors(store, 1, held[::-1])
    assert found.tolist() == held.tolist()
    np.testing.assert_allclose(vectors, [[0.25, 1.5], [-1, 0.1]], rtol=1e-3)
    assert photos_of_labels(store, [*held.tolist(), 5]) == {held[0]: first, held[1]: second}
    (row,) = all_spaces(store)
    np.testing.assert_allclose(vectors_of(store, row, second), [[-1, 0.1]], rtol=1e-3)
    assert vectors_of(store, row, 999) is None


def test_a_photo_may_have_several_vectors_each_with_a_label_of_its_own(
    store: Store, space: Space, put: Callable[..., int]
) -> None:
    several = replace(space, parameters=(("parts", "8"),))
    assert (space.parts, several.parts) == (1, 8)
    first, second = put(b"a"), put(b"b")
    key = ensure_space(store, several, 2)
    put_vectors(store, first, [(key, np.array([[1, 2], [3, 4], [5, 6]], np.float32))])
    put_vectors(store, second, [(key, np.array([[7, 8]], np.float32))])
    (row,) = [row for row in all_spaces(store) if row.id == key]
    assert row.count == 2
    found = part_labels(store, row)
    owners = photos_of_labels(store, sorted(set((found // PART_LABELS).tolist())))
    assert [owners[label // PART_LABELS] for label in found.tolist()] == [first, first, first, second]
    got, vectors = read_parts(store, row, found[[3, 1]])
    assert got.tolist() == found[[1, 3]].tolist()
    assert vectors.tolist() == [[3, 4], [7, 8]]
    assert vectors_of(store, row, first).tolist() == [[1, 2], [3, 4], [5, 6]]
    assert len(read_parts(store, row, np.array([5], np.int64))[0]) == 0
    assert check(store) == []
    store.run("UPDATE vectors SET vector = x'00ff00' WHERE space_id = ?", [key])
    assert check(store) == ["2 vectors have another length than their feature space."]


def test_a_new_vector_gets_a_new_label_so_that_indexes_notice(store: Store, put: Callable[..., int]) -> None:
    put(b"a")
    before = labels(store, 1)
    put(b"a", (0, 1))
    after = labels(store, 1)
    assert len(after) == 1
    assert after[0] > before[0]


def test_vectors_of_one_space_are_not_those_of_another(store: Store, space: Space, put: Callable[..., int]) -> None:
    photo_id = put(b"a")
    other = ensure_space(store, replace(space, descriptor="avg"), 2)
    put_vectors(store, photo_id, [(other, np.array([5, 5], np.float32))])
    assert len(read_vectors(store, 1, labels(store, other))[0]) == 0


def test_missing_photos_are_not_found_and_come_back(store: Store, put: Callable[..., int]) -> None:
    put(b"a")
    put(b"b")
    generation = all_spaces(store)[0].generation
    set_missing(store, [1], missing=True)
    (row,) = all_spaces(store)
    assert (row.count, len(labels(store, 1))) == (1, 1)
    assert row.generation > generation
    set_missing(store, [1], missing=False)
    assert (all_spaces(store)[0].count, len(labels(store, 1))) == (2, 2)
    assert all_spaces(store)[0].generation > row.generation


def test_every_change_of_vectors_is_a_new_generation(store: Store, put: Callable[..., int]) -> None:
    seen = []
    for change in (lambda: put(b"a"), lambda: put(b"a", (0, 1)), lambda: drop_vectors(store, 1), lambda: put(b"c")):
        change()
        seen.append(all_spaces(store)[0].generation)
    assert sorted(set(seen)) == seen


def test_photos_that_lack_a_vector_are_known_also_for_spaces_yet_to_come(
    store: Store, space: Space, put: Callable[..., int]
) -> None:
    put(b"a")
    put(b"b")
    assert incomplete_files(store, [space.key]) == set()
    assert incomplete_files(store, ["0" * 16]) == {1, 2}
    drop_vectors(store, 2)
    assert incomplete_files(store, [space.key]) == {2}


def test_an_empty_space_is_forgotten(store: Store, space: Space, put: Callable[..., int]) -> None:
    put(b"a")
    ensure_space(store, replace(space, descriptor="avg"), 2)
    drop_unused_spaces(store)
    assert [row.space for row in all_spaces(store)] == [space]


def test_two_databases_do_not_share_labels(store: Store, put: Callable[..., int]) -> None:
    put(b"a")
    assert labels(store, 1)[0] > 1000  # 1 in a billion to fail by chance


@pytest.mark.parametrize("read", [read_vectors, read_words])
def test_many_labels_are_looked_up_one_by_one_and_not_by_going_through_the_space(
    store: Store, space: Space, read: Callable[..., object]
) -> None:
    space_id = ensure_space(store, space, 3)
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    read(store, space_id, np.arange(1, 501))
    store.db.conn.set_trace_callback(None)
    (question,) = asked
    assert question.count(",") > 400
    plan = store.rows(f"EXPLAIN QUERY PLAN {question}")
    assert [step[-1] for step in plan] == ["SEARCH vectors USING INTEGER PRIMARY KEY (rowid=?)"]
