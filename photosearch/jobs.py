"""Long work is a generator of `Progress` that asks a `Cancel` between its steps."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a long job. `total` is 0 while it is unknown; `remaining` is in seconds, None while unknown."""

    stage: str
    done: int
    total: int
    rate: float = 0.0
    remaining: float | None = None
    note: str = ""


class Cancel:
    """A token that asks a job to stop soon and to keep what is done. Safe to set from any thread and signal handler."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._event.set()

    def wait(self, seconds: float) -> None:
        """Wait, no longer than until stopping is asked for."""
        self._event.wait(seconds)

    @property
    def cancelled(self) -> bool:
        """Whether stopping was asked for."""
        return self._event.is_set()


@dataclass
class Pace:
    """Measures a job's rate and says when the next `Progress` is due (at most `per_second` times a second).

    The rate is that of a sliding window of about `window` seconds, so that the remaining time follows a change of speed
    without jumping about.
    """

    stage: str
    total: int = 0
    per_second: float = 30.0
    window: float = 20.0
    done: int = 0
    _marks: list[tuple[float, int]] = field(default_factory=list)
    _last: float = 0.0

    def step(self, count: int = 1) -> None:
        """Count finished items."""
        self.done += count

    def due(self) -> bool:
        """Whether enough time has passed since the last report."""
        return time.monotonic() - self._last >= 1.0 / self.per_second

    def report(self, note: str = "") -> Progress:
        """Return the present moment as a `Progress`."""
        now = time.monotonic()
        self._last = now
        self._marks.append((now, self.done))
        while len(self._marks) > 2 and now - self._marks[0][0] > self.window:
            self._marks.pop(0)
        seconds, count = now - self._marks[0][0], self.done - self._marks[0][1]
        rate = count / seconds if seconds > 0 else 0.0
        known = rate > 0 and self.total >= self.done
        remaining = (self.total - self.done) / rate if known else None
        return Progress(self.stage, self.done, self.total, rate, remaining, note)
