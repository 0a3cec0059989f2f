"""How the window feels: first paint, lateness, frames, first result, memory. Runs without a screen."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from photosearch.importing import uncollected
from tests.benchmarks.rescan import COUNT, FAKE, fill_folders, fill_library
from tests.benchmarks.setting import photos, row

OFFSCREEN = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed program has its modules compiled."""
OFFSCREEN |= {"QT_QPA_PLATFORM": "offscreen"}


def main() -> None:
    """Measure in processes of their own, as a person starts the program."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        fill_folders(Path(folder) / "photos")
        fill_library(library, Path(folder) / "photos")
        first = _run("first_paint", library, FAKE)
        row(f"window: start to first paint, {COUNT:,} photos", f"{first['seconds']:.2f} s", "goal: under 1 s")
        row(f"window: memory, {COUNT:,} photos", f"{first['memory']:.0f} MiB", "goal: under 600")
        sources = photos("labelled/birds")
        (Path(folder) / "real").mkdir()
        for number, source in enumerate(sources * 2):
            (Path(folder) / "real" / f"{number}.jpg").symlink_to(source)
        late = _run("lateness", Path(folder) / "second", Path(folder) / "real")
        row(
            "window: lateness of a 16 ms timer, indexing / idle",
            f"{late['busy'][1] / late['idle'][1]:.1f} x",
            "p50, p99, max in ms: indexing {}, idle {}; goal: p99 under 16".format(
                *(_three(late[k]) for k in ("busy", "idle"))
            ),
        )
        felt = _run("frames", Path(folder) / "second", sources[3])
        for name in ("photos", "overlays"):
            row(f"window: frame while scrolling, {name}", f"{felt[name]:.1f} ms", "p95; goal: under 16")
        row("window: drop to first result", f"{felt['result']:.2f} s", "goal: under 1 s")


def _three(values: list[float]) -> str:
    return " ".join(f"{value:.1f}" for value in values)


def _run(name: str, *arguments: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.benchmarks.window", name, str(time.time()), *map(str, arguments)]
    done = subprocess.run(command, env=OFFSCREEN, check=True, capture_output=True, text=True, timeout=300)
    return json.loads(done.stdout.splitlines()[-1])


def _window(library: Path, model: Path | None = None) -> tuple[object, object]:
    with uncollected():  # as the program does
        from PySide6.QtWidgets import QApplication

        from photosearch.services.library import Library
        from photosearch.ui.main_window import MainWindow
        from photosearch.ui.style.theme import prepare

    application = QApplication([])
    prepare(application)
    window = MainWindow(Library(library, None if model is None else str(model)))
    window.show()
    return application, window


def _wait(until: object, seconds: float = 120) -> None:
    """Run the event loop, which lets other threads work, until something holds."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, end = QEventLoop(), time.monotonic() + seconds
    timer = QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if until() or time.monotonic() > end else None)
    timer.start()
    loop.exec()


def first_paint(started: float, library: str, model: str | None = None) -> dict[str, object]:
    """Return the seconds from the start of the process to the first paint with photos, and the memory then."""
    _application, window = _window(Path(library), None if model is None else Path(model))
    painted: list[float] = []
    paint = window.delegate.paint

    def noting(*arguments: object) -> None:
        paint(*arguments)
        painted.append(time.time())

    window.delegate.paint = noting
    _wait(lambda: painted)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    found = {
        "seconds": painted[0] - started,
        "cpu": time.process_time(),
        "memory": pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
    }
    window.close()
    return found


def lateness(_started: float, library: str, folder: str) -> dict[str, object]:
    """Return how late a precise 16 ms timer is, idle and while photos are indexed: p50, p99 and maximum in ms."""
    from PySide6.QtCore import Qt, QTimer

    _application, window = _window(Path(library))
    timer, ticks = QTimer(), []
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(16)

    def late() -> list[float]:
        gaps = (np.diff(ticks) - 0.016) * 1000
        return [float(value) for value in (*np.percentile(gaps, [50, 99]), gaps.max())]

    end = time.monotonic() + 5
    _wait(lambda: time.monotonic() > end)
    idle = late()
    window.indexing.add_folders([Path(folder)])
    _wait(lambda: window.indexing.rate > 0)
    ticks.clear()
    _wait(lambda: not window.runner.is_running("index"))
    busy = late()
    window.close()
    return {"idle": idle, "busy": busy}


def frames(_started: float, library: str, query: str) -> dict[str, object]:
    """Return the 95th percentile of painting a frame while scrolling, in ms, and seconds from a drop to its result."""
    _application, window = _window(Path(library))
    _wait(lambda: not window.runner.is_running("photos"))
    found: dict[str, object] = {}
    grid = window.views.grid
    for name, overlay in (("photos", ""), ("overlays", "heat")):
        window.overlays.choose(overlay)
        times = []
        for place in range(0, grid.verticalScrollBar().maximum(), 40):
            grid.verticalScrollBar().setValue(place)
            started = time.perf_counter()
            grid.viewport().repaint()
            times.append((time.perf_counter() - started) * 1000)
            end = time.monotonic() + 0.01
            _wait(lambda: time.monotonic() > end)  # noqa: B023
        found[name] = float(np.percentile(times, 95))
    window.overlays.choose("")
    answers: list[float] = []
    window.search.answered.connect(lambda _answer: answers.append(time.perf_counter()))
    started = time.perf_counter()
    window.search.search(Path(query))
    _wait(lambda: answers)
    found["result"] = answers[0] - started
    window.close()
    return found


if __name__ == "__main__":
    measure, when, *rest = sys.argv[1:]
    print(json.dumps(globals()[measure](float(when), *rest)))
    sys.stdout.flush()
    os._exit(0)  # Qt's own teardown is not what is measured
