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
        self.otherwise: Callable[[], bool] = lambda: False
        """What is taken back where no step is left; it says whether there was anything."""

    def push(self, back: Callable[[], object]) -> None:
        """Remember how the step that was just made is taken back."""
        self._steps.append(back)
        del self._steps[:-MOST]

    def undo(self) -> None:
        """Take the last step back."""
        if self._steps:
            self._steps.pop()()
        elif not self.otherwise():
            self.told.emit(self.tr("There is nothing to undo."))
