from collections.abc import Callable

import pytest

from photosearch.store import sizes
from photosearch.store.database import Store
from photosearch.store.sizes import SAMPLE, database_bytes, map_bytes, vector_bytes

Put = Callable[..., int]


def test_an_empty_database_holds_nothing_of_photos(store: Store) -> None:
    assert (vector_bytes(store), map_bytes(store)) == ({}, 0)
    assert database_bytes(store) > 0


def test_samples_tell_what_all_rows_take(store: Store, put: Put) -> None:
    for number in range(3 * SAMPLE):
        put(b"%d" % number, tuple(float(n) for n in range(100)))
    rows = 3 * SAMPLE
    assert vector_bytes(store) == {1: rows * (200 + sizes.ROW)}
    ((maps,),) = store.rows("SELECT sum(length(maps) + 2 * length(network)) FROM maps")
    assert map_bytes(store) == maps + rows * sizes.ROW
    assert sum(vector_bytes(store).values()) + map_bytes(store) < database_bytes(store)


def test_vectors_of_several_lengths_count_by_their_mean(store: Store, put: Put) -> None:
    for number in range(40):
        put(b"%d" % number, (1.0,) * (10 if number % 2 else 30))
    assert vector_bytes(store) == {1: 40 * (40 + sizes.ROW)}


def test_few_rows_are_looked_at_however_many_there_are(store: Store, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3 * SAMPLE):
        put(b"%d" % number)
    seen: list[int] = []
    real = Store.rows
    monkeypatch.setattr(Store, "rows", lambda self, *asked: seen.append(len(found := real(self, *asked))) or found)
    vector_bytes(store)
    map_bytes(store)
    assert sum(seen) <= 2 * SAMPLE + 5


def test_pages_that_wait_for_something_new_are_not_counted(store: Store, put: Put) -> None:
    for number in range(300):
        put(b"%d" % number, (1.0,) * 500)
    before = database_bytes(store)
    store.run("DELETE FROM photos")
    assert database_bytes(store) < 0.7 * before
