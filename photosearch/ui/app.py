"""Opens the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from photosearch.services.library import Library
from photosearch.settings import data_folder
from photosearch.ui.log import MemoryLog, catch_exceptions
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.remembered import keep, restore
from photosearch.ui.style.theme import prepare


def run(folder: Path, model: str | None = None, folders: Sequence[Path] = ()) -> int:
    """Open the window on a library, add folders to it, and return the exit code when it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("photosearch")
    application.setDesktopFileName("photosearch")
    application.setWindowIcon(QIcon(str(data_folder("resources") / "icons" / "photosearch.svg")))
    translators = _translate(application)
    prepare(application)
    log = MemoryLog()
    logging.getLogger().addHandler(log)
    library = Library(folder, model)
    with library.one_window() as first:
        window = MainWindow(library, log.lines, read_only=not first)
        catch_exceptions(window.views.strip.show_error)
        settings = QSettings("photosearch", "photosearch")
        restore(window, window.views, settings)
        application.aboutToQuit.connect(lambda: keep(window, window.views, settings))
        window.show()
        if folders and first:
            window.indexing.add_folders(folders)
        code = application.exec()
    del translators
    return code


def _translate(application: QApplication) -> list[QTranslator]:
    """Load the person's language: ours, and Qt's own for its dialogs."""
    translators = []
    for name, folder in (
        ("photosearch", str(data_folder("resources") / "translations")),
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)
            translators.append(translator)
    return translators
