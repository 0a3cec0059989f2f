"""What grows with a library, and what does not: the same measures at several counts of photos.

``python -m tests.benchmarks.growth FOLDER [COUNT...]`` makes libraries below FOLDER, unless they are there, measures
them in processes of their own, and keeps the figures in growth.json beside this file; the picture is
packaging/pictures/growth.svg. With ``--only NAME`` one measure alone is taken again, and without a COUNT none: then
the table and the picture are made of what is kept.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from photosearch.files.walk import Listing, walk
from photosearch.jobs import Cancel
from photosearch.services.disk_use import disk_use
from photosearch.services.find import find
from photosearch.services.ingest import scan
from photosearch.services.library import Library
from photosearch.services.timeline import timeline
from photosearch.store import features
from tests.benchmarks.grown import SMALL, grow
from tests.benchmarks.growth_picture import Panel, drawn
from tests.benchmarks.rescan import bare_walk
from tests.benchmarks.setting import finish, paired, photos, row
from tests.benchmarks.window import OFFSCREEN, _wait, _window

FIGURES = Path(__file__).with_suffix(".json")
PICTURE = Path(__file__).parents[2] / "packaging" / "pictures" / "growth.svg"
SEARCHES, FRAMES = 60, 300
SHARES, TOP = (0.001, 0.01, 0.1, 0.5), 100
PANELS = (
    Panel("start to first paint", "first_paint", "s", 1.0),
    Panel("memory of the window", "window_mib", "MiB", 600),
    Panel("frame while scrolling, 95th percentile", "frame_ms", "ms", 16),
    Panel("rescan of unchanged files / bare walk", "rescan_ratio", "x", 2),
    Panel("search with a stored photo, 95th percentile", "search_ms", "ms", 30),
    Panel("disk per photo", "disk_bytes", "bytes", None),
)
Figures = dict[str, float]


def main() -> None:
    """Measure what is asked for, and show all that is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("counts", type=int, nargs="*")
    parser.add_argument("--only", choices=[*MEASURES])
    asked = parser.parse_args()
    kept: dict[str, Figures] = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    for count in asked.counts:
        place = asked.folder / str(count)
        place.mkdir(parents=True, exist_ok=True)
        figures = kept.setdefault(str(count), {})
        for name in [asked.only] if asked.only else MEASURES:
            command = [sys.executable, "-m", "tests.benchmarks.growth", "--measure", name, str(place), str(count)]
            done = subprocess.run(command, env=OFFSCREEN, check=True, stdout=subprocess.PIPE, text=True)
            figures |= json.loads(done.stdout.splitlines()[-1])
            load = os.getloadavg()[0]
            print(f"{count:,} {name}: {done.stdout.splitlines()[-1]} (load {load:.1f})", flush=True)
            FIGURES.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    for panel in PANELS:
        for count, figures in sorted(kept.items(), key=lambda pair: int(pair[0])):
            goal = "" if panel.goal is None else f"goal: under {panel.goal:g}"
            if panel.figure in figures:
                row(f"{panel.title}, {int(count):,}", f"{figures[panel.figure]:.4g} {panel.unit}", goal)
    PICTURE.write_text(drawn(PANELS, {int(count): figures for count, figures in kept.items()}), encoding="utf-8")


