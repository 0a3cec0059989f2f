from collections.abc import Callable

import pytest

from photosearch.store.database import Store
from photosearch.store.files import (
    counts,
    holds_files,
    known_files,
    move_file,
    photo_files,
    photos_by_root,
    photos_of_size,
    problems,
    put_file,
    set_missing,
    state_of,
    suspect_files,
    try_again,
)
from photosearch.store.photos import photos
from photosearch.store.roots import Root
from photosearch.types import FileState, FoundFile, Stamp


@pytest.mark.parametrize(
    "path", [b"a.jpg", "ä/b.jpg".encode(), b"\xff\xfe.jpg", b"line\nbreak", b"sub/'; DROP TABLE files"]
)
def test_a_path_comes_back_byte_for_byte(store: Store, root: Root, path: bytes) -> None:
    put_file(store, root, FoundFile(path, Stamp(3, 4)), FileState.SKIPPED, "d", reason="why")
    assert list(known_files(store, root, path.rpartition(b"/")[0])) == [path]
    assert state_of(store, root, path) == "skipped"
    assert state_of(store, root, path + b"x") is None


@pytest.mark.parametrize("mtime", [0, -1, 2**63 - 1, -(2**63), 2**63, 10**30])
def test_any_time_of_change_comes_back(store: Store, root: Root, mtime: int) -> None:
    put_file(store, root, FoundFile(b"a", Stamp(1, mtime)), FileState.SKIPPED, "d")
    assert known_files(store, root, b"")[b"a"].stamp == Stamp(1, mtime)


def test_a_path_has_one_row_and_keeps_its_id(store: Store, root: Root) -> None:
    first = put_file(store, root, FoundFile(b"a", Stamp(1, 1)), FileState.UNREADABLE, "d", reason="x", retry=True)
    second = put_file(store, root, FoundFile(b"a", Stamp(2, 2)), FileState.SKIPPED, "e")
    assert first == second
    known = known_files(store, root, b"")[b"a"]
    assert (known.stamp, known.state, known.retry, known.decoder) == (Stamp(2, 2), "skipped", False, "e")


def test_counts_tell_all_states_apart(store: Store, root: Root, put: Callable[..., int]) -> None:
    put(b"a")
    put(b"b")
    store.run("UPDATE photos SET damage = 'cut short' WHERE id = 1")
    gone = put(b"c")
    set_missing(store, [gone], missing=True)
    put_file(store, root, FoundFile(b"u", Stamp(1, 1)), FileState.UNREADABLE, "d", reason="broken")
    put_file(store, root, FoundFile(b"s", Stamp(1, 1)), FileState.SKIPPED, "d", reason="a video")
    found = counts(store)
    assert (found.photos, found.indexed, found.missing, found.unreadable, found.skipped, found.damaged) == (
        2,
        2,
        1,
        1,
        1,
        1,
    )
    assert photos_by_root(store) == {root.id: 2}
    listed = [(problem.relative, problem.state, problem.reason) for problem in problems(store)]
    assert listed == [
        (b"a", "damaged", "cut short"),
        (b"c", "missing", "it was not there at the last scan"),
        (b"s", "skipped", "a video"),
        (b"u", "unreadable", "broken"),
    ]


def test_a_file_that_was_no_photo_is_forgotten_when_it_goes(store: Store, root: Root) -> None:
    file_id = put_file(store, root, FoundFile(b"s", Stamp(1, 1)), FileState.SKIPPED, "d")
    set_missing(store, [file_id], missing=True)
    assert known_files(store, root, b"") == {}


def test_a_moved_file_keeps_its_photo(store: Store, root: Root, put: Callable[..., int]) -> None:
    photo_id = put(b"old/a.jpg", size=77)
    other = put(b"old/b.jpg")
    ((file_id, _, relative, fingerprint),) = photos_of_size(store, 77)
    assert (relative, fingerprint) == (b"old/a.jpg", b"print of old/a.jpg")
    move_file(store, file_id, root, FoundFile(b"new/a.jpg", Stamp(77, 9)))
    assert photos(store, [photo_id])[photo_id].path == root.path / "new" / "a.jpg"
    assert set(known_files(store, root, b"new")) == {b"new/a.jpg"}
    assert set(known_files(store, root, b"old")) == {b"old/b.jpg"}
    assert other in photos(store, [other])


def test_moving_over_a_known_path_replaces_what_was_there(store: Store, root: Root, put: Callable[..., int]) -> None:
    moved, replaced = put(b"a", size=77), put(b"b")
    ((file_id, *_),) = photos_of_size(store, 77)
    move_file(store, file_id, root, FoundFile(b"b", Stamp(77, 9)))
    assert set(photos(store, [moved, replaced])) == {moved}


def test_a_folder_holds_its_own_files_and_not_those_of_folders_with_similar_names(
    store: Store, root: Root, put: Callable[..., int]
) -> None:
    for path in (b"x", b"a/x", b"a/b/x", b"a/b/c/x", b"a/b-/x", b"a/b0/x", b"a/\xff/x", b"ab/x"):
        put(path)
    assert set(known_files(store, root, b"")) == {b"x"}
    assert set(known_files(store, root, b"a")) == {b"a/x"}
    assert set(known_files(store, root, b"a/b")) == {b"a/b/x"}
    assert set(known_files(store, root, b"a/\xff")) == {b"a/\xff/x"}
    assert known_files(store, root, b"nowhere") == {}


def test_suspects_are_the_files_whose_refusal_may_have_passed(
    store: Store, root: Root, put: Callable[..., int]
) -> None:
    put(b"photo")
    for name, decoder, retry in ((b"same", "now", False), (b"older", "then", False), (b"busy", "now", True)):
        put_file(store, root, FoundFile(name, Stamp(1, 1)), FileState.UNREADABLE, decoder, reason="x", retry=retry)
    put_file(store, root, FoundFile(b"raw", Stamp(1, 1)), FileState.SKIPPED, "pair")
    assert set(suspect_files(store, root, "now", "pair")) == {b"older", b"busy"}
    assert [path for path, _ in photo_files(store, root)] == [b"photo"]
    assert holds_files(store, root)
    try_again(store)
    assert set(suspect_files(store, root, "now", "pair")) == {b"older", b"busy", b"same"}


def test_counting_visits_no_row_of_what_is_usual(store: Store, root: Root) -> None:
    """A million photos are counted by indexes; only what is missing, refused or damaged is looked at."""
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    counts(store)
    photos_by_root(store)
    problems(store)
    store.db.conn.set_trace_callback(None)
    assert len(asked) > 5
    for sql in asked:
        for *_, step in store.rows(f"EXPLAIN QUERY PLAN {sql}"):
            assert not step.startswith(("SCAN files", "SCAN photos", "SCAN vectors")) or "INDEX" in step, (sql, step)
