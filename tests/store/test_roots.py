import os
from collections.abc import Callable
from pathlib import Path

from photosearch.store.database import Store
from photosearch.store.files import known_files
from photosearch.store.photos import photo_at
from photosearch.store.roots import Root, absorb, add_root, all_roots, remove_root


def test_a_root_is_registered_once_whatever_bytes_its_path_holds(store: Store) -> None:
    path = Path(os.fsdecode(b"/photos/\xff\n"))
    first = add_root(store, path)
    assert add_root(store, path) == first
    assert all_roots(store) == [first]


def test_removing_a_root_removes_all_that_hangs_on_it_and_nothing_else(
    store: Store, root: Root, put: Callable[..., int]
) -> None:
    other = add_root(store, Path("/other"))
    put(b"a.jpg")
    kept = put(b"b.jpg", at=other)
    remove_root(store, root)
    assert store.rows("SELECT photo_id FROM vectors") == [(kept,)]
    assert store.rows("SELECT photo_id FROM maps") == [(kept,)]


def test_an_absorbed_root_keeps_its_photos_under_the_same_ids(
    store: Store, root: Root, put: Callable[..., int]
) -> None:
    photo_id = put("zwölf/\n.jpg".encode() + b"\xff")
    outer = add_root(store, Path("/"))
    absorb(store, outer, root)
    assert all_roots(store) == [outer]
    assert list(known_files(store, outer, "photos/zwölf".encode())) == ["photos/zwölf/\n.jpg".encode() + b"\xff"]
    found = photo_at(store, Path("/photos") / os.fsdecode("zwölf/\n.jpg".encode() + b"\xff"))
    assert found is not None
    assert found.photo_id == photo_id
