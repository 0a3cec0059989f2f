"""Pictures into new files: what is there already is never overwritten."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import cv2
import numpy as np

from photosearch.errors import PersonError, ProgramError
from photosearch.types import Rgb

JPEG_QUALITY = 95
LONGEST = 200
"""Bytes of a name; file systems stop at 255, and a number, an ending and the name while it is written come on top."""


def write_new(folder: Path, name: str, suffix: str, rgb: Rgb) -> Path:
    """Write a picture into a folder and return its path: NAME.jpg, or NAME 2.jpg and so on where that is taken.

    Parameters
    ----------
    suffix : str
        ``.jpg`` or ``.png``; what kind of picture is written.

    Raises
    ------
    PersonError
        The file cannot be written: a full disk, a folder that may not be written to.
    """
    # OpenCV's own writing fails on names that are not ASCII on Windows.
    options = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY] if suffix == ".jpg" else []
    fine, data = cv2.imencode(suffix, np.ascontiguousarray(rgb[:, :, ::-1]), options)
    if not fine:
        raise ProgramError(f"a picture of {rgb.shape} could not be encoded as {suffix}")
    fresh = folder / f".photosearch {os.getpid()}.part"
    path = None
    try:
        fresh.write_bytes(data.tobytes())
        path = _reserved(folder, _short(name), suffix)
        fresh.replace(path)
    except OSError as error:
        for left in (fresh, path):
            if left is not None:
                left.unlink(missing_ok=True)
        raise PersonError(_sentence(folder, error)) from error
    return path


def _reserved(folder: Path, name: str, suffix: str) -> Path:
    """Make an empty file under the first name that is free, and return its path: nobody else can take it then."""
    number = 1
    while True:
        path = folder / (f"{name}{suffix}" if number == 1 else f"{name} {number}{suffix}")
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return path


def _short(name: str) -> str:
    while len(os.fsencode(name)) > LONGEST:
        name = name[:-1]
    return name


def _sentence(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {folder} is full. Free some space, or choose another folder."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Nothing may be written to the folder {folder}. Choose another one."
    return f"Nothing can be written to the folder {folder}: {error.strerror}. Choose another one."
