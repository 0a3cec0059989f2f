import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from photosearch.services.browse import overlay_names
from photosearch.services.sights import tint_of
from photosearch.ui.overlays.tinted import paint_tint, tint_image
from photosearch.ui.thumbnails import image_of
from tests.explain.conftest import ARGUMENTS, sight


@pytest.mark.parametrize("overlay", [name for name, _, _ in overlay_names()])
def test_qt_paints_the_same_overlay_as_the_files_that_are_written(qapp: object, overlay: str) -> None:
    from photosearch.explain.render import render, tint
    from photosearch.explain.table import OVERLAYS, PAIRS

    rgb = np.random.default_rng(1).integers(0, 255, (60, 80, 3), np.uint8)
    size = (60, 80)
    if overlay in PAIRS:
        made = PAIRS[overlay].make(sight(1), sight(2), size, size)[0]
        tinted = tint(made)
    else:
        made = OVERLAYS[overlay].make(sight(1), size, ARGUMENTS.get(overlay, ""))
        text = f"{overlay}:{ARGUMENTS[overlay]}" if overlay in ARGUMENTS else overlay
        tinted = tint_of(sight(1), text, size)[0]
    expected = render(rgb, made)
    image = image_of(rgb).convertToFormat(QImage.Format.Format_RGB888)
    painter = QPainter(image)
    paint_tint(painter, tint_image(tinted), QRectF(0, 0, 80, 60))
    painter.end()
    painted = (
        np.frombuffer(image.constBits(), np.uint8).reshape(60, image.bytesPerLine())[:, : 80 * 3].reshape(60, 80, 3)
    )
    assert np.abs(painted.astype(int) - expected).max() <= 3
