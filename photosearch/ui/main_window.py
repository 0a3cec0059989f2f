"""Assembles the window: views, controllers, and the wires between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow

from photosearch.services.library import Library
from photosearch.services.status import Status
from photosearch.ui.actions.build import build_actions, build_menu, forbid_writing
from photosearch.ui.actions.handlers import handlers
from photosearch.ui.controllers.asking import Asking
from photosearch.ui.controllers.attributes import Explorer
from photosearch.ui.controllers.compare import Compare
from photosearch.ui.controllers.curation import Curation
from photosearch.ui.controllers.cut_off import CutOff
from photosearch.ui.controllers.details import Details
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.help import Help
from photosearch.ui.controllers.history import History
from photosearch.ui.controllers.index_server import IndexServerChoice
from photosearch.ui.controllers.indexing import Indexing
from photosearch.ui.controllers.made_ahead import MadeAhead
from photosearch.ui.controllers.main_objects import MainObjects
from photosearch.ui.controllers.method import MethodChoice
from photosearch.ui.controllers.networks import Networks
from photosearch.ui.controllers.overlays import Overlays
from photosearch.ui.controllers.query import QueryChoice
from photosearch.ui.controllers.search import Search
from photosearch.ui.controllers.undo import Undo
from photosearch.ui.controllers.upkeep import Upkeep
from photosearch.ui.delegates.photo_delegate import PhotoDelegate
from photosearch.ui.drop import Dropped
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.preferences import Preferences
from photosearch.ui.thumbnails import Thumbnails, drawer
from photosearch.ui.views.drop_zone import DropZone
from photosearch.ui.views.layout import Layout


class MainWindow(QMainWindow):
    """The window of one library."""

    def __init__(
        self,
        library: Library,
        log: Sequence[str] = (),
        *,
        read_only: bool = False,
        preferences: Preferences = Preferences(),  # noqa: B008  # frozen
    ) -> None:
        super().__init__()
        self.setWindowTitle("photosearch")
        self.resize(1280, 800)
        self.library = library
        self.set_preferences(preferences)
        self.read_only = read_only
        self.runner = JobRunner(self)
        self.thumbnails = Thumbnails(drawer(library), self)
        self.views = Layout(self)
        self.drop_zone = DropZone(self, accepts_folders=not read_only)
        self.overlays = Overlays(library, self.runner, self)
        self.undo = Undo(self)
        self.search = Search(library, self.runner, self)
        self.query = QueryChoice(self.search, self.overlays, self.views.query, self)
        self.indexing = Indexing(library, self.runner, self.views.strip, self)
        self.grid = Grid(self.views, self)
        self.cut_off = CutOff(self.search, self.grid, self.views.grid, self)
        self.details = Details(library, self.runner, self.views.details, self.overlays, self)
        self.compare = Compare(library, self.runner, self.views, self.overlays, self.search, self)
        self.curation = Curation(self.undo, self.runner, self)
        self.method = MethodChoice(library, self.runner, self.views.bar, self.search, self.indexing, self.grid, self)
        self.attributes = Explorer(library, self.runner, self.views, self.search, self.grid, self.thumbnails, self)
        self.history = History(
            library, self.search, self.method, self.undo, self.grid, self.views, self.runner, keep=not read_only
        )
        self.help = Help(self, log, writable=not read_only)
        self.networks = Networks(self)
        self.delegate = PhotoDelegate(self.views.grid, self.thumbnails)
        self.views.grid.setItemDelegate(self.delegate)
        self.main_objects = MainObjects(self)
        self.asking = Asking(self)
        self.index_server = IndexServerChoice(self)
        self.made_ahead = MadeAhead(library, self.runner, self.thumbnails, self.views.grid)
        self.upkeep = Upkeep(self)
        self.actions_by_name = build_actions(self, handlers(self))
        self.attributes.window.addActions([self.actions_by_name[name] for name in ("show_library", "attributes")])
        self.views.bar.set_menu(build_menu(self, self.actions_by_name))
        self._wire()
        if read_only:
            self._forbid_writing()
        self.search.show_library()
        self.indexing.refresh()

    def _wire(self) -> None:
        views = self.views
        for follow in (self._list, self.attributes.follow, self.asking.typed_kind.follow):
            self.search.listed.connect(follow)
        self.indexing.ended.connect(self.attributes.renew)
        self.search.failed.connect(self.asking.say_failure)
        self.details.opinions = self.method.mix.opinions_of
        self.grid.current_changed.connect(self.details.show)
        self.thumbnails.grown.connect(views.grid.viewport().update)
        self.overlays.changed.connect(self._show_overlay)
        self.indexing.grown.connect(self.search.repeat)
        self.indexing.state_changed.connect(self._show_state)
        self.indexing.failed.connect(views.strip.show_idle)
        for one in (self.grid, self.curation, self.cut_off, self.undo, self.method.second, self.history, self.asking):
            one.told.connect(views.strip.say)
        for keeper in (self.overlays.forget, self.thumbnails.forget_overlays, self.compare.forget):
            self.method.network_changed.connect(keeper)
        self.curation.changed.connect(lambda: self.indexing.rescan(quietly=True))
        self.indexing.working.connect(views.folders.set_working)
        self.drop_zone.taken.connect(self.take)
        views.grid.opened.connect(lambda _index: self.open_full())
        views.bar.overlay_chosen.connect(self.overlays.choose)
        views.bar.opacity_chosen.connect(self.overlays.set_opacity)
        views.folders.add.connect(self.ask_folder)
        views.folders.remove.connect(self.indexing.remove_folder)
        views.folders.rescan.connect(self.indexing.rescan)
        views.strip.problems.connect(self.help.problems)
        self.help.try_again.connect(lambda: self.indexing.rescan(retry=True))
        views.compare.step.connect(self._step)

    def _forbid_writing(self) -> None:
        forbid_writing(self.actions_by_name)
        self.views.folders.set_writable(False)
        self.views.strip.show_idle(self.tr("Another window works on this library; this one can only look and search."))

    def _list(self, items: object, ranked: bool) -> None:  # noqa: FBT001  # a signal
        self.grid.show(items, ranked=ranked)  # type: ignore[arg-type]  # Qt's signals carry objects
        if items:
            return
        if ranked:
            self.grid.say(self.tr("Nothing was found."))
        elif not self.runner.is_running("index"):
            ask = "" if self.read_only else self.tr("Add a folder…")
            self.grid.say(self.tr("There are no photos yet."), ask, self.index_server.promise(), self.ask_folder)
        else:
            self.grid.say(self.tr("Photos appear here as they are found."))

    def _show_overlay(self, overlay: str) -> None:
        self.delegate.show_overlay(overlay, cells=self.overlays.cells, opacity=self.overlays.opacity)
        self.views.bar.show_overlay(overlay)
        self.views.grid.viewport().update()

    def _show_state(self, state: Status) -> None:
        self.views.folders.set_folders(state.roots)
        self.views.strip.show_problems(state.counts.unreadable)
        self.help.remember_problems(state.problems)
        self.method.refresh()

    def set_preferences(self, preferences: Preferences) -> None:
        """Use other settings from now on."""
        self.preferences = preferences
        self.library.workers = preferences.workers

    def show_settings(self) -> None:
        """Show the settings."""
        self.upkeep.show(self.index_server.settings())

    def open_full(self) -> None:
        """Show the current photo at full size."""
        item = self.grid.current()
        if item is not None:
            self.compare.show(item, self.search.query, self.grid.beside())
            self.views.show_full()

    def _step(self, by: int) -> None:
        item = self.grid.step(by)
        if item is not None:
            self.compare.show(item, self.search.query, self.grid.beside())

    def ask_folder(self) -> None:
        """Let the person choose a folder, and add it."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Add a folder of photos"))
        if folder:
            self.indexing.add_folders([Path(folder)])

    def take(self, found: Dropped) -> None:
        """Take what was dropped or pasted: folders become roots, pictures the query, or a part of it."""
        if found.folders and not self.read_only:
            self.indexing.add_folders(found.folders)
        else:
            self.asking.pictures.take(found)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs, keep what is done, and leave no thread behind."""
        for part in (self.runner, self.upkeep, self.thumbnails, self.search, self.library):
            part.close()
        super().closeEvent(event)
