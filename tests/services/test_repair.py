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


def test_what_was_learned_and_is_damaged_is_found_forgotten_and_learned_again(added: Library) -> None:
    finish(scan(added, Cancel(), ["rmac", "scda:pca:2"]))
    files = [next((added.folder / folder).iterdir()) for folder in ("learned", "projections")]
    for file in files:
        file.write_bytes(file.read_bytes()[:100])
    with Library(added.folder, str(FAKE)) as library:
        for said in (finish(check(library, Cancel())), finish(repair(library, Cancel()))):
            assert all(any(file.name in sentence for sentence in said) for file in files)
        assert not any(file.exists() for file in files)
        finish(scan(library, Cancel()))
        assert all(file.exists() for file in files)
        assert finish(check(library, Cancel())) == []


def test_a_repair_that_is_cut_off_leaves_a_database_and_the_next_one_ends_it(
    large: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with large.database.open("r+b") as file:
        file.seek(large.database.stat().st_size // 2 // 16384 * 16384)
        file.write(b"\x5a" * 4 * 16384)

    def cut(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "replace", cut)
        finish(repair(large, Cancel()))
    assert large.database.exists()
    assert any("saved" in step for step in finish(repair(large, Cancel())))
    finish(scan(large, Cancel()))
    assert status(large).counts.indexed == 156
