from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.store import waiting
from photosearch.store.database import Store
from photosearch.store.roots import Root, add_root
from photosearch.store.waiting import Task, Waiting
from photosearch.types import FoundFile, Stamp


def found(count: int, first: int = 0) -> Iterator[FoundFile]:
    return (FoundFile(b"%d.jpg" % number, Stamp(number, -number)) for number in range(first, first + count))


@pytest.mark.parametrize("count", [0, 1, 3, 4, 9])
def test_files_come_in_the_order_in_which_they_came_and_stay(
    store: Store, root: Root, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(waiting, "PAGE", 4)
    queue = Waiting(store, "looks")
    queue.put(root, found(count))
    for _ in range(2):
        assert list(queue) == [Task(root, item) for item in found(count)]
        assert len(queue) == count


@pytest.mark.parametrize("mtime", [-1, 2**63, -(10**30)])
@pytest.mark.parametrize("path", [b"\xff\xfe.jpg", b"line\nbreak", b"sub/'; DROP TABLE files"])
def test_paths_and_times_come_back_as_they_were(store: Store, root: Root, path: bytes, mtime: int) -> None:
    queue = Waiting(store, "looks")
    queue.put(root, [FoundFile(path, Stamp(7, mtime))])
    assert [task.found for task in queue] == [FoundFile(path, Stamp(7, mtime))]


def test_files_of_several_roots_wait_together(store: Store, root: Root, tmp_path: Path) -> None:
    other = add_root(store, tmp_path / "other")
    queue = Waiting(store, "looks")
    queue.put(root, found(2))
    queue.put(other, found(1, first=2))
    assert [task.root for task in queue] == [root, root, other]
    assert [task.path for task in queue][2] == tmp_path / "other" / "2.jpg"


def test_two_queues_do_not_know_of_each_other(store: Store, root: Root) -> None:
    looks, moves = Waiting(store, "looks"), Waiting(store, "moves")
    looks.put(root, found(1))
    for task in looks:
        moves.put(task.root, [task.found, task.found])
    assert (len(looks), len(moves)) == (1, 2)


def test_a_second_queue_of_a_name_begins_empty(store: Store, root: Root) -> None:
    Waiting(store, "looks").put(root, found(3))
    assert list(Waiting(store, "looks")) == []


def test_nothing_of_it_is_in_the_database_itself(store: Store, root: Root) -> None:
    before = store.rows("SELECT name FROM main.sqlite_master ORDER BY name")
    Waiting(store, "looks").put(root, found(3))
    assert store.rows("SELECT name FROM main.sqlite_master ORDER BY name") == before
