"""Tiny data sets in the layouts of the large ones: files that only have names."""

from collections.abc import Callable
from pathlib import Path

import pytest

Touch = Callable[..., None]


@pytest.fixture
def touch(tmp_path: Path) -> Touch:
    """Makes empty files below the root."""

    def touch(*names: str) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    return touch
