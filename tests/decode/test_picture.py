"""Upright, scaled and damaged pictures."""

import io
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.decode import picture as module
from photosearch.decode.read import read, read_bytes
from photosearch.errors import TooManyPixels, UnreadablePhoto

STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that writes this orientation has turned the upright scene."""


def test_large_pictures_are_decoded_one_at_a_time_and_others_beside_them(
    scene: Image.Image, encoded: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGE", scene.width * scene.height - 1)
    real, now, most = module.to_rgb, [], []
    small = encoded(scene.resize((8, 8)), "PNG")

    def slow(image: Image.Image, short_side: int | None = None) -> np.ndarray:
        if image.width == 8:
            return real(image, short_side)
        now.append(image)
        most.append(len(now))
        assert read_bytes(small, "small").rgb.shape == (8, 8, 3)
        time.sleep(0.02)
        now.remove(image)
        return real(image, short_side)

    monkeypatch.setattr(module, "to_rgb", slow)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda data: read_bytes(data, "large"), [encoded(scene, "PNG")] * 8))
    assert most == [1] * 8


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("value", STORED)
def test_orientation_is_applied_exactly_once(
    form: str, value: int, scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    turn = STORED[value]
    exif = Image.Exif()
    exif[274] = value
    picture = read_bytes(encoded(scene if turn is None else scene.transpose(turn), form, quality=95, exif=exif), "a")
    assert picture.rgb.shape == (64, 96, 3)
    assert (picture.metadata.height, picture.metadata.width) == (64, 96)
    assert np.abs(picture.rgb.astype(int) - np.asarray(scene)).mean() < 6


@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
@pytest.mark.parametrize("value", range(9))
def test_photos_of_every_orientation_look_alike(shape: str, value: int, shared: Path) -> None:
    folder = shared / "data/labelled/orientation"
    expected, found = (read(folder / f"{shape}_{number}.jpg", 100) for number in (1, value))
    assert found.metadata.height == expected.metadata.height
    assert found.metadata.width == expected.metadata.width
    assert found.rgb.shape == expected.rgb.shape
    assert np.abs(found.rgb.astype(int) - expected.rgb).mean() < 12


def test_heic_is_not_turned_a_second_time(shared: Path) -> None:
    paths = sorted(path for path in (shared / "data/personal").rglob("*") if path.suffix.lower() == ".heic")
    assert paths
    for path in paths:
        with Image.open(path) as image:
            expected = np.asarray(image.convert("RGB").resize((60, 60)))
        found = np.asarray(Image.fromarray(read(path, 200).rgb).resize((60, 60)))
        assert np.abs(found.astype(int) - expected).mean() < 12, path.name


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize(("side", "height"), [(None, 640), (320, 320), (321, 640), (150, 160), (5000, 640)])
def test_a_photo_is_scaled_down_but_never_below_the_short_side(
    form: str, side: int | None, height: int, scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    picture = read_bytes(encoded(scene.resize((960, 640)), form), "a", side)
    assert picture.rgb.shape[0] == height
    assert (picture.metadata.height, picture.metadata.width) == (640, 960)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.99])
def test_a_jpeg_that_was_cut_short_is_shown_as_far_as_it_goes(
    progressive: bool, kept: float, encoded: Callable[..., bytes]
) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (128, 96, 3), np.uint8)
    data = encoded(Image.fromarray(noise), "JPEG", quality=90, progressive=progressive)
    whole, cut = read_bytes(data, "a"), read_bytes(data[: int(len(data) * kept)], "a")
    assert whole.damage is None
    assert cut.damage is not None
    assert "cut short" in cut.damage
    assert cut.rgb.shape == whole.rgb.shape
    if not progressive:
        assert np.array_equal(cut.rgb[:16], whole.rgb[:16])


def test_a_progressive_jpeg_may_be_cut_anywhere_behind_its_first_scan(
    scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    data = encoded(scene, "JPEG", progressive=True)
    first_scan = data.index(b"\xff\xda")
    for end in range(first_scan + 60, len(data) - 2):
        assert read_bytes(data[:end], "a").rgb.shape == (64, 96, 3)


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "AVIF", "TIFF"])
def test_other_formats_that_were_cut_short_are_refused(
    form: str, scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    data = encoded(scene, form)
    with pytest.raises(UnreadablePhoto, match=r"half\.x"):
        read_bytes(data[: len(data) // 2], "half.x")


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_shown(form: str, encoded: Callable[..., bytes]) -> None:
    red, blue = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue"))
    data = encoded(red, form, save_all=True, append_images=[blue])
    assert np.abs(read_bytes(data, "a").rgb.astype(int) - [255, 0, 0]).max() <= 3


@pytest.mark.parametrize("size", [(1, 1), (1, 20_000), (20_000, 1)])
def test_extreme_shapes_are_shown(size: tuple[int, int], encoded: Callable[..., bytes]) -> None:
    assert read_bytes(encoded(Image.new("RGB", size), "PNG"), "a", 320).rgb.shape == (size[1], size[0], 3)


def test_16_bits_become_8(encoded: Callable[..., bytes]) -> None:
    grey = Image.fromarray(np.array([[0, 257 * 7, 65535]], np.uint16))
    for form in ("PNG", "TIFF"):
        assert read_bytes(encoded(grey, form), "a").rgb[0, :, 1].tolist() == [0, 7, 255]


def test_the_pixel_limit_is_checked_before_anything_is_decoded(encoded: Callable[..., bytes]) -> None:
    data = encoded(Image.new("L", (20, 10)), "PNG")
    assert read_bytes(data, "a", pixel_limit=200).rgb.shape == (10, 20, 3)
    with pytest.raises(TooManyPixels, match=r"big\.png has 200 pixels \(20 x 10\); the limit is 199"):
        read_bytes(data[:60], "big.png", pixel_limit=199)


def test_a_bomb_inside_an_icon_is_refused(encoded: Callable[..., bytes]) -> None:
    icon = bytearray(encoded(Image.new("RGB", (16, 16)), "ICO", sizes=[(16, 16)]))
    at = icon.index(b"IHDR") + 4
    icon[at : at + 8] = (30_000).to_bytes(4, "big") * 2
    icon[at + 13 : at + 17] = zlib.crc32(bytes(icon[at - 4 : at + 13])).to_bytes(4, "big")
    with pytest.raises(TooManyPixels, match=r"a\.ico"):
        read_bytes(bytes(icon), "a.ico")


def test_phones_second_pictures_do_not_make_a_jpeg_something_else(
    scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    data = encoded(scene, "MPO", save_all=True, append_images=[scene])
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "MPO"
    assert read_bytes(data, "a").metadata.format == "jpeg"
