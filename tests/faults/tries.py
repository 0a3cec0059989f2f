"""What came of many files at one door: what was read, what was refused and how, and what the worst of them cost."""

import faulthandler
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from photosearch.decode.read import WORKERS

SECONDS, BYTES = 10.0, 1 << 30
"""No file may take longer at a door, and neither the program nor a decoder of it may grow larger."""
HANGS = 120.0
"""Seconds until a file, or a door, is given up."""
NAMES = re.compile(r"'[^']*'|\d[\d,.]*")


@contextmanager
def watched(seconds: float = HANGS) -> Iterator[None]:
    """End the program, saying where it is, when a block takes too long: what hangs in a library hears nothing else."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stdout__ or sys.stdout)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


class Tries:
    """Counts the tries of one door; `note` may be called from any thread.

    Parameters
    ----------
    door : str
        What it is called in the table.
    """

    def __init__(self, door: str) -> None:
        self.door = door
        self.tried = self.read = 0
        self.refused = Counter[str]()
        self.sentences = Counter[str]()
        self.slowest = (0.0, "", "")
        self._decoder = 0
        self._files: set[Path] = set()
        self._lock = threading.Lock()
        _forget_peak()

    def note(self, path: Path, way: str, seconds: float, kind: str = "", sentence: str = "") -> None:
        """Count one file that went one way; `kind` and `sentence` say how it was refused, empty where it was read."""
        decoder = _largest_decoder()
        with self._lock:
            self._decoder = max(self._decoder, decoder)
            self.tried += 1
            self._files.add(path)
            self.slowest = max(self.slowest, (seconds, way, f"{path.parent.name}/{path.name}"))
            if not kind:
                self.read += 1
                return
            self.refused[kind] += 1
            shape = sentence.replace(str(path), "FILE").replace(path.name, "FILE")
            self.sentences[NAMES.sub("...", shape)] += 1

    def table(self, seconds_allowed: float) -> tuple[str, ...]:
        """Return the figures in lines, and raise AssertionError where a file took too long or too much memory.

        What crashed the program would have ended it; what crashed a decoder is one of the refusals.
        """
        seconds, way, path = self.slowest
        own, decoder = _peak("self"), self._decoder
        crashed = sum(count for sentence, count in self.sentences.items() if "crashed" in sentence)
        lines = (
            f"{self.door}: {len(self._files)} files, {self.tried} tries, {self.read} read, {crashed} crashed a decoder",
            f"  refused: {', '.join(f'{kind} {count}' for kind, count in self.refused.most_common())}",
            f"  slowest: {seconds:.2f} s ({way} {path}); peak memory {own >> 20} MiB, of a decoder {decoder >> 20} MiB",
        )
        if seconds > seconds_allowed or max(own, decoder) > BYTES:
            raise AssertionError("\n".join(lines))
        return (*lines, *(f"  {count} x {sentence}" for sentence, count in self.sentences.most_common()))


def _forget_peak() -> None:
    """Let the system measure the peak of this process anew."""
    WORKERS.end()
    Path("/proc/self/clear_refs").write_text("5")


def _largest_decoder() -> int:
    """Return the largest size that one of the decoders of now has had, in bytes; those that end meanwhile have none."""
    sizes = [0]
    for pid in WORKERS.pids:
        with suppress(OSError, StopIteration):
            sizes.append(_peak(str(pid)))
    return max(sizes)


def _peak(process: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
