from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import UnreadablePhoto
from photosearch.services.browse import KeptPicture
from photosearch.types import Metadata, Picture
from photosearch.ui.controllers.ahead import Ahead, Shown

ONE, TWO, THREE = Path("1"), Path("2"), Path("3")


class Decoder:
    """Counts what it decodes."""

    def __init__(self) -> None:
        self.decoded: list[Path] = []

    def __call__(self, path: Path) -> Shown:
        self.decoded.append(path)
        if path == THREE:
            raise UnreadablePhoto("no photo")
        return Shown(Picture(np.zeros((2, 3, 3), np.uint8), Metadata(2, 3, "png")))


def test_what_is_kept_is_decoded_once_and_all_else_is_forgotten() -> None:
    decoder = Decoder()
    ahead = Ahead(decoder)
    ahead.shown(ONE)
    ahead.shown(ONE)
    assert decoder.decoded == [ONE, ONE]  # nobody wanted it kept
    ahead.keep([ONE, TWO])
    first = ahead.shown(TWO)
    assert ahead.shown(TWO) is first
    assert decoder.decoded == [ONE, ONE, TWO]
    ahead.keep([TWO, ONE])
    assert ahead.shown(TWO) is first
    ahead.keep([ONE])
    assert ahead.shown(TWO) is not first


def test_a_photo_that_cannot_be_shown_is_tried_again_and_the_others_are_not_lost() -> None:
    decoder = Decoder()
    ahead = Ahead(decoder)
    ahead.keep([ONE, THREE])
    kept = ahead.shown(ONE)
    for _ in range(2):
        with pytest.raises(UnreadablePhoto):
            ahead.shown(THREE)
    assert ahead.shown(ONE) is kept
    assert decoder.decoded == [ONE, THREE, THREE]


def test_what_stands_for_a_photo_that_is_away_is_not_kept() -> None:
    away = KeptPicture(np.zeros((2, 3, 3), np.uint8), Metadata(2, 3, "png"), None, offline=True)
    there = Picture(np.zeros((4, 6, 3), np.uint8), Metadata(4, 6, "png"))
    shown = iter((away, there))
    ahead = Ahead(lambda _path: Shown(next(shown)))
    ahead.keep([ONE])
    assert [ahead.shown(ONE).picture for _ in range(3)] == [away, there, there]
