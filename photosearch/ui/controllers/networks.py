"""The page of networks: one piece of work at a time, in a worker; what changes the library goes through indexing."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from photosearch.jobs import Cancel, Progress
from photosearch.services.fastest import choose
from photosearch.services.installing import install, install_file, verify
from photosearch.services.network_states import (
    Made,
    NetworkState,
    Rate,
    make_smaller,
    measured_rate,
    network_states,
    remove_unused,
)
from photosearch.services.quantizing import accept
from photosearch.services.status import Status
from photosearch.ui.controllers.indexing import JOB as INDEXING
from photosearch.ui.controllers.own_network import OwnNetwork
from photosearch.ui.dialogs.networks_window import NetworksWindow
from photosearch.ui.job_runner import Job
from photosearch.ui.models.network_row import NetworkWords, size

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

LIST = "networks"
WORK = "network work"
REFRESH_SECONDS = 1.5
"""While another network looks at the photos, how many it has seen is shown this often."""


class Networks(QObject):
    """Shows the page and does what is asked there. `changed` says that networks have come or gone."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._library = window.library
        self._runner = window.runner
        self._indexing = window.indexing
        self._method = window.method
        self._writable = not window.read_only
        self._words = NetworkWords(self)
        self._states: Sequence[NetworkState] = ()
        self._made: Made | None = None
        self._end = ""
        self._fetching = False
        self._read = 0.0
        self._strip = window.views.strip
        self._told_better = False
        self.window = NetworksWindow(window.method.window)
        self.own = OwnNetwork(window.library, window.runner, self.window, self)
        self._does: Mapping[str, Callable[[NetworkState], None]] = {
            "use": lambda state: self._method.choose_network(state.reference),
            "use_now": lambda state: self._indexing.use_network(state.reference),
            "install": self._ask_file,
            "fetch": self._fetch,
            "fetch_from": self._ask_address,
            "measure": lambda state: self._work(lambda cancel: measured_rate(self._library, state.reference, cancel)),
            "verify": self._verify,
            "smaller": lambda state: self._work(lambda cancel: make_smaller(self._library, state.reference, cancel)),
            "remove": self._ask_remove,
            "forget": self._ask_forget,
        }
        self.window.asked.connect(self._do)
        self.window.runner_chosen.connect(self._choose_runner)
        self.window.own.connect(self.own.ask)
        self.window.stop.connect(lambda: self._runner.stop(WORK))
        self.window.accepted_offer.connect(self._accept)
        self.own.installed.connect(self._arrived_own)
        window.method.window.networks_asked.connect(self.show)
        self.changed.connect(window.method.refresh)
        window.indexing.state_changed.connect(self._tell_better)
        window.indexing.ended.connect(lambda _result: self.refresh())
        window.indexing.working.connect(lambda _folders, _paused: self._show())
        self._runner.progressed.connect(self._progressed)
        self._runner.finished.connect(self._finished)
        self._runner.failed.connect(self._failed)

    def _tell_better(self, status: Status) -> None:
        """Say once that there is a better network than that of an earlier version, which the library goes on with."""
        if status.better and self._writable and not self._told_better:
            self._told_better = True
            words = self.tr("This library uses the network of an earlier version. {title} finds more: Ctrl+Shift+N")
            self._strip.say(words.format(title=status.better))

    def show(self) -> None:
        """Show the page."""
        self.window.show()
        self.window.raise_()
        self.refresh()

    def refresh(self) -> None:
        """Read anew which networks there are, where the page is open."""
        if not self.window.isVisible():
            return
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, Sequence[NetworkState]]:
            yield from ()
            return network_states(library)

        self._runner.start(LIST, job)

    def _show(self) -> None:
        coming = self._indexing.next_network
        self.window.show_rows([self._words.row(state, coming, writable=self._writable) for state in self._states])

    def _do(self, action: str, reference: str) -> None:
        state = next((state for state in self._states if state.reference == reference), None)
        if state is not None:
            self._does[action](state)

    def _work(self, job: Job, end: str = "", *, fetching: bool = False) -> None:
        """Do one piece of work; the page says how it ended."""
        if self._runner.is_running(WORK):
            return
        self._made, self._end, self._fetching = None, end, fetching
        self.window.show_busy(self.tr("Starting…"), 0, 0)
        self._runner.start(WORK, job)

    def _fetch(self, state: NetworkState, address: str | None = None) -> None:
        self._work(lambda cancel: install(state.reference, cancel, address), self.tr("It is installed."), fetching=True)

    def _ask_address(self, state: NetworkState) -> None:
        title = self.tr("Fetch {title}").format(title=state.title)
        words = self.tr("The address of the file, or, ending in /, of a folder that holds it:")
        address, wanted = QInputDialog.getText(self.window, title, words)
        if wanted and address.strip():
            self._fetch(state, address.strip())

    def _ask_file(self, state: NetworkState) -> None:
        title = self.tr("Choose the file of {title}").format(title=state.title)
        name, _ = QFileDialog.getOpenFileName(self.window, title, "", self.tr("Networks (*.onnx *.toml)"))
        if name:
            self.install_file(state, Path(name))

    def install_file(self, state: NetworkState, file: Path) -> None:
        """Install a network of the catalogue from a file."""
        self._work(lambda cancel: install_file(file, cancel, state.reference), self.tr("It is installed."))

    def _verify(self, state: NetworkState) -> None:
        def job(_cancel: Cancel) -> Generator[Progress, None, object]:
            yield Progress("Checking, bytes", 0, 0)
            return verify(state.reference)

        words = self.tr("{title} is in order: its file is the one that was installed.")
        self._work(job, words.format(title=state.title))

    def _choose_runner(self, reference: str, provider: str) -> None:
        """Let a network be run by another of those that were measured."""

        def job(_cancel: Cancel) -> Generator[Progress, None, object]:
            yield from ()
            return choose(reference, provider or None)

        self._work(job, self.tr("That is how it is run from the next start of photosearch on."))

    def _ask_remove(self, state: NetworkState) -> None:
        words = self.tr(
            "Delete the file of {title} from this machine? What it saw in your photos is kept. It can be installed "
            "again from the file that it came from."
        )
        if self._sure(words.format(title=state.title)):
            library = self._library

            def job(_cancel: Cancel) -> Generator[Progress, None, bool]:
                yield from ()
                remove_unused(library, state.reference)
                return True

            self._work(job, self.tr("{title} is removed.").format(title=state.title))

    def _ask_forget(self, state: NetworkState) -> None:
        words = self.tr(
            "Forget what {title} saw in {photos:,} photos? That frees about {size}. The photos stay as they are; to "
            "use this network again, it has to look at all of them again."
        )
        if self._sure(words.format(title=state.title, photos=state.photos, size=size(state.kept))):
            self._indexing.forget_network(state.sha256 or state.reference)

    def _sure(self, words: str) -> bool:
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self.window, self.window.windowTitle(), words, yes | no, no) == yes

    def _accept(self) -> None:
        """Install the int8 network that was made."""
        if self._made is None:
            return
        made = self._made

        def job(_cancel: Cancel) -> Generator[Progress, None, object]:
            yield from ()
            return accept(made)

        self.window.offer("")
        self._work(job, self.tr("It is installed as {name}.").format(name=made.name))

    def _progressed(self, job: str, progress: Progress) -> None:
        if job == WORK:
            self.window.show_busy(self._stage(progress), progress.done, progress.total)
        elif job == INDEXING and self._indexing.next_network and time.monotonic() - self._read > REFRESH_SECONDS:
            self._read = time.monotonic()
            self.refresh()

    def _stage(self, progress: Progress) -> str:
        words = {
            "Downloading, bytes": self.tr("Fetching"),
            "Checking, bytes": self.tr("Checking the file"),
            "Measuring": self.tr("Measuring"),
            "Looking at your photos": self.tr("Looking at your photos"),
            "Reading photos": self.tr("Reading photos"),
            "Learning ranges": self.tr("Learning from your photos"),
            "Trying layers": self.tr("Trying every layer"),
            "Comparing": self.tr("Comparing both on your photos"),
        }.get(progress.stage, progress.stage)
        if not progress.total:
            return f"{words}…"
        if progress.total > 1_000_000:  # bytes of a file
            return self.tr("{words}: {done} of {total}").format(
                words=words, done=size(progress.done), total=size(progress.total)
            )
        counted = self.tr("{words}: {done:,} of {total:,}")
        return counted.format(words=words, done=progress.done, total=progress.total)

    def _finished(self, job: str, result: object) -> None:
        if job == LIST and isinstance(result, list):
            self._states = result
            self._show()
        elif job == WORK:
            self._ended(result)

    def _ended(self, result: object) -> None:
        if result is None:
            kept = self.tr("Stopped. What was fetched is kept; fetch it again to go on from there.")
            self.window.show_idle(kept if self._fetching else self.tr("Stopped. Nothing has changed."))
        elif isinstance(result, Rate):
            words = self.tr("{title}: {rate:.1f} photos/s on this machine.")
            self.window.show_idle(words.format(title=result.title, rate=result.per_second))
            self.refresh()
        elif isinstance(result, Made):
            self._made = result
            self.window.show_idle(self._of(result))
            self.window.offer(self.tr("Install it"))
        else:
            self.window.show_idle(self._end)
            self.changed.emit()
            self.refresh()

    def _of(self, made: Made) -> str:
        words = self.tr(
            "The smaller form of {title} looks at {faster:.2f} times as many photos a second on this machine ({photos} "
            "photos, {processor}). Of the ten most alike photos, {same} are the same; of the most alike one, {first}."
        )
        return words.format(
            title=made.of.title,
            faster=made.faster,
            photos=made.photos,
            processor=made.processor,
            same=f"{made.agreement:.0%}",
            first=f"{made.first:.0%}",
        )

    def _arrived_own(self, title: str) -> None:
        self.window.show_idle(self.tr("{title} is installed.").format(title=title))
        self.changed.emit()
        self.refresh()

    def _failed(self, job: str, sentence: str) -> None:
        if job in (LIST, WORK):
            self.window.show_idle(sentence)
