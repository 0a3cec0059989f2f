from collections.abc import Callable

import pytest
from PIL import Image

from photosearch.decode.content import is_light


@pytest.mark.parametrize(
    ("form", "light"),
    [
        *((form, True) for form in ("JPEG", "PNG", "GIF", "BMP", "WEBP")),
        *((form, False) for form in ("TIFF", "AVIF", "JPEG2000", "ICO", "TGA", "PPM")),
    ],
)
def test_light_formats_are_told_by_content(
    scene: Image.Image, encoded: Callable[..., bytes], form: str, light: bool
) -> None:
    assert is_light(encoded(scene, form), "a.jpg") == light


def test_what_a_raw_decoder_would_take_is_not_light() -> None:
    assert not is_light(b"BM......CR", "a.bmp")
