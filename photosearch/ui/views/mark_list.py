"""What a person called right or wrong, line by line; each can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from photosearch.ui.views.small_rows import MOST, ElidedLabel, RemoveButton, SmallRows

SEEN = 4


class MarkList(SmallRows):
    """Lines such as "✓ a part of NAME"."""

    def __init__(self) -> None:
        super().__init__(self.tr("Called right or wrong"), SEEN)
        self.lines: list[str] = []
        """What is listed, without what is only counted."""

    def show_marks(self, right: Sequence[str], wrong: Sequence[str]) -> None:
        """List others; the same ones stay as they are."""
        lines = [f"✓ {name}" for name in right] + [f"✗ {name}" for name in wrong]
        self.lines = lines[:MOST]
        self.fill([self._row(words) for words in self.lines], len(lines) - len(self.lines))

    def _row(self, words: str) -> tuple[QWidget, RemoveButton]:
        row, button = QWidget(), RemoveButton(self.tr("Take back: {mark}").format(mark=words))
        label = ElidedLabel(words)
        label.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label, 1)
        layout.addWidget(button)
        return row, button
