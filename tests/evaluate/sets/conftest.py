"""Tiny data sets that several tests read."""

from pathlib import Path
from typing import Protocol

import numpy as np
import pytest


class Landmarks(Protocol):
    """Draws a set of five photos and one query with good, ok and junk photos; returns the folder of its lists."""

    def __call__(self, prefix: str = "", photos: str = "images", lists: str = "gt_files") -> Path: ...


@pytest.fixture
def landmarks(tmp_path: Path) -> Landmarks:
    """A set in the form of Oxford's: photo 1 asks, 1 and 3 are good, 4 is ok and 0 junk."""

    def draw(prefix: str = "", photos: str = "images", lists: str = "gt_files") -> Path:
        (tmp_path / photos).mkdir(exist_ok=True)
        (tmp_path / lists).mkdir(exist_ok=True)
        for number in range(5):
            (tmp_path / photos / f"{prefix}hall_{number:06d}.jpg").touch()
        # Only Oxford's own queries have this prefix.
        query = f"{prefix or 'oxc1_'}hall_000001 136.5 34.1 648.5 955.7\n"
        good = f"{prefix}hall_000001\n{prefix}hall_000003\n"
        for kind, text in (("query", query), ("good", good), ("ok", f"{prefix}hall_000004\n")):
            (tmp_path / lists / f"hall_1_{kind}.txt").write_text(text)
        (tmp_path / lists / "hall_1_junk.txt").write_text(f"{prefix}hall_000000\n")
        return tmp_path / lists

    return draw


def cell(values: list[str]) -> np.ndarray:
    """A column of texts as MATLAB's files hold them."""
    column = np.empty((len(values), 1), object)
    column[:, 0] = values
    return column
