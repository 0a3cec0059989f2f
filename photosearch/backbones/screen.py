"""Looks at a network's file before any library is given it: whether it is ONNX, whole, and needs nothing but itself.

Of the format's fields (protocol buffers), ModelProto.graph = 7, opset_import = 8 and functions = 25; GraphProto.node =
1, initializer = 5 and sparse_initializer = 15; NodeProto.domain = 7; OperatorSetIdProto.domain = 1;
FunctionProto.domain = 10; TensorProto.data_location = 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from photosearch.backbones.initializers import fields
from photosearch.errors import ModelProblem

OWN_DOMAINS = frozenset({"", "ai.onnx", "com.microsoft"})
"""Where operators come from that onnxruntime has itself: ONNX, and onnxruntime's own. Others need a library loaded."""
MOST_NODES = 200_000


def screen(model: bytes, file: str) -> None:
    """Refuse what is no network, or needs more than itself.

    Parameters
    ----------
    file : str
        Where the bytes come from, for the message.

    Raises
    ------
    ModelProblem
        It is no ONNX file, is cut short, keeps weights in other files, or needs operators that onnxruntime lacks.
    """
    try:
        facts = list(_messages(memoryview(model)))
        graphs = [content for field, content in facts if field == 7]
        if len(graphs) != 1 or not any(field == 8 for field, _ in facts):
            raise ModelProblem(f"{file} is no ONNX network: it holds no graph of operators.")
        ours = OWN_DOMAINS | {_text(content, 10) for field, content in facts if field == 25}
        domains = {_text(content, 1) for field, content in facts if field == 8}
        nodes = 0
        for field, content in _messages(graphs[0]):
            if field == 1:
                nodes += 1
                domains.add(_text(content, 7))
            if field in (5, 15):
                _check_tensor(content, file)
        if nodes == 0 or nodes > MOST_NODES:
            raise ModelProblem(f"{file} has {nodes:,} operators; a network has 1 to {MOST_NODES:,}.")
    except (IndexError, ValueError, UnicodeDecodeError) as error:
        raise ModelProblem(f"{file} is no ONNX network, or is damaged: {error}.") from error
    foreign = sorted(domains - ours)
    if foreign:
        raise ModelProblem(
            f"{file} needs operators of {', '.join(foreign)}, which come as programs of their own. These are not "
            "loaded: export the network with ONNX's own operators."
        )


def _check_tensor(tensor: memoryview, file: str) -> None:
    for field, value in fields(tensor):
        if field == 14 and value != 0:
            raise ModelProblem(
                f"{file} keeps weights in another file, which no checksum would cover. Save it as one file: "
                "onnx.save(model, FILE) without external data."
            )


def _messages(message: memoryview) -> Iterator[tuple[int, memoryview]]:
    return ((field, value) for field, value in fields(message) if isinstance(value, memoryview))


def _text(message: memoryview, wanted: int) -> str:
    """Return a text field of a message, empty where it is left out."""
    return "".join(bytes(value).decode() for field, value in _messages(message) if field == wanted)
