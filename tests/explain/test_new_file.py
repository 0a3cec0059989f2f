import errno
import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from photosearch.errors import PersonError
from photosearch.explain.new_file import write_new

RGB = np.random.default_rng(0).integers(0, 255, (5, 7, 3), np.uint8)


def pixels(path: Path) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]


@pytest.mark.parametrize("name", [b"a", b"\xff\n", "ü 照片".encode(), b"dots. in. it."])
def test_what_is_written_is_read_back_pixel_by_pixel_under_any_name(tmp_path: Path, name: bytes) -> None:
    path = write_new(tmp_path, os.fsdecode(name), ".png", RGB)
    assert path == tmp_path / (os.fsdecode(name) + ".png")
    np.testing.assert_array_equal(pixels(path), RGB)
    assert list(tmp_path.iterdir()) == [path]


def test_a_jpeg_is_nearly_the_picture(tmp_path: Path) -> None:
    smooth = np.full((40, 30, 3), (200, 100, 50), np.uint8)
    written = pixels(write_new(tmp_path, "a", ".jpg", smooth))
    assert np.abs(written.astype(int) - smooth).max() <= 3


def test_a_name_that_is_taken_gets_the_next_number_and_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"mine")
    (tmp_path / "a 3.png").mkdir()
    names = [write_new(tmp_path, "a", ".png", RGB).name for _ in range(3)]
    assert names == ["a 2.png", "a 4.png", "a 5.png"]
    assert (tmp_path / "a.png").read_bytes() == b"mine"


def test_a_dangling_link_is_a_taken_name(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to(tmp_path / "nowhere")
    assert write_new(tmp_path, "a", ".png", RGB).name == "a 2.png"
    assert not (tmp_path / "nowhere").exists()


def test_a_name_as_long_as_the_file_system_allows_is_shortened(tmp_path: Path) -> None:
    first, second = (write_new(tmp_path, "照" * 85, ".png", RGB) for _ in range(2))
    assert first.is_file()
    assert second.is_file()
    assert first != second


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "is full"), (errno.EROFS, "may be written"), (errno.EIO, "Choose another")]
)
def test_what_the_disk_refuses_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(_path: Path, _data: bytes) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(PersonError, match=words):
        write_new(tmp_path, "a", ".png", RGB)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PersonError, match="Choose another"):
        write_new(tmp_path / "missing", "a", ".png", RGB)
