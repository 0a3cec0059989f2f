import shutil
from pathlib import Path

import pytest

from photosearch.files.drive import Drive
from photosearch.jobs import Cancel
from photosearch.services import moved
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.status import status
from tests.drawing import FAKE, draw, finish


def made(home: Path, count: int = 4) -> None:
    """Photos and a library of them, beside each other."""
    for number in range(count):
        draw(home / "photos" / f"{number}.jpg", number)
    with Library(home / "library", str(FAKE)) as library:
        finish(add(library, [home / "photos"], Cancel()))


def test_a_library_that_moved_with_its_photos_finds_them_and_keeps_all_work(tmp_path: Path) -> None:
    made(tmp_path / "old")
    (tmp_path / "old").rename(tmp_path / "new")
    with Library(tmp_path / "new" / "library", str(FAKE)) as library:
        summary = finish(scan(library, Cancel()))
        assert (summary.indexed, summary.unchanged, summary.offline) == (0, 4, [])
        assert f"is at {tmp_path / 'new' / 'photos'} now" in summary.notes[0]
        assert finish(check(library, Cancel())) == []
        photo = tmp_path / "new" / "photos" / "2.jpg"
        assert finish(find(library, photo)).hits[0].path == str(photo)
        assert finish(scan(library, Cancel())).notes == []


def test_a_copy_of_both_goes_on_with_the_photos_that_are_still_in_their_place(tmp_path: Path) -> None:
    made(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    with Library(tmp_path / "new" / "library", str(FAKE)) as library:
        assert finish(scan(library, Cancel())).notes == []
        assert [root.path for root in status(library).roots] == [tmp_path / "old" / "photos"]


def test_a_library_that_moved_alone_keeps_its_folders(tmp_path: Path) -> None:
    made(tmp_path / "old")
    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "library").rename(tmp_path / "new" / "library")
    with Library(tmp_path / "new" / "library", str(FAKE)) as library:
        assert finish(scan(library, Cancel())).unchanged == 4


def test_a_folder_of_other_photos_at_that_place_is_not_taken_for_it(tmp_path: Path) -> None:
    made(tmp_path / "old")
    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "library").rename(tmp_path / "new" / "library")
    (tmp_path / "old" / "photos").rename(tmp_path / "drawer")
    draw(tmp_path / "new" / "photos" / "0.jpg", 77, size=(200, 300))
    with Library(tmp_path / "new" / "library", str(FAKE)) as library:
        summary = finish(scan(library, Cancel()))
        assert (summary.notes, summary.offline) == ([], [tmp_path / "old" / "photos"])
        (tmp_path / "drawer").rename(tmp_path / "old" / "photos")
        assert finish(scan(library, Cancel())).unchanged == 4


def test_a_drive_at_another_mount_point_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "old")
    home = tmp_path / "old"
    monkeypatch.setattr(moved, "drive_of", lambda folder: Drive("1234-ABCD", folder.relative_to(home)))
    with Library(tmp_path / "old" / "library", str(FAKE)) as library:
        finish(scan(library, Cancel()))
        (tmp_path / "old" / "photos").rename(tmp_path / "photos")
        monkeypatch.setattr(moved, "places", lambda _drive: [])
        assert finish(scan(library, Cancel())).offline == [tmp_path / "old" / "photos"]
        monkeypatch.setattr(moved, "places", lambda drive: [tmp_path / "wrong", tmp_path / drive.below])
        home = tmp_path
        summary = finish(scan(library, Cancel()))
        assert (summary.indexed, summary.unchanged, summary.offline) == (0, 4, [])
        assert [root.path for root in status(library).roots] == [tmp_path / "photos"]


def test_photos_that_are_away_when_the_library_moves_may_follow_later(tmp_path: Path) -> None:
    made(tmp_path / "old")
    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "photos").rename(tmp_path / "drawer")
    (tmp_path / "old" / "library").rename(tmp_path / "new" / "library")
    with Library(tmp_path / "new" / "library", str(FAKE)) as library:
        assert finish(scan(library, Cancel())).offline == [tmp_path / "old" / "photos"]
        (tmp_path / "drawer").rename(tmp_path / "new" / "photos")
        assert finish(scan(library, Cancel())).unchanged == 4
