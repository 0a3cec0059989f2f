"""Boxes in annotations of the PASCAL form."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from photosearch.errors import QueryProblem
from photosearch.evaluate.layout import box_of
from photosearch.types import Box

LARGEST = 1 << 20
"""Bytes; the files of these sets have a few hundred."""


def annotated_box(path: Path) -> Box | None:
    """Return the box of the first object of an annotation, None where there is no file.

    Raises
    ------
    QueryProblem
        The file is not such an annotation, or defines entities of its own: expanding these can fill any memory.
    """
    if not path.exists():
        return None
    content = path.read_bytes()
    if len(content) > LARGEST or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise QueryProblem(f"{path} is no plain annotation.")
    try:
        tree = ET.fromstring(content)  # noqa: S314  # it defines no entities: see above
        corners = [float(tree.findtext(f".//bndbox/{name}", "")) for name in ("xmin", "ymin", "xmax", "ymax")]
    except (ET.ParseError, ValueError) as error:
        raise QueryProblem(f"{path} holds no box: {error}.") from error
    return box_of(*corners)
