import sqlite3
import threading
from pathlib import Path

import pytest

from photosearch.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryProblem,
    LibraryReadOnly,
    LibraryTooNew,
    ProgramError,
)
from photosearch.store import database
from photosearch.store.database import Store
from photosearch.store.roots import add_root, all_roots


def test_a_new_database_has_no_pending_step_and_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    Store.open(path).close()
    with Store.open(path, read_only=True) as store:
        assert all_roots(store) == []
        assert store.rows("PRAGMA application_id") == [(database.APPLICATION_ID,)]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    Store.open(tmp_path / "x.sqlite").close()
    with Store.open(tmp_path / "x.sqlite", read_only=True) as store, pytest.raises(LibraryReadOnly):
        add_root(store, Path("/a"))


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        add_root(store, Path("/a"))
        raise ZeroDivisionError
    assert all_roots(store) == []


def test_a_reader_sees_what_was_committed_while_a_writer_is_at_work(store: Store) -> None:
    add_root(store, Path("/a"))
    with store.transaction():
        add_root(store, Path("/b"))
        with Store.open(store.path, read_only=True) as reader:
            assert [root.path for root in all_roots(reader)] == [Path("/a")]


def test_a_second_writer_is_told_that_the_library_is_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with store.transaction(), Store.open(store.path) as second, pytest.raises(LibraryBusy, match="Another program"):
        add_root(second, Path("/b"))


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with Store.open(path) as store:
        store.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('photosearch', '0999_x', '')"
        )
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(LibraryTooNew, match="Update photosearch"):
            Store.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE bookmarks (url)")
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(LibraryDamaged, match="another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"no database " * 1000)
    with pytest.raises(LibraryDamaged, match="repair"):
        Store.open(path, read_only=True)


def test_an_empty_database_file_is_filled_by_a_writer_and_refused_by_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.touch()
    with pytest.raises(LibraryProblem, match="empty"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert all_roots(store) == []


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryReadOnly, match="permissions"):
        Store.open(tmp_path / "missing" / "x.sqlite")


def test_a_full_disk_is_said_and_what_was_committed_stays(store: Store) -> None:
    add_root(store, Path("/a"))
    store.run(f"PRAGMA max_page_count = {store.rows('PRAGMA page_count')[0][0]}")
    with pytest.raises(LibraryReadOnly, match="full"), store.transaction():
        for number in range(5000):
            add_root(store, Path(f"/{number}" + "x" * 200))
    assert [root.path for root in all_roots(store)] == [Path("/a")]


def test_a_store_used_in_another_thread_is_our_bug(store: Store) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            all_roots(store)
        except ProgramError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1
