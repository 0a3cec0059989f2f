"""A decoding process that does to itself, where a photo says so, what a broken photo does to a decoder."""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

import filelock
import numpy as np

from photosearch.decode import worker
from photosearch.decode.content import decode_content
from photosearch.types import Metadata, Picture

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
CRASH, HANG, GRIP, MEMORY, BUG, KILLED_ONCE = (
    HEIC + word for word in (b"crash", b"hang", b"grip", b"memory", b"bug", b"once")
)
LOCKS: list[filelock.BaseFileLock] = []
_BODY = "import sys; sys.path[:] = sys.argv[1:]; from tests.hostile_decoder import serve; serve({idle})"


def hostile_command(idle: float = worker.IDLE_SECONDS) -> list[str]:
    """Return the command that starts it; what photos do not ask for it does like any other."""
    return [sys.executable, "-c", _BODY.format(idle=idle), str(Path(__file__).resolve().parents[1]), *sys.path]


def serve(idle: float) -> None:
    worker.IDLE_SECONDS = idle
    worker.decode_content = misbehave
    worker.serve()


def misbehave(data: bytes, name: str, short_side: int | None, pixel_limit: int) -> Picture:
    if data == CRASH:
        os.kill(os.getpid(), signal.SIGSEGV)
    if data == HANG:
        hold(name)
        time.sleep(600)
    if data == GRIP:
        hold(name)
        ctypes.PyDLL(None).sleep(600)  # without ever letting go of the interpreter
    if data == MEMORY:
        np.zeros(2 * worker.MEMORY_LIMIT, np.uint8)
    if data == BUG:
        raise ValueError("a bug of ours")
    if data == KILLED_ONCE and not Path(name).exists():
        Path(name).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if data == KILLED_ONCE:
        return Picture(np.zeros((1, 1, 3), np.uint8), Metadata(1, 1, "heif"))
    return decode_content(data, name, short_side, pixel_limit)


def hold(name: str) -> None:
    """Lock a file for as long as this process lives."""
    LOCKS.append(filelock.FileLock(name + ".lock", timeout=0))
    LOCKS[-1].acquire()
    Path(name + ".held").touch()
