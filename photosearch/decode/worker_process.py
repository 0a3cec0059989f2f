"""One decoding process, seen from the program."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from photosearch.decode.messages import Header, Payload, Pipe, receive, send
from photosearch.errors import NoDecoder, UnreadablePhoto
from photosearch.priority import make_process_way

_BODY = "import sys; sys.path[:] = sys.argv[1:]; from photosearch.decode.worker import serve; serve()"
"""Not multiprocessing: that would run the main script of whoever imports this package once more."""
_START_SECONDS = 60.0
_END_SECONDS = 5.0
_PIPE_BYTES = 1 << 20
_FROM_OUTSIDE = {0} | {
    -getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
}
"""Exit codes of a worker that was ended, or ended itself for want of work: no fault of the photo."""
_NO_WINDOW, _BELOW_NORMAL = (
    getattr(subprocess, name, 0) for name in ("CREATE_NO_WINDOW", "BELOW_NORMAL_PRIORITY_CLASS")
)
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


class WorkerEnded(Exception):
    """A worker was ended from outside while it was at work."""


def worker_command() -> list[str]:
    """Return the command that starts a worker with the very packages of this process.

    It needs a Python. Where `sys.executable` is a frozen application, that has to offer a way to call
    `photosearch.decode.worker.serve` instead.
    """
    return [sys.executable, "-c", _BODY, *sys.path]


class WorkerProcess:
    """A process that is ready to decode, for one thread at a time; a `yielding` one makes way for everything else.

    Raises
    ------
    NoDecoder
        It cannot be started.
    """

    def __init__(self, command: Sequence[str], *, yielding: bool = False) -> None:
        try:
            self._process = subprocess.Popen(
                command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_ONE_THREAD},
                creationflags=_NO_WINDOW | (_BELOW_NORMAL if yielding else 0),
                pipesize=_PIPE_BYTES,
            )
        except (OSError, MemoryError) as error:
            raise NoDecoder(f"the process that decodes photos cannot be started: {error}") from error
        if yielding:
            make_process_way(self._process.pid)
        self._incoming: Pipe = self._process.stdout  # type: ignore[assignment]
        self._outgoing: Pipe = self._process.stdin  # type: ignore[assignment]
        self._expired = False
        try:
            with self._deadline(_START_SECONDS):
                receive(self._incoming)
        except (EOFError, OSError, ValueError) as error:
            self.end()
            raise NoDecoder("the process that decodes photos does not start") from error
        except BaseException:
            self.end()
            raise

    @property
    def pid(self) -> int:
        """The number that the system gave it."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: Header, data: bytes) -> tuple[Header, Payload]:
        """Return the answer to a request; after any error the process is gone.

        Parameters
        ----------
        request
            What the worker needs: ``name``, ``short_side``, ``pixel_limit``, and ``seconds`` that it may take.

        Raises
        ------
        UnreadablePhoto
            The photo made the worker crash, or takes too long.
        WorkerEnded
            Somebody else ended it.
        """
        name, seconds = request["name"], request["seconds"]
        try:
            with self._deadline(seconds):
                send(self._outgoing, request, data)
                return receive(self._incoming)
        except (EOFError, OSError, ValueError) as error:
            code = self._ended()
            if self._expired:
                raise UnreadablePhoto(
                    f"{name} cannot be shown: it was not open after {seconds:.0f} seconds, and the decoder was stopped"
                ) from error
            if code in _FROM_OUTSIDE:
                raise WorkerEnded from error
            raise UnreadablePhoto(f"{name} cannot be shown: the decoder crashed on it ({_cause(code)})") from error
        except BaseException:  # an answer that nobody took would be the answer to the next request
            self.end()
            raise

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._ended()

    def _ended(self) -> int:
        """Wait until it is gone, and return its exit code."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        try:
            return self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        """Kill the process after a time: reading from a pipe has no time limit on every system, its end has."""
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _expire(self) -> None:
        self._expired = True
        self._process.kill()


def _cause(code: int) -> str:
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"exit code {code}"
