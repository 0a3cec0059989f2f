"""Sample photos for the demo: those of installed packages, each also as a person edits them, and drawn scenes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
from scenes import SCENES, Canvas

INSTALLED = {
    "skimage.data": ("astronaut.png", "chelsea.png", "coffee.png", "hubble_deep_field.jpg", "rocket.jpg"),
    "sklearn.datasets.images": ("china.jpg", "flower.jpg"),
}
"""Freely licensed photos that come with packages of the development environment, by the package they lie in."""
SCENES_EACH = 6
QUESTION = "chelsea.jpg"


def edited(photo: Canvas) -> dict[str, Canvas]:
    """Return what people make of one photo: the photo itself, mirrored, cropped, darker and small."""
    height, width = photo.shape[:2]
    return {
        "": photo,
        "-mirrored": photo[:, ::-1],
        "-cropped": photo[height // 8 : -height // 8, width // 8 : -width // 8],
        "-darker": (photo * 0.6).astype(np.uint8),
        "-small": photo[::2, ::2],
    }


def make_samples(folder: Path) -> tuple[Path, Path]:
    """Write the samples as JPEG files.

    Returns
    -------
    folder : Path
        The folder itself.
    question : Path
        The photo in it to search with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    pictures = {f"{name}-{number + 1}": draw(rng) for name, draw in SCENES.items() for number in range(SCENES_EACH)}
    for package, names in INSTALLED.items():
        for name in names:
            data = np.frombuffer(files(package).joinpath(name).read_bytes(), np.uint8)
            photo = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
            pictures |= {Path(name).stem + suffix: picture for suffix, picture in edited(photo).items()}
    for name, picture in pictures.items():
        cv2.imwrite(str(folder / f"{name}.jpg"), picture)
    return folder, folder / QUESTION
