import os
import zipfile
from pathlib import Path

import pytest

from photosearch.errors import LibraryProblem, LibraryReadOnly
from photosearch.jobs import Cancel
from photosearch.services.backup import CONTENTS, backup, is_backup
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import scan
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.services.restore import restore
from photosearch.services.searches import load, save
from photosearch.services.step import Step
from tests.drawing import FAKE, draw, finish


@pytest.fixture
def full(added: Library, photos: Path) -> Library:
    """A library with something of everything."""
    finish(scan(added, Cancel(), ["rmac", "scda:pca:2"]))
    save(added.folder, [Step(Question((Asked(photos / "0.jpg"),)), name="the first")])
    (added.folder / "queries").mkdir()
    (added.folder / "queries" / os.fsdecode(b"pasted \xff.png")).write_bytes(b"a picture")
    return added


def test_a_library_comes_back_from_its_backup_with_all_that_it_knew(
    full: Library, photos: Path, tmp_path: Path
) -> None:
    assert finish(backup(full, tmp_path / "my.backup", Cancel()))
    assert finish(restore(tmp_path / "my.backup", tmp_path / "again", Cancel()))
    kept = [path for path in full.folder.rglob("*") if path.parent.name in ("learned", "projections", "queries")]
    assert len(kept) == 3
    for path in kept:
        assert (tmp_path / "again" / path.relative_to(full.folder)).read_bytes() == path.read_bytes()
    assert [step.name for step in load(tmp_path / "again").steps] == ["the first"]
    with Library(tmp_path / "again", str(FAKE)) as library:
        assert finish(check(library, Cancel())) == []
        assert [hit.photo_id for hit in finish(find(library, photos / "3.jpg")).hits] == [
            hit.photo_id for hit in finish(find(full, photos / "3.jpg")).hits
        ]
        assert finish(scan(library, Cancel())).indexed == 0


def test_a_backup_is_of_one_moment_and_does_not_disturb_a_writer(full: Library, photos: Path, tmp_path: Path) -> None:
    draw(photos / "new.jpg", 99)
    with full.writing() as store, store.transaction():
        store.run("DELETE FROM files")
        finish(backup(full, tmp_path / "x", Cancel()))
    finish(restore(tmp_path / "x", tmp_path / "again", Cancel()))
    with Library(tmp_path / "again", str(FAKE)) as library, library.reading() as store:
        assert store.rows("SELECT count(*) FROM photos") == [(6,)]


def test_an_older_backup_is_replaced_and_nothing_else_is(full: Library, photos: Path, tmp_path: Path) -> None:
    for _ in range(2):
        finish(backup(full, tmp_path / "x", Cancel()))
    before = (photos / "0.jpg").read_bytes()
    for target in (photos / "0.jpg", photos):
        with pytest.raises(LibraryProblem, match="no backup"):
            finish(backup(full, target, Cancel()))
    assert (photos / "0.jpg").read_bytes() == before


def test_a_backup_that_is_stopped_or_cannot_be_written_leaves_nothing(full: Library, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    stop = Cancel()
    stop.cancel()
    assert not finish(backup(full, place / "x", stop))
    assert list(place.iterdir()) == []
    with pytest.raises(LibraryReadOnly, match="cannot be written"):
        finish(backup(full, tmp_path / "missing" / "x", Cancel()))


def test_a_backup_is_told_from_other_files(full: Library, photos: Path, tmp_path: Path) -> None:
    finish(backup(full, tmp_path / "x", Cancel()))
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("x", b"")
    assert [is_backup(path) for path in (tmp_path / "x", tmp_path / "other.zip", photos / "0.jpg")] == [
        True,
        False,
        False,
    ]
    with zipfile.ZipFile(tmp_path / "x") as archive:
        assert CONTENTS in archive.namelist()
