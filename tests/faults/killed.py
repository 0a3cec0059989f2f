"""Processes that are killed: at random moments of an add, nothing that was committed is lost, and nothing left lies."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from photosearch.errors import LibraryProblem
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import scan
from photosearch.services.library import Library
from photosearch.services.status import status
from tests.drawing import FAKE, draw, finish
from tests.faults.world import Outcome

KILLS, NEW_PHOTOS = 50, 12
ADD = """
import sys
from pathlib import Path
from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library

library, model, folder = sys.argv[1:]
print("ready", flush=True)
with Library(Path(library), model, workers=2, exact_limit=10) as library:
    for _ in add(library, [Path(folder)], Cancel()):
        pass
"""


def killed(home: Path, kills: int = KILLS) -> Outcome:
    """Kill an add of new photos, again and again; after every scan that follows all photos must be there."""
    moments = random.Random(2)
    photos, folder = home / "photos", home / "library"
    command = [sys.executable, "-c", ADD, str(folder), str(FAKE), str(photos)]
    count, attempts, interrupted = 0, 0, 0
    known: dict[str, int] = {}
    while interrupted < kills:
        attempts += 1
        if attempts > 4 * kills:
            raise AssertionError("the kills come too late to test anything")
        for _ in range(NEW_PHOTOS):
            draw(photos / f"{count % 7}" / f"{count}.jpg", count, size=(300, 400))
            count += 1
        interrupted += _is_killed(command, moments.uniform(0, 0.2))
        with Library(folder, str(FAKE), exact_limit=10) as library:
            known = _mended(library, known, count)
    with Library(folder, str(FAKE), exact_limit=10) as library:
        lost = count - len(finish(find(library, photos / "0" / "0.jpg", count)).hits)
    return Outcome(interrupted, lost, "the next scan does the rest", f"SIGKILL at random moments, {count} photos")


def _is_killed(command: list[str], seconds: float) -> bool:
    """Start a process and kill it so long after it is ready; return whether it was still at work."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        if process.stdout is None or process.stdout.readline() != b"ready\n":
            raise AssertionError("it did not start")
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def _mended(library: Library, known: dict[str, int], count: int) -> dict[str, int]:
    """Look at what a kill left, scan, and return the ids of all photos: those that were known keep theirs."""
    begun = _begun(library)
    if known and not begun:
        raise AssertionError("the folders are forgotten")
    if not begun:
        return known
    # An index that was being written is rebuilt; the database must be sound.
    problems = [problem for problem in finish(check(library, Cancel())) if "search index" not in problem]
    if problems or not known.items() <= _ids(library).items():
        raise AssertionError((problems, known.items() - _ids(library).items()))
    finish(scan(library, Cancel()))
    problems, ids = finish(check(library, Cancel())), _ids(library)
    if problems or not known.items() <= ids.items() or not len(ids) == status(library).counts.indexed == count:
        raise AssertionError((problems, len(ids), count))
    return ids


def _ids(library: Library) -> dict[str, int]:
    """Return photo ids by path; a path with two rows would be found out."""
    with library.reading() as store:
        rows = store.rows("SELECT path, photos.id FROM photos JOIN files ON files.id = file_id")
    if len({path for path, _ in rows}) < len(rows):
        raise AssertionError("a path has two rows")
    return {os.fsdecode(path): key for path, key in rows}


def _begun(library: Library) -> bool:
    """Whether a folder is registered; a kill may come before that, before there is a table, or even a database."""
    if not library.exists:
        return False
    try:
        return bool(status(library).roots)
    except LibraryProblem as error:
        if type(error) is not LibraryProblem:  # damaged, say
            raise
        return False
