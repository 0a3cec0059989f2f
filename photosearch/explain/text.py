"""Words on pictures. OpenCV draws the letters of ASCII alone."""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.types import Rgb

_FONT = cv2.FONT_HERSHEY_SIMPLEX
_REFERENCE = 22.0
"""The height of a capital letter at scale 1, in pixels."""

Colour = tuple[int, int, int]


def draw_text(
    page: Rgb, words: str, left: int, baseline: int, height: float, colour: Colour, *, bold: bool = False
) -> None:
    """Write one line on a page, in place; `height` is that of a capital letter in pixels."""
    scale = height / _REFERENCE
    cv2.putText(page, plain(words), (left, baseline), _FONT, scale, colour, 2 if bold else 1, cv2.LINE_AA)


def text_width(words: str, height: float, *, bold: bool = False) -> int:
    """Return how wide a line would be, in pixels."""
    (width, _), _ = cv2.getTextSize(plain(words), _FONT, height / _REFERENCE, 2 if bold else 1)
    return int(width)


def fitted(words: str, width: int, height: float) -> str:
    """Return a line that is no wider than `width` pixels, shortened in the middle: both ends of a file name tell."""
    words = plain(words)
    if text_width(words, height) <= width:
        return words
    for kept in range(len(words) - 1, 1, -1):
        short = f"{words[: (kept + 1) // 2]}...{words[len(words) - kept // 2 :]}"
        if text_width(short, height) <= width:
            return short
    return "..."


def wrapped(words: str, width: int, height: float) -> list[str]:
    """Return words in lines that are no wider than `width` pixels, as far as a single word is not."""
    lines: list[str] = []
    for word in plain(words).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, height) <= width:
            lines[-1] = longer
        else:
            lines.append(fitted(word, width, height))
    return lines


def plain(words: str) -> str:
    """Return a line in ASCII, with a question mark for every other letter."""
    return words.encode("ascii", "replace").decode()


def page(height: int, width: int, colour: Colour) -> Rgb:
    """Return an empty page."""
    return np.full((height, width, 3), colour, np.uint8)
