"""The few settings; each takes effect at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from photosearch.settings import data_folder
from photosearch.ui.dialogs.cache_box import CacheBox
from photosearch.ui.dialogs.index_server_box import IndexServerBox
from photosearch.ui.preferences import Preferences
from photosearch.ui.style.theme import apply_theme, chosen_theme

WIDTH = 580


class SettingsWindow(QDialog):
    """Not modal. `changed` carries Preferences."""

    changed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget, index_server: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._preferences = preferences
        self.colours = QComboBox()
        for words, scheme in (
            (self.tr("As the system"), Qt.ColorScheme.Unknown),
            (self.tr("Light"), Qt.ColorScheme.Light),
            (self.tr("Dark"), Qt.ColorScheme.Dark),
        ):
            self.colours.addItem(words, scheme)
        self.colours.setCurrentIndex(max(0, self.colours.findData(chosen_theme())))
        self.colours.activated.connect(lambda row: apply_theme(self.colours.itemData(row)))
        self.language = QComboBox()
        self.language.addItem(self.tr("As the system"), "")
        for code in ("en", *languages()):
            self.language.addItem(QLocale(code).nativeLanguageName() or code, code)
        self.language.setCurrentIndex(max(0, self.language.findData(preferences.language)))
        self.language.activated.connect(lambda row: self._set(language=self.language.itemData(row)))
        later = QLabel(self.tr("Takes effect at the next start."))
        later.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        self.scan = QCheckBox(self.tr("Look for new photos when the program starts"))
        self.scan.setChecked(preferences.scan_at_start)
        self.scan.toggled.connect(lambda on: self._set(scan_at_start=on))
        self.watch = QCheckBox(self.tr("Notice changes in folders at once"))
        self.watch.setToolTip(self.tr("New, changed and deleted photos are taken in while the window is open."))
        self.watch.setChecked(preferences.watch)
        self.watch.toggled.connect(lambda on: self._set(watch=on))
        self.gentle = QCheckBox(self.tr("Leave half of the processors to other programs"))
        self.gentle.setChecked(preferences.gentle)
        self.gentle.toggled.connect(lambda on: self._set(gentle=on))
        self.mains = QCheckBox(self.tr("Wait while this computer runs on its battery"))
        self.mains.setToolTip(self.tr("What is under way can be told to go on all the same."))
        self.mains.setChecked(preferences.mains_only)
        self.mains.toggled.connect(lambda on: self._set(mains_only=on))
        self.cache = CacheBox(preferences.thumbnail_gigabytes)
        self.cache.limited.connect(lambda gigabytes: self._set(thumbnail_gigabytes=gigabytes))
        self.server = IndexServerBox(index_server)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.close)
        form = QFormLayout(self)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow(self.tr("Language"), self.language)
        form.addRow("", later)
        form.addRow(self.tr("Indexing"), self.scan)
        for box in (self.watch, self.gentle, self.mains):
            form.addRow("", box)
        form.addRow(self.tr("Thumbnails"), self.cache)
        form.addRow(self.tr("Index server"), self.server)
        form.addRow(close)
        self._form = form
        self.server.grown.connect(self._make_room)
        self.resize(WIDTH, 0)
        self._make_room()

    def _make_room(self) -> None:
        """Be as high as the words need that are broken into lines."""
        self._form.activate()
        self.resize(self.width(), max(self.height(), self._form.totalHeightForWidth(self.width())))

    def _set(self, **values: object) -> None:
        self._preferences = replace(self._preferences, **values)  # type: ignore[arg-type]  # fields of its own
        self.changed.emit(self._preferences)


def languages() -> list[str]:
    """Return the codes of the languages that there is a translation for."""
    files = (data_folder("resources") / "translations").glob("photosearch_*.qm")
    return sorted(path.stem.removeprefix("photosearch_") for path in files)
