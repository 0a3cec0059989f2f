"""What may be dropped or pasted: files, folders, and pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files and folders of this machine, and pixels; an address of the network is never fetched.

    `added` says that pictures are to join those that are searched with already.
    """

    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    image: QImage | None = None
    added: bool = False


def dropped(data: QMimeData) -> Dropped:
    """Return what a drop or the clipboard holds. Files come before pixels: programs that copy a photo offer both."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    folders = tuple(path for path in paths if path.is_dir())
    files = tuple(path for path in paths if path.is_file())
    image = None
    if not paths and data.hasImage():
        pixels = data.imageData()
        image = pixels if isinstance(pixels, QImage) and not pixels.isNull() else None
    return Dropped(folders, files, image)
