import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.jobs import Cancel
from photosearch.services import timeline as module
from photosearch.services.library import Library
from photosearch.services.timeline import Catalogue, Timeline, timeline
from photosearch.store.database import Store
from photosearch.store.photos import Gathered
from tests.schemas import build

ROOTS = {1: Path("/photos"), 2: Path("/photos of another")}


def catalogue(*paths: tuple[int, str]) -> Catalogue:
    """Photos 10, 20, … of (root, path below it), each a day after the one before."""
    numbers = np.arange(1, len(paths) + 1, dtype=np.int64)
    joined = b"".join(os.fsencode(path) + b"\0" for _, path in paths)
    roots = np.array([root for root, _ in paths], np.int64)
    return Catalogue([Gathered(numbers * 10, numbers * 86_400, roots, joined)], ROOTS)


def all_of(known: Catalogue) -> Timeline:
    return Timeline(known, np.arange(len(known.ids)))


SOME = catalogue((1, "IMG_1.JPG"), (1, "a/Straße.jpg"), (2, "a/img_2.jpg"), (2, "IMG/last.jpg"))


def test_photos_are_what_was_gathered_of_them() -> None:
    assert list(all_of(SOME)) == [
        (10, "/photos/IMG_1.JPG", "1970-01-02"),
        (20, "/photos/a/Straße.jpg", "1970-01-03"),
        (30, "/photos of another/a/img_2.jpg", "1970-01-04"),
        (40, "/photos of another/IMG/last.jpg", "1970-01-05"),
    ]


def test_a_day_before_1970_is_that_of_its_seconds() -> None:
    known = Catalogue([Gathered(np.array([1]), np.array([-1]), np.array([1]), b"x\0")], ROOTS)
    assert all_of(known)[0][2] == "1969-12-31"


@pytest.mark.parametrize(
    ("words", "found"),
    [(["img"], [10, 30]), (["strasse"], [20]), (["img", "2"], [30]), (["jpg"], [10, 20, 30, 40]), (["jpgi"], [])],
)
def test_names_are_searched_not_folders_and_capital_letters_are_as_small_ones(
    words: list[str], found: list[int]
) -> None:
    photos = all_of(SOME)
    assert photos.only(photos.named(words)).ids.tolist() == found


@given(
    st.lists(st.text("abAB.é", min_size=1, max_size=6), min_size=1, max_size=30),
    st.text("ab.é", min_size=1, max_size=3),
)
def test_names_are_found_as_one_by_one(names: list[str], word: str) -> None:
    photos = all_of(catalogue(*((1, f"folder/{name}") for name in names)))
    assert photos.named([word]).tolist() == [word in name.casefold() for name in names]


def test_names_that_are_no_text_are_found() -> None:
    known = Catalogue([Gathered(np.array([1]), np.array([0]), np.array([1]), b"a/\xff\xfe IMG.jpg\0")], ROOTS)
    assert all_of(known).named(["img"]).tolist() == [True]
    assert os.fsencode(all_of(known)[0][1]) == b"/photos/a/\xff\xfe IMG.jpg"


def test_a_photo_is_found_by_its_id_and_by_its_path_alone() -> None:
    backwards = all_of(SOME)[::-1]
    for number, (key, path, _) in enumerate(backwards):
        assert backwards.number_of(path, key) == backwards.number_of(path) == number
        assert backwards.number_of(path, 999) == number  # it has come back under another id
    assert backwards.number_of("/photos/a/img_2.jpg") is None  # of another root
    assert backwards.number_of("/elsewhere/IMG_1.JPG", 999) is None
    assert backwards[:1].number_of("/photos/IMG_1.JPG", 10) is None


def test_photos_come_in_the_order_asked_for_and_unknown_ones_do_not() -> None:
    assert all_of(SOME)[1:].in_order(np.array([40, 5, 10, 20, 999])).ids.tolist() == [40, 20]


