import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from photosearch.decode.metadata import metadata, orientation
from photosearch.decode.read import read, read_bytes
from photosearch.types import Metadata


def exif(
    main: dict[int, Any] | None = None, detail: dict[int, Any] | None = None, gps: dict[int, Any] | None = None
) -> Image.Exif:
    tags = Image.Exif()
    tags.update(main or {})
    tags.get_ifd(IFD.Exif).update(detail or {})
    tags.get_ifd(IFD.GPSInfo).update(gps or {})
    return tags


def facts(*tags: dict[int, Any]) -> Metadata:
    return metadata(exif(*tags), 2, 3, "jpeg")


def test_the_original_time_comes_first_and_invalid_ones_are_passed_over() -> None:
    main = {Base.DateTime: "2020:01:01 00:00:00"}
    assert facts(main).taken_at == datetime(2020, 1, 1)
    assert facts(main, {Base.DateTimeDigitized: "2019:02:03 04:05:06"}).taken_at == datetime(2019, 2, 3, 4, 5, 6)
    both = {Base.DateTimeOriginal: "2018:02:03 04:05:06\0", Base.DateTimeDigitized: "2019:02:03 04:05:06"}
    assert facts(main, both).taken_at == datetime(2018, 2, 3, 4, 5, 6)
    assert facts(main, {Base.DateTimeOriginal: "0000:00:00 00:00:00"}).taken_at == datetime(2020, 1, 1)
    assert facts({Base.DateTime: "2020:13:01 00:00:00"}).taken_at is None


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS 5D", "Canon EOS 5D"),
        ("NIKON CORPORATION", "NIKON D90", "NIKON D90"),
        ("Apple", "iPhone 12\0\0", "Apple iPhone 12"),
        ("Apple", "", "Apple"),
        ("", "X100", "X100"),
        ("  ", "", None),
    ],
)
def test_the_camera_names_its_maker_once(make: str, model: str, camera: str | None) -> None:
    assert facts({Base.Make: make, Base.Model: model}).camera == camera


def test_a_position_is_in_signed_degrees() -> None:
    gps = {
        GPS.GPSLatitude: (33.0, 52.0, 12.0),
        GPS.GPSLatitudeRef: "S",
        GPS.GPSLongitude: (151.0, 12.0, 36.0),
        GPS.GPSLongitudeRef: "E",
    }
    found = facts({}, {}, gps)
    assert found.latitude == pytest.approx(-33.87)
    assert found.longitude == pytest.approx(151.21)


@pytest.mark.parametrize("bad", [(91.0, 0.0, 0.0), (float("nan"), 0.0, 0.0), (1.0,), "north", None, ("a", "b", "c")])
def test_half_a_position_is_none(bad: object) -> None:
    found = facts({}, {}, {GPS.GPSLatitude: bad, GPS.GPSLongitude: (1.0, 2.0, 3.0)})
    assert (found.latitude, found.longitude) == (None, None)


@pytest.mark.parametrize(("value", "expected"), [(6, 6), (0, None), (9, None), ("6", None), (None, None)])
def test_only_the_eight_orientations_count(value: object, expected: int | None) -> None:
    assert orientation(exif({Base.Orientation: value})) == expected


@given(st.binary(max_size=300))
def test_no_tags_however_broken_raise(data: bytes) -> None:
    tags = Image.Exif()
    with contextlib.suppress(Exception):
        tags.load(b"Exif\0\0II*\0\x08\0\0\0" + data)
    orientation(tags)
    assert metadata(tags, 1, 1, "jpeg").height == 1


def test_a_heic_photo_tells_its_facts_too(shared: Path) -> None:
    found = [read(path, 64).metadata for path in sorted((shared / "data/personal").rglob("*.[hH][eE][iI][cC]"))]
    assert any(item.camera for item in found)
    assert any(item.taken_at for item in found)


def test_facts_survive_encoding(scene: Image.Image, encoded: Callable[..., bytes]) -> None:
    for form in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF"):
        data = encoded(scene, form, exif=exif({Base.Make: "Maker", Base.DateTime: "2020:01:01 00:00:00"}))
        found = read_bytes(data, form).metadata
        assert (found.camera, found.taken_at) == ("Maker", datetime(2020, 1, 1)), form
