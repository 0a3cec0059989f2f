"""Power that fails: between a write and its sync, and all that a disk may hold after that."""

import random
import shutil
import signal
import struct
from pathlib import Path

from tests.faults.world import Outcome, World

SPREAD, LAST, TEARS, SECTOR = 16, 12, 40, 512
LAYER = """
import os, signal, sqlite3
import photosearch.services.shelf as shelf
shelf.EXACT_LIMIT = 4  # so that there are index files to be torn
moment, count, synced, unsynced = {moment}, 0, set(), []
fsync, replace, unlink, connect = os.fsync, os.replace, os.unlink, sqlite3.connect

def step():
    global count
    count += 1
    if count == moment:
        for path in unsynced:  # its name was on the disk, its content was not
            if os.path.exists(path):
                os.truncate(path, 0)
        os.kill(os.getpid(), signal.SIGKILL)
    if not moment:
        with open({log!r}, "w") as log:
            log.write(str(count))

def sync(descriptor):
    step()
    fsync(descriptor)
    synced.add(os.fstat(descriptor).st_ino)

def rename(old, new, **options):
    step()
    if os.path.isfile(old) and os.stat(old).st_ino not in synced and ".sqlite" not in str(new):
        unsynced.append(new)  # SQLite syncs its own files
    replace(old, new, **options)
    step()

def remove(path, **options):
    step()
    unlink(path, **options)

def traced(*words, **options):
    connection = connect(*words, **options)
    connection.set_trace_callback(lambda text: None if text.startswith(("SELECT", "PRAGMA")) else step())
    return connection

os.fsync, os.replace, os.rename, os.unlink, sqlite3.connect = sync, rename, rename, remove, traced
"""
"""A layer between the program and its files: power fails at a durable write, and what was not synced is lost."""


def cut_while_adding(home: Path) -> Outcome:
    """Cut the power at durable writes spread over an add: statements, syncs, renames and removals."""
    words = ("--descriptor", "scda:pca:4")
    points = _count(World(home / "count"), home / "log", "add", home / "count" / "photos", *words)
    cut, lost, said = 0, 0, ""
    for moment in _moments(points):
        world = World(home / str(moment))
        layer = LAYER.format(moment=moment, log="")
        cut += world.child("add", world.photos, *words, before=layer, killed=True).code == -signal.SIGKILL
        said = world.say("add", world.photos, *words).sentence
        lost += world.lost()
    return Outcome(cut, lost, f"the next add does the rest: {said}", f"at {cut} of {points} durable writes of an add")


def cut_while_repairing(home: Path) -> Outcome:
    """Cut the power at every durable write of a repair of a damaged database."""
    world = World(home)
    world.add()
    database = world.library / "photos.sqlite"
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(b"\x5a" * 4 * 16384)
    kept = shutil.copytree(world.library, home / "kept")
    points = _count(world, home / "log", "repair")
    cut, lost, said = 0, 0, ""
    for moment in _moments(points):
        _restore(world, kept)
        cut += world.child("repair", before=LAYER.format(moment=moment, log=""), killed=True).code == -signal.SIGKILL
        if not database.exists():
            raise AssertionError(f"no database is left after {moment} of {points} writes")
        world.say("repair")
        said = world.add().sentence
        lost += world.lost()
    return Outcome(cut, lost, f"repair and add again: {said}", f"at {cut} of {points} durable writes of a repair")


def torn(home: Path) -> Outcome:
    """Tear what a cut left: SQLite's log cut short, sectors of its tail empty, a checkpoint half written."""
    world = World(home, drawn=40)
    world.add()
    before = world.ids()
    for photo in list(before)[::2]:
        photo.touch()
    kept = shutil.copytree(world.library, home / "kept")
    points = _count(world, home / "log", "scan")
    _restore(world, kept)
    layer = LAYER.format(moment=points - 1, log="")
    if world.child("scan", before=layer, killed=True).code != -signal.SIGKILL:
        raise AssertionError("it was not cut")
    if not (world.library / "photos.sqlite-wal").stat().st_size:
        raise AssertionError("nothing is left in the log to be torn")
    shutil.rmtree(kept)
    shutil.copytree(world.library, kept)
    moments, lost = random.Random(4), 0
    for number in range(TEARS):
        _restore(world, kept)
        (_cut_short, _empty_sectors, _half_checkpoint)[number % 3](world.library / "photos.sqlite", moments)
        ids = world.ids()
        world.say("scan")
        lost += world.lost(before) + len(before.items() - ids.items())
    return Outcome(TEARS, lost, "nothing; the next scan makes again what had not reached the disk", "torn copies")


def _cut_short(database: Path, moments: random.Random) -> None:
    log = Path(f"{database}-wal")
    with log.open("r+b") as file:
        file.truncate(moments.randrange(log.stat().st_size))


def _empty_sectors(database: Path, moments: random.Random) -> None:
    """Empty every other sector or so behind a random one."""
    log = Path(f"{database}-wal")
    sectors = log.stat().st_size // SECTOR
    with log.open("r+b") as file:
        for sector in range(moments.randrange(sectors), sectors):
            if moments.random() < 0.5:
                file.seek(sector * SECTOR)
                file.write(bytes(SECTOR))


def _half_checkpoint(database: Path, moments: random.Random) -> None:
    """Fill pages of the database with rubbish that its log, which is whole, has better copies of."""
    log = Path(f"{database}-wal").read_bytes()
    (size,) = struct.unpack_from(">I", log, 8)
    salts, pages, committed = log[16:24], set[int](), set[int]()
    for frame in range(32, len(log) - 24 - size + 1, 24 + size):
        page, commit = struct.unpack_from(">II", log, frame)
        if log[frame + 8 : frame + 16] != salts:
            break
        pages.add(page)
        if commit:
            committed |= pages
    with database.open("r+b") as file:
        for page in committed - {1}:
            if moments.random() < 0.5:
                file.seek((page - 1) * size)
                file.write(moments.randbytes(size // 2))


def _moments(points: int) -> list[int]:
    """Return which durable writes to cut the power at: some of all, and the last, where files get their names."""
    return sorted({*range(1, points, max(1, points // SPREAD)), *range(max(1, points - LAST), points + 1)})


def _count(world: World, log: Path, *words: object) -> int:
    """Return how many durable writes a command makes."""
    said = world.child(*words, before=LAYER.format(moment=0, log=str(log)))
    if said.code:
        raise AssertionError(said)
    return int(log.read_text())


def _restore(world: World, kept: Path) -> None:
    """Put a library back as it was."""
    shutil.rmtree(world.library)
    shutil.copytree(kept, world.library)