def test_the_newest_come_first_and_the_first_few_are_those_of_all(added: Library) -> None:
    with added.writing() as store, store.transaction():
        for number, (key,) in enumerate(store.rows("SELECT id FROM photos ORDER BY id")):
            day = None if number % 3 == 0 else f"20{10 + number % 4}-03-14T15:09:26.5+01:00"
            store.run("UPDATE photos SET taken_at = ? WHERE id = ?", [day, key])
        expected = store.rows(
            "SELECT photos.id, coalesce(substr(taken_at, 1, 10), date(mtime_ns / 1000000000, 'unixepoch')) AS day "
            "FROM photos JOIN files ON files.id = file_id "
            "ORDER BY coalesce(substr(taken_at, 1, 19), strftime('%Y-%m-%dT%H:%M:%S', mtime_ns / 1000000000, "
            "'unixepoch')) DESC, photos.id"
        )
    found = list(timeline(added))
    assert [(key, day) for key, _, day in found] == expected
    assert list(timeline(added, 4)) == found[:4]
    assert all(Path(path).is_file() for _, path, _ in found)


def test_a_photo_whose_file_has_another_time_moves(added: Library, photos: Path, rescan: Callable[[], object]) -> None:
    oldest = timeline(added)[-1][1]
    os.utime(oldest, (4e9, 4e9))
    rescan()
    assert timeline(added, 1)[0][1:] == (oldest, "2096-10-02")


def test_missing_photos_are_not_listed(added: Library, photos: Path, rescan: Callable[[], object]) -> None:
    gone = timeline(added)[0][1]
    Path(gone).unlink()
    rescan()
    assert gone not in [path for _, path, _ in timeline(added)]
    assert gone not in [path for _, path, _ in timeline(added, 3)]


def test_an_empty_library_lists_nothing(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        with library.writing():
            pass
        assert list(timeline(library)) == list(timeline(library, 5)) == []


def test_python_sees_a_row_for_thousands_of_photos(added: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 4)
    rows: list[int] = []
    real = Store.rows

    def counted(self: Store, sql: str, parameters: object = ()) -> list[tuple[object, ...]]:
        found = real(self, sql, parameters)  # type: ignore[arg-type]
        rows.append(len(found))
        return found

    monkeypatch.setattr(Store, "rows", counted)
    assert len(timeline(added)) == 6
    assert max(rows) == 1


def test_the_first_photos_are_found_without_sorting_all(added: Library) -> None:
    with added.reading() as store:
        plan = store.rows(
            "EXPLAIN QUERY PLAN SELECT photos.id FROM photos CROSS JOIN files ON files.id = file_id WHERE missing = 0 "
            "ORDER BY time DESC, photos.id LIMIT 5"
        )
    assert not any("TEMP B-TREE" in row[-1] for row in plan)
    assert any("photos_by_time" in row[-1] for row in plan)


def test_a_cancel_ends_the_reading(added: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 1)
    cancel = Cancel()
    cancel.cancel()
    assert len(timeline(added, cancel=cancel)) == 0


def test_ids_that_come_in_another_order_are_put_in_theirs(added: Library) -> None:
    """SQLite promises no order of what it joins."""
    parts = [Gathered(np.array([3, 1]), np.array([30, 10]), np.array([2, 1]), b"c\0a\0")]
    known = Catalogue([module._sorted(part) for part in parts], ROOTS)
    assert [(key, path) for key, path, _ in all_of(known)] == [(1, "/photos/a"), (3, "/photos of another/c")]


def test_a_library_of_an_older_version_is_brought_up_to_date_when_it_is_read(tmp_path: Path) -> None:
    database = build("0001_first", tmp_path)
    with Library(database.parent) as library:
        assert len(timeline(library)) == 3
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("SELECT count(*) FROM photos WHERE time = 1000000000").fetchall() == [(3,)]


def test_a_photo_whose_file_is_older_than_the_days_of_computers_is_the_last(added: Library) -> None:
    with added.writing() as store, store.transaction():
        store.run("UPDATE files SET mtime_ns = '-99999999999999999999' WHERE path = ?", [b"0.jpg"])
    assert Path(timeline(added)[-1][1]).name == "0.jpg"
