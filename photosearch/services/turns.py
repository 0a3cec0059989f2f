"""Whose turn it is: files that take long to decode do not keep those waiting that do not."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from photosearch.services.plan import Task

LIGHT = (b".jpg", b".jpeg", b".jpe", b".png", b".gif", b".bmp", b".webp")
"""Endings of what is decoded here; all else, such as HEIC, RAW and TIFF, goes to processes of its own."""


class Turns:
    """Hands out tasks. Heavy ones take up to half of the workers, at least one, for as long as light ones wait.

    Parameters
    ----------
    workers : int
        Threads that look at photos.
    """

    def __init__(self, tasks: Sequence[Task], workers: int) -> None:
        self._share = max(1, workers // 2)
        self._heavy = deque(task for task in tasks if is_heavy(task))
        self._light = deque(task for task in tasks if not is_heavy(task))
        self._under_way = 0

    def take(self) -> Task | None:
        """Return the next task, None where there is none left."""
        if self._heavy and (self._under_way < self._share or not self._light):
            self._under_way += 1
            return self._heavy.popleft()
        return self._light.popleft() if self._light else None

    def give_back(self, task: Task) -> None:
        """Say that a task is done."""
        self._under_way -= is_heavy(task)


def is_heavy(task: Task) -> bool:
    """Whether a file takes long to decode, by its name: no file is opened for that."""
    return not task.found.relative.lower().endswith(LIGHT)
