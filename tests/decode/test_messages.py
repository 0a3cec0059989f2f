import io
from datetime import datetime

import numpy as np
import pytest

from photosearch.decode.messages import packed, receive, send, unpacked
from photosearch.types import Metadata, Picture


class Slow(io.BytesIO):
    """A pipe that moves one byte at a time."""

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return super().readinto(buffer[:1])

    def write(self, data: memoryview) -> int:  # type: ignore[override]
        return super().write(data[:1])


def test_what_is_sent_is_received_however_little_moves_at_a_time() -> None:
    pipe = Slow()
    send(pipe, {"name": "bad\udcff"}, b"content")
    send(pipe, {"empty": True})
    pipe.seek(0)
    header, payload = receive(pipe)
    assert (header, payload.tobytes()) == ({"name": "bad\udcff"}, b"content")
    assert receive(pipe)[1].size == 0


def test_a_message_that_ends_early_is_told() -> None:
    pipe = io.BytesIO()
    send(pipe, {}, b"content")
    for end in (0, 3, len(pipe.getvalue()) - 1):
        with pytest.raises(EOFError):
            receive(io.BytesIO(pipe.getvalue()[:end]))


@pytest.mark.parametrize("taken_at", [None, datetime(2024, 5, 6, 7, 8, 9)])
def test_a_picture_comes_back_as_it_was(taken_at: datetime | None) -> None:
    rgb = np.arange(24, dtype=np.uint8).reshape(4, 2, 3)[::-1]
    picture = Picture(rgb, Metadata(4, 2, "heif", taken_at, "Maker é", 1.5, -2.25), "cut short")
    pipe = io.BytesIO()
    send(pipe, *packed(picture))
    pipe.seek(0)
    back = unpacked(*receive(pipe))
    assert np.array_equal(back.rgb, rgb)
    assert back.rgb.flags.c_contiguous
    assert (back.metadata, back.damage) == (picture.metadata, picture.damage)