def made(place: Path, count: int) -> Figures:
    """Make the library."""
    found: Figures = {}
    if not (place / "library").exists():
        sources = [path for name in ("pets", "cd_covers", "birds") for path in photos(f"labelled/{name}", "*.jpg")]
        started = time.monotonic()
        grow(place / "library", place / "photos", sources, count, SMALL, pictured=count // 20)
        found["made_s"] = round(time.monotonic() - started, 1)
    return found


def first_paint(place: Path, _count: int) -> Figures:
    """Return the seconds from the start of a process to the first paint with photos, and those of processors, at best.

    The latter tell more where the machine has other things to do.
    """
    best: list[tuple[float, float]] = []
    for _ in range(5):
        command = [sys.executable, "-m", "tests.benchmarks.window", "first_paint", str(time.time())]
        command += [str(place / "library")]
        done = subprocess.run(command, env=OFFSCREEN, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        best.append((found["seconds"], found["cpu"]))
    seconds, cpu = (round(min(column), 3) for column in zip(*best, strict=True))
    return {"first_paint": seconds, "first_paint_cpu": cpu}


def window(place: Path, count: int) -> Figures:
    """Return memory, lateness while all is read, and frames while scrolling by wheel.

    What is `busy`, and `frame_cpu`, are the milliseconds that the window's own thread works, whatever else there is.
    """
    from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    _application, window = _window(place / "library")
    grid, items = window.views.grid, window.grid.model
    _wait(lambda: bool(items.items))
    timer, ticks = QTimer(), []
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append((time.perf_counter(), time.thread_time())))
    timer.start(16)
    started = time.monotonic()
    _wait(lambda: len(items.items) == count and not window.runner._handles)
    listed = time.monotonic() - started
    _wait(lambda: time.monotonic() - started > 5)
    at, busy = np.diff(np.array(ticks), axis=0).T * 1000
    frames = []
    for _ in range(FRAMES):
        before = time.perf_counter(), time.thread_time()
        point = QPointF(300, 300)
        wheel = (QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
        there = grid.viewport().mapToGlobal(point)
        event = QWheelEvent(point, there, *wheel, Qt.ScrollPhase.NoScrollPhase, False)  # Qt's own
        QApplication.sendEvent(grid.viewport(), event)
        grid.viewport().repaint()
        frames.append((time.perf_counter() - before[0], time.thread_time() - before[1]))
        end = time.monotonic() + 0.016
        _wait(lambda: time.monotonic() > end)  # noqa: B023
    frame, cpu = np.percentile(frames, 95, axis=0) * 1000
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {
        "listed_s": round(listed, 2),
        "late_ms": round(float(np.percentile(at - 16, 99)), 1),
        "busy_ms": round(float(np.percentile(busy, 99)), 1),
        "frame_ms": round(float(frame), 1),
        "frame_cpu_ms": round(float(cpu), 1),
        "window_mib": round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20),
    }


def index(place: Path, _count: int) -> Figures:
    """Build the search index, and return how long that takes."""
    started, busy = time.perf_counter(), time.process_time()
    with Library(place / "library") as library, library.writing() as store:
        for space in features.all_spaces(store):
            finish(library.shelf.keep(store, space, Cancel(), []))
    took, busy = time.perf_counter() - started, time.process_time() - busy
    if took < 1 and (place / "library" / "indexes").exists():
        return {}  # it was there
    return {"index_s": round(took, 1), "index_cpu_s": round(busy, 1)}


class _Kept(Library):
    """A grown library, whose scan asks for no more feature spaces than it keeps."""

    def wanted_descriptors(self, extra: Sequence[str] = ()) -> list[str]:  # noqa: ARG002  # as it is called
        return []


def rescan(place: Path, count: int) -> Figures:
    """Return how long a scan of unchanged files takes beside a walk that does nothing, and its memory."""
    with _Kept(place / "library") as library:

        def again() -> None:
            summary = finish(scan(library, Cancel()))
            assert (summary.unchanged, summary.indexed) == (count, 0)

        root = place / "photos"
        assert sum(len(one.names) for one in walk(root) if isinstance(one, Listing)) == count
        ours, bare = paired(again, lambda: bare_walk(os.fsencode(root)), rounds=3)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rescan_ratio": round(ours / bare, 2), "rescan_s": round(ours, 2), "rescan_mib": round(memory)}


def search(place: Path, count: int) -> Figures:
    """Return how long searching takes with stored photos, what comes before the first one, and the memory."""
    random = np.random.default_rng(0)
    with Library(place / "library") as library:
        known = timeline(library)
        paths = [Path(known[int(number)][1]) for number in random.integers(0, count, SEARCHES)]
        started = time.perf_counter()
        finish(find(library, paths[0]))
        first = time.perf_counter() - started
        times = []
        for path in paths:
            started = time.perf_counter()
            finish(find(library, path))
            times.append((time.perf_counter() - started) * 1000)
    half, most = np.percentile(times, [50, 95])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"search_ms": most, "search_p50_ms": half, "first_search_s": first, "search_mib": memory}
    return {name: round(float(value), 1) for name, value in figures.items()}


def filtered(place: Path, count: int) -> Figures:
    """Return the milliseconds, 95th percentile, of a search among a share of the photos, drawn at random."""
    random, figures = np.random.default_rng(1), {}
    with Library(place / "library") as library, library.reading() as store:
        (space,) = features.all_spaces(store)
        labels = features.labels(store, space.id)
        asked = features.read_vectors(store, space.id, np.sort(random.choice(labels, SEARCHES, replace=False)))[1]
        index = finish(library.shelf.prepare(store, space, Cancel(), []))
        for share in SHARES:
            among = np.sort(random.choice(labels, max(1, round(share * count)), replace=False))
            times = []
            for vector in asked:
                started = time.perf_counter()
                found, _ = index.search(vector, TOP, among)
                times.append((time.perf_counter() - started) * 1000)
                assert len(found) == min(TOP, len(among))
            figures[f"among {100 * share:g} %, ms"] = round(float(np.percentile(times, 95)), 1)
    return figures


def disk(place: Path, count: int) -> Figures:
    """Return the bytes that a photo takes, part by part."""
    with Library(place / "library") as library:
        use = disk_use(library)
    parts = {f"disk: {name}": round(size / count, 1) for name, size in use.parts.items()}
    return {"disk_bytes": round(sum(use.parts.values()) / count), **parts}


MEASURES = {work.__name__: work for work in (made, first_paint, window, index, rescan, search, filtered, disk)}

if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        print(json.dumps(MEASURES[sys.argv[2]](Path(sys.argv[3]), int(sys.argv[4]))))
        sys.stdout.flush()
        os._exit(0)  # Qt's own teardown is not what is measured
    main()
