"""What photos are compared by: choosing network and method, and making what they lack."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.methods import Method, methods
from photosearch.services.networks import NetworkChoice, networks, photos_per_second
from photosearch.services.next_network import Change
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.indexing import Indexing
from photosearch.ui.controllers.mix import ALL, Mix
from photosearch.ui.controllers.search import Search
from photosearch.ui.controllers.second import Second
from photosearch.ui.controllers.self_test import SelfTesting
from photosearch.ui.controllers.stage import spoken
from photosearch.ui.dialogs.method_window import MethodWindow
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.style.ways import in_window
from photosearch.ui.style.words import translated
from photosearch.ui.views.top_bar import TopBar

JOB = "methods"
SPEED = "speed"


class MethodChoice(QObject):
    """Offers networks and methods, and says what must be computed, and for how long, before one can be used.

    `network_changed` says that what the old network saw no longer counts, `compared` that photos may be compared by
    other methods or weights than before.
    """

    network_changed = Signal()
    compared = Signal()

    def __init__(
        self,
        library: Library,
        runner: JobRunner,
        bar: TopBar,
        search: Search,
        indexing: Indexing,
        grid: Grid,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._runner = runner
        self._bar = bar
        self._search = search
        self._indexing = indexing
        self._grid = grid
        self._methods: Sequence[Method] = ()
        self._networks: Sequence[NetworkChoice] = ()
        self._asking: Sequence[Method] = ()
        self._fresh = False
        self.window = MethodWindow(window)
        self.mix = Mix(library, runner, search, self)
        self.second = Second(runner, search, self.mix, grid, self.window, self)
        self.self_test = SelfTesting(library, runner, self.mix, self.window, self)
        self.window.method_chosen.connect(self.choose)
        self.window.weighed.connect(self.mix.weigh)
        self.window.one_again.connect(self.mix.back)
        self.mix.changed.connect(self._show_weights)
        self.mix.single.connect(self._use)
        self.self_test.adopted.connect(self._adopted)
        self.window.network_chosen.connect(self.choose_network)
        bar.method_chosen.connect(self.choose)
        search.question_changed.connect(self._forget_asking)
        indexing.grown.connect(self.mix.forget)
        indexing.ended.connect(self._ended)
        runner.finished.connect(self._arrived)

    def show(self) -> None:
        """Show networks and methods with their sentences."""
        self.refresh()
        self.window.show()
        self.window.raise_()
        if not self._indexing.rate:
            self._measure()

    def refresh(self) -> None:
        """Read anew what each network and method has."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Sequence[Method], Sequence[NetworkChoice]]]:
            yield from ()
            return methods(library), networks(library)

        self._runner.start(JOB, job)

    def choose(self, name: str) -> None:
        """Compare by another method alone; if photos lack it, say what it takes to make it."""
        self.mix.alone(name)
        self._use(name)

    def compare(self, weights: Mapping[str, int]) -> None:
        """Compare by several methods mixed, or by one; if photos lack any, say what it takes to make it."""
        if len(weights) == 1:
            self.choose(next(iter(weights)))
        elif self.mix.resume(weights):
            self._begin([method for method in self._methods if method.id in weights])

    def weights(self) -> Mapping[str, int]:
        """Return what photos are compared by now, and how much each counts; nothing while that is still unknown."""
        if self.mix.active:
            return self.mix.heard
        chosen = self._search.descriptor or (self._methods[0].id if self._methods else "")
        return {chosen: ALL} if chosen else {}

    def restore(self, weights: Mapping[str, int]) -> None:
        """Compare as it was done before, without searching yet."""
        if len(weights) < 2 or not self.mix.resume(weights):
            name = max(weights, key=lambda name: weights[name], default="")
            self._search.descriptor = name or None
            self.mix.alone(name)
        self._asking = ()
        if self._methods:
            self._show()

    def _use(self, name: str) -> None:
        self._search.descriptor = name
        self._begin([method for method in self._methods if method.id == name])

    def _begin(self, used: Sequence[Method]) -> None:
        """Search by other methods than before, or offer to make what photos lack of them."""
        self._show()
        self._asking = [method for method in used if method.lacking]
        if not self._asking:
            self._search.repeat()
            return
        self._ask(self._asking)
        if not self._indexing.rate:
            self._measure()

    def choose_network(self, reference: str) -> None:
        """Look at photos with another network, and use it once it has seen all of them."""
        titles = {choice.reference: choice.title for choice in self._networks}
        if any(choice.reference == reference and choice.current for choice in self._networks):
            self._show()  # the list may show another one that is on its way
            return
        self._indexing.change_network(reference, titles.get(reference, Path(reference).stem))
        self.refresh()

    def _ask(self, lacking: Sequence[Method]) -> None:
        """Say in place of the photos what they lack, and offer to make it."""
        slowest = max(lacking, key=lambda method: method.passes)  # one look at a photo makes them all
        hint = " ".join([*(translated(method.summary) for method in lacking), self._time(slowest)]).strip()
        sentence = self.tr("“{title}” has not been made for {count:,} of your photos yet.")
        title = " + ".join(translated(method.title) for method in lacking)
        self._grid.say(
            sentence.format(title=title, count=max(method.lacking for method in lacking)),
            self.tr("Make it"),
            hint,
            lambda: self._indexing.rescan([method.id for method in lacking]),
        )

    def offer_to_make(self, name: str) -> bool:
        """Offer to make a method that no photo has, for it is needed; False where one has it."""
        method = next((method for method in self._methods if method.id == name), None)
        if method is None or method.photos or not method.lacking:
            return False
        self._asking = (method,)
        self._ask(self._asking)
        if not self._indexing.rate:
            self._measure()
        return True

    def _forget_asking(self) -> None:
        """Leave the place of the photos to another question."""
        self._asking = ()

    def _time(self, method: Method) -> str:
        """Return how long it takes to make a method, nothing where that is unknown or needless."""
        if not method.lacking or not self._indexing.rate:
            return ""
        time = spoken(method.lacking * method.passes / self._indexing.rate)
        return self.tr("Making it takes about {time}.").format(time=time)

    def _measure(self) -> None:
        """Find out how fast this machine is with the network."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, float]:
            yield from ()
            return photos_per_second(library)

        self._runner.start(SPEED, job)

    def _cost(self, method: Method) -> str:
        if method.unavailable is not None:
            return in_window(method.unavailable)
        if not method.lacking:
            return ""
        words = self.tr("Not made yet for {count:,} photos.").format(count=method.lacking)
        return f"{words} {self._time(method)}".strip()

    def _show(self) -> None:
        chosen = self._search.descriptor or self._methods[0].id
        self.window.show_methods(self._methods, [self._cost(method) for method in self._methods])
        self.window.show_networks(self._networks, self._indexing.next_network)
        self._bar.set_methods(self._methods, None if self.mix.active else chosen)
        self.mix.offer(self._methods, chosen)
        self._show_weights()

    def _show_weights(self) -> None:
        chosen = self._search.descriptor or (self._methods[0].id if self._methods else None)
        alone = None if self.mix.active else chosen
        self._bar.show_method(alone)
        self.window.show_weights(self.mix.weights, alone)
        self.window.show_mix(self.mix.line(), mixed=self.mix.active)
        self.compared.emit()

    def _adopted(self, name: str) -> None:
        """Compare by what is the default now."""
        self.refresh()
        self.choose(name)

    def _ended(self, result: object) -> None:
        """After a change of network nothing that was made with the old one is shown."""
        if isinstance(result, Change) and not result.switched:
            self.refresh()
        elif isinstance(result, Change):
            self._search.descriptor = None
            self.mix.alone("")
            self.mix.forget()
            self._fresh = True
            self.network_changed.emit()
            self.refresh()

    def _use_fresh(self, best: Method) -> None:
        """Compare by what is best with another network; what it has seen so far is shown while it sees the rest."""
        if best.photos:
            self.mix.alone(best.id)
            self._search.descriptor = best.id
            self._show()
            self._search.repeat()
        else:
            self.choose(best.id)

    def _arrived(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, tuple):
            self._methods, self._networks = result
            self._show()
            if self._fresh:
                self._fresh = False
                self._use_fresh(self._methods[0])
        elif job == SPEED and isinstance(result, float):
            self._indexing.rate = self._indexing.rate or result
            if self._methods:  # else they are still being read
                self._show()
            if self._asking and not self._runner.is_running("index"):
                self._ask(self._asking)
