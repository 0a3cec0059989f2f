"""How quickly the window follows a person in a library of 100,000 photos. Runs without a screen.

The photos are links to real ones, with vectors between those of real ones.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.benchmarks.grown import grow
from tests.benchmarks.growth import index
from tests.benchmarks.setting import photos, row
from tests.benchmarks.window import OFFSCREEN, _wait, _window

COUNT = 100_000
TIMES = 60
OVERLAYS = ("mask", "component", "heat", "cam")
NAMES = {
    "switch": ("overlay switch, both large photos and the grid's next frame", 50),
    "cells": ("overlay switch, until every photo of the grid has it", 0),
    "hit": ("next hit at full size, beside the query, with its mask", 50),
    "slider": ("move of a mixing slider, until the grid's next frame", 50),
    "frame": ("frame while scrolling with masks on", 16),
}


def main() -> None:
    """Measure in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [path for name in ("pets", "cd_covers", "birds") for path in photos(f"labelled/{name}", "*.jpg")]
        # As a scan leaves it: with thumbnails, and an index that a search would begin beside what is measured here.
        grow(Path(folder) / "library", Path(folder) / "photos", sources, COUNT, pictured=COUNT)
        index(Path(folder), COUNT)
        command = [sys.executable, "-m", "tests.benchmarks.felt", folder, str(sources[7])]
        done = subprocess.run(command, env=OFFSCREEN, check=True, capture_output=True, text=True, timeout=900)
    found = json.loads(done.stdout.splitlines()[-1])
    for name, (words, limit) in NAMES.items():
        half, most = np.percentile(found[name], [50, 95])
        goal = f"; goal: under {limit}" if limit else ""
        row(f"window: {words}", f"{most:.0f} ms", f"p95 of {len(found[name])}, p50 {half:.0f}{goal}; {COUNT:,} photos")


def _measured(act: Callable[[int], object], until: Callable[[], bool], times: int = TIMES) -> list[float]:
    """Return the milliseconds from each of several acts until what it asks for is there."""
    found = []
    for number in range(times):
        started = time.perf_counter()
        act(number)
        _wait(until, 10)
        found.append((time.perf_counter() - started) * 1000)
        end = time.monotonic() + 0.3  # a person looks at it
        _wait(lambda: time.monotonic() > end)  # noqa: B023
    return found


def felt(folder: str, query: str) -> dict[str, list[float]]:
    """Return the milliseconds of everything."""
    _application, window = _window(Path(folder) / "library")
    _wait(lambda: bool(window.grid.model.items) and bool(window.method.mix.methods))
    answers: list[object] = []
    window.search.answered.connect(answers.append)
    window.search.search(Path(query))
    _wait(lambda: bool(answers))
    grid, drawn = window.views.grid, set()
    window.grid.step(2)
    _wait(lambda: not window.runner._handles)
    window.overlays.drawn.connect(lambda key, overlay: drawn.add(key) if overlay is not None else None)

    def switch(number: int) -> None:
        drawn.clear()
        window.overlays.choose(OVERLAYS[number % len(OVERLAYS)])
        grid.viewport().repaint()

    found = {"switch": _measured(switch, lambda: {"query", "details"} <= drawn)}
    waiting = window.thumbnails
    found["cells"] = _measured(switch, lambda: not waiting.busy, 20)
    window.overlays.choose("mask")
    found["frame"] = []
    for place in range(0, 6000, 40):
        grid.verticalScrollBar().setValue(place)
        started = time.perf_counter()
        grid.viewport().repaint()
        found["frame"].append((time.perf_counter() - started) * 1000)
        end = time.monotonic() + 0.016
        _wait(lambda: time.monotonic() > end)  # noqa: B023
    window.open_full()
    _wait(lambda: not window.runner._handles)

    def step(_number: int) -> None:
        drawn.clear()
        window._step(1)

    found["hit"] = _measured(step, lambda: "full hit" in drawn)
    window.views.leave_full()
    window.overlays.choose("")
    listed: list[object] = []
    window.search.listed.connect(lambda *_: listed.append(True))

    def weigh(number: int) -> None:
        listed.clear()
        window.method.mix.weigh("scda", 20 + number % 60)

    weigh(0)
    _wait(lambda: bool(listed))

    def shown() -> bool:
        grid.viewport().repaint()
        return bool(listed)

    found["slider"] = _measured(weigh, shown)
    window.close()
    return found


if __name__ == "__main__":
    print(json.dumps(felt(*sys.argv[1:])))
    sys.stdout.flush()
    os._exit(0)  # Qt's own teardown is not what is measured
