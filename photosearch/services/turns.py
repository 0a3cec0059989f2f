"""Whose turn it is: files that take long to decode do not keep those waiting that do not."""

from __future__ import annotations

from collections.abc import Iterable

from photosearch.store.waiting import Task

LIGHT = (b".jpg", b".jpeg", b".jpe", b".png", b".gif", b".bmp", b".webp")
"""Endings of what is decoded here; all else, such as HEIC, RAW and TIFF, goes to processes of its own."""


class Turns:
    """Hands out tasks. Heavy ones take up to half of the workers, at least one, for as long as light ones wait.

    Parameters
    ----------
    tasks : iterable of Task
        Is gone through twice, side by side, so that it need not be in memory.
    workers : int
        Threads that look at photos.
    """

    def __init__(self, tasks: Iterable[Task], workers: int) -> None:
        self._share = max(1, workers // 2)
        self._heavy = (task for task in tasks if is_heavy(task))
        self._light = (task for task in tasks if not is_heavy(task))
        self._next_heavy, self._next_light = next(self._heavy, None), next(self._light, None)
        self._under_way = 0

    def take(self) -> Task | None:
        """Return the next task, None where there is none left."""
        heavy, light = self._next_heavy, self._next_light
        if heavy is not None and (self._under_way < self._share or light is None):
            self._under_way += 1
            self._next_heavy = next(self._heavy, None)
            return heavy
        self._next_light = next(self._light, None)
        return light

    def give_back(self, task: Task) -> None:
        """Say that a task is done."""
        self._under_way -= is_heavy(task)


def is_heavy(task: Task) -> bool:
    """Whether a file takes long to decode, by its name: no file is opened for that."""
    return not task.found.relative.lower().endswith(LIGHT)
