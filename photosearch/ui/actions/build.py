"""Rows of the table become Qt's actions and a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photosearch.ui.actions.table import ACTIONS, CONTEXT, GROUPS


def build_actions(parent: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Return an action for every row, connected to the handler of its name.

    Raises
    ------
    KeyError
        A row has no handler: a mistake of ours that a test finds.
    """
    actions: dict[str, QAction] = {}
    for row in ACTIONS:
        action = QAction(QCoreApplication.translate(CONTEXT, row.text), parent)
        action.setCheckable(row.checkable)
        action.setChecked(row.checked)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        handler = handlers[row.id]
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        parent.addAction(action)
        actions[row.id] = action
    return actions


def build_menu(parent: QWidget, actions: Mapping[str, QAction]) -> QMenu:
    """Return one menu with a part for every group."""
    menu = QMenu(parent)
    for group, title in GROUPS.items():
        part = menu.addMenu(QCoreApplication.translate(CONTEXT, str(title)))
        for row in ACTIONS:
            if row.group == group:
                part.addAction(actions[row.id])
    return menu


def forbid_writing(actions: Mapping[str, QAction]) -> None:
    """Disable what would change the library or its files."""
    for row in ACTIONS:
        if row.writes:
            actions[row.id].setEnabled(False)
