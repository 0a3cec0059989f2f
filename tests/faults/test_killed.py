import signal
from pathlib import Path

import pytest

from tests.faults.killed import killed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_kills_at_random_moments_of_an_add_lose_no_photo(tmp_path: Path) -> None:
    """Some of them: `make faults` does fifty."""
    outcome = killed(tmp_path, kills=8)
    assert (outcome.tried, outcome.lost) == (8, 0)
