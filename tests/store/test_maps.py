from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.errors import LibraryDamaged
from photosearch.jobs import Cancel
from photosearch.store import maps as module
from photosearch.store.database import Store
from photosearch.store.maps import drop_maps, get_maps, pack, put_maps, strongest_classes, unpack
from photosearch.types import StoredMaps
from tests.store.conftest import NETWORK


def assert_equal(found: StoredMaps, expected: StoredMaps) -> None:
    for name in ("activation", "mask", "component", "class_maps"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    assert found.peak == expected.peak
    assert (found.class_ids, found.class_scores) == (expected.class_ids, expected.class_scores)


@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 8), st.integers(0, 2**32))
def test_maps_of_any_size_come_back(rows: int, columns: int, count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    maps = StoredMaps(
        random.integers(0, 255, (rows, columns), np.uint8),
        float(np.float32(random.random())),
        random.random((rows, columns)) > 0.5,
        random.random((rows, columns)) > 0.8,
        tuple(random.integers(0, 65535, count).tolist()),
        tuple(random.random(count).astype(np.float32).tolist()),
        random.integers(0, 255, (count, rows, columns) if count else (0, 0, 0), np.uint8),
    )
    assert_equal(unpack(pack(maps)), maps)


def test_the_maps_of_a_photo_of_the_default_size_stay_far_below_16_kb(maps: StoredMaps) -> None:
    grid = np.zeros((10, 15), np.uint8)
    full = StoredMaps(grid, 1.0, grid > 0, grid > 0, (1,) * 8, (0.1,) * 8, np.stack([grid] * 8))
    assert len(pack(full)) < 1500


def test_maps_are_kept_by_photo_and_network(store: Store, put: object, maps: StoredMaps) -> None:
    photo_id = put(b"a")  # type: ignore[operator]
    found = get_maps(store, photo_id, "ab" * 32)
    assert found is not None
    assert_equal(found, maps)
    assert get_maps(store, photo_id, "cd" * 32) is None
    drop_maps(store, photo_id)
    assert get_maps(store, photo_id, "ab" * 32) is None


def test_damaged_maps_are_noticed(maps: StoredMaps) -> None:
    whole = pack(maps)
    for damaged in (b"", whole[:5], whole[:-1], whole + b"x", b"\x09" + whole[1:]):
        with pytest.raises(LibraryDamaged, match="repair"):
            unpack(damaged)


def test_the_strongest_classes_of_many_photos_are_read_together(
    store: Store, put: Callable[..., int], maps: StoredMaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 3)
    random, expected = np.random.default_rng(1), {}
    for number in range(8):
        photo = put(b"%d" % number)
        size, count = tuple(random.integers(1, 20, 2)), int(random.integers(0, 9))
        cells = np.zeros(size, np.uint8)
        ids, scores = random.integers(0, 65_000, count).tolist(), random.random(count).astype(np.float32).tolist()
        stored = StoredMaps(
            cells, 1.0, cells > 0, cells > 0, tuple(ids), tuple(scores), np.zeros((count, *size), np.uint8)
        )
        put_maps(store, photo, NETWORK, stored)
        expected[photo] = (ids, scores)
    found: dict[int, tuple[list[int], list[float]]] = {}
    for part in strongest_classes(store, NETWORK):
        assert len(part.photo_ids) <= 3
        for photo, ids, scores in zip(part.photo_ids.tolist(), part.classes, part.scores, strict=True):
            found[photo] = (ids[ids >= 0].tolist(), scores[ids >= 0].tolist())
    assert found == expected
    assert list(strongest_classes(store, "another")) == []


@pytest.mark.parametrize("left", [0, 4, 8, 25])
def test_classes_of_damaged_maps_are_noticed(store: Store, put: Callable[..., int], left: int) -> None:
    put(b"1")
    put(b"2")
    store.run("UPDATE maps SET maps = CAST(substr(maps, 1, ?) AS BLOB) WHERE photo_id = 2", [left])
    with pytest.raises(LibraryDamaged, match="photosearch repair"):
        list(strongest_classes(store, NETWORK))


def test_a_cancel_ends_the_reading_of_classes(store: Store, put: Callable[..., int]) -> None:
    put(b"1")
    cancel = Cancel()
    cancel.cancel()
    assert list(strongest_classes(store, NETWORK, cancel)) == []
