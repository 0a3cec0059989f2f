"""Makes the pictures of the README: `.venv/bin/python packaging/pictures.py`. Needs no screen.

They show photos that come with installed packages under free licences, their edited copies, and drawn scenes alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from samples import make_samples

from photosearch.services.library import Library
from photosearch.types import Box
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import apply_theme, prepare

TARGET = Path(__file__).resolve().parent / "pictures"


def main() -> None:
    """Index the samples, search among them in the window and on the command line, and keep the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        photos, question = make_samples(Path(folder) / "Photos")
        command = [sys.executable, "-m", "photosearch", "--library", str(Path(folder) / "library")]
        subprocess.run([*command, "add", str(photos)], check=True)
        why = Path(folder) / "why"
        subprocess.run(
            [*command, "find", str(question), "-k", "9", "--exclude-self", "--explain", str(why)], check=True
        )
        shutil.copy(why / "contact-sheet.png", TARGET / "contact-sheet.png")
        _window(Path(folder) / "library", question)
    for picture in TARGET.glob("*.png"):
        # A palette keeps the repository small; photos of this size do not need more.
        with Image.open(picture) as image:
            small = image.convert("RGB").quantize(256, dither=Image.Dither.FLOYDSTEINBERG)
        small.save(picture, optimize=True)


def _window(library: Path, question: Path) -> None:
    """Keep a light picture with the main object, a dark one with the heat map, a part that is searched for, and hits.

    The last one shows query and hit beside each other.
    """
    application = QApplication([])
    prepare(application)
    window = MainWindow(Library(library))
    window.resize(1280, 800)
    window.show()
    window.search.search(question)
    _wait(3000)
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    for name, overlay, scheme in (
        ("window", "component", Qt.ColorScheme.Light),
        ("window-dark", "heat", Qt.ColorScheme.Dark),
    ):
        apply_theme(scheme)
        window.overlays.choose(overlay)
        _wait(2500)
        window.grab().save(str(TARGET / f"{name}.png"))
    apply_theme(Qt.ColorScheme.Light)
    window.overlays.choose("")
    height, width = window.asking.shown.sizes["query picture"]
    window.search.set_region(Box(height // 10, width // 5, height * 2 // 3, width * 4 // 5))
    _wait(6000)
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    _wait(2000)
    window.grab().save(str(TARGET / "part.png"))
    window.search.set_region(None)
    _wait(2000)
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    window.overlays.choose("pair")
    window.open_full()
    _wait(4000)
    window.grab().save(str(TARGET / "compare.png"))
    window.close()


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
