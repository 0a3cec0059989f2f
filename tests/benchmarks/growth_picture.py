"""Draws what grows with a library: a small panel for each figure, over the number of photos on a logarithmic scale."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN, COLUMNS = 360, 190, 56, 2
APART = 52
INK, GREY, GOAL = "#3465a4", "#888888", "#cc4c02"


@dataclass(frozen=True)
class Panel:
    """A figure by its key, what it is called, its unit, and the goal that it is to stay below, if there is one.

    `floor` is where the axis begins.
    """

    title: str
    figure: str
    unit: str
    goal: float | None
    floor: float = 0.0


def drawn(panels: Sequence[Panel], figures: Mapping[int, Mapping[str, float]]) -> str:
    """Return the panels as an SVG; `figures` are by the number of photos."""
    height = -(-len(panels) // COLUMNS) * HEIGHT
    size = f'width="{COLUMNS * WIDTH}" height="{height}" viewBox="0 0 {COLUMNS * WIDTH} {height}"'
    parts = []
    for place, panel in enumerate(panels):
        row, column = divmod(place, COLUMNS)
        points = [(count, found[panel.figure]) for count, found in sorted(figures.items()) if panel.figure in found]
        parts.append(f'<g transform="translate({column * WIDTH} {row * HEIGHT})">{_panel(panel, points)}</g>')
    background = '<rect width="100%" height="100%" fill="white"/>'
    style = 'font-family="sans-serif" font-size="12" fill="#222222"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{background}{"".join(parts)}</svg>\n'


def _panel(panel: Panel, points: Sequence[tuple[int, float]]) -> str:
    left, right, top, bottom = MARGIN, WIDTH - 36, 34, HEIGHT - 34
    title = f'<text x="{left - 40}" y="20" font-weight="bold">{panel.title}, {panel.unit}</text>'
    frame = f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="{GREY}"/>'
    if not points:
        return title + frame
    most = 1.15 * (max(*(value for _, value in points), panel.goal or 0) - panel.floor)
    first, last = math.log10(points[0][0]), math.log10(points[-1][0])

    def at(count: int, value: float) -> tuple[float, float]:
        across = 0.5 if first == last else (math.log10(count) - first) / (last - first)
        return left + 30 + across * (right - left - 54), bottom - (value - panel.floor) / most * (bottom - top)

    parts = [title, frame]
    if panel.floor:
        parts.append(f'<text x="{left - 6}" y="{bottom + 4}" text-anchor="end">{panel.floor:.3g}</text>')
    if panel.goal is not None:
        level = at(points[0][0], panel.goal)[1]
        parts.append(f'<path d="M{left} {level:.1f}H{right}" stroke="{GOAL}" stroke-dasharray="4 3"/>')
        parts.append(f'<text x="{left - 6}" y="{level + 4:.1f}" text-anchor="end" fill="{GOAL}">{panel.goal:g}</text>')
    places = [at(*point) for point in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts.append(f'<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="1.5"/>')
    told = math.inf
    for (count, value), (x, y) in reversed([*zip(points, places, strict=True)]):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{INK}"/>')
        if told - x < APART and (count, value) != points[0]:
            continue  # the last and the first are told, and between them what has room
        told = x
        halo = 'stroke="white" stroke-width="4" paint-order="stroke"'
        above = f'x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle"'
        parts.append(f'<text {above} {halo}>{value:,.4g}</text><text {above} fill="{INK}">{value:,.4g}</text>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{count:,}</text>')
    return "".join(parts)
