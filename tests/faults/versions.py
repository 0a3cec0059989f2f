"""Libraries of older versions and of a newer one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from photosearch.store.migrations import STEPS
from tests.faults.world import Outcome, World
from tests.schemas import build


def older(home: Path) -> Outcome:
    """Open and scan a library of every version of the schema; every photo keeps its id."""
    lost, said = 0, ""
    for version in STEPS:
        build(version, home / version)
        world = World(home / version, drawn=0)
        scanned = world.say("scan")
        if scanned.code:
            raise AssertionError(scanned)
        lost += world.lost({world.photos / f"{number}.png": key for number, key in ((2, 1), (0, 2), (1, 3))})
        said = scanned.sentence
    return Outcome(len(STEPS), lost, said, f"{', '.join(STEPS)}")


def newer(home: Path) -> Outcome:
    """Use and repair a library of a newer version: it is refused, and left as it was."""
    world = World(home)
    world.add()
    before, path = world.ids(), world.library / "photos.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('photosearch', '0999_x', '')"
        )
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    words = ("status", "scan", "check", "repair", f"find {world.photos}/0/0.jpg", f"add {world.photos}")
    tries = [world.say(*one.split()) for one in words]
    if any(one.code != 1 or "newer version" not in one.err for one in tries) or path.read_bytes() != content:
        raise AssertionError(tries)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("DELETE FROM _sqlite_migrations WHERE name = '0999_x'")
    return Outcome(len(tries), world.lost(before), tries[0].sentence, "a step of the schema that is not known")
