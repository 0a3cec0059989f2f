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
from photosearch.ui.preferences import load, save
from photosearch.ui.style.remembered import keep, restore
from photosearch.ui.style.theme import prepare


def run(folder: Path, model: str | None = None, folders: Sequence[Path] = (), index_server: str | None = None) -> int:
    """Open the window on a library, add folders to it, and return the exit code when it is closed.

    An index server that is given here goes before the one of the settings, which keep theirs.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("photosearch")
    application.setDesktopFileName("photosearch")
    application.setWindowIcon(QIcon(str(data_folder("resources") / "icons" / "photosearch.svg")))
    settings = QSettings("photosearch", "photosearch")
    preferences = load(settings)
    translators = _translate(application, preferences.language)
    prepare(application)
    log = MemoryLog()
    logging.getLogger().addHandler(log)
    chosen = preferences.index_server if index_server is None else index_server
    library = Library(folder, model, index_server=chosen)
    with library.one_window() as first:
        window = MainWindow(library, log.lines, read_only=not first, preferences=preferences)
        catch_exceptions(window.views.strip.show_error)
        restore(window, window.views, settings)
        application.aboutToQuit.connect(lambda: keep(window, window.views, settings))
        application.aboutToQuit.connect(lambda: save(settings, window.preferences))
        window.show()
        if folders and first:
            window.indexing.add_folders(folders)
        elif first and preferences.scan_at_start and library.exists:
            window.indexing.rescan(quietly=True)
        if first:
            window.indexing.resume_change()
        window.upkeep.begin()
        code = application.exec()
    del translators
    return code


def _translate(application: QApplication, language: str) -> list[QTranslator]:
    """Load a language, or the system's: our texts, and Qt's own for its dialogs."""
    translators = []
    if language:
        QLocale.setDefault(QLocale(language))
    for name, folder in (
        ("photosearch", str(data_folder("resources") / "translations")),
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)
            translators.append(translator)
    return translators
