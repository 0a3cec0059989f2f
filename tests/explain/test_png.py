import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from photosearch.errors import PersonError
from photosearch.explain.png import write_png

RGB = np.random.default_rng(0).integers(0, 255, (5, 7, 3), np.uint8)


@pytest.mark.parametrize("name", [b"a.png", b"\xff.PNG", "ü 照片.png".encode()])
def test_what_is_written_is_read_back_pixel_by_pixel(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    write_png(path, RGB)
    decoded = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    np.testing.assert_array_equal(decoded[:, :, ::-1], RGB)
    assert len(list(tmp_path.iterdir())) == 1


def test_other_kinds_and_impossible_places_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(PersonError, match=r"\.png"):
        write_png(tmp_path / "a.tiff", RGB)
    with pytest.raises(PersonError, match="cannot be written"):
        write_png(tmp_path / "missing" / "a.png", RGB)
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(PersonError, match="cannot be written"):
        write_png(tmp_path / "folder.png", RGB)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.png"]
