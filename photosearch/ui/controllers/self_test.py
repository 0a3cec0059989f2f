"""Which method suits a person's photos best: running the test, and using the best one."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.self_test import SelfTest, adopt, self_test
from photosearch.services.spec import parse
from photosearch.ui.controllers.mix import Mix
from photosearch.ui.dialogs.method_window import MethodWindow
from photosearch.ui.dialogs.self_test_window import SelfTestWindow
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.style.words import translated

JOB = "self-test"
ADOPT = "adopt"


class SelfTesting(QObject):
    """Runs the test in a worker. `adopted` carries the method that photos are compared by from now on."""

    adopted = Signal(str)

    def __init__(self, library: Library, runner: JobRunner, mix: Mix, opener: MethodWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._mix = mix
        self._offered: str | None = None
        self.window = SelfTestWindow(opener)
        opener.self_test.connect(self.start)
        self.window.stop.connect(lambda: runner.stop(JOB))
        self.window.adopt.connect(self._adopt)
        runner.progressed.connect(self._progressed)
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def start(self) -> None:
        """Show the window, and begin a test unless one is running."""
        self.window.show()
        self.window.raise_()
        if self._runner.is_running(JOB):
            return
        library = self._library
        self.window.show_rows(())
        self.window.offer("")
        self.window.show_progress(self.tr("Reading what has been made of your photos…"), 0, 0)

        def job(cancel: Cancel) -> Generator[Progress, None, SelfTest]:
            return (yield from self_test(library, cancel))

        self._runner.start(JOB, job)

    def _adopt(self) -> None:
        name, library = self._offered, self._library
        if name is None:
            return
        chosen = name

        def job(_cancel: Cancel) -> Generator[Progress, None, str]:
            yield from ()
            adopt(library, chosen)
            return chosen

        self._runner.start(ADOPT, job)

    def _progressed(self, job: str, progress: Progress) -> None:
        if job == JOB and progress.note:
            words = self.tr("Searching by “{title}”…").format(title=self._title(progress.note))
            self.window.show_progress(words, progress.done, progress.total)

    def _arrived(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, SelfTest):
            self._show(result)
        elif job == ADOPT and isinstance(result, str):
            self.window.offer("")
            words = self.tr("Photos are compared by “{title}” from now on.")
            self.window.say(words.format(title=self._title(result)))
            self.adopted.emit(result)

    def _failed(self, job: str, sentence: str) -> None:
        if job in (JOB, ADOPT):
            self.window.say(sentence)

    def _show(self, report: SelfTest) -> None:
        self.window.show_rows([(self._title(row.method), f"{row.top1:.1%}", f"{row.map:.3f}") for row in report.rows])
        self.window.say(" ".join(self._sentences(report)))
        self._offered = None if report.offered == report.default else report.offered
        if self._offered is None:
            self.window.offer("")
        elif self._offered == report.best:
            self.window.offer(self.tr("Use the best one"))
        else:
            self.window.offer(self.tr("Use “{title}”").format(title=self._title(self._offered)))

    def _sentences(self, report: SelfTest) -> list[str]:
        if report.best is None:
            return [self.tr("The test was stopped before anything was known.")]
        asked = self.tr("Searched with {queries:,} photos of {folders:,} folders.")
        best = self.tr("“{title}” finds most.")
        said = [
            asked.format(queries=report.rows[0].queries, folders=report.folders),
            best.format(title=self._title(report.best)),
        ]
        if report.offered is not None and report.offered != report.best:
            other = self.tr("New photos get that only when asked for; of what all photos get, “{title}” finds most.")
            said.append(other.format(title=self._title(report.offered)))
        if report.offered == report.default:
            said.append(self.tr("It is what photos are compared by already."))
        if report.stopped:
            said.append(self.tr("The test was stopped: other methods were not measured."))
        if report.warning is not None:
            said.append(report.warning)
        return said

    def _title(self, name: str) -> str:
        """Return what a person calls a method, with its projection if it has one."""
        spec = parse(name)
        method = self._mix.methods.get(spec.descriptor)
        if method is None:
            return name
        title = translated(method.title)
        return title if spec.kind is None else f"{title} ({spec.kind} {spec.dimensions})"
