"""What becomes of photos whose decoder, a process of its own, fails while they are indexed."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from photosearch.decode.read import WORKERS
from photosearch.decode.workers import Workers
from photosearch.jobs import Cancel
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.summary import Summary
from photosearch.types import Picture
from tests import hostile_decoder
from tests.drawing import finish
from tests.services.test_ingest import state

Rescan = Callable[..., Summary]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_photo_that_crashes_its_decoder_is_listed_and_left_alone_until_asked_for(
    library: Library, photos: Path, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = photos / "crash.heic"
    crash.write_bytes(hostile_decoder.CRASH)
    workers = Workers(2, hostile_decoder.hostile_command)
    monkeypatch.setattr("photosearch.decode.read.WORKERS", workers)
    summary = finish(add(library, [photos], Cancel()))
    assert (summary.indexed, summary.unreadable) == (6, 2)
    assert {problem.path: problem.reason for problem in state(library).problems}[crash].endswith(
        "crash.heic cannot be shown: the decoder crashed on it (SIGSEGV)"
    )
    asked: list[str] = []
    decode = workers.decode

    def listening(data: bytes, name: str, short_side: int | None, pixel_limit: int) -> Picture:
        asked.append(Path(name).name)
        return decode(data, name, short_side, pixel_limit)

    monkeypatch.setattr(workers, "decode", listening)
    rescan()
    assert not asked
    again = finish(scan(library, Cancel(), retry=True))
    assert (again.unreadable, asked) == (2, ["crash.heic"])
    rescan()
    assert asked == ["crash.heic"]
    mended = (photos / "0.jpg").read_bytes()
    crash.write_bytes(mended)
    assert rescan().indexed == 1
    workers.end()


def test_a_decoder_that_cannot_be_started_is_tried_again_by_the_next_scan(
    library: Library, photos: Path, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.open(photos / "0.jpg").save(photos / "6.tiff")
    with monkeypatch.context() as patch:
        patch.setattr("photosearch.decode.read.WORKERS", Workers(2, lambda: [sys.executable, "-c", "1 / 0"]))
        assert finish(add(library, [photos], Cancel())).unreadable == 2
    assert rescan().indexed == 1


def test_no_decoding_process_outlives_its_library(library: Library, photos: Path) -> None:
    Image.open(photos / "0.jpg").save(photos / "6.tiff")
    finish(add(library, [photos], Cancel()))
    assert WORKERS.pids
    library.close()
    assert not WORKERS.pids
