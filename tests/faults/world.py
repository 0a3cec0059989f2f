"""A folder of photos and a library of it that things are done to, and the count of what that cost."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from photosearch.cli.main import run
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.library import Library
from tests.drawing import FAKE, draw, finish

SHARED = Path(os.environ.get("PHOTOSEARCH_SHARED", Path(__file__).resolve().parents[3] / "shared"))
DRAWN, REAL = 12, 3
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
UIDS = Path("/proc/self/uid_map")
IS_MASTER = IS_ROOT and UIDS.exists() and UIDS.read_text().split() == ["0", "0", str(2**32 - 1)]
"""Root of the machine, not only in a user's space of his own, where disks in memory are all that can be mounted."""
PLAIN = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Before a command of root: permissions hold for it as they do for anybody."""
COMMAND = "from photosearch.cli.main import run; import sys; sys.exit(run(sys.argv[1:]))"


@dataclass(frozen=True)
class Outcome:
    """What came of a fault: times tried, photos lost, what the person sees, how the fault was made, and more lines."""

    tried: int
    lost: int
    seen: str
    how: str
    table: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a command ended with and said."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What it was about, in one line."""
        lines = (self.err.strip() or self.out.strip() or "nothing").splitlines()
        return lines[-1].removeprefix("photosearch: ")


class World:
    """Photos with a library beside them.

    Every command is the person's own: `photosearch ...` in this process (`say`) or in one of its own (`child`). A bug
    of ours (exit code 3, a traceback, a signal that was not sent) is an error of the fault that met it.
    """

    def __init__(self, home: Path, drawn: int = DRAWN) -> None:
        self.home = home
        self.photos = home / "photos"
        self.library = home / "library"
        self._content: dict[Path, str] = {}
        for number in range(drawn):
            draw(self.photos / f"{number % 3}" / f"{number}.jpg", number)
        real = sorted(path for path in (SHARED / "data" / "labelled").rglob("*.jpg"))[:REAL] if drawn else []
        for number, path in enumerate(real):
            shutil.copyfile(path, self.photos / f"real{number}.jpg")
        self.expect()

    def expect(self) -> None:
        """Take the photos as they lie there now for those that must survive."""
        self._content = {path: _digest(path) for path in sorted(self.photos.rglob("*")) if path.is_file()}

    @property
    def count(self) -> int:
        """How many photos there are."""
        return len(self._content)

    def arguments(self, *words: object) -> list[str]:
        """Return a command line of this library."""
        return ["--library", str(self.library), "--model", str(FAKE), *map(str, words)]

    def say(self, *words: object) -> Said:
        """Run a command here."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(self.arguments(*words))
        return _no_bug(Said(code, out.getvalue(), err.getvalue()))

    def child(self, *words: object, before: str = "", plain: bool = False, killed: bool = False) -> Said:
        """Run a command in a process of its own: after some lines of Python, or as one that permissions hold for."""
        done = self.begin(*words, before=before, plain=plain)
        out, err = done.communicate(timeout=120)
        said = Said(done.returncode, out, err)
        return said if killed and done.returncode < 0 else _no_bug(said)

    def begin(self, *words: object, before: str = "", plain: bool = False) -> "subprocess.Popen[str]":
        """Start a command in a process of its own."""
        start = PLAIN if plain and IS_ROOT else ()
        return subprocess.Popen(
            [*start, sys.executable, "-c", f"{before}\n{COMMAND}", *self.arguments(*words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )

    def add(self) -> Said:
        """Index the photos."""
        said = self.say("add", self.photos)
        if said.code:
            raise AssertionError(said.err)
        return said

    def ids(self) -> dict[Path, int]:
        """Return the photos that can be searched for and are there, with their ids."""
        with Library(self.library, str(FAKE)) as library, library.reading() as store:
            rows = store.rows(
                "SELECT roots.path, files.path, photos.id FROM photos JOIN files ON files.id = file_id "
                "JOIN roots ON roots.id = root_id WHERE missing = 0 AND photos.id IN (SELECT photo_id FROM vectors)"
            )
        return {Path(os.fsdecode(root)) / os.fsdecode(path): key for root, path, key in rows}

    def lost(self, before: dict[Path, int] | None = None) -> int:
        """Count the photos that are gone: from the disk, changed there, not found any more, or under another id.

        Parameters
        ----------
        before : dict, optional
            Ids that the photos must have kept: the work on them outlived the fault.

        Raises
        ------
        AssertionError
            The library is not sound.
        """
        with Library(self.library, str(FAKE)) as library:
            problems = finish(check(library, Cancel()))
        if problems:
            raise AssertionError(f"not sound: {problems}")
        ids = self.ids()
        gone = {path for path, content in self._content.items() if path not in ids or _digest(path) != content}
        return len(gone | {path for path, key in (before or {}).items() if ids.get(path) != key})

    def search(self) -> int:
        """Return how many photos a search for the first one finds."""
        said = self.say("--json", "find", next(iter(self._content)), "-k", 10_000)
        if said.code:
            raise AssertionError(said.err)
        return len(json.loads(said.out)["hits"])


def _no_bug(said: Said) -> Said:
    if said.code not in (0, 1, 2, 130) or "Traceback" in said.err:
        raise AssertionError(f"a bug of ours, exit code {said.code}:\n{said.err}")
    return said


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


@contextmanager
def tmpfs(folder: Path, size: str) -> Iterator[None]:
    """Mount a small disk, for as long as the block lasts; only root can."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def tried(fault: Callable[[Path], Outcome], home: Path) -> Outcome | str:
    """Return what came of a fault, or the traceback of how it went wrong."""
    try:
        return fault(home)
    except Exception:  # noqa: BLE001  # the other faults are done all the same
        return traceback.format_exc()
