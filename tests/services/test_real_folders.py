"""What is odd in the reference data at once: phones' photos, turned and mangled ones, and what fuzzers found."""

import os
from pathlib import Path

import pytest
from PIL import Image

from photosearch.decode.formats import formats
from photosearch.jobs import Cancel
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.status import status
from photosearch.settings import PIXEL_LIMIT
from tests.drawing import FAKE, finish


@pytest.mark.slow
def test_every_file_is_indexed_or_listed_with_a_reason_and_the_second_scan_finds_nothing_to_do(
    shared: Path, tmp_path: Path
) -> None:
    folders = [shared / "data" / name for name in ("personal", "labelled/orientation", "labelled/transforms", "bad")]
    walked = sum(len(names) for folder in folders for _, _, names in os.walk(folder))
    with Library(tmp_path / "library", str(FAKE)) as library:
        summary = finish(add(library, folders, Cancel()))
        state = status(library)
        counts = state.counts
        assert summary.walked == counts.photos + counts.unreadable + counts.skipped == walked
        assert counts.indexed == counts.photos
        refused = [problem for problem in state.problems if problem.state != "damaged"]
        assert len(refused) == counts.unreadable + counts.skipped
        assert all(problem.reason for problem in refused)
        assert [problem.path for problem in refused if pillow_shows(problem.path)] == []
        again = finish(scan(library, Cancel()))
        assert (again.unchanged, again.indexed) == (walked, 0)


def pillow_shows(path: Path) -> bool:
    """Whether plain Pillow decodes a file within the limits."""
    try:
        with Image.open(path, formats=formats()) as image:
            if image.width * image.height > PIXEL_LIMIT:
                return False
            image.convert("RGB")
    except Exception:  # noqa: BLE001  # plug-ins raise whatever there is
        return False
    return True
