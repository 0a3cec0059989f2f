"""RAW photos: DNG files drawn by the tests, as there is no free one of every maker."""

from collections.abc import Callable
from datetime import datetime

import numpy as np
import pytest
from PIL import Image

from photosearch.decode import raw
from photosearch.decode.content import decode_content
from photosearch.decode.raw import is_raw
from photosearch.decode.read import read_bytes
from photosearch.errors import TooManyPixels, UnreadablePhoto
from photosearch.settings import PIXEL_LIMIT


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"II*\0\x08\0\0\0", "a.NEF", True),
        (b"MM\0*\0\0\0\x08", "a.dng", True),
        (b"II*\0\x08\0\0\0", "a.tif", False),
        (b"II*\0\x10\0\0\0CR\x02\0", "no extension", True),
        (b"FUJIFILMCCD-RAW 0201", "a", True),
        (b"\0\0\0\x18ftypcrx \0\0", "a.cr3", True),
        (b"\xff\xd8\xff\xe0", "misnamed.nef", False),
    ],
)
def test_raw_is_told_by_its_first_bytes_and_tiff_by_its_extension(head: bytes, name: str, expected: bool) -> None:
    assert is_raw(head, name) is expected


def test_without_a_preview_the_sensor_is_shown_at_half_size(dng: Callable[..., bytes]) -> None:
    pytest.importorskip("rawpy")
    picture = read_bytes(dng(), "a.dng")
    assert picture.rgb.shape == (24, 32, 3)
    assert (picture.metadata.height, picture.metadata.width, picture.metadata.format) == (48, 64, "raw")
    assert picture.metadata.camera == "Maker Model"
    assert picture.metadata.taken_at == datetime(2024, 5, 6, 7, 8, 9)


def test_the_preview_is_shown_and_turned_like_the_photo(
    dng: Callable[..., bytes], scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    pytest.importorskip("rawpy")
    picture = read_bytes(dng(encoded(scene, "JPEG", quality=95), orientation=6), "a.dng")
    expected = np.asarray(scene.transpose(Image.Transpose.ROTATE_270)).astype(int)
    assert picture.rgb.shape == (96, 64, 3)
    assert np.abs(picture.rgb - expected).mean() < 4
    assert (picture.metadata.height, picture.metadata.width) == (64, 48)


def test_raw_photos_beyond_the_pixel_limit_are_refused(dng: Callable[..., bytes]) -> None:
    pytest.importorskip("rawpy")
    with pytest.raises(TooManyPixels, match="3,072 pixels"):
        read_bytes(dng(), "a.dng", pixel_limit=3071)


def test_an_ordinary_tiff_with_a_raw_extension_is_shown(scene: Image.Image, encoded: Callable[..., bytes]) -> None:
    pytest.importorskip("rawpy")
    assert np.array_equal(read_bytes(encoded(scene, "TIFF"), "a.dng").rgb, np.asarray(scene))


def test_a_broken_raw_photo_is_refused(dng: Callable[..., bytes]) -> None:
    pytest.importorskip("rawpy")
    with pytest.raises(UnreadablePhoto, match=r"a\.dng"):
        read_bytes(dng()[:300], "a.dng")


def test_without_rawpy_the_message_says_what_to_install(
    dng: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_package(name: str) -> None:
        return None

    monkeypatch.setattr(raw.importlib.util, "find_spec", no_package)
    with pytest.raises(UnreadablePhoto, match=r"pip install photosearch\[raw\]"):
        decode_content(dng(), "a.dng", None, PIXEL_LIMIT)
