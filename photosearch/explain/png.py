"""Pictures into files."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np

from photosearch.errors import PersonError, ProgramError
from photosearch.types import Rgb


def write_png(path: Path, rgb: Rgb) -> None:
    """Write a picture; the file appears whole or not at all.

    Raises
    ------
    PersonError
        The name does not end in .png, or the file cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise PersonError(f"{path} does not end in .png, the only kind of picture that is written.")
    # OpenCV's own writing fails on names that are not ASCII on Windows.
    fine, data = cv2.imencode(".png", np.ascontiguousarray(rgb[:, :, ::-1]))
    if not fine:
        raise ProgramError(f"a picture of {rgb.shape} could not be encoded")
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        fresh.write_bytes(data.tobytes())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise PersonError(f"{path} cannot be written: {error.strerror}. Choose another place.") from error
