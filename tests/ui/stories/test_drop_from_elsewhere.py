"""A real drop: another process drags a file over the window, on a screen where nothing else is."""

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.stories.conftest import PICTURES, ROOT

PROGRAMS = Path(__file__).parent / "programs"


class Program:
    """A process whose lines are read as they come."""

    def __init__(self, script: str, *arguments: object, environment: dict[str, str]) -> None:
        command = [sys.executable, str(PROGRAMS / script), *map(str, arguments)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.strip())

    def says(self, timeout: float = 30) -> str:
        """Return its next line."""
        return self._lines.get(timeout=timeout)

    def said(self) -> str | None:
        """Return its next line if there is one."""
        try:
            return self._lines.get_nowait()
        except queue.Empty:
            return None

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of programs on a screen of their own."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        display = f":{server.stdout.readline().strip()}"
        yield {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        server.kill()


def test_a_photo_dragged_from_another_program_is_searched_for(
    screen: dict[str, str], made: Path, samples: Path, tmp_path: Path
) -> None:
    photo = tmp_path / "from elsewhere.jpg"
    shutil.copy(samples / "chelsea-darker.jpg", photo)
    PICTURES.mkdir(parents=True, exist_ok=True)

    def mouse(*what: object) -> None:
        subprocess.run(["xdotool", *map(str, what)], env=screen, check=True, timeout=10)

    window = Program("window.py", made, PICTURES / "a_drop_from_another_program", environment=screen)
    source = Program("drag_source.py", photo, environment=screen)
    try:
        assert window.says() == "listed"
        assert source.says() == "shown"
        mouse("mousemove", 1400, 200)
        deadline = time.monotonic() + 30
        while (begun := source.said()) is None and time.monotonic() < deadline:
            mouse("mouseup", 1, "mousedown", 1)  # until the window is there to take it
            time.sleep(0.3)
        assert begun == "dragging"
        words, step = None, 0
        while words in (None, "listed") and time.monotonic() < deadline:  # a hand never holds still
            step += 1
            mouse("mousemove", max(500, 1400 - 60 * step) + step % 2, 420)
            time.sleep(0.05)
            words = window.said()
        assert words == "Drop to search with this picture"
        mouse("mouseup", 1)
        lines = [window.says()]
        while "listed" in lines[-1]:
            lines.append(window.says())
        assert lines[-1] == "chelsea-darker.jpg"
        assert window.process.wait(timeout=30) == 0
        assert photo.exists()
    finally:
        window.end()
        source.end()
