"""The photos that a student learns from: decoded once, kept in memory as squares of one size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import interpolate

from photosearch.decode.read import read
from photosearch.errors import FolderProblem, UnreadablePhoto
from photosearch.jobs import Cancel, Pace, Progress


@dataclass(frozen=True, eq=False)
class Photos:
    """Photos in memory.

    `pictures` is (n, 3, side, side) uint8: a photo is squeezed to a square, and `shapes`, (n, 2) float32, says what
    share of the square's height and width it had, the longer one 1. `weights`, (n,), says how often each is shown.
    `skipped` files were no readable photos.
    """

    pictures: Tensor
    shapes: Tensor
    weights: Tensor
    skipped: int

    def __len__(self) -> int:
        """How many photos there are."""
        return len(self.pictures)

    def divided(self, every: int) -> tuple[Photos, Photos]:
        """Return the photos without every so-manieth one, and those; all in the first for 0."""
        back = torch.zeros(len(self), dtype=torch.bool)
        if every:
            back[every - 1 :: every] = True
        first, second = (
            Photos(self.pictures[which], self.shapes[which], self.weights[which], self.skipped)
            for which in (~back, back)
        )
        return first, second


def load_photos(folders: Sequence[Path], side: int, cancel: Cancel) -> Generator[Progress, None, Photos | None]:
    """Decode every photo below folders. A folder that is named twice, or lies in another one, counts twice.

    None where it was stopped.

    Raises
    ------
    FolderProblem
        A folder is none, or there is no photo in them.
    """
    times = Counter(path for folder in folders for path in _files(folder))
    pace = Pace("Reading photos", len(times))
    pictures, shapes, weights = [], [], []
    with ThreadPoolExecutor(max(1, torch.get_num_threads())) as pool:
        for path, square in zip(times, pool.map(lambda path: _square(path, side, cancel), times), strict=True):
            pace.step()
            if square is not None:
                pictures.append(square[0])
                shapes.append(square[1])
                weights.append(float(times[path]))
            if pace.due():
                yield pace.report()
    if cancel.cancelled:
        return None
    if not pictures:
        raise FolderProblem(f"There is no photo to learn from in {', '.join(map(str, folders))}. Name other folders.")
    return Photos(torch.stack(pictures), torch.tensor(shapes), torch.tensor(weights), len(times) - len(pictures))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FolderProblem(f"{folder} is no folder. Name the folders that hold the photos to learn from.")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _square(path: Path, side: int, cancel: Cancel) -> tuple[Tensor, tuple[float, float]] | None:
    """Return a photo as (3, side, side) uint8 with its shape; None if it is not readable, or there is no time."""
    if cancel.cancelled:
        return None
    try:
        rgb = read(path, side).rgb
    except UnreadablePhoto:
        return None
    height, width = rgb.shape[:2]
    planes = torch.from_numpy(np.array(rgb)).permute(2, 0, 1)[None]
    square = interpolate(planes, (side, side), mode="bilinear", antialias=True)[0]
    return square.contiguous(), (height / max(height, width), width / max(height, width))
