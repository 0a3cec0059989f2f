import shutil
from pathlib import Path

import pytest

from photosearch.errors import LibraryDamaged, LibraryProblem, LibraryTooNew
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.repair import repair
from photosearch.services.status import status
from tests.drawing import FAKE, draw, finish


@pytest.fixture
def large(library: Library, photos: Path) -> Library:
    for number in range(150):
        draw(photos / f"more{number}.jpg", 300 + number)
    finish(add(library, [photos], Cancel()))
    with library.writing() as store:
        store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    return library


def test_a_sound_library_has_nothing_to_check_or_repair(added: Library) -> None:
    assert finish(check(added, Cancel())) == []
    assert finish(repair(added, Cancel())) == []


def test_a_damaged_database_is_said_then_saved_then_completed(large: Library) -> None:
    data = bytearray(large.database.read_bytes())
    middle = len(data) // 16384 // 2
    for page in range(middle, middle + 4):
        data[page * 16384 : (page + 1) * 16384] = b"\x5a" * 16384
    large.database.write_bytes(data)
    assert any("damaged" in problem for problem in finish(check(large, Cancel())))
    steps = finish(repair(large, Cancel()))
    assert any("kept as photos-damaged-1.sqlite" in step for step in steps)
    assert (large.folder / "photos-damaged-1.sqlite").read_bytes() == bytes(data)
    finish(scan(large, Cancel()))
    assert finish(check(large, Cancel())) == []
    assert status(large).counts.indexed == 156


def test_a_file_that_is_no_database_any_more_is_replaced_and_kept(added: Library, photos: Path) -> None:
    added.database.write_bytes(b"something else entirely " * 1000)
    for ending in ("-wal", "-shm"):
        Path(f"{added.database}{ending}").unlink(missing_ok=True)
    with pytest.raises(LibraryDamaged, match="repair"):
        status(added)
    assert finish(repair(added, Cancel()))
    finish(add(added, [photos], Cancel()))
    assert finish(check(added, Cancel())) == []
    assert status(added).counts.indexed == 6


def test_a_damaged_index_is_found_and_built_anew(photos: Path, tmp_path: Path) -> None:
    with Library(tmp_path / "graph", str(FAKE), exact_limit=2) as library:
        finish(add(library, [photos], Cancel()))
        (path,) = library.shelf.folder.glob("*.hnsw")
        path.write_bytes(b"x" * 100)
        library.shelf.clear()
        assert any("search index of gem" in problem for problem in finish(check(library, Cancel())))
        assert any("anew" in step for step in finish(repair(library, Cancel())))
        assert finish(check(library, Cancel())) == []
        assert not finish(find(library, photos / "0.jpg")).notes


def test_there_must_be_a_library_to_check_or_repair(library: Library) -> None:
    for verb in (check, repair):
        with pytest.raises(LibraryProblem, match="photosearch add"):
            finish(verb(library, Cancel()))


def test_a_library_of_a_newer_version_is_not_repaired(added: Library) -> None:
    with added.writing() as store:
        store.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('photosearch', '0999_x', '')"
        )
    before = shutil.copy(added.database, added.folder / "copy").read_bytes()
    with pytest.raises(LibraryTooNew):
        finish(repair(added, Cancel()))
    assert added.database.read_bytes() == before
