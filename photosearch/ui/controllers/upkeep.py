"""What goes on by itself: folders are watched, power is asked for, and the cache of thumbnails keeps to its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photosearch.ui.controllers.on_battery import OnBattery
from photosearch.ui.controllers.thumbnail_cache import ThumbnailCacheSize
from photosearch.ui.controllers.watching import FolderWatch
from photosearch.ui.dialogs.settings_window import SettingsWindow

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow


class Upkeep(QObject):
    """Puts them together; nothing of it runs before `begin`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.watch = FolderWatch(window)
        self.power = OnBattery(window)
        self.cache = ThumbnailCacheSize(window)
        self.cache.apply()
        self._begun = False

    def begin(self) -> None:
        """Begin."""
        self._begun = True
        self.watch.begin()
        self.power.begin()

    def show(self, settings: SettingsWindow) -> None:
        """Show the settings, and follow them while they are changed."""
        self.cache.attend(settings.cache)
        settings.changed.connect(self._window.set_preferences)
        settings.changed.connect(self._apply)
        settings.show()

    def _apply(self) -> None:
        self.cache.apply()
        if self._begun:
            self.watch.look()
            self.power.look()

    def close(self) -> None:
        """Let go of everything."""
        self.watch.close()
