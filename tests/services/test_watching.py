"""The folders of a library as they are now."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from photosearch.files import drive
from photosearch.files.place import Place
from photosearch.jobs import Cancel
from photosearch.services import watching as module
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.seen import last_seen, remember_seen
from photosearch.services.status import status
from photosearch.services.watching import Watching, settle_roots
from tests.drawing import FAKE, draw, finish


@pytest.fixture
def watching(added: Library) -> Iterator[Watching]:
    watching = Watching(added)
    yield watching
    watching.close()


def test_a_root_is_watched_while_it_is_there(watching: Watching, photos: Path) -> None:
    ((root,), elsewhere) = watching.look(watch=True, far=True)
    assert (root.path, root.online, root.watched, elsewhere) == (photos, True, True, False)
    photos.rename(photos.with_name("away"))
    ((away,), elsewhere) = watching.look(watch=True, far=True)
    assert (away.online, away.watched, elsewhere, away.seen) == (False, False, True, root.seen)
    assert watching.look(watch=True, far=True)[1] is False  # it was looked for elsewhere already
    photos.with_name("away").rename(photos)
    ((back,), _) = watching.look(watch=False, far=True)
    assert (back.online, back.watched) == (True, False)


def test_the_network_is_asked_only_now_and_then_and_never_watched(
    watching: Watching, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "place_of", lambda _folder: Place.NETWORK)
    ((root,), _) = watching.look(watch=True, far=False)  # nothing is known of it yet
    assert (root.online, root.watched) == (True, False)
    monkeypatch.setattr(module, "is_online", lambda *_given, **_named: pytest.fail("asked"))
    assert watching.look(watch=True, far=False)[0][0].online
    monkeypatch.setattr(module, "is_online", lambda *_given, **_named: False)
    assert not watching.look(watch=True, far=True)[0][0].online


def test_what_happens_is_told_once_it_rests(watching: Watching, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watching.look(watch=True, far=True)
    watching.note({photos: frozenset({b"sub"})})
    assert watching.take() == {}
    monkeypatch.setattr("photosearch.files.touched.QUIET_SECONDS", 0.0)
    assert watching.take() == {photos: frozenset({b"sub"})}


def test_when_a_root_was_last_there_is_kept_and_forgotten_with_it(added: Library, photos: Path) -> None:
    when = datetime(2026, 3, 4, 5, 6)
    with added.writing() as store:
        ((key, first),) = last_seen(store).items()
        assert (datetime.now() - first).total_seconds() < 3600
        remember_seen(store, {key: when, 999: when})
        assert last_seen(store) == {key: when}
    shutil.rmtree(photos)
    finish(scan(added, Cancel()))
    with added.reading() as store:
        assert last_seen(store) == {key: when}
    ((root,), _) = Watching(added).look(watch=False, far=True)
    assert (root.online, root.seen) == (False, when)


def test_a_library_that_moved_with_its_photos_finds_them_without_a_scan(tmp_path: Path) -> None:
    draw(tmp_path / "old" / "photos" / "0.jpg", 1)
    with Library(tmp_path / "old" / "library", str(FAKE)) as library:
        finish(add(library, [tmp_path / "old" / "photos"], Cancel()))
    (tmp_path / "old").rename(tmp_path / "new")
    with Library(tmp_path / "new" / "library", str(FAKE)) as library:
        watching = Watching(library)
        ((root,), elsewhere) = watching.look(watch=False, far=True)
        assert (root.online, elsewhere) == (False, True)
        notes = finish(settle_roots(library, {}, Cancel()))
        assert len(notes) == 1
        ((root,), elsewhere) = watching.look(watch=False, far=True)
        assert (root.online, root.path, elsewhere) == (True, tmp_path / "new" / "photos", False)
        assert [state.online for state in status(library).roots] == [True]


def test_a_root_that_is_away_is_looked_for_again_when_a_drive_comes(
    watching: Watching, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "MOUNTS", tmp_path / "mounts")
    photos.rename(photos.with_name("away"))
    assert [watching.look(watch=False, far=True)[1] for _ in range(2)] == [True, False]
    (tmp_path / "mounts").write_text("36 35 8:17 / /media/drive rw - ext4 /dev/sdb1 rw\n")
    assert [watching.look(watch=False, far=True)[1] for _ in range(2)] == [True, False]
