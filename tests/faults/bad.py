"""Every damaged file of the reference data through every door: added, dropped, on the command line, as a thumbnail."""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from photosearch.decode.read import WORKERS
from photosearch.errors import PersonError
from photosearch.jobs import Cancel
from photosearch.services import ingest
from photosearch.services.library import Library
from photosearch.services.look import Refused, Seen
from photosearch.services.thumbnails import SIDES, thumbnail
from tests.drawing import FAKE, finish
from tests.faults.tries import HANGS, SECONDS, Tries, watched
from tests.faults.world import SHARED, Outcome, World

OF_EACH, ALONE = 5, 33
"""Files of each kind in a sample; one of so many gets a process of its own."""
Door = Callable[[World, Sequence[Path], Tries], str]


def bad_files() -> list[Path]:
    """Return all damaged files, none where there is no reference data."""
    return sorted(path for path in (SHARED / "data" / "bad").rglob("*") if path.is_file())


def sample(files: Sequence[Path], seed: int = 7) -> list[Path]:
    """Return a few files of every folder."""
    choose = random.Random(seed)
    folders: dict[Path, list[Path]] = {}
    for path in files:
        folders.setdefault(path.parent, []).append(path)
    return [path for some in folders.values() for path in choose.sample(some, min(OF_EACH, len(some)))]


def through(door: Door, home: Path, files: Sequence[Path], seconds: float = SECONDS) -> Outcome:
    """Put files through a door, so many seconds for each; the photos that were there before must all be there after."""
    if not files:
        return Outcome(0, 0, f"left out: no reference data at {SHARED}", "")
    world = World(home)
    world.add()
    before = world.ids()
    copies = [_copied(path, home / "bad") for path in files]
    with _no_chatter():
        tries = Tries(door.__name__)
        seen = door(world, copies, tries)
        table = tries.table(seconds)
    return Outcome(tries.tried, world.lost(before), seen, f"{len(files)} files", table)


def all_through(door: Door, home: Path) -> Outcome:
    """Put all files through a door."""
    return through(door, home, bad_files())


def added(world: World, files: Sequence[Path], tries: Tries) -> str:
    """Add the folder of them to the library."""
    real = ingest.look

    def timed(path: Path, *given: object) -> Seen | Refused:
        began = time.perf_counter()
        outcome = real(path, *given)  # type: ignore[arg-type]
        refused = (outcome.state.value, outcome.reason) if isinstance(outcome, Refused) else ("", "")
        tries.note(path, "look", time.perf_counter() - began, *refused)
        return outcome

    ingest.look = timed
    try:
        with watched(HANGS + len(files)):
            said = world.say("add", files[0].parents[1])
    finally:
        ingest.look = real
    if said.code or tries.tried != len(files):
        raise AssertionError((said, tries.tried))
    return " ".join(said.out.splitlines())


def thumbnails(world: World, files: Sequence[Path], tries: Tries) -> str:
    """Draw small pictures of them, before and after they are added; then by the loader of the window's grid."""
    with Library(world.library, str(FAKE), workers=2) as library:
        for known in ("unknown", "known"):
            for path in files:
                for side in SIDES:
                    _one(tries, path, f"{known}, {side} pixels,", lambda p=path, s=side: thumbnail(library, p, s))
            finish(ingest.add(library, [files[0].parents[1]], Cancel()))
        from tests.faults.window import draw_cells

        return (
            f"{draw_cells(library, files, tries)} of {len(files)} cells show a picture, the others say that they cannot"
        )


def commands(world: World, files: Sequence[Path], tries: Tries) -> str:
    """Name each in commands that take a photo; a sample in processes of their own."""
    world.say("add", files[0].parents[1])
    out, said = world.home / "out", ""
    ways: tuple[tuple[str, ...], ...] = (
        ("find", "{}", "-k", "5"),
        ("find", "{}", "--box", "1,1,9,9"),
        ("explain", "{}", "--overlay", "mask", "--out", str(out / "why.png")),
        ("crop", "{}", "--out", str(out)),
        ("add", "{}"),
    )
    with _warm_decoders():
        for path in files:
            out.mkdir()
            for words in ways:
                began = time.perf_counter()
                with watched(HANGS):
                    answer = world.say(*(word.format(path) for word in words))
                kind, said = (f"exit code {answer.code}", answer.sentence) if answer.code else ("", said)
                tries.note(path, words[0], time.perf_counter() - began, kind, answer.sentence)
            shutil.rmtree(out)
    for path in random.Random(1).sample(list(files), 1 + len(files) // ALONE):
        began = time.perf_counter()
        answer = world.child("find", path)  # a crash is an error there
        tries.note(
            path, "process", time.perf_counter() - began, *(("exit code 1", answer.sentence) if answer.code else ())
        )
    return said


def dropped(world: World, files: Sequence[Path], tries: Tries) -> str:
    """Drop each on the window, then paste it, as a file and as pixels."""
    from tests.faults.window import drop_and_paste

    with Library(world.library, str(FAKE), workers=2) as library:
        return drop_and_paste(library, files, tries)


DOORS: dict[str, Door] = {"added": added, "dropped": dropped, "commands": commands, "thumbnails": thumbnails}


def _one(tries: Tries, path: Path, way: str, door: Callable[[], object]) -> None:
    began, refused = time.perf_counter(), ("", "")
    try:
        with watched(HANGS):
            door()
    except PersonError as error:
        refused = type(error).__name__, str(error)
    tries.note(path, way, time.perf_counter() - began, *refused)


def _copied(path: Path, folder: Path) -> Path:
    target = folder / path.parent.name / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    return target


@contextmanager
def _warm_decoders() -> Iterator[None]:
    """Let the next command use the decoders of the last one, which ends them: they are the same anew."""
    end, WORKERS.end = WORKERS.end, lambda: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        WORKERS.end = end  # type: ignore[method-assign]
        WORKERS.end()


@contextmanager
def _no_chatter() -> Iterator[None]:
    """Spare the person what libtiff writes to standard error, line by line, about tags that it does not know."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
