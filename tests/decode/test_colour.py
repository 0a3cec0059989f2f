import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageCms

from photosearch.decode.colour import to_rgb

WHITE = [255, 255, 255]


def one(mode: str, value: object) -> Image.Image:
    return Image.new(mode, (3, 2), value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (one("1", 1), WHITE),
        (one("L", 77), [77, 77, 77]),
        (one("RGB", (1, 2, 3)), [1, 2, 3]),
        (one("RGBX", (1, 2, 3, 0)), [1, 2, 3]),
        (one("RGBA", (0, 100, 200, 0)), WHITE),
        (one("RGBA", (0, 100, 200, 255)), [0, 100, 200]),
        (one("RGBA", (0, 0, 0, 128)), [127, 127, 127]),
        (one("RGBa", (0, 0, 0, 128)), [127, 127, 127]),
        (one("LA", (0, 0)), WHITE),
        (one("La", (0, 0)), WHITE),
        (one("PA", (0, 0)), WHITE),
        (one("CMYK", (0, 255, 255, 0)), [255, 0, 0]),
        (one("YCbCr", (255, 128, 128)), WHITE),
        (one("HSV", (0, 0, 255)), WHITE),
        (one("LAB", (255, 128, 128)), WHITE),
        (one("I", 65535), WHITE),
        (one("I", -5), [0, 0, 0]),
        (one("I", 257 * 100), [100, 100, 100]),
        (one("F", 1.0), WHITE),
        (one("F", float("nan")), [0, 0, 0]),
        (one("I;16", 257 * 100), [100, 100, 100]),
        (one("I;16B", 257 * 100), [100, 100, 100]),
    ],
    ids=lambda value: value.mode if isinstance(value, Image.Image) else "",
)
def test_every_mode_becomes_8_bit_rgb(image: Image.Image, expected: list[int]) -> None:
    rgb = to_rgb(image)
    assert rgb.dtype == np.uint8
    assert rgb.shape == (2, 3, 3)
    assert rgb.flags.c_contiguous
    assert np.abs(rgb.astype(int) - expected).max() <= 1


def test_floats_above_one_are_scaled_by_the_largest() -> None:
    assert to_rgb(Image.fromarray(np.array([[0, 50, 200]], np.float32)))[0, :, 0].tolist() == [0, 64, 255]


def test_a_transparent_colour_of_a_palette_shows_white() -> None:
    image = Image.new("P", (2, 1), 1)
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putpixel((0, 0), 0)
    image.info["transparency"] = 0
    assert to_rgb(image).tolist() == [[WHITE, [40, 50, 60]]]


def swapped_profile() -> bytes:
    """A profile that is sRGB in all but name."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for text in (b"sRGB", "sRGB".encode("utf-16-be")):
        while (at := profile.find(text)) >= 0:
            profile[at : at + len(text)] = b"x" * len(text)
    count = int.from_bytes(profile[128:132], "big")
    table = {bytes(profile[a : a + 4]): a for a in range(132, 132 + 12 * count, 12)}
    red, blue = table[b"rXYZ"], table[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def test_an_embedded_profile_is_applied(scene: Image.Image) -> None:
    image = one("RGB", (255, 0, 0))
    image.info["icc_profile"] = swapped_profile()
    assert np.abs(to_rgb(image).astype(int) - [0, 0, 255]).max() <= 2


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_profile_of_another_kind_of_picture_is_ignored(mode: str) -> None:
    image = one(mode, 0)
    plain = to_rgb(image)
    image.info["icc_profile"] = swapped_profile()
    assert np.array_equal(to_rgb(image), plain)


@pytest.mark.parametrize("profile", [b"", b"not a profile", swapped_profile()[:200], "text", 7])
def test_a_broken_profile_is_ignored(profile: object) -> None:
    image = one("RGB", (1, 2, 3))
    image.info["icc_profile"] = profile
    assert to_rgb(image)[0, 0].tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("side", "expected"), [(None, (64, 96)), (64, (64, 96)), (33, (64, 96)), (32, (32, 48)), (9, (10, 14))]
)
def test_scaling_down_never_goes_below_the_short_side(
    scene: Image.Image, side: int | None, expected: tuple[int, int]
) -> None:
    assert to_rgb(scene, side).shape[:2] == expected


def test_a_cmyk_jpeg_as_adobe_writes_it_is_not_a_negative(encoded: Callable[..., bytes]) -> None:
    data = encoded(one("CMYK", (0, 0, 0, 0)), "JPEG")
    with Image.open(io.BytesIO(data)) as image:
        assert to_rgb(image).min() >= 253
