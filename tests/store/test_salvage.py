from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.store.check import check, mend
from photosearch.store.database import Store
from photosearch.store.salvage import salvage


@pytest.fixture
def damaged(store: Store, put: Callable[..., int]) -> Path:
    for number in range(400):
        put(b"%d" % number)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return store.path


def test_a_sound_database_is_copied_whole(damaged: Path, tmp_path: Path) -> None:
    saved = salvage(damaged, tmp_path / "new.sqlite")
    assert (saved["photos"], saved["vectors"], saved["maps"]) == (400, 400, 400)
    with Store.open(tmp_path / "new.sqlite") as store:
        assert check(store) == []


def test_what_lies_around_damaged_pages_is_saved_and_comes_out_sound(damaged: Path, tmp_path: Path) -> None:
    data = bytearray(damaged.read_bytes())
    middle = len(data) // 16384 // 2
    data[middle * 16384 : (middle + 1) * 16384] = b"\x5a" * 16384
    damaged.write_bytes(data)
    saved = salvage(damaged, tmp_path / "new.sqlite")
    assert saved["files"] + saved["photos"] + saved["vectors"] + saved["maps"] > 800
    with Store.open(tmp_path / "new.sqlite") as store:
        mend(store)
        assert all("no vector" in problem or "no maps" in problem for problem in check(store))


def test_the_damaged_file_is_only_read(damaged: Path, tmp_path: Path) -> None:
    before = damaged.read_bytes()
    salvage(damaged, tmp_path / "new.sqlite")
    assert damaged.read_bytes() == before


def test_a_file_that_is_no_database_yields_nothing_and_a_sound_new_one(tmp_path: Path) -> None:
    wreck = tmp_path / "wreck.sqlite"
    wreck.write_bytes(b"no database " * 5000)
    assert set(salvage(wreck, tmp_path / "new.sqlite").values()) == {0}
    with Store.open(tmp_path / "new.sqlite") as store:
        assert check(store) == []
