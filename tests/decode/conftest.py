"""Pictures that tests make themselves."""

import io
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image


@pytest.fixture(scope="session")
def scene() -> Image.Image:
    """A smooth picture, 96 x 64, whose four corners differ: red, green, blue and white."""
    corners = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [255, 255, 255]]], np.uint8)
    return Image.fromarray(corners).resize((96, 64), Image.Resampling.BILINEAR)


@pytest.fixture(scope="session")
def encoded() -> Callable[..., bytes]:
    """A function: a picture as a file's bytes."""

    def encode(image: Image.Image, form: str, **options: Any) -> bytes:
        file = io.BytesIO()
        image.save(file, form, **options)
        return file.getvalue()

    return encode


@pytest.fixture(scope="session")
def dng() -> Callable[..., bytes]:
    """A function: a RAW photo of 64 x 48 grey sensor values as DNG, with or without a preview (JPEG bytes)."""
    return _dng


def _dng(preview: bytes | None = None, orientation: int = 1, value: int = 30_000) -> bytes:
    width, height = 64, 48
    sensor = np.full((height, width), value, "<u2").tobytes()
    short, long, text, byte, rational = 3, 4, 2, 1, 5
    one = [(1, 1)]
    entries: list[tuple[int, int, list[Any]]] = [
        (254, long, [0]),  # the full picture
        (256, long, [width]),
        (257, long, [height]),
        (258, short, [16]),
        (259, short, [1]),  # not compressed
        (262, short, [32803]),  # colour filter array
        (271, text, list(b"Maker\0")),
        (272, text, list(b"Model\0")),
        (273, long, ["sensor"]),
        (274, short, [orientation]),
        (277, short, [1]),
        (278, long, [height]),
        (279, long, [len(sensor)]),
        (306, text, list(b"2024:05:06 07:08:09\0")),
        (33421, short, [2, 2]),
        (33422, byte, [0, 1, 1, 2]),  # red green green blue
        (50706, byte, [1, 4, 0, 0]),
        (50708, text, list(b"Maker Model\0")),
        (50717, long, [65535]),
        (50721, 10, [(n, 1) for n in (1, 0, 0, 0, 1, 0, 0, 0, 1)]),
        (50728, rational, one * 3),
        (50778, short, [21]),
    ]
    if preview:
        entries.append((330, long, ["second"]))
    second: list[tuple[int, int, list[Any]]] = [
        (254, long, [1]),
        (256, long, [96]),
        (257, long, [64]),
        (258, short, [8]),
        (259, short, [7]),
        (262, short, [6]),
        (273, long, ["preview"]),
        (277, short, [3]),
        (278, long, [64]),
        (279, long, [len(preview or b"")]),
    ]
    places = {"sensor": 4096, "second": 2048, "preview": 4096 + len(sensor)}
    file = bytearray(4096)
    file[:8] = b"II*\0" + struct.pack("<I", 8)
    _directory(file, 8, sorted(entries), places)
    if preview:
        _directory(file, 2048, second, places)
    return bytes(file) + sensor + (preview or b"")


def _directory(file: bytearray, at: int, entries: list[tuple[int, int, list[Any]]], places: dict[str, int]) -> None:
    codes = {1: "B", 2: "B", 3: "H", 4: "I", 5: "II", 10: "ii"}
    behind = at + 2 + 12 * len(entries) + 4
    struct.pack_into("<H", file, at, len(entries))
    for index, (tag, kind, values) in enumerate(entries):
        flat = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
        packed = struct.pack("<" + codes[kind] * len(values), *(places.get(part, part) for part in flat))
        if len(packed) > 4:
            file[behind : behind + len(packed)] = packed
            packed, behind = struct.pack("<I", behind), behind + len(packed)
        struct.pack_into("<HHI", file, at + 2 + 12 * index, tag, kind, len(values))
        file[at + 10 + 12 * index : at + 10 + 12 * index + len(packed)] = packed
