"""Other processes at the same library."""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.faults.world import Outcome, World

SHORT, LONG = 3.0, 12.0
"""Seconds that another program holds the database: less, and more, than the program waits."""


def two_at_once(home: Path) -> Outcome:
    """Let two processes add to one library at the same moment."""
    lost, said, rounds = 0, "both came one after the other", 5
    for number in range(rounds):
        world = World(home / str(number), drawn=30)
        both = [world.begin("add", world.photos) for _ in range(2)]
        ends = [(work.communicate(timeout=120), work.returncode) for work in both]
        if any(code not in (0, 1) or "Traceback" in err for (_, err), code in ends) or all(code for _, code in ends):
            raise AssertionError(ends)
        said = next((err.strip() for (_, err), code in ends if code), said)
        world.say("scan")
        lost += world.lost()
    return Outcome(rounds, lost, said, "two processes")


def locked(home: Path) -> Outcome:
    """Hold the database for a while, as backups do, while photos are added, and search meanwhile."""
    world = World(home)
    world.add()
    lost, said = 0, ""
    for number, seconds in enumerate((SHORT, LONG)):
        before = world.ids()
        (world.photos / "0" / "0.jpg").touch()
        held, done = threading.Event(), threading.Event()
        other = threading.Thread(target=_hold, args=(world.library / "photos.sqlite", seconds, held, done))
        other.start()
        held.wait()
        if world.say("find", world.photos / "1" / "1.jpg").code:
            raise AssertionError("no search meanwhile")
        scanned = world.say("scan")
        done.set()
        other.join()
        if scanned.code != number:
            raise AssertionError(scanned)
        said = scanned.sentence
        world.say("scan")
        lost += world.lost(before)
    return Outcome(
        2, lost, f"waits; after 10 s: {said}", f"an exclusive transaction of {SHORT:.0f} s and of {LONG:.0f} s"
    )


def _hold(database: Path, seconds: float, held: threading.Event, done: threading.Event) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        held.set()
        done.wait(seconds)
        other.execute("ROLLBACK")


def backed_up(home: Path) -> Outcome:
    """Copy the database page by page with SQLite's own backup while photos are added; the copy must be whole, too."""
    world = World(home, drawn=40)
    (world.photos / "2").rename(home / "later")
    world.add()
    before = world.ids()
    (home / "later").rename(world.photos / "2")
    copy = home / "copy" / "library"
    copy.mkdir(parents=True)
    steps = 0

    def slowly(_status: int, _remaining: int, _total: int) -> None:
        nonlocal steps
        steps += 1
        time.sleep(0.05)

    work = world.begin("add", world.photos)
    with (
        closing(sqlite3.connect(world.library / "photos.sqlite")) as source,
        closing(sqlite3.connect(copy / "photos.sqlite")) as target,
    ):
        source.backup(target, pages=1, progress=slowly)
    out, err = work.communicate(timeout=120)
    if work.returncode:
        raise AssertionError(err)
    lost = world.lost(before)
    copied = World(copy.parent, drawn=0)
    copied.lost()  # raises where the copy is not sound
    lost += len(before.items() - copied.ids().items())
    return Outcome(1, lost, out.splitlines()[0], f"a backup of {steps} steps while photos were added")
