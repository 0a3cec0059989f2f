"""Assembles the window: views, controllers, and the wires between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow

from photosearch.services.browse import cell_picture
from photosearch.services.library import Library
from photosearch.services.status import Status
from photosearch.types import Picture, Rgb
from photosearch.ui.actions.build import build_actions, build_menu, forbid_writing
from photosearch.ui.actions.handlers import handlers
from photosearch.ui.controllers.compare import Compare
from photosearch.ui.controllers.curation import Curation
from photosearch.ui.controllers.details import Details
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.help import Help
from photosearch.ui.controllers.indexing import Indexing
from photosearch.ui.controllers.method import MethodChoice
from photosearch.ui.controllers.overlays import Overlays
from photosearch.ui.controllers.search import Search
from photosearch.ui.delegates.photo_delegate import PhotoDelegate
from photosearch.ui.drop import dropped
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.thumbnails import Thumbnails, image_of
from photosearch.ui.views.layout import Layout


class MainWindow(QMainWindow):
    """The window of one library."""

    def __init__(self, library: Library, log: Sequence[str] = (), *, read_only: bool = False) -> None:
        super().__init__()
        self.setWindowTitle("photosearch")
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.library = library
        self.read_only = read_only
        self.runner = JobRunner(self)
        self.thumbnails = Thumbnails(self._draw, self)
        self.views = Layout(self)
        self.overlays = Overlays(library, self.runner, self)
        self.search = Search(library, self.runner, self)
        self.indexing = Indexing(library, self.runner, self.views.strip, self)
        self.grid = Grid(self.views, self)
        self.details = Details(library, self.runner, self.views.details, self.overlays, self)
        self.compare = Compare(library, self.runner, self.views.compare, self.overlays, self)
        self.curation = Curation(self)
        self.method = MethodChoice(library, self.runner, self.views.bar, self.search, self.indexing, self.grid, self)
        self.help = Help(self, log)
        self.delegate = PhotoDelegate(self.views.grid, self.thumbnails)
        self.views.grid.setItemDelegate(self.delegate)
        self.overlays.watch("query", self.views.query.view)
        self.actions_by_name = build_actions(self, handlers(self))
        self.views.bar.set_menu(build_menu(self, self.actions_by_name))
        self._wire()
        if read_only:
            self._forbid_writing()
        self.search.show_library()
        self.indexing.refresh()

    def _draw(self, path: str, side: int, overlay: str) -> Rgb:
        """Draw a cell's picture, in a worker thread."""
        return cell_picture(self.library, Path(path), side, overlay)

    def _wire(self) -> None:
        views = self.views
        self.search.listed.connect(self._list)
        self.search.query_shown.connect(self._show_query)
        self.search.failed.connect(self.grid.say)
        self.grid.current_changed.connect(self.details.show)
        self.thumbnails.arrived.connect(lambda _path: views.grid.viewport().update())
        self.overlays.changed.connect(self._show_overlay)
        self.indexing.grown.connect(self.search.repeat)
        self.indexing.state_changed.connect(self._show_state)
        self.indexing.failed.connect(views.strip.show_idle)
        self.curation.told.connect(views.strip.show_idle)
        self.curation.changed.connect(self.indexing.rescan)
        views.grid.opened.connect(lambda _index: self.open_full())
        views.grid.resized_cells.connect(views.bar.size_slider.setValue)
        views.bar.size_chosen.connect(views.grid.set_side)
        views.bar.overlay_chosen.connect(self.overlays.choose)
        views.bar.opacity_chosen.connect(self.overlays.set_opacity)
        views.query.choose.connect(self.ask_query)
        views.query.cleared.connect(self.search.show_library)
        views.folders.add.connect(self.ask_folder)
        views.folders.remove.connect(self.indexing.remove_folder)
        views.folders.rescan.connect(self.indexing.rescan)
        views.strip.problems.connect(self.help.problems)
        views.compare.left.connect(views.leave_full)
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
            hint = self.tr("or drop a folder here. Photos stay where they are, and nothing leaves this machine.")
            sentence = self.tr("There are no photos yet.")
            self.grid.say(sentence, "" if self.read_only else self.tr("Add a folder…"), hint, self.ask_folder)
        else:
            self.grid.say(self.tr("Photos appear here as they are found."))

    def _show_query(self, path: Path | None, shown: Picture | None) -> None:
        if path is None or shown is None:
            self.views.query.show_nothing()
            self.overlays.show("query", None, (1, 1))
            return
        self.views.query.view.set_image(image_of(shown.rgb))
        self.views.query.show_name(path.name)
        self.overlays.show("query", path, shown.rgb.shape[:2])

    def _show_overlay(self, overlay: str) -> None:
        self.delegate.overlay = overlay
        self.views.bar.show_overlay(overlay)
        self.views.grid.viewport().update()

    def _show_state(self, state: Status) -> None:
        self.views.folders.set_folders(state.roots)
        self.views.strip.show_problems(state.counts.unreadable)
        self.help.remember_problems(state.problems)
        self.method.refresh()

    def open_full(self) -> None:
        """Show the current photo at full size."""
        item = self.grid.current()
        if item is not None:
            self.compare.show(item, self.search.query)
            self.views.show_full()

    def _step(self, by: int) -> None:
        item = self.grid.step(by)
        if item is not None:
            self.compare.show(item, self.search.query)

    def ask_folder(self) -> None:
        """Let the person choose a folder, and add it."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Add a folder of photos"))
        if folder:
            self.indexing.add_folders([Path(folder)])

    def ask_query(self) -> None:
        """Let the person choose a picture, and search with it."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Search with a picture"))
        if name:
            self.search.search(Path(name))

    def take(self, data: object) -> None:
        """Take what was dropped or pasted: a folder becomes a root, a picture the query."""
        found = dropped(data)  # type: ignore[arg-type]  # QMimeData
        if found.folders and not self.read_only:
            self.indexing.add_folders(found.folders)
        elif found.files:
            self.search.search(found.files[0])
        elif found.image is not None:
            self.search.search_image(found.image)
        else:
            self.views.strip.show_idle(self.tr("There is no picture in what was copied or dropped."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files, folders and pixels, and say what will happen."""
        found = dropped(event.mimeData())
        if event.source() is None and (found.folders or found.files or found.image is not None):
            folder, picture = self.tr("Drop to add the folder"), self.tr("Drop to search with this picture")
            self.views.strip.text.setText(folder if found.folders else picture)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere will do."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Say nothing more."""
        self.views.strip.text.clear()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self.views.strip.text.clear()
        self.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs, keep what is done, and leave no thread behind."""
        self.runner.close()
        self.thumbnails.close()
        self.search.close()
        self.library.close()
        super().closeEvent(event)
