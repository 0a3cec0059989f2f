from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.search.noise import NO_NOISE
from photosearch.services import random_photos
from photosearch.services.query import Query
from photosearch.services.random_photos import RandomPhotos
from photosearch.store.database import Store
from photosearch.store.photos import drop_photo, photos
from tests.many import fill, row_of


def vectors(numbers: range) -> np.ndarray:
    return np.stack([np.random.default_rng(n).normal(size=8) for n in numbers])


QUERY = Query(Path("query.jpg"), None, 1, 1, None, vectors(range(7, 8))[0].astype(np.float32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "photos.sqlite") as store:
        fill(store, 1, 3000, vectors)
        yield store


def test_a_large_library_is_sampled_without_reading_all_labels(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = RandomPhotos().noise(store, row_of(store), QUERY)
    monkeypatch.setattr(random_photos, "FEW", 100)
    monkeypatch.setattr(random_photos.features, "labels", lambda *_: pytest.fail("all labels were read"))
    assert RandomPhotos().noise(store, row_of(store), QUERY) == pytest.approx(exact, abs=0.1)


def test_what_was_drawn_serves_until_much_has_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = RandomPhotos()
    first = drawn.noise(store, row_of(store), QUERY)
    fill(store, 4001, 20, vectors)
    with monkeypatch.context() as patch:
        patch.setattr(random_photos, "_draw", lambda *_: pytest.fail("drawn anew"))
        assert drawn.noise(store, row_of(store), QUERY) == first
    fill(store, 5001, 100, lambda numbers: np.ones((len(numbers), 8)))
    drawn.noise(store, row_of(store), QUERY)
    (now,) = drawn._drawn.values()
    assert now.generation == row_of(store).generation


def test_the_query_itself_is_no_random_photo(store: Store) -> None:
    for number in range(21, 3001):
        drop_photo(store, number)
    own = photos(store, [7])[7]
    asked = Query(own.path, own, 1, 1, None, QUERY.vector)
    told = RandomPhotos().noise(store, row_of(store), asked)
    assert told != RandomPhotos().noise(store, row_of(store), QUERY)
    drop_photo(store, 7)
    assert told == RandomPhotos().noise(store, row_of(store), QUERY)


def test_a_library_that_holds_nothing_else_has_no_noise(store: Store) -> None:
    for number in range(1, 3001):
        drop_photo(store, number)
    assert RandomPhotos().noise(store, row_of(store), QUERY) == NO_NOISE
