from pathlib import Path

import pytest
from sqlite_utils import Database

from photosearch.store.check import check
from photosearch.store.database import Store
from photosearch.store.features import all_spaces, labels, read_vectors
from photosearch.store.migrations import STEPS, migrate, seen
from photosearch.store.photos import photos
from tests.schemas import FOLDER, build

SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB '*sqlite_*' ORDER BY name"


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.sqlite") as store:

        def breaks(db: Database) -> None:
            db.execute("DROP TABLE maps")
            raise ZeroDivisionError

        steps = {**STEPS, "0002_breaks": breaks}
        with pytest.raises(ZeroDivisionError):
            migrate(store.db, steps)
        assert seen(store.db) == list(STEPS)
        assert store.rows("SELECT count(*) FROM maps") == [(0,)]


def test_a_step_of_a_newer_version_is_known_as_such(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.sqlite") as store:
        migrate(store.db, {**STEPS, "0002_newer": lambda _: None})
        assert seen(store.db) == [*STEPS, "0002_newer"]


def test_steps_are_numbered_without_gaps() -> None:
    assert [name[:4] for name in STEPS] == [f"{number:04}" for number in range(1, len(STEPS) + 1)]


def test_a_database_of_every_version_is_kept() -> None:
    assert [path.stem for path in sorted(FOLDER.iterdir())] == list(STEPS)


@pytest.mark.parametrize("version", STEPS)
def test_a_database_of_any_version_is_brought_up_to_date_with_all_that_it_holds(version: str, tmp_path: Path) -> None:
    with Store.open(build(version, tmp_path)) as store:
        assert (seen(store.db), check(store)) == (list(STEPS), [])
        rows = photos(store, [1, 2, 3])
        assert sorted(row.path.name for row in rows.values()) == ["0.png", "1.png", "2.png"]
        for space in all_spaces(store):
            assert (space.count, len(read_vectors(store, space.id, labels(store, space.id))[1])) == (3, 3)
        with Store.open(tmp_path / "new.sqlite") as new:
            assert store.rows(SCHEMA) == new.rows(SCHEMA)
