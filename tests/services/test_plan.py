"""What a rescan must notice although it passes over settled folders."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.backbones.fake import FakeBackbone
from photosearch.errors import VanishedFile
from photosearch.jobs import Cancel
from photosearch.services import look
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.status import status
from photosearch.services.summary import Summary
from photosearch.store.folders import settled_folders
from photosearch.store.roots import all_roots
from tests.drawing import draw, finish

Rescan = Callable[..., Summary]


def settled(library: Library) -> dict[bytes, bool]:
    """Folders, and whether a scan may pass over them."""
    with library.reading() as store:
        (root,) = all_roots(store)
        return {path: folder.digest != b"" for path, folder in settled_folders(store, root).items()}


def test_a_finished_add_settles_every_folder(added: Library) -> None:
    assert settled(added) == {b"": True, b"sub": True, b"sub/deeper": True}


def test_a_stopped_add_settles_none_but_knows_them(library: Library, photos: Path) -> None:
    cancel = Cancel()
    library._backbone = FakeBackbone("fake", before_run=cancel.cancel)
    finish(add(library, [photos], cancel))
    assert settled(library) == {b"": False, b"sub": False, b"sub/deeper": False}


def test_a_folder_that_goes_before_it_was_settled_is_missed(library: Library, photos: Path, rescan: Rescan) -> None:
    test_a_stopped_add_settles_none_but_knows_them(library, photos)
    done = status(library).counts.photos
    shutil.rmtree(photos / "sub")
    summary = rescan()
    assert summary.walked == 7
    assert status(library).counts.photos == 4
    assert done >= 0


def test_a_deleted_folder_is_missing_and_a_deleted_tree_too(added: Library, photos: Path, rescan: Rescan) -> None:
    shutil.rmtree(photos / "sub")
    summary = rescan()
    assert (summary.missing, summary.walked) == (2, 7)
    assert settled(added) == {b"": True}
    assert rescan().missing == 0


def test_a_renamed_folder_moves_its_photos_and_none_is_counted_as_missing(
    added: Library, photos: Path, rescan: Rescan
) -> None:
    (photos / "sub").rename(photos / "renamed")
    summary = rescan()
    assert (summary.moved, summary.missing, summary.indexed) == (2, 0, 0)
    assert settled(added) == {b"": True, b"renamed": True, b"renamed/deeper": True}


def test_a_folder_that_cannot_be_listed_loses_nothing_and_is_said(
    added: Library, photos: Path, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: bytes) -> object:
        if os.fsdecode(path).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    summary = rescan()
    assert summary.missing == 0
    assert any("sub could not be listed: Permission denied" in note for note in summary.notes)
    monkeypatch.undo()
    assert rescan().unchanged == 9
    assert status(added).counts.photos == 6


def test_a_photo_that_cannot_be_read_this_time_is_kept_and_tried_again(
    added: Library, photos: Path, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path) -> bytes:
        raise VanishedFile(f"{path} is locked")

    draw(photos / "sub" / "4.png", 44)
    monkeypatch.setattr(look, "fingerprint", locked)
    assert rescan().unreadable == 1
    assert status(added).counts.photos == 6
    monkeypatch.undo()
    assert rescan().indexed == 1
    assert rescan().unchanged == 9


def test_refused_files_are_tried_again_when_the_decoder_can_do_more(
    added: Library, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rescan().unchanged == 9
    monkeypatch.setattr("photosearch.services.ingest.capabilities", lambda: "decoder of tomorrow")
    again = rescan()
    assert (again.unreadable, again.skipped, again.indexed) == (1, 2, 0)
    assert rescan().unchanged == 9


def test_a_library_without_one_vector_gets_it_back_although_its_folder_is_settled(
    added: Library, rescan: Rescan
) -> None:
    with added.writing() as store:
        store.run("DELETE FROM vectors WHERE photo_id = 2 AND space_id = 1")
    assert rescan().indexed == 1
    assert rescan().indexed == 0
