"""A sample of the damaged files through every door; `make faults` puts all of them through."""

import os
from pathlib import Path

import pytest

from tests.faults import bad
from tests.faults.tries import HANGS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory is measured on Linux only")
@pytest.mark.parametrize("door", bad.DOORS)
def test_no_damaged_file_crashes_hangs_or_costs_a_photo(shared: Path, tmp_path: Path, door: str) -> None:
    files = bad.sample(bad.bad_files())
    outcome = bad.through(bad.DOORS[door], tmp_path, files, HANGS)
    assert outcome.tried >= len(files) >= 35
    assert outcome.lost == 0
    assert outcome.table
