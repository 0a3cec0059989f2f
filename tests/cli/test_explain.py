from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from tests.cli.conftest import Outcome

Photosearch = Callable[..., Outcome]


def picture(path: Path) -> np.ndarray:
    return np.asarray(cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR))


def test_cells_are_another_picture_of_the_same_size(photosearch: Photosearch, photos: Path, tmp_path: Path) -> None:
    smooth, cells = tmp_path / "smooth.png", tmp_path / "cells.png"
    asked = ("explain", photos / "0.jpg", "--overlay", "heat")
    assert photosearch(*asked, "--out", smooth).code == 0
    assert photosearch(*asked, "--cells", "--out", cells).code == 0
    assert picture(smooth).shape == picture(cells).shape
    assert (picture(smooth) != picture(cells)).any()


def test_shares_of_regions_are_by_the_method_that_is_named(
    photosearch: Photosearch, photos: Path, tmp_path: Path
) -> None:
    made = {}
    for method in ("avg", "max"):
        out = tmp_path / f"{method}.png"
        asked = ("explain", photos / "0.jpg", photos / "1.jpg", "--overlay", "regions", "--descriptor", method)
        assert photosearch(*asked, "--out", out).code == 0
        made[method] = picture(out)
    assert (made["avg"] != made["max"]).any()
    wrong = photosearch(*asked[:-1], "surf", "--out", tmp_path / "no.png")
    assert wrong.code == 1
    assert "There is no descriptor 'surf'" in wrong.err
    assert not (tmp_path / "no.png").exists()
