"""A network in words: the cells of its row, what is said of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject

from photosearch.services.fastest import short
from photosearch.services.network_states import AVAILABLE, BROUGHT, BUILT_IN, INSTALLED, LEFT, NetworkState
from photosearch.ui.style.ways import in_window

COMMAND = ", then: photosearch "
"""Where the catalogue goes on with a command line: here there is a button for it."""


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A network as it is shown: `cells` by column, `details` below the table, `can` what a button says, by action.

    `runners` are what can run it, as (id, words), the first one being the fastest of them; none where there is no
    choice. `runner` is the id of the one chosen.
    """

    reference: str
    cells: Sequence[str]
    details: str
    can: Mapping[str, str]
    current: bool = False
    runners: Sequence[tuple[str, str]] = ()
    runner: str = ""


class NetworkWords(QObject):
    """Makes rows. `coming` is the title of the network that is on its way to be used, "" where there is none."""

    def row(self, state: NetworkState, coming: str, *, writable: bool) -> NetworkRow:
        """Return a network as it is shown."""
        seen = ""
        if state.state != AVAILABLE and state.total:
            seen = self.tr("{photos:,} of {total:,}").format(photos=state.photos, total=state.total)
        speed = self._rate(state.rate) if state.rate else ""
        cells = (state.title, self._state(state), size(state.size), state.licence, speed, seen)
        can = self._can(state, coming, writable=writable)
        runner = state.provider if state.by_hand else ""
        return NetworkRow(
            state.reference, cells, self._details(state, coming), can, state.current, self._runners(state), runner
        )

    def _rate(self, rate: float) -> str:
        return self.tr("{rate:.1f} photos/s").format(rate=rate)

    def runner(self, provider: str) -> str:
        """Return what a person calls what runs a network."""
        words = {
            "cpu": self.tr("The processor"),
            "openvino": "OpenVINO",
            "cuda": self.tr("The graphics card (CUDA)"),
            "coreml": "Core ML",
            "directml": self.tr("The graphics card (DirectML)"),
            "xnnpack": "XNNPACK",
        }
        return words.get(short(provider), provider)

    def _runners(self, state: NetworkState) -> Sequence[tuple[str, str]]:
        able = [speed for speed in state.speeds if speed.problem is None]
        if len(able) < 2:
            return ()
        words = self.tr("{runner}: {rate}")
        named = [
            (speed.provider, words.format(runner=self.runner(speed.provider), rate=self._rate(speed.per_second)))
            for speed in able
        ]
        return [("", self.tr("The fastest ({runner})").format(runner=self.runner(able[0].provider))), *named]

    def _state(self, state: NetworkState) -> str:
        if state.current:
            return self.tr("in use")
        if state.problem is not None:
            return self.tr("cannot be used")
        words = {
            BUILT_IN: self.tr("built in"),
            INSTALLED: self.tr("installed"),
            BROUGHT: self.tr("installed"),
            LEFT: self.tr("removed"),
        }
        if state.state == AVAILABLE:
            return self.tr("can be fetched") if state.address else self.tr("you supply its file")
        return words[state.state]

    def _details(self, state: NetworkState, coming: str) -> str:  # one a state
        said = [in_window(state.problem or ""), state.quality, *self._running(state)]
        if state.current and state.problem is None:
            said.append(self.tr("Photos are found by what it saw."))
        if coming and state.title == coming:
            said.append(self.tr("It is looking at your photos; it is used when it has seen all of them."))
        if state.state == AVAILABLE:
            where = state.how.partition(COMMAND)[0].rstrip(".")
            said += [self.tr("It is not on this machine."), f"{where}."]
            words = self.tr("Then press “Install from a file…”.")
            if state.checkable and not state.address:
                words = self.tr("Then press “Install from a file…”, or “Fetch from an address…” if you know one.")
            said.append(words)
        if state.state == LEFT:
            said.append(self.tr("It is no longer on this machine; what it saw is kept for when it comes back."))
        elif state.kept:
            words = self.tr("What it saw is kept: about {size}. It can be used again at once.")
            if state.photos < state.total:
                words = self.tr("What it saw is kept: about {size}.")
            said.append(words.format(size=size(state.kept)))
        elif state.is_here and not state.current and not coming and not state.photos:
            said.append(self.tr("It has not looked at your photos yet."))
        return " ".join(filter(None, said))

    def _running(self, state: NetworkState) -> list[str]:
        """Return sentences on what runs a network, where that is not simply the processor."""
        said = [state.note] if state.note else []
        said += [
            f"{self.runner(speed.provider)}: {speed.problem}" for speed in state.speeds if speed.problem is not None
        ]
        if short(state.provider) not in ("cpu", ""):
            words = self.tr("{runner} runs it, as you chose.") if state.by_hand else self.tr("{runner} runs it.")
            said.append(words.format(runner=self.runner(state.provider)))
        return said

    def _can(self, state: NetworkState, coming: str, *, writable: bool) -> Mapping[str, str]:
        """Return what can be done with a network, by action, in the words of a button."""
        idle = not (coming and state.title == coming)
        can: dict[str, str] = {}
        if writable and state.is_here and not state.current:
            if idle:
                can["use"] = self.tr("Use this network")
            else:
                can["use_now"] = self.tr("Use it now")
        if state.state == AVAILABLE:
            can["install"] = self.tr("Install from a file…")
            if state.address:
                can["fetch"] = self.tr("Fetch")
            if state.checkable:
                can["fetch_from"] = self.tr("Fetch from an address…")
        if state.is_here:
            can["measure"] = self.tr("Measure speed")
        if state.has_file:
            can["verify"] = self.tr("Check")
            can["smaller"] = self.tr("Make smaller and faster")
        if state.state == INSTALLED and not state.current and idle:
            can["remove"] = self.tr("Remove…")
        if writable and state.kept and idle:
            can["forget"] = self.tr("Free {size}…").format(size=size(state.kept))
        return can


def size(count: int | None) -> str:
    """Return a number of bytes as a person reads it."""
    if count is None:
        return ""
    return QLocale().formattedDataSize(count, 0 if count >= 10_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)
