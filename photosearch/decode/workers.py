"""Decoding processes, started when needed and kept warm."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence

from photosearch import errors
from photosearch.decode.messages import unpacked
from photosearch.decode.worker_process import WorkerEnded, WorkerProcess, worker_command
from photosearch.errors import ProgramError, UnreadablePhoto
from photosearch.priority import makes_way
from photosearch.types import Picture

_SECONDS = 8.0
_SECONDS_PER_MEGABYTE = 1.0
"""A 12 megapixel HEIC takes about a second of one slow core; only a large file may take more than eight."""
_MOST = 8
_ATTEMPTS = 2


class Workers:
    """At most so many processes, shared by all threads; more threads than that wait for each other.

    Threads that make way for others have as many processes of their own, which make way too: whoever looks at a photo
    never waits behind the thousands that are being indexed.

    Parameters
    ----------
    most : int, optional
        By default one per processor, up to eight.
    command : callable, optional
        Returns the command that starts one.
    seconds : float
        What a small file may take.
    """

    def __init__(
        self,
        most: int | None = None,
        command: Callable[[], Sequence[str]] = worker_command,
        seconds: float = _SECONDS,
    ) -> None:
        most = most or min(os.cpu_count() or 1, _MOST)
        self._places = {kind: threading.BoundedSemaphore(most) for kind in (False, True)}
        self._command = command
        self._seconds = seconds
        self._lock = threading.Lock()
        self._idle: dict[bool, list[WorkerProcess]] = {False: [], True: []}
        self._busy: set[WorkerProcess] = set()
        self._unwanted: set[WorkerProcess] = set()

    def decode(self, data: bytes, name: str, short_side: int | None, pixel_limit: int) -> Picture:
        """Decode a photo in one of the processes.

        Parameters and errors are those of `photosearch.decode.read.read_bytes`, and the photo that makes a process
        crash, or keeps it too long, is an UnreadablePhoto.
        """
        seconds = self._seconds + _SECONDS_PER_MEGABYTE * len(data) / 1e6
        request = {"name": name, "short_side": short_side, "pixel_limit": pixel_limit, "seconds": seconds}
        yielding = makes_way()
        with self._places[yielding]:
            for _ in range(_ATTEMPTS):
                worker = self._take(yielding)
                try:
                    header, payload = worker.ask(request, data)
                except WorkerEnded:
                    continue
                finally:
                    self._give_back(worker, yielding)
                if "bug" in header:
                    raise ProgramError(header["bug"])
                if "refused" in header:
                    raise getattr(errors, header["refused"])(header["reason"])
                return unpacked(header, payload)
        raise UnreadablePhoto(
            f"{name} cannot be shown: the system ended the decoder twice; it may need more memory than there is"
        )

    def end(self) -> None:
        """End the processes that wait for work now, those at work when they are done; the next photo starts anew."""
        with self._lock:
            idle = [worker for kept in self._idle.values() for worker in kept]
            for kept in self._idle.values():
                kept.clear()
            self._unwanted |= self._busy
        for worker in idle:
            worker.end()

    @property
    def pids(self) -> list[int]:
        """The processes' numbers."""
        with self._lock:
            return [worker.pid for worker in (*self._idle[False], *self._idle[True], *self._busy)]

    def _take(self, yielding: bool) -> WorkerProcess:  # noqa: FBT001  # a kind
        while True:
            with self._lock:
                worker = self._idle[yielding].pop() if self._idle[yielding] else None
                if worker is not None and worker.is_alive:
                    self._busy.add(worker)
                    return worker
            if worker is None:
                break
            worker.end()  # it went for want of work, or was ended
        worker = WorkerProcess(self._command(), yielding=yielding)
        with self._lock:
            self._busy.add(worker)
        return worker

    def _give_back(self, worker: WorkerProcess, yielding: bool) -> None:  # noqa: FBT001  # a kind
        with self._lock:
            self._busy.discard(worker)
            wanted = worker.is_alive and worker not in self._unwanted
            self._unwanted.discard(worker)
            if wanted:
                self._idle[yielding].append(worker)
        if not wanted:
            worker.end()
