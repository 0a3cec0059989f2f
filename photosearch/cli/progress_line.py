"""One line on the terminal that follows a job."""

from __future__ import annotations

import shutil
from types import TracebackType
from typing import Self, TextIO

from photosearch.jobs import Progress


class ProgressLine:
    """Redraws one line of a terminal; used as a context manager, it leaves a clean line behind."""

    def __init__(self, stream: TextIO, *, enabled: bool) -> None:
        self._stream = stream
        self._enabled = enabled
        self._drawn = False

    def __enter__(self) -> Self:
        """Return the line itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the line."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, progress: Progress) -> None:
        """Draw a moment of the job."""
        if not self._enabled:
            return
        width = shutil.get_terminal_size().columns - 1
        self._stream.write("\r\x1b[K" + describe(progress)[:width])
        self._stream.flush()
        self._drawn = True


def describe(progress: Progress) -> str:
    """Return a moment as a sentence, such as ``Indexing: 3,214 of 8,040, 29.0 photos/s, 2 min 46 s left``."""
    parts = [f"{progress.stage}: {progress.done:,}" + (f" of {progress.total:,}" if progress.total else "")]
    if progress.total and progress.rate > 0:
        parts.append(f"{progress.rate:.1f}/s")
    if progress.remaining is not None:
        parts.append(f"{duration(progress.remaining)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a length of time in the two largest units that matter: ``46 s``, ``2 min 46 s``, ``3 h 10 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
