"""Files of a library damaged on purpose."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.library import Library
from tests.drawing import FAKE, finish
from tests.faults.world import Outcome, World

PAGE, TRIES = 16_384, 20


def pages(home: Path) -> Outcome:
    """Fill random pages of the database with rubbish, the first one too; check, repair, add."""
    start = World(home)
    start.add()
    with closing(sqlite3.connect(start.library / "photos.sqlite")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = shutil.copytree(start.library, home / "kept")
    moments, lost, harmed, said = random.Random(5), 0, 0, ""
    for number in range(TRIES):
        shutil.rmtree(start.library)
        shutil.copytree(kept, start.library)
        path = start.library / "photos.sqlite"
        count = path.stat().st_size // PAGE
        chosen = [0] if number == 0 else moments.sample(range(count), moments.randint(1, 4))
        with path.open("r+b") as file:
            for page in chosen:
                file.seek(page * PAGE)
                file.write(moments.randbytes(PAGE))
        found = start.say("check")
        harmed += found.code
        mended = start.say("repair")
        if mended.code:
            raise AssertionError((chosen, mended))
        if found.code:
            said = mended.out.splitlines()[0]
        start.add()
        lost += start.lost()
    return Outcome(harmed, lost, said, f"{TRIES} times up to four of {count} pages; {TRIES - harmed} held nothing")


def index_file(home: Path) -> Outcome:
    """Damage the file of a search index in five ways, and search."""
    world = World(home)
    lost, said = 0, ""
    with Library(world.library, str(FAKE), exact_limit=2) as library:
        from photosearch.services.ingest import add

        finish(add(library, [world.photos], Cancel()))
        before = world.ids()
        for harm in HARMS:
            (path,) = library.shelf.folder.glob("*.hnsw")
            harm(path)
            library.shelf.clear()
            answer = finish(find(library, next(iter(before)), 1000))
            lost += len(before) - len(answer.hits)
            if not answer.notes:
                raise AssertionError(f"{harm.__name__} was not noticed")
            said = answer.notes[0]
            library.shelf.wait()  # until it is built anew
    return Outcome(len(HARMS), lost + world.lost(before), said, "cut, emptied, filled with rubbish, one bit, replaced")


def learned_file(home: Path) -> Outcome:
    """Damage what was learned from the photos, a vocabulary and a projection, in five ways; scan, repair, scan."""
    world = World(home, drawn=40)
    asked = ("--descriptor", "rmac", "--descriptor", "scda:pca:4")
    if world.say("add", world.photos, *asked).code:
        raise AssertionError("nothing was learned")
    before, tries, said = world.ids(), 0, ""
    for pattern in ("learned/*.npz", "projections/*.npz"):
        for harm in HARMS:
            (path,) = world.library.glob(pattern)
            harm(path)
            if not world.say("check").code:
                raise AssertionError(f"{harm.__name__} of {pattern} was not noticed")
            mended = world.say("repair")
            (world.photos / "0" / "0.jpg").touch()
            scanned = world.say("scan")
            if mended.code or scanned.code:
                raise AssertionError((harm.__name__, mended, scanned))
            said, tries = mended.out.splitlines()[0], tries + 1
    return Outcome(tries, world.lost(before), said, "cut, emptied, filled with rubbish, one bit, replaced")


def searches_file(home: Path) -> Outcome:
    """Damage the file of saved searches in five ways, and read it."""
    from photosearch.services.query import Asked
    from photosearch.services.question import Question
    from photosearch.services.searches import FILE, load, save, set_aside
    from photosearch.services.step import Step

    world = World(home)
    world.add()
    before, unnoticed = world.ids(), 0
    for harm in HARMS:
        save(world.library, [Step(Question((Asked(world.photos / "0" / "0.jpg"),)), name="a name")])
        harm(world.library / FILE)
        found = load(world.library)
        unnoticed += not found.damaged and not found.steps
        if found.damaged and set_aside(world.library) is None:
            raise AssertionError("it could not be kept aside")
    if unnoticed:
        raise AssertionError("damage was not noticed")
    return Outcome(len(HARMS), world.lost(before), "the damaged file is kept aside", "as above")


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _rubbish(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def _one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x80
    path.write_bytes(content)


def _replaced(path: Path) -> None:
    path.write_text("{}")


HARMS: tuple[Callable[[Path], None], ...] = (_cut, _empty, _rubbish, _one_bit, _replaced)
