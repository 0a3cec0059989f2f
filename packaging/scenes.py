"""Drawn scenes: six subjects, each in another place and size every time, so that a search has something to find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Canvas: TypeAlias = NDArray[np.uint8]
"""A picture, (height, width, 3), BGR, as OpenCV draws and writes it."""
Point: TypeAlias = tuple[float, float]
"""A place on a canvas, (column, row), the order of OpenCV's drawing functions."""
Colour: TypeAlias = tuple[float, float, float]
HEIGHT, WIDTH = 480, 640


def gradient(top: Colour, bottom: Colour) -> Canvas:
    """Return a canvas that goes from one colour at the top to another at the bottom."""
    share = np.linspace(0, 1, HEIGHT)[:, None, None]
    rows = (1 - share) * np.array(top) + share * np.array(bottom)
    return np.broadcast_to(rows, (HEIGHT, WIDTH, 3)).astype(np.uint8, order="C")


def polygon(canvas: Canvas, points: list[Point], colour: Colour) -> None:
    """Fill a polygon."""
    cv2.fillPoly(canvas, [np.array(points).round().astype(np.int32)], colour, cv2.LINE_AA)


def rectangle(canvas: Canvas, corner: Point, opposite: Point, colour: Colour) -> None:
    """Fill an upright rectangle."""
    (left, top), (right, bottom) = corner, opposite
    polygon(canvas, [(left, top), (right, top), (right, bottom), (left, bottom)], colour)


def ellipse(canvas: Canvas, centre: Point, across: float, down: float, colour: Colour) -> None:
    """Fill an upright ellipse with these half axes."""
    axes = (max(1, round(across)), max(1, round(down)))
    cv2.ellipse(canvas, (round(centre[0]), round(centre[1])), axes, 0, 0, 360, colour, -1, cv2.LINE_AA)


def line(canvas: Canvas, start: Point, end: Point, colour: Colour, thickness: int = 2) -> None:
    """Draw a line."""
    (x, y), (to_x, to_y) = start, end
    cv2.line(canvas, (round(x), round(y)), (round(to_x), round(to_y)), colour, thickness, cv2.LINE_AA)


def sailing_boat(rng: np.random.Generator) -> Canvas:
    """Draw a white sail on a blue sea."""
    canvas = gradient((235, 190, 130), (240, 225, 205))
    horizon = int(rng.integers(230, 300))
    canvas[horizon:] = gradient((150, 105, 40), (90, 60, 20))[: HEIGHT - horizon]
    for _ in range(120):
        x, y = rng.uniform(0, WIDTH), rng.uniform(horizon, HEIGHT)
        line(canvas, (x, y), (x + rng.uniform(8, 40), y), (190, 150, 90), thickness=1)
    x, y, s = rng.uniform(180, 460), horizon + rng.uniform(30, 80), rng.uniform(70, 120)
    polygon(canvas, [(x - s, y), (x + s, y), (x + 0.6 * s, y + 0.35 * s), (x - 0.7 * s, y + 0.35 * s)], (40, 50, 120))
    polygon(canvas, [(x, y - 0.1 * s), (x, y - 2 * s), (x + 0.9 * s, y - 0.1 * s)], (250, 250, 250))
    polygon(
        canvas, [(x - 0.1 * s, y - 0.1 * s), (x - 0.1 * s, y - 1.6 * s), (x - 0.8 * s, y - 0.1 * s)], (225, 230, 240)
    )
    return canvas


def house(rng: np.random.Generator) -> Canvas:
    """Draw a red roof on a green hill."""
    canvas = gradient((220, 170, 110), (245, 235, 220))
    edge = 330 + 40 * np.sin(np.arange(WIDTH) / rng.uniform(90, 160) + rng.uniform(0, 6))
    canvas[np.arange(HEIGHT)[:, None] > edge] = (60, 140, 70)
    x, s = rng.uniform(150, 490), rng.uniform(55, 100)
    y = float(edge[round(x)]) + 20
    rectangle(canvas, (x - s, y - 1.1 * s), (x + s, y), (200, 225, 240))
    polygon(canvas, [(x - 1.25 * s, y - 1.1 * s), (x, y - 2.1 * s), (x + 1.25 * s, y - 1.1 * s)], (50, 50, 180))
    rectangle(canvas, (x - 0.2 * s, y - 0.7 * s), (x + 0.2 * s, y), (40, 70, 100))
    for side in (-0.65, 0.65):
        ellipse(canvas, (x + side * s, y - 0.7 * s), 0.18 * s, 0.18 * s, (170, 130, 60))
    return canvas


