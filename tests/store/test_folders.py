from collections.abc import Callable
from pathlib import Path

from photosearch.store.database import Store
from photosearch.store.folders import Settled, count_folders, forget, relearn, settle, settled_folders
from photosearch.store.roots import Root, absorb, add_root


def test_a_settled_folder_comes_back_and_can_be_forgotten(store: Store, root: Root) -> None:
    settle(store, root, b"", Settled(b"1", 3))
    settle(store, root, b"\xff/a", Settled(b"2", 4))
    settle(store, root, b"\xff/a", Settled(b"3", 5))
    assert settled_folders(store, root) == {b"": Settled(b"1", 3), b"\xff/a": Settled(b"3", 5)}
    assert count_folders(store) == {root.id: 2}
    forget(store, root, [b""])
    assert set(settled_folders(store, root)) == {b"\xff/a"}


def test_relearning_knows_every_folder_and_takes_none_for_settled(
    store: Store, root: Root, put: Callable[..., int]
) -> None:
    put(b"x")
    put(b"a/b/x")
    settle(store, root, b"a/b", Settled(b"1", 1))
    settle(store, root, b"gone", Settled(b"1", 1))
    relearn(store)
    assert settled_folders(store, root) == {b"": Settled(b"", 0), b"a/b": Settled(b"", 0)}


def test_the_folders_of_an_absorbed_root_are_looked_at_again(store: Store, root: Root) -> None:
    settle(store, root, b"", Settled(b"1", 1))
    settle(store, root, b"a", Settled(b"2", 2))
    outer = add_root(store, Path("/"))
    absorb(store, outer, root)
    assert settled_folders(store, outer) == {b"photos": Settled(b"", 1), b"photos/a": Settled(b"", 2)}
