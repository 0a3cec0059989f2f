"""The last lines of the log, kept in memory for a bug report."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable
from types import TracebackType

KEPT = 500


class MemoryLog(logging.Handler):
    """Keeps the last lines. Safe from every thread: logging holds a lock around `emit`."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: deque[str] = deque(maxlen=KEPT)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


def catch_exceptions(tell: Callable[[], object]) -> None:
    """Have an exception in any slot logged and the person told, after which the window lives on."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger(__name__).critical("an error of ours; the window lives on", exc_info=(kind, error, trace))
        tell()

    sys.excepthook = report
