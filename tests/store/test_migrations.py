from pathlib import Path

import pytest
from sqlite_utils import Database

from photosearch.store.database import Store
from photosearch.store.migrations import STEPS, migrate, pending, unknown


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.sqlite") as store:

        def breaks(db: Database) -> None:
            db.execute("DROP TABLE maps")
            raise ZeroDivisionError

        steps = {**STEPS, "0002_breaks": breaks}
        with pytest.raises(ZeroDivisionError):
            migrate(store.db, steps)
        assert pending(store.db, steps) == ["0002_breaks"]
        assert store.rows("SELECT count(*) FROM maps") == [(0,)]


def test_a_step_of_a_newer_version_is_known_as_such(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.sqlite") as store:
        migrate(store.db, {**STEPS, "0002_newer": lambda _: None})
        assert unknown(store.db) == ["0002_newer"]


def test_steps_are_numbered_without_gaps() -> None:
    assert [name[:4] for name in STEPS] == [f"{number:04}" for number in range(1, len(STEPS) + 1)]
