import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from photosearch.store.database import Store
from photosearch.store.files import put_file
from photosearch.store.photos import drop_photo, fingerprint_of, page, photo_at, photos, put_photo
from photosearch.store.roots import Root
from photosearch.types import Box, FileState, FoundFile, Metadata, Picture, Stamp

RGB = np.zeros((1, 1, 3), np.uint8)


def test_all_facts_of_a_photo_come_back(store: Store, root: Root) -> None:
    facts = Metadata(3000, 4000, "heif", datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC), "Fairphone 5", -33.5, 151.25)
    file_id = put_file(store, root, FoundFile(b"x/a.heic", Stamp(12, 2**62)), FileState.PHOTO, "d")
    photo_id = put_photo(store, file_id, b"print", Picture(RGB, facts, "cut short"), Box(1, 2, 30, 40))
    row = photos(store, [photo_id])[photo_id]
    assert (row.photo_id, row.path, row.stamp) == (photo_id, Path("/photos/x/a.heic"), Stamp(12, 2**62))
    assert (row.metadata, row.damage, row.box) == (facts, "cut short", Box(1, 2, 30, 40))
    assert (row.fingerprint, row.missing) == (b"print", False)
    assert fingerprint_of(store, file_id) == b"print"


def test_a_photo_without_facts_or_box_is_fine(store: Store, root: Root) -> None:
    file_id = put_file(store, root, FoundFile(b"a", Stamp(1, 1)), FileState.PHOTO, "d")
    photo_id = put_photo(store, file_id, b"", Picture(RGB, Metadata(1, 1, "png")), None)
    row = photos(store, [photo_id])[photo_id]
    assert row.box is row.damage is row.metadata.taken_at is None


def test_a_photo_keeps_its_id_when_its_file_changes(store: Store, root: Root) -> None:
    file_id = put_file(store, root, FoundFile(b"a", Stamp(1, 1)), FileState.PHOTO, "d")
    first = put_photo(store, file_id, b"1", Picture(RGB, Metadata(1, 1, "png")), Box(0, 0, 1, 1))
    second = put_photo(store, file_id, b"2", Picture(RGB, Metadata(5, 5, "jpeg")), None)
    assert first == second
    assert photos(store, [first])[first].metadata == Metadata(5, 5, "jpeg")
    assert photos(store, [first])[first].box is None


def test_a_photo_is_found_by_its_path_whatever_bytes_it_holds(store: Store, put: Callable[..., int]) -> None:
    photo_id = put(b"\xff\n.jpg")
    found = photo_at(store, Path("/photos") / os.fsdecode(b"\xff\n.jpg"))
    assert found is not None
    assert found.photo_id == photo_id
    assert photo_at(store, Path("/photos/other.jpg")) is None
    assert photo_at(store, Path("/elsewhere/a.jpg")) is None


def test_more_photos_than_sqlite_takes_parameters_are_found(store: Store, put: Callable[..., int]) -> None:
    ids = [put(b"%d" % number) for number in range(1200)]
    assert len(photos(store, [*ids, 999_999])) == 1200


def test_a_dropped_photo_takes_its_vectors_and_maps_along(store: Store, put: Callable[..., int]) -> None:
    put(b"a")
    drop_photo(store, store.rows("SELECT id FROM files")[0][0])
    assert store.rows("SELECT count(*) FROM vectors") == store.rows("SELECT count(*) FROM maps") == [(0,)]


def test_a_page_is_read_without_going_through_those_before_it(store: Store, put: Callable[..., int]) -> None:
    for number in range(5):
        put(b"%d" % number)
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    assert [photo.photo_id for photo in page(store, 2, before=4)] == [3, 2]
    store.db.conn.set_trace_callback(None)
    plan = [step for *_, step in store.rows(f"EXPLAIN QUERY PLAN {asked[-1]}")]
    assert any("photos USING INTEGER PRIMARY KEY (rowid<?)" in step for step in plan), plan
