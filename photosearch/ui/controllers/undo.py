"""Taking steps back, the last one first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

MOST = 200
"""Older steps are forgotten."""


class Undo(QObject):
    """Keeps what takes each step back. `told` carries a sentence."""

    told = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: list[Callable[[], object]] = []

    def push(self, back: Callable[[], object]) -> None:
        """Remember how the step that was just made is taken back."""
        self._steps.append(back)
        del self._steps[:-MOST]

    def undo(self) -> None:
        """Take the last step back."""
        if self._steps:
            self._steps.pop()()
        else:
            self.told.emit(self.tr("There is nothing to undo."))
