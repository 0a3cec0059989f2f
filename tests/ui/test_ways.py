"""No sentence that the window may show names a command or an option of the command line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.jobs import Cancel
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.style.ways import in_window

PACKAGE = Path(__file__).parents[2] / "photosearch"
COMMAND_LINE = re.compile(r"photosearch (?:-|[a-z]+)|(?<!\w)--[a-z]")
ELSEWHERE = ("cli", "ui", "train", "evaluate", "__main__.py")
"""Rooms whose sentences never come into the window; neither do those of an export."""
IS_NO_COMMAND = ("Another photosearch is", "inverted file", "photosearch to open it")


def sentences() -> Iterator[str]:
    """Yield every text of the core, of the rooms below the faces, that names a command or an option."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] in ELSEWHERE or path.name == "export.py":
            continue
        tree = ast.parse(path.read_text())
        documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if id(node) in documents or id(node) in parts:
                continue
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(one.value) if isinstance(one, ast.Constant) else "NAME" for one in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            else:
                continue
            if COMMAND_LINE.search(text) and " " in text and not any(word in text for word in IS_NO_COMMAND):
                yield text


def test_there_are_such_sentences() -> None:
    assert len(list(sentences())) > 25


@pytest.mark.parametrize("sentence", list(sentences()))
def test_no_sentence_of_the_core_names_the_command_line_in_the_window(sentence: str) -> None:
    said = in_window(sentence)
    assert not COMMAND_LINE.search(said), said
    assert said[-1] in ".)", said
    assert ".." not in said.replace("...", "")
    assert len(said) > 20, said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("None are known. Index them: photosearch scan", "None are known. Rescan the folders (F5)."),
        (
            "It needs words. Let it learn: photosearch scan --descriptor blcf",
            "It needs words. Choose it under “What photos are compared by…” (Ctrl+M).",
        ),
        ("a.b is a file; a library is a folder. Name another with --library.", "a.b is a file; a library is a folder."),
        ("Wait for it, or name another library with --library.", "Wait for it."),
        ("a.jpg is not there", "a.jpg is not there"),
        ("Another photosearch is writing. Wait.", "Another photosearch is writing. Wait."),
    ],
)
def test_what_is_to_be_done_is_said_in_the_windows_words(sentence: str, said: str) -> None:
    assert in_window(sentence) == said


def test_a_job_that_fails_says_so_in_the_windows_words(qtbot) -> None:
    from photosearch.errors import QueryProblem

    def job(_cancel: Cancel):
        yield from ()
        raise QueryProblem("Nothing is indexed. Do it: photosearch scan")

    runner = JobRunner()
    with qtbot.waitSignal(runner.failed) as failed:
        runner.start("a", job)
    runner.close()
    assert failed.args == ["a", "Nothing is indexed. Rescan the folders (F5)."]
