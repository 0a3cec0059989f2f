from PySide6.QtCore import QRectF

from photosearch.types import Box
from photosearch.ui.models.fit import Fit, fit_of, on_screen


def test_a_place_is_told_in_shares_of_the_photo_and_of_its_crop() -> None:
    box = Box(30, 40, 60, 120)
    assert fit_of(box, (120, 160), None) == Fit(box, (0.25, 0.25, 0.5, 0.25), (0.25, 0.25, 0.5, 0.25))
    cropped = fit_of(box, (120, 160), Box(20, 80, 100, 160))
    assert cropped.whole == (0.25, 0.25, 0.5, 0.25)
    assert cropped.cropped == (0.0, 0.125, 0.5, 0.375)  # its left half is cut off


def test_a_crop_beside_the_place_shows_nothing_of_it() -> None:
    assert fit_of(Box(0, 0, 20, 20), (120, 160), Box(20, 0, 100, 160)).cropped is None


def test_shares_lie_in_the_picture_wherever_that_lies() -> None:
    assert on_screen((0.25, 0.5, 0.5, 0.25), QRectF(10, 20, 200, 80)) == QRectF(60, 60, 100, 20)
