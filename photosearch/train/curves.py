"""How a run went: a table, and a picture of it."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from photosearch.train.losses import PARTS

TABLE, PICTURE = "curves.csv", "curves.svg"
AGREEMENT = "agreement"
COLUMNS = ("views", "minutes", "side", "rate", *PARTS, AGREEMENT)
_DRAWN = (*PARTS, AGREEMENT)
_COLOURS = ("#3465a4", "#cc4c02", "#2a7f3e", "#7b3294", "#b8860b", "#000000")
_WIDTH, _HEIGHT, _MARGIN = 640, 200, 60


class Curves:
    """The means of a run's losses, row by row, in a CSV file, with its agreement where that was measured.

    A run that goes on writes on, from where its checkpoint was.
    """

    def __init__(self, folder: Path, views: int) -> None:
        self._folder = folder
        self._rows = [row for row in _rows(folder / TABLE) if row["views"] <= views]
        self._sums = dict.fromkeys(PARTS, 0.0)
        self._steps = 0
        self._rewrite()

    @property
    def rows(self) -> Sequence[Mapping[str, float]]:
        """All rows so far."""
        return self._rows

    def add(self, parts: Mapping[str, float]) -> None:
        """Take in the losses of a step."""
        for name in PARTS:
            self._sums[name] += parts[name]
        self._steps += 1

    def write(self, views: int, minutes: float, side: int, rate: float) -> None:
        """Write a row: the means since the last one."""
        if not self._steps:
            return
        means = {name: round(total / self._steps, 5) for name, total in self._sums.items()}
        row = {
            "views": views,
            "minutes": round(minutes, 2),
            "side": side,
            "rate": round(rate, 7),
            **means,
            AGREEMENT: math.nan,
        }
        self._rows.append(row)
        self._sums, self._steps = dict.fromkeys(PARTS, 0.0), 0
        with (self._folder / TABLE).open("a", newline="", encoding="utf-8") as file:
            csv.DictWriter(file, COLUMNS).writerow(row)

    def agree(self, agreement: float) -> None:
        """Add to the last row how the student does there."""
        if self._rows:
            self._rows[-1][AGREEMENT] = round(agreement, 5)
            self._rewrite()

    def draw(self) -> None:
        """Draw every part of the loss, and the agreement, over the views seen, whose scale is logarithmic."""
        (self._folder / PICTURE).write_text(picture(self._rows), encoding="utf-8")

    def _rewrite(self) -> None:
        with (self._folder / TABLE).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(self._rows)


def picture(rows: Sequence[Mapping[str, float]]) -> str:
    """Return the curves as an SVG, a panel for each part of the loss and one for the agreement."""
    height = len(_DRAWN) * _HEIGHT
    panels = [_panel(rows, name, place) for place, name in enumerate(_DRAWN)]
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    style = 'font-family="sans-serif" font-size="12"'
    background = '<rect width="100%" height="100%" fill="white"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{background}{"".join(panels)}</svg>\n'


def _panel(rows: Sequence[Mapping[str, float]], name: str, place: int) -> str:
    top, bottom = place * _HEIGHT + 24, (place + 1) * _HEIGHT - 36
    what = f"{name}: loss" if name in PARTS else f"{name} with the teacher"
    title = f'<text x="{_MARGIN}" y="{top - 8}">{what} over views seen</text>'
    points = [(math.log10(row["views"]), row[name]) for row in rows if not math.isnan(row[name])]
    if not points:
        return title
    left, right = _span([x for x, _ in points])
    low, high = _span([y for _, y in points])

    def across(x: float) -> float:
        return _MARGIN + (x - left) / (right - left) * (_WIDTH - 2 * _MARGIN)

    def down(y: float) -> float:
        return bottom - (y - low) / (high - low) * (bottom - top)

    line = " ".join(f"{across(x):.1f},{down(y):.1f}" for x, y in points)
    frame = f'<path d="M{_MARGIN} {top}V{bottom}H{_WIDTH - _MARGIN}" fill="none" stroke="#888"/>'
    curve = f'<polyline points="{line}" fill="none" stroke="{_COLOURS[place]}" stroke-width="1.5"/>'
    ticks = [
        f'<text x="{across(math.log10(n)):.1f}" y="{bottom + 16}" text-anchor="middle">{n:,}</text>'
        for n in _ticks(10**left, 10**right)
    ]
    values = [f'<text x="{_MARGIN - 6}" y="{down(y) + 4:.1f}" text-anchor="end">{y:.3g}</text>' for y in (low, high)]
    return "".join([title, frame, curve, *ticks, *values])


def _span(values: Sequence[float]) -> tuple[float, float]:
    """Return the least and the greatest value, which are never equal."""
    return min(values), max(*values, min(values) + 1e-6)


def _ticks(low: float, high: float) -> list[int]:
    """Return round numbers of views between two: 1, 2 and 5 times powers of ten."""
    numbers = [step * 10**power for power in range(2, 10) for step in (1, 2, 5)]
    return [number for number in numbers if low <= number <= high]


def _rows(path: Path) -> list[dict[str, float]]:
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return [{name: float(row[name]) for name in COLUMNS} for row in csv.DictReader(file)]
