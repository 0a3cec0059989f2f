from collections.abc import Callable

from photosearch.store.check import check, mend
from photosearch.store.database import Store
from photosearch.store.features import incomplete_files
from photosearch.types import Space


def test_a_sound_database_has_no_problems(store: Store, put: Callable[..., int]) -> None:
    put(b"a")
    assert check(store) == []


def test_every_kind_of_incompleteness_is_found_and_mended(store: Store, space: Space, put: Callable[..., int]) -> None:
    for name in b"abcdef":
        put(bytes([name]))
    store.run("PRAGMA foreign_keys = OFF")
    store.run("DELETE FROM photos WHERE id = 1")
    store.run("UPDATE files SET state = 'skipped' WHERE id = 2")
    store.run("UPDATE vectors SET vector = x'00' WHERE photo_id = 3")
    store.run("DELETE FROM vectors WHERE photo_id = 4")
    store.run("DELETE FROM maps WHERE photo_id = 5")
    store.run("PRAGMA foreign_keys = ON")
    assert len(check(store)) >= 5
    mend(store)
    assert incomplete_files(store, [space.key]) == {3, 4, 5}
    assert store.rows("SELECT id FROM photos ORDER BY id") == [(3,), (4,), (5,), (6,)]
    remaining = check(store)
    assert all("no vector" in problem or "no maps" in problem for problem in remaining)


def test_a_space_that_cannot_be_understood_is_forgotten(store: Store, put: Callable[..., int]) -> None:
    put(b"a")
    store.run("UPDATE spaces SET canonical = '{'")
    assert any("cannot be understood" in problem for problem in check(store))
    mend(store)
    assert store.rows("SELECT count(*) FROM spaces") == [(0,)]


def test_damaged_pages_are_found(store: Store, put: Callable[..., int]) -> None:
    for number in range(300):
        put(b"%d" % number)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    data = bytearray(store.path.read_bytes())
    for page in range(3, 9):
        data[page * 16384 : page * 16384 + 64] = b"\xff" * 64
    store.path.write_bytes(data)
    with Store.open(store.path) as again:
        assert any("damaged" in problem for problem in check(again))
