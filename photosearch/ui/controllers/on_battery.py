"""Indexing waits while the machine runs on its battery, if that is wanted."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from photosearch.jobs import Cancel, Progress
from photosearch.services.power import Power, power_here

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "power"
LOOK_MS = 10_000


class OnBattery(QObject):
    """Asks now and then where the power comes from, if anybody wants to know."""

    def __init__(self, window: MainWindow, power: Power | None = None) -> None:
        super().__init__(window)
        self.power = power_here() if power is None else power
        self._window = window
        self._runner = window.runner
        self._indexing = window.indexing
        self._on_battery = False
        self._anyway = False
        """The person does not want to wait this time."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._runner.aside.add(JOB)
        self._runner.finished.connect(self._finished)
        self._indexing.working.connect(lambda _folders, _paused: self._hold())
        self._indexing.gone_on.connect(self._go_on)
        window.made_ahead.holds = lambda: self.holds

    @property
    def holds(self) -> bool:
        """Whether work that can wait has to."""
        return self._on_battery and self._window.preferences.mains_only and not self._anyway

    def begin(self) -> None:
        """Ask from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask where the power comes from, in a worker; what was decided before holds until the answer is there."""
        if not self._window.preferences.mains_only:
            self._hold()
            return
        power = self.power

        def job(_cancel: Cancel) -> Generator[Progress, None, bool]:
            yield from ()
            return power.on_battery()

        self._runner.start(JOB, job)

    def _finished(self, job: str, result: object) -> None:
        if job == JOB:
            self._on_battery = bool(result)
            self._anyway = self._anyway and self._on_battery
            self._hold()

    def _go_on(self) -> None:
        self._anyway = True
        self._hold()

    def _hold(self) -> None:
        if self._runner.is_running("index"):
            self._indexing.hold(held=self.holds)
