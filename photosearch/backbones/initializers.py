"""Reads single weights out of an ONNX file, without the onnx package: the classifier behind class activation maps.

The format is protocol buffers, of which a few fields are needed: ModelProto.graph = 7, GraphProto.initializer = 5, and
of a TensorProto dims = 1, data_type = 2, float_data = 4, name = 8, raw_data = 9, data_location = 14.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import ModelProblem

_TYPES: dict[memoryview | int, np.dtype[np.floating]] = {1: np.dtype("<f4"), 10: np.dtype("<f2")}
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


def initializer(model: bytes, name: str) -> NDArray[np.float32]:
    """Return a weight by its name as float32, in its own shape.

    Raises
    ------
    ModelProblem
        There is none of this name, it is stored outside the file, or the file is damaged.
    """
    try:
        for field, graph in fields(memoryview(model)):
            if field == 7 and isinstance(graph, memoryview):
                for part, tensor in fields(graph):
                    if part == 5 and isinstance(tensor, memoryview):
                        found = _values(tensor, name)
                        if found is not None:
                            return found
    except (IndexError, ValueError) as error:
        raise ModelProblem(f"The network's file is damaged: {error}.") from error
    raise ModelProblem(f"The network has no weights called {name}, which its manifest names.")


def _values(tensor: memoryview, name: str) -> NDArray[np.float32] | None:
    """Return a tensor's values if it has this name."""
    facts: dict[int, list[memoryview | int]] = {}
    for field, value in fields(tensor):
        facts.setdefault(field, []).append(value)
    if [bytes(part) for part in facts.get(8, []) if isinstance(part, memoryview)] != [name.encode()]:
        return None
    if facts.get(14, [0])[-1] != 0:
        raise ModelProblem(f"The weights {name} lie outside the network's file, which is not supported.")
    kind = _TYPES.get(facts.get(2, [0])[-1])
    if kind is None:
        raise ModelProblem(f"The weights {name} are not floating-point numbers.")
    shape = [size for part in facts.get(1, []) for size in _numbers(part)]
    packed = facts.get(9) or facts.get(4) or []
    raw = b"".join(part for part in packed if isinstance(part, memoryview))
    values: NDArray[np.float32] = np.frombuffer(raw, kind).astype(np.float32)
    return values.reshape(shape)


def _numbers(part: memoryview | int) -> list[int]:
    """Return the numbers of a repeated integer field, packed or not."""
    if isinstance(part, int):
        return [part]
    found, position = [], 0
    while position < len(part):
        value, position = _varint(part, position)
        found.append(value)
    return found


def fields(message: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """Yield the number and the value of every field of a message: a number, or the bytes of all else.

    Raises
    ------
    IndexError, ValueError
        It is no message, or is cut short.
    """
    position = 0
    while position < len(message):
        tag, position = _varint(message, position)
        field, wire = tag >> 3, tag & 7
        if wire == _VARINT:
            value, position = _varint(message, position)
            yield field, value
            continue
        size = {_FIXED64: 8, _FIXED32: 4}.get(wire)
        if wire == _BYTES:
            size, position = _varint(message, position)
        if size is None or position + size > len(message):
            raise ValueError("a field ends beyond the end of the file")
        yield field, message[position : position + size]
        position += size


def _varint(message: memoryview, position: int) -> tuple[int, int]:
    """Return the variable-length integer at a position, and the position behind it."""
    value = shift = 0
    while True:
        byte = message[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
        if shift > 63:
            raise ValueError("a number has too many digits")
