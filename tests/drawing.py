"""Drawn photos and finished jobs, for tests of every room above the store."""

import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from PIL import Image

from photosearch.services.moved import HOME
from photosearch.store.database import Store
from photosearch.store.meta import set_meta
from photosearch.store.roots import all_roots, move_root

FAKE = Path(__file__).parent / "fixtures" / "models" / "fake.toml"
Result = TypeVar("Result")


def finish(job: Generator[Any, None, Result]) -> Result:
    """Run a job to its end and return its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def draw(path: Path, seed: int, size: tuple[int, int] = (96, 128), **options: Any) -> Path:
    """Write a picture of a few coloured rectangles, different for every seed."""
    random = np.random.default_rng(seed)
    rgb = np.full((*size, 3), random.integers(0, 255, 3), np.uint8)
    for _ in range(4):
        top, left = random.integers(0, size[0] - 8), random.integers(0, size[1] - 8)
        rgb[top : top + 40, left : left + 40] = random.integers(0, 255, 3)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(rgb).save(path, **options)
    return path


def copy_library(library: Path, photos: Path, target: Path) -> None:
    """Copy a library of one folder of photos, as if it had been made of a copy of them that lies elsewhere."""
    shutil.copytree(library, target)
    with Store.open(target / "photos.sqlite") as store, store.transaction():
        (root,) = all_roots(store)
        move_root(store, root, photos)
        set_meta(store, HOME, str(target))
