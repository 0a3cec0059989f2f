import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from photosearch.explain.overlay import HeatOverlay, MaskOverlay, Overlay, RegionsOverlay
from photosearch.ui.views.scale_bar import ScaleBar

GRID = np.zeros((4, 4), np.float32)


@pytest.mark.parametrize(
    ("overlay", "words"), [(HeatOverlay(GRID), ("little", "much")), (MaskOverlay(GRID), ("left out", "counts"))]
)
def test_colours_stand_between_the_words_for_their_ends(qtbot: QtBot, overlay: Overlay, words: tuple[str, str]) -> None:
    bar = ScaleBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_scale(overlay)
    assert not bar.isHidden()
    assert (bar.least.text(), bar.most.text()) == words
    ends = bar._bar.pixmap().toImage()
    assert ends.pixelColor(0, 3).lightness() < ends.pixelColor(ends.width() - 1, 3).lightness()
    bar.show_scale(RegionsOverlay((4, 4), ()))
    assert bar.isHidden()
    bar.show_scale(overlay)
    bar.show_scale(None)
    assert bar.isHidden()
