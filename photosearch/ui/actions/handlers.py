"""What each action does: the handler of every row of the table, by its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from photosearch.services.browse import offered_overlays
from photosearch.ui.drop import dropped

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow


def handlers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return what to call for every action of a window."""
    one = window.grid.current
    return {
        "add_folder": window.ask_folder,
        "rescan": window.indexing.rescan,
        "choose_query": window.query.ask,
        "paste": lambda: window.take(dropped(QGuiApplication.clipboard().mimeData())),
        "show_library": window.search.show_library,
        "step_back": window.history.back,
        "step_forth": window.history.forth,
        "filter": window.views.bar.filter.setFocus,
        "kind": window.asking.typed_kind.begin,
        "methods": window.method.show,
        "networks": window.networks.show,
        "attributes": window.attributes.show,
        "settings": window.show_settings,
        "quit": window.close,
        "open_full": window.open_full,
        "find_similar": lambda: window.search.search(Path(item.path)) if (item := one()) else None,
        "stands_out": lambda: window.attributes.show(item) if (item := one()) else None,
        "box": window.asking.parts.toggle,
        "add_picture": lambda: window.asking.pictures.add(window.grid.selected()),
        "take_away": lambda: window.asking.pictures.take_away(window.grid.selected()),
        "show_fits": window.asking.fits.toggle,
        "save_fits": window.asking.fits.save,
        "copy": lambda: window.compare.copy() if window.views.is_full else window.curation.copy(window.grid.selected()),
        "save_picture": window.compare.save,
        "brush": window.asking.brush.toggle,
        "detail": window.asking.spots.toggle,
        "copy_path": lambda: window.curation.copy_path(window.grid.selected()),
        "open_outside": lambda: window.curation.open_outside(window.grid.selected()),
        "show_in_folder": lambda: window.curation.show_in_folder(Path(item.path)) if (item := one()) else None,
        "trash": lambda: window.curation.trash(window.grid.selected()),
        "undo": window.undo.undo,
        "mark_right": partial(window.asking.marks.mark, right=True),
        "mark_wrong": partial(window.asking.marks.mark, right=False),
        "overlay_off": lambda: window.overlays.choose(""),
        **{f"overlay_{name}": partial(window.overlays.choose, name) for name, _, _ in offered_overlays()},
        "overlay_cells": lambda: window.overlays.set_cells(not window.overlays.cells),
        "cut_later": lambda: window.cut_off.move_by(1),
        "cut_earlier": lambda: window.cut_off.move_by(-1),
        "cut_at_noise": window.cut_off.forget,
        "select_above": window.cut_off.select_above,
        "larger": lambda: window.views.bar.size_slider.setValue(window.views.grid.side + 32),
        "smaller": lambda: window.views.bar.size_slider.setValue(window.views.grid.side - 32),
        "export_crops": lambda: window.main_objects.crops.ask(window.grid.selected()),
        "crop_thumbnails": window.main_objects.crops.toggle,
        "shortcuts": window.help.shortcuts,
        "repair": window.indexing.repair,
        "show_log": window.help.log,
        "about": window.help.about,
    }
