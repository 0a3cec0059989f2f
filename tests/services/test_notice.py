"""Scans of the folders alone in which something was seen to happen."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.jobs import Cancel
from photosearch.services import plan
from photosearch.services.ingest import notice
from photosearch.services.library import Library
from photosearch.services.summary import Noticed
from tests.drawing import draw, finish
from tests.services.test_ingest import ids, state

See = Callable[..., Noticed]


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are listed, below the root."""
    folders: list[str] = []
    real = plan.walk

    def noting(*given: object) -> object:
        for listing in real(*given):  # type: ignore[arg-type]
            folders.append(os.fsdecode(listing.relative))
            yield listing

    monkeypatch.setattr(plan, "walk", noting)
    return folders


@pytest.fixture
def see(added: Library, photos: Path, monkeypatch: pytest.MonkeyPatch) -> See:
    """Looks at some folders, in which every file is at rest."""
    monkeypatch.setattr(plan, "is_at_rest", lambda _path: True)

    def see(*folders: str) -> Noticed:
        touched = frozenset(os.fsencode(folder) for folder in folders)
        return finish(notice(added, {photos: touched}, Cancel()))

    return see


def test_only_the_touched_folder_is_listed(see: See, added: Library, photos: Path, listed: list[str]) -> None:
    draw(photos / "sub" / "new.jpg", 10)
    (photos / "0.jpg").unlink()
    found = see("sub")
    assert (found.summary.indexed, found.summary.missing, listed) == (1, 0, ["sub"])
    assert found.is_seen
    assert state(added).counts.photos == 7
    assert see("").summary.missing == 1
    assert state(added).counts.photos == 6


def test_a_photo_that_changed_is_looked_at_again_alone(see: See, added: Library, photos: Path) -> None:
    before = ids(added)
    draw(photos / "sub" / "4.png", 44)
    found = see("sub").summary
    assert (found.indexed, found.unchanged) == (1, 0)
    assert ids(added) == before
    assert not see("sub").is_seen


def test_a_new_folder_is_found_from_above(see: See, added: Library, photos: Path, listed: list[str]) -> None:
    draw(photos / "sub" / "trip" / "day" / "a.jpg", 11)
    assert see("sub/trip/day").summary.indexed == 1
    assert listed == ["sub", "sub/trip", "sub/trip/day"]


def test_a_folder_that_is_renamed_keeps_all_work(see: See, added: Library, photos: Path) -> None:
    before = ids(added)
    (photos / "sub").rename(photos / "renamed")
    found = see("sub", "renamed").summary
    assert (found.indexed, found.moved, found.missing) == (0, 2, 0)
    assert ids(added) == before
    assert state(added).counts.missing == 0


def test_what_lies_below_a_folder_that_went_is_missing(see: See, added: Library, photos: Path) -> None:
    shutil.rmtree(photos / "sub")
    assert see("sub").summary.missing == 2
    assert state(added).counts.photos == 4


def test_a_folder_that_is_to_be_passed_over_is_forgotten_and_comes_back(see: See, added: Library, photos: Path) -> None:
    (photos / "sub" / ".nomedia").touch()
    assert see("sub").summary.missing == 2
    (photos / "sub" / ".nomedia").unlink()
    found = see("sub")
    assert (found.summary.indexed, found.summary.returned, found.is_seen) == (0, 2, True)
    assert state(added).counts.photos == 6


def test_a_root_that_went_away_loses_nothing(see: See, added: Library, photos: Path) -> None:
    photos.rename(photos.parent / "unplugged")
    found = see("", "sub").summary
    assert (found.missing, found.offline) == (0, [photos])
    assert state(added).counts.photos == 6


def test_a_file_that_is_being_written_waits(added: Library, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = draw(photos.parent / "whole.jpg", 12).read_bytes()
    (photos / "copy.jpg").write_bytes(whole[: len(whole) // 2])
    touched = {photos: frozenset({b""})}
    found = finish(notice(added, touched, Cancel()))
    assert (found.summary.indexed, found.restless) == (0, touched)
    assert "copy.jpg" not in ids(added)
    (photos / "copy.jpg").write_bytes(whole)
    monkeypatch.setattr(plan, "is_at_rest", lambda _path: True)
    again = finish(notice(added, found.restless, Cancel()))
    assert (again.summary.indexed, again.summary.damaged, again.restless) == (1, 0, {})


def test_the_whole_root_is_gone_through_where_events_were_lost(see: See, added: Library, photos: Path) -> None:
    draw(photos / "sub" / "deeper" / "new.jpg", 13)
    (photos / "0.jpg").unlink()
    found = finish(notice(added, {photos: None}, Cancel())).summary
    assert (found.indexed, found.missing) == (1, 1)
