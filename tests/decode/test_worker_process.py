"""What happens to the program when a decoder crashes, hangs, eats memory or is killed: nothing."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.messages import unpacked
from photosearch.decode.worker import MEMORY_LIMIT
from photosearch.decode.worker_process import WorkerEnded, WorkerProcess, worker_command
from photosearch.errors import NoDecoder, UnreadablePhoto
from photosearch.settings import PIXEL_LIMIT
from tests import hostile_decoder
from tests.hostile_decoder import hostile_command


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    worker = WorkerProcess(hostile_command())
    yield worker
    worker.end()


def request(name: str = "a.heic", seconds: float = 60) -> dict[str, Any]:
    return {"name": name, "short_side": None, "pixel_limit": PIXEL_LIMIT, "seconds": seconds}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_crash_is_told_with_its_signal(worker: WorkerProcess) -> None:
    with pytest.raises(UnreadablePhoto, match=r"^a\.heic cannot be shown: the decoder crashed on it \(SIGSEGV\)$"):
        worker.ask(request(), hostile_decoder.CRASH)
    assert not worker.is_alive


@pytest.mark.parametrize("content", [hostile_decoder.HANG, hostile_decoder.GRIP])
def test_a_decoder_that_hangs_is_stopped(worker: WorkerProcess, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadablePhoto, match="was not open after 1 seconds"):
        worker.ask(request(str(tmp_path / "a"), seconds=1), content)
    assert not worker.is_alive


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps the limit on memory")
def test_a_decoder_that_eats_memory_is_told_so_and_lives_on(worker: WorkerProcess) -> None:
    header, _ = worker.ask(request(), hostile_decoder.MEMORY)
    assert header == {
        "refused": "UnreadablePhoto",
        "reason": "a.heic cannot be shown: it needs more memory than there is",
    }
    assert worker.is_alive


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")
def test_it_is_limited_and_goes_first_when_memory_runs_out(worker: WorkerProcess) -> None:
    process = Path(f"/proc/{worker.pid}")
    assert int((process / "oom_score_adj").read_text()) >= 500
    limits = (process / "limits").read_text()
    assert re.search(rf"^Max address space +{MEMORY_LIMIT} ", limits, re.MULTILINE)
    assert re.search(r"^Max core file size +0 ", limits, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell who ended a process")
def test_one_that_was_ended_from_outside_is_not_the_fault_of_the_photo(worker: WorkerProcess, tmp_path: Path) -> None:
    with pytest.raises(WorkerEnded):
        worker.ask(request(str(tmp_path / "a")), hostile_decoder.KILLED_ONCE)


def test_a_decoder_that_cannot_be_started_is_told_as_such() -> None:
    for command in ([str(Path(sys.executable).parent / "no such program")], [sys.executable, "-c", "1 / 0"]):
        with pytest.raises(NoDecoder):
            WorkerProcess(command)


def test_it_decodes_wherever_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photosearch.py").write_text("raise ImportError('not this one')")
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    worker = WorkerProcess(worker_command())
    try:
        assert np.array_equal(unpacked(*worker.ask(request("a"), encoded(scene, "TIFF"))).rgb, np.asarray(scene))
    finally:
        worker.end()


def test_it_ends_by_itself_when_there_is_nothing_to_do() -> None:
    worker = WorkerProcess(hostile_command(idle=0.1))
    try:
        for _ in range(3000):
            if not worker.is_alive:
                break
            time.sleep(0.01)
        assert not worker.is_alive
        with pytest.raises(WorkerEnded):
            worker.ask(request(), b"content")
    finally:
        worker.end()
