"""Boxes in annotations of the PASCAL form."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from photosearch.errors import QueryProblem
from photosearch.evaluate.layout import box_of, numbers
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
    try:
        if path.stat().st_size > LARGEST:
            raise QueryProblem(f"{path} is too large for an annotation.")
        # Read as UTF-8 whatever it says of itself: in another encoding, the word below would look different.
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryProblem(f"{path} cannot be read as an annotation: {error}.") from error
    # The parser takes what has zeros for UTF-16, even where it is told otherwise.
    if "\0" in text or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise QueryProblem(f"{path} is no plain annotation in UTF-8 without a DOCTYPE.")
    try:
        tree = ET.fromstring(text)  # noqa: S314  # it defines no entities: see above
    except ET.ParseError as error:
        raise QueryProblem(f"{path} is no annotation: {error}.") from error
    box = tree.find(".//bndbox")
    corners = [] if box is None else [box.findtext(name, "") for name in ("xmin", "ymin", "xmax", "ymax")]
    return box_of(*numbers(corners, 4, path))
