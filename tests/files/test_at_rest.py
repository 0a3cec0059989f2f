import os
import sys
import time
from pathlib import Path

import pytest

from photosearch.files import at_rest
from photosearch.files.at_rest import REST_SECONDS, is_at_rest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the time of creation there")
def test_a_copy_with_the_times_of_its_original_rests_only_once_it_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"half")
    os.utime(photo, (0, 0))
    assert not is_at_rest(photo)
    now = time.time()
    monkeypatch.setattr(at_rest.time, "time", lambda: now + REST_SECONDS)
    assert is_at_rest(photo)


def test_what_is_gone_or_dated_ahead_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_at_rest(tmp_path / "gone.jpg")
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    now = time.time()
    monkeypatch.setattr(at_rest.time, "time", lambda: now - 3600)  # the clock was set back
    assert is_at_rest(photo)
