import threading
from collections.abc import Generator
from typing import Any

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from photosearch.errors import FolderProblem
from photosearch.jobs import Cancel, Progress
from photosearch.ui.job_runner import JobRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Any:
    runner = JobRunner()
    yield runner
    runner.close()


def count(to: int) -> Any:
    def job(cancel: Cancel) -> Generator[Progress, None, int]:
        done = 0
        for done in range(1, to + 1):
            if cancel.cancelled:
                break
            yield Progress("Counting", done, to)
        return done

    return job


def test_a_job_runs_elsewhere_and_is_told_of_here(runner: JobRunner, qtbot: QtBot) -> None:
    threads = []
    runner.progressed.connect(lambda _key, _progress: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(runner.finished) as ended:
        runner.start("count", count(5))
    assert ended.args == ["count", 5]
    assert threads == [QThread.currentThread()] * 5


def test_a_persons_error_is_a_sentence_and_a_bug_is_logged(
    runner: JobRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong(_cancel: Cancel) -> Generator[Progress, None, None]:
        yield from ()
        raise FolderProblem("There is no folder /x.")

    def bug(_cancel: Cancel) -> Generator[Progress, None, None]:
        yield from ()
        raise ZeroDivisionError

    with qtbot.waitSignal(runner.failed) as told:
        runner.start("a", wrong)
    assert told.args == ["a", "There is no folder /x."]
    with qtbot.waitSignal(runner.failed) as told:
        runner.start("b", bug)
    assert "log" in told.args[1]
    assert "ZeroDivisionError" in caplog.text


def test_a_late_result_is_dropped(runner: JobRunner, qtbot: QtBot) -> None:
    release = threading.Event()

    def slow(_cancel: Cancel) -> Generator[Progress, None, str]:
        yield from ()
        release.wait(5)
        return "old"

    results = []
    runner.finished.connect(lambda _key, result: results.append(result))
    runner.start("search", slow)
    with qtbot.waitSignal(runner.finished):
        runner.start("search", count(1))
    release.set()
    qtbot.wait(100)
    assert results == [1]


def test_pause_waits_and_stop_keeps_what_is_done(runner: JobRunner, qtbot: QtBot) -> None:
    seen: list[int] = []
    runner.progressed.connect(lambda _key, progress: seen.append(progress.done))
    runner.start("count", count(10**9))
    qtbot.waitUntil(lambda: len(seen) > 3)
    runner.pause("count")
    qtbot.wait(50)
    before = len(seen)
    qtbot.wait(100)
    assert len(seen) == before
    assert runner.is_paused("count")
    runner.resume("count")
    qtbot.waitUntil(lambda: len(seen) > before)
    with qtbot.waitSignal(runner.finished) as ended:
        runner.stop("count")
    assert ended.args[1] >= len(seen) - 1


def test_closing_ends_paused_and_running_jobs_and_signals_nothing_more(qtbot: QtBot) -> None:
    runner = JobRunner()
    told = []
    runner.finished.connect(lambda *arguments: told.append(arguments))
    runner.start("a", count(10**9))
    runner.start("b", count(10**9))
    runner.pause("b")
    runner.close()
    qtbot.wait(50)
    assert told == []
    runner.start("c", count(1))
    assert not runner.is_running("c")
