"""Every damaged file of the reference data through every door: add, search, thumbnail, explain."""

import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from photosearch.errors import PersonError
from photosearch.jobs import Cancel
from photosearch.services.browse import cell_picture
from photosearch.services.explain import explain_photo
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from tests.drawing import FAKE, finish
from tests.faults.world import SHARED, Outcome, World

SLOWEST, MEMORY, SIDE = 10.0, 4 << 30, 256
"""No file may take more seconds at a door; the process may not grow beyond so many bytes."""


def bad_files(home: Path) -> Outcome:
    """Put every bad file through every door; a crash would end this process, a hang is told by its seconds."""
    files = sorted(path for path in (SHARED / "data" / "bad").rglob("*") if path.is_file())
    if not files:
        return Outcome(0, 0, f"left out: no reference data at {SHARED}", "")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + _memory("VmSize"), resource.RLIM_INFINITY))
    try:
        with _no_chatter():
            return _through_all_doors(World(home), files)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


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


def _through_all_doors(world: World, files: list[Path]) -> Outcome:
    world.add()
    before, refused = world.ids(), 0
    started = time.perf_counter()
    with Library(world.library, str(FAKE), workers=2) as library:
        summary = finish(add(library, [SHARED / "data" / "bad"], Cancel()))
        adding = time.perf_counter() - started
        doors: tuple[tuple[str, Callable[[Path], object]], ...] = (
            ("search", lambda path: finish(find(library, path, 5))),
            ("thumbnail", lambda path: cell_picture(library, path, SIDE)),
            ("explain", lambda path: explain_photo(library, path, "mask", world.home / "out.png")),
        )
        slowest = (0.0, "", "")
        for path in files:
            for name, door in doors:
                began = time.perf_counter()
                watch = threading.Timer(SLOWEST, print, (f"hangs: {name} of {path.name}",))
                watch.start()
                try:
                    door(path)
                except PersonError:
                    refused += 1
                watch.cancel()
                slowest = max(slowest, (time.perf_counter() - began, name, f"{path.parent.name}/{path.name}"))
    seconds, name, path = slowest
    seen = (
        f"{summary.indexed} shown ({summary.damaged} of them in part), {summary.unreadable} unreadable, "
        f"{summary.skipped} no photos; slowest: {seconds:.2f} s to {name} {path}; all added in {adding:.0f} s; "
        f"peak memory {_memory('VmHWM') / 2**20:.0f} MB"
    )
    if seconds > SLOWEST:
        raise AssertionError(seen)
    tried = len(files) * (len(doors) + 1)
    return Outcome(tried, world.lost(before), seen, f"{len(files)} files, 4 doors, {refused} refusals")


def _memory(name: str) -> int:
    """Return a size of this process, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith(name)).split()[1])
