"""The core works where PySide6 is not installed."""

from collections.abc import Callable
from subprocess import CompletedProcess

Python = Callable[..., "CompletedProcess[str]"]
Names = Callable[["CompletedProcess[str]"], list[str]]
QT = ["PySide6", "shiboken6"]


def test_every_module_but_the_window_imports_without_qt(modules: list[str], python_without: Python) -> None:
    core = [name for name in modules if not f"{name}.".startswith(("photosearch.ui.", "photosearch.train."))]
    done = python_without(QT, "".join(f"import {name}\n" for name in core))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_line_searches_without_qt(python_without: Python, search: str, found: Names) -> None:
    assert found(python_without(QT, search)) == ["stripes-1.png", "stripes-2.png"]