def balloon(rng: np.random.Generator) -> Canvas:
    """Draw a striped balloon among clouds."""
    canvas = gradient((200, 130, 60), (240, 210, 170))
    for _ in range(5):
        x, y = rng.uniform(0, WIDTH), rng.uniform(60, 420)
        for _ in range(5):
            radius = rng.uniform(15, 32)
            ellipse(canvas, (x + rng.uniform(-50, 50), y + rng.uniform(-10, 10)), radius, radius, (250, 245, 240))
    x, y, s = rng.uniform(160, 480), rng.uniform(150, 240), rng.uniform(70, 120)
    for stripe, share in enumerate((1.0, 0.8, 0.6, 0.4, 0.2)):
        ellipse(canvas, (x, y), s * share, 1.1 * s, (60, 200, 250) if stripe % 2 else (40, 40, 210))
    for side in (-0.25, 0.25):
        line(canvas, (x + 2 * side * s, y + s), (x + side * s, y + 1.7 * s), (40, 40, 40))
    rim, floor = y + 1.65 * s, y + 2 * s
    polygon(
        canvas, [(x - 0.28 * s, rim), (x + 0.28 * s, rim), (x + 0.2 * s, floor), (x - 0.2 * s, floor)], (50, 90, 140)
    )
    return canvas


def flower(rng: np.random.Generator) -> Canvas:
    """Draw a yellow flower in a meadow."""
    canvas = gradient((70, 150, 90), (30, 90, 40))
    for _ in range(250):
        x, y = rng.uniform(0, WIDTH), rng.uniform(40, HEIGHT)
        line(canvas, (x, y), (x + rng.uniform(-8, 8), y - 30), (50, rng.uniform(110, 190), 80))
    x, y, s = rng.uniform(200, 440), rng.uniform(150, 250), rng.uniform(70, 110)
    line(canvas, (x, y), (x + 20, HEIGHT), (40, 110, 30), thickness=9)
    for angle in np.arange(12) * np.pi / 6 + rng.uniform(0, 1):
        ellipse(canvas, (x + s * np.cos(angle), y + s * np.sin(angle)), 0.36 * s, 0.36 * s, (50, 210, 250))
    ellipse(canvas, (x, y), 0.75 * s, 0.75 * s, (30, 70, 110))
    for _ in range(60):
        angle, radius = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.65 * s)
        ellipse(canvas, (x + radius * np.cos(angle), y + radius * np.sin(angle)), 3, 3, (60, 120, 180))
    return canvas


def city(rng: np.random.Generator) -> Canvas:
    """Draw lit windows at night."""
    canvas = gradient((60, 25, 15), (120, 60, 70))
    for _ in range(60):
        ellipse(canvas, (rng.uniform(0, WIDTH), rng.uniform(0, 200)), 1, 1, (230, 230, 230))
    left = 0
    while left < WIDTH:
        width, top = int(rng.integers(60, 110)), int(rng.integers(120, 300))
        canvas[top:, left : left + width] = (45, 35, 30)
        for row in range(top + 12, HEIGHT - 12, 24):
            for column in range(left + 10, left + width - 12, 20):
                if rng.random() < 0.6:
                    canvas[row : row + 12, column : column + 9] = (90, 200, 245)
        left += width + int(rng.integers(4, 14))
    return canvas


def fish(rng: np.random.Generator) -> Canvas:
    """Draw an orange fish under water."""
    canvas = gradient((170, 130, 40), (80, 40, 10))
    for _ in range(40):
        ellipse(canvas, (rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)), 4, 4, (220, 190, 120))
    x, y, s = rng.uniform(220, 420), rng.uniform(160, 320), rng.uniform(80, 130)
    polygon(canvas, [(x + 0.8 * s, y), (x + 1.5 * s, y - 0.55 * s), (x + 1.5 * s, y + 0.55 * s)], (30, 110, 240))
    ellipse(canvas, (x, y), s, 0.6 * s, (30, 130, 250))
    for share in (-0.35, 0.2):
        rectangle(canvas, (x + share * s, y - 0.55 * s), (x + (share + 0.2) * s, y + 0.55 * s), (250, 250, 250))
    ellipse(canvas, (x - 0.65 * s, y - 0.12 * s), 0.12 * s, 0.12 * s, (250, 250, 250))
    ellipse(canvas, (x - 0.67 * s, y - 0.12 * s), 0.06 * s, 0.06 * s, (10, 10, 10))
    return canvas


SCENES: Mapping[str, Callable[[np.random.Generator], Canvas]] = {
    scene.__name__: scene for scene in (sailing_boat, house, balloon, flower, city, fish)
}
