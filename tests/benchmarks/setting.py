"""What the benchmarks share: where the photos are, paired timing, and rows of a table."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("PHOTOSEARCH_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def photos(folder: str, pattern: str = "*") -> list[Path]:
    """Return the photos below a folder of the reference data; ends the program where there are none."""
    found = sorted(path for path in (SHARED / "data" / folder).rglob(pattern) if path.is_file())
    if not found:
        sys.exit(f"no reference data at {SHARED} (set PHOTOSEARCH_SHARED)")
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def paired(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median seconds of two calls that take turns, so that both see the same machine."""
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


def finish(job: Generator[Any, None, Any]) -> Any:
    """Run a job to its end and return its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def row(name: str, ratio: str, detail: str = "") -> None:
    """Print one line."""
    print(f"{name:<46} {ratio:>12}   {detail}", flush=True)
