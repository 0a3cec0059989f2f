"""What the program and its decoding processes say to each other through pipes: a small JSON header, then bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.types import Metadata, Picture

_LENGTHS = struct.Struct("<IQ")
"""How many bytes the header has, and how many follow it."""

Header: TypeAlias = Mapping[str, Any]
Payload: TypeAlias = NDArray[np.uint8]


class Pipe(Protocol):
    """An unbuffered end of a pipe; either call may move fewer bytes than there are."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill a buffer and return how far; 0 where the other end is closed."""

    def write(self, data: memoryview, /) -> int | None:
        """Write from a buffer and return how much."""


def send(pipe: Pipe, header: Header, payload: bytes | Payload = b"") -> None:
    """Write a message; OSError where the other end is gone."""
    text = json.dumps(header).encode()
    content = payload.data if isinstance(payload, np.ndarray) else memoryview(payload)
    _write(pipe, memoryview(_LENGTHS.pack(len(text), content.nbytes) + text))
    _write(pipe, content)


def receive(pipe: Pipe) -> tuple[Header, Payload]:
    """Wait for a message; EOFError where the other end was closed before its end."""
    lengths = bytearray(_LENGTHS.size)
    _fill(pipe, memoryview(lengths))
    text_length, length = _LENGTHS.unpack(lengths)
    text = bytearray(text_length)
    _fill(pipe, memoryview(text))
    payload = np.empty(length, np.uint8)
    if length:
        _fill(pipe, payload.data)
    return json.loads(text), payload


def packed(picture: Picture) -> tuple[Header, Payload]:
    """Return a picture as a header and its pixels, (height * width * 3,) uint8."""
    facts = asdict(picture.metadata)
    if picture.metadata.taken_at is not None:
        facts["taken_at"] = picture.metadata.taken_at.isoformat()
    header = {"shape": picture.rgb.shape, "metadata": facts, "damage": picture.damage}
    return header, np.ascontiguousarray(picture.rgb).reshape(-1)


def unpacked(header: Header, payload: Payload) -> Picture:
    """Return the picture that was packed."""
    facts = dict(header["metadata"])
    if facts["taken_at"] is not None:
        facts["taken_at"] = datetime.fromisoformat(facts["taken_at"])
    return Picture(payload.reshape(header["shape"]), Metadata(**facts), header["damage"])


def _write(pipe: Pipe, rest: memoryview) -> None:
    while rest:
        rest = rest[pipe.write(rest) or 0 :]


def _fill(pipe: Pipe, rest: memoryview) -> None:
    while rest:
        count = pipe.readinto(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
