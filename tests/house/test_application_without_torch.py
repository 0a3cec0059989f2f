"""The application works where torch is not installed: only training needs it."""

from collections.abc import Callable
from subprocess import CompletedProcess

Python = Callable[..., "CompletedProcess[str]"]
Names = Callable[["CompletedProcess[str]"], list[str]]
TORCH = ["torch", "torchvision"]


def test_every_module_but_training_imports_without_torch(modules: list[str], python_without: Python) -> None:
    application = [name for name in modules if not f"{name}.".startswith("photosearch.train.")]
    done = python_without(TORCH, "".join(f"import {name}\n" for name in application))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_line_searches_without_torch(python_without: Python, search: str, found: Names) -> None:
    assert found(python_without(TORCH, search)) == ["stripes-1.png", "stripes-2.png"]
