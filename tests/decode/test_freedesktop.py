import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from photosearch.decode.freedesktop import shared_thumbnail, uri

PHOTO = Path("/photos/été & (co), 100% [a];b.jpg")
SIZE = (3000, 4000)


def put(
    cache: Path, folder: str, size: tuple[int, int], *, address: str | None = None, mtime: str = "1700000000"
) -> Path:
    """Write a thumbnail as a desktop does."""
    address = address or uri(PHOTO)
    text = PngInfo()
    text.add_text("Thumb::URI", address)
    text.add_text("Thumb::MTime", mtime)
    file = cache / folder / (hashlib.md5(uri(PHOTO).encode()).hexdigest() + ".png")
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((*size, 3), 90, np.uint8)).save(file, pnginfo=text)
    return file


def found(cache: Path, side: int = 256, size: tuple[int, int] = SIZE) -> tuple[int, ...] | None:
    rgb = shared_thumbnail(cache, PHOTO, 1_700_000_000, size, side)
    return None if rgb is None else rgb.shape


def test_names_are_those_of_the_desktop() -> None:
    assert uri(PHOTO) == "file:///photos/%C3%A9t%C3%A9%20&%20(co),%20100%25%20%5Ba%5D%3Bb.jpg"
    # The example of the Thumbnail Managing Standard.
    standard = hashlib.md5(uri(Path("/home/jens/photos/me.png")).encode()).hexdigest()
    assert standard == "c6ee772d9e49320e97ec29a7eb5b1697"


def test_the_smallest_that_suffices_is_read(tmp_path: Path) -> None:
    assert found(tmp_path) is None
    put(tmp_path, "normal", (96, 128))
    assert found(tmp_path) is None
    assert found(tmp_path, 128) == (96, 128, 3)
    put(tmp_path, "x-large", (384, 512))
    assert found(tmp_path) == (384, 512, 3)
    put(tmp_path, "large", (192, 256))
    assert found(tmp_path) == (192, 256, 3)
    assert found(tmp_path, 1024) is None


def test_a_small_photo_needs_no_larger_one(tmp_path: Path) -> None:
    put(tmp_path, "normal", (75, 100))
    assert found(tmp_path, 256, (75, 100)) == (75, 100, 3)


def test_transparent_parts_are_white(tmp_path: Path) -> None:
    file = put(tmp_path, "large", (192, 256))
    with Image.open(file) as image:
        image.load()
        text = PngInfo()
        for name in ("Thumb::URI", "Thumb::MTime"):
            text.add_text(name, image.text[name])  # type: ignore[attr-defined]
    Image.new("RGBA", (256, 192), (0, 0, 0, 0)).save(file, pnginfo=text)
    rgb = shared_thumbnail(tmp_path, PHOTO, 1_700_000_000, SIZE, 256)
    assert rgb is not None
    assert (rgb == 255).all()


@pytest.mark.parametrize(
    ("wrong", "size"),
    [
        ({"mtime": "1700000001"}, (192, 256)),
        ({"mtime": "yesterday"}, (192, 256)),
        ({"address": "file:///another.jpg"}, (192, 256)),
        ({}, (256, 192)),  # not turned
        ({}, (96, 128)),  # smaller than its folder says
        ({}, (300, 400)),  # larger
    ],
)
def test_what_is_stale_or_another_s_is_left(tmp_path: Path, wrong: dict[str, str], size: tuple[int, int]) -> None:
    put(tmp_path, "large", size, **wrong)
    assert found(tmp_path) is None


def test_a_broken_one_is_left(tmp_path: Path) -> None:
    file = put(tmp_path, "large", (192, 256))
    whole = file.read_bytes()
    for data in (b"", whole[:60], whole[: len(whole) // 2], b"x" * 500):
        file.write_bytes(data)
        assert found(tmp_path) is None
