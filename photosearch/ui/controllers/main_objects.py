"""What is made of the main objects of photos: a filter by where they are, thumbnails and files of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photosearch.ui.controllers.composition import CompositionFilter
from photosearch.ui.controllers.crops import Crops

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow


class MainObjects(QObject):
    """Puts the controllers together, and keeps them up with the library."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        library, runner, views = window.library, window.runner, window.views
        self.composition = CompositionFilter(library, runner, views.bar.composition, window.grid, self)
        self.crops = Crops(library, runner, views, window.thumbnails, window.delegate, window)
        for speaker in (self.composition, self.crops):
            speaker.told.connect(views.strip.say)
        window.indexing.grown.connect(self.composition.renew)
        window.indexing.ended.connect(self.crops.follow)
