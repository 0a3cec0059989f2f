"""A process that is killed at any moment loses nothing that was committed, and leaves nothing that lies."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from photosearch.errors import LibraryProblem
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import scan
from photosearch.services.library import Library
from photosearch.services.status import status
from tests.drawing import FAKE, draw, finish

KILLS = 50
NEW_PHOTOS = 12
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


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_fifty_kills_at_random_moments_of_an_add_lose_no_photo(tmp_path: Path) -> None:
    moments = random.Random(2)
    photos, folder = tmp_path / "photos", tmp_path / "library"
    command = [sys.executable, "-c", ADD, str(folder), str(FAKE), str(photos)]
    count, attempts, interrupted = 0, 0, 0
    known: dict[str, int] = {}
    while interrupted < KILLS:
        attempts += 1
        assert attempts < 4 * KILLS, "the kills come too late to test anything"
        for _ in range(NEW_PHOTOS):
            draw(photos / f"{count % 7}" / f"{count}.jpg", count, size=(300, 400))
            count += 1
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0, 0.2))
            process.send_signal(signal.SIGKILL)
            interrupted += process.wait() == -signal.SIGKILL
        with Library(folder, str(FAKE), exact_limit=10) as library:
            if library.exists and library.database.stat().st_size:
                # An index that was being written is rebuilt; the database must be sound.
                assert [problem for problem in finish(check(library, Cancel())) if "search index" not in problem] == []
                assert known.items() <= photo_ids(library).items()
            if not library.exists or not status_roots(library):
                continue
            finish(scan(library, Cancel()))
            assert finish(check(library, Cancel())) == []
            known = photo_ids(library)
            assert len(known) == status(library).counts.indexed == count
    with Library(folder, str(FAKE), exact_limit=10) as library:
        assert len(finish(find(library, photos / "0" / "0.jpg", count)).hits) == count


def photo_ids(library: Library) -> dict[str, int]:
    """Photo ids by path; a path with two rows would be found out."""
    with library.reading() as store:
        rows = store.rows("SELECT path, photos.id FROM photos JOIN files ON files.id = file_id")
    assert len({path for path, _ in rows}) == len(rows)
    return {os.fsdecode(path): key for path, key in rows}


def status_roots(library: Library) -> int:
    """How many roots there are; a kill may come before the first is registered, or even before there is a table."""
    try:
        return len(status(library).roots)
    except LibraryProblem:
        assert library.database.stat().st_size == 0
        return 0
