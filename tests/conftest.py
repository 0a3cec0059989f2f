"""What every test may use."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data; tests that need it skip, with the reason, where it is absent."""
    default = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("PHOTOSEARCH_SHARED", default))
    if not (folder / "data").is_dir():
        pytest.skip(f"no reference data at {folder} (set PHOTOSEARCH_SHARED)")
    return folder


@pytest.fixture(autouse=True)
def no_thread_outlives_its_test() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(timeout=2)
    left = [thread.name for thread in left if thread.is_alive()]
    assert not left, f"threads left running: {left}"
