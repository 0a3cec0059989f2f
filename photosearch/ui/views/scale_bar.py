"""What the colours of an overlay mean: a bar between two words."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from photosearch.services.sights import HeatOverlay, Overlay, scale_of


class ScaleBar(QWidget):
    """Hidden where there is no overlay, or one whose colours are names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least, self._bar, self.most = QLabel(), QLabel(), QLabel()
        for label in (self.least, self.most):
            label.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for label in (self.least, self._bar, self.most):
            layout.addWidget(label)
        layout.addStretch(1)
        self.show_scale(None)

    def show_scale(self, overlay: Overlay | None) -> None:
        """Show the scale of an overlay, None for no overlay."""
        scale = None if overlay is None else scale_of(overlay)
        self.setVisible(scale is not None)
        if scale is None:
            return
        heat = isinstance(overlay, HeatOverlay)
        self.least.setText(self.tr("little") if heat else self.tr("left out"))
        self.most.setText(self.tr("much") if heat else self.tr("counts"))
        self._bar.setAccessibleName(self.tr("Scale of the overlay"))
        colours = np.ascontiguousarray(scale[1])
        height, width = colours.shape[:2]
        image = QImage(colours.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._bar.setPixmap(QPixmap.fromImage(image.copy()))
