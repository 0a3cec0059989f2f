import io
import struct
import warnings
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, UnidentifiedImageError

from photosearch.decode.formats import formats, open_image, translated
from photosearch.errors import NotAPhoto, TooManyPixels, UnreadablePhoto


def test_formats_of_photos_are_tried_and_those_that_run_programs_are_not() -> None:
    assert {"JPEG", "PNG", "HEIF", "AVIF", "WEBP", "TIFF", "GIF", "BMP"} <= set(formats())
    assert not {"EPS", "WMF", "MPEG", "HDF5", "GRIB", "BUFR"} & set(formats())


def test_an_encapsulated_postscript_file_is_no_picture() -> None:
    with pytest.raises(UnidentifiedImageError):
        open_image(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n")


def test_pillow_stays_quiet_even_where_warnings_are_errors(scene: Image.Image, encoded: Callable[..., bytes]) -> None:
    # An animation of no frames makes Pillow warn at opening.
    png = encoded(scene, "PNG")
    header = b"acTL" + bytes(8)
    broken = png[:33] + struct.pack(">I", 8) + header + struct.pack(">I", zlib.crc32(header)) + png[33:]
    with pytest.warns(UserWarning, match="APNG"):
        Image.open(io.BytesIO(broken)).close()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        open_image(broken).close()


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (UnidentifiedImageError("what?"), NotAPhoto),
        (Image.DecompressionBombError("bomb"), TooManyPixels),
        (MemoryError(), UnreadablePhoto),
        (RecursionError("deep"), UnreadablePhoto),
        (IndexError("short"), UnreadablePhoto),
        (DeprecationWarning("old"), UnreadablePhoto),
        (TooManyPixels("ours"), TooManyPixels),
    ],
)
def test_whatever_a_plug_in_raises_is_translated(raised: Exception, expected: type[Exception]) -> None:
    with pytest.raises(UnreadablePhoto) as caught, translated("a.jpg", 100):
        raise raised
    assert type(caught.value) is expected


@pytest.mark.parametrize(
    ("detail", "sentence"),
    [
        (
            "image file is truncated (5 bytes not processed)",
            "a.jpg is cut short: the file ends before the picture does",
        ),
        ("Truncated File Read", "a.jpg is cut short"),
        ("not enough image data", "a.jpg is cut short"),
        ("broken data stream", "a.jpg is damaged or of a rare kind, and cannot be shown (broken data stream)"),
        ("", "a.jpg is damaged or of a rare kind, and cannot be shown (OSError)"),
    ],
)
def test_the_sentence_is_for_people_who_know_nothing_of_plug_ins(detail: str, sentence: str) -> None:
    with pytest.raises(UnreadablePhoto) as caught, translated("a.jpg", 100):
        raise OSError(detail)
    assert str(caught.value).startswith(sentence)
