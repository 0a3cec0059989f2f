"""Memory while photos are added does not grow with the number of files that wait."""

import gc
import os
import threading
from pathlib import Path

import pytest

from photosearch.encode.encoder import Encoder
from photosearch.jobs import Cancel
from photosearch.services import ingest
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.look import Refused
from photosearch.services.writer import BATCH
from photosearch.store import waiting
from photosearch.store.waiting import Task
from photosearch.types import FileState
from tests.drawing import finish


@pytest.mark.parametrize("count", [90, 180])
def test_however_many_files_wait_few_of_them_are_in_memory(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(waiting, "PAGE", 10)
    for number in range(count):
        path = tmp_path / "many" / f"{number % 9}" / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%d" % number)
    gc.freeze()  # what other tests left is not looked through each time
    held: list[int] = []
    one_at_a_time = threading.Lock()

    def counting(library: Library, encoder: Encoder, task: Task) -> Refused:
        with one_at_a_time:  # a list of all things keeps those alive that are done with
            held.append(sum(isinstance(thing, Task) for thing in gc.get_objects()))
        return Refused(FileState.UNREADABLE, "seen")

    monkeypatch.setattr(ingest, "_look", counting)
    try:
        assert finish(add(library, [tmp_path / "many"], Cancel())).unreadable == count
    finally:
        gc.unfreeze()
    assert max(held) <= 10 + BATCH + (ingest.LOOK_AHEAD + 1) * (library.workers or os.cpu_count() or 1)
    assert len(held) == count
