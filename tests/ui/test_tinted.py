import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from photosearch.services.browse import overlay_names, overlay_tint
from photosearch.types import StoredMaps
from photosearch.ui.overlays.tinted import paint_tint, tint_image
from photosearch.ui.thumbnails import image_of


@pytest.mark.parametrize("overlay", [name for name, _, _ in overlay_names()])
def test_qt_paints_the_same_overlay_as_the_files_that_are_written(qapp: object, overlay: str) -> None:
    from photosearch.explain.render import render
    from photosearch.explain.table import OVERLAYS

    random = np.random.default_rng(1)
    rgb = random.integers(0, 255, (60, 80, 3), np.uint8)
    cells = random.random((4, 5)) > 0.5
    maps = StoredMaps(random.integers(0, 255, (4, 5), np.uint8), 1.0, cells, cells)
    expected = render(rgb, OVERLAYS[overlay].make(maps, (60, 80)))
    image = image_of(rgb).convertToFormat(QImage.Format.Format_RGB888)
    painter = QPainter(image)
    paint_tint(painter, tint_image(overlay_tint(maps, overlay, (60, 80))), QRectF(0, 0, 80, 60))
    painter.end()
    painted = (
        np.frombuffer(image.constBits(), np.uint8).reshape(60, image.bytesPerLine())[:, : 80 * 3].reshape(60, 80, 3)
    )
    assert np.abs(painted.astype(int) - expected).max() <= 3
