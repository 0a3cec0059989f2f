"""A network in words: the cells of its row, what is said of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject

from photosearch.services.network_states import AVAILABLE, BROUGHT, BUILT_IN, INSTALLED, LEFT, NetworkState
from photosearch.ui.style.ways import in_window

COMMAND = ", then: photosearch "
"""Where the catalogue goes on with a command line: here there is a button for it."""


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A network as it is shown: `cells` by column, `details` below the table, `can` what a button says, by action."""

    reference: str
    cells: Sequence[str]
    details: str
    can: Mapping[str, str]
    current: bool = False


class NetworkWords(QObject):
    """Makes rows. `coming` is the title of the network that is on its way to be used, "" where there is none."""

    def row(self, state: NetworkState, rate: float, coming: str, *, writable: bool) -> NetworkRow:
        """Return a network as it is shown."""
        seen = ""
        if state.state != AVAILABLE and state.total:
            seen = self.tr("{photos:,} of {total:,}").format(photos=state.photos, total=state.total)
        speed = self.tr("{rate:.1f} photos/s").format(rate=rate) if rate else ""
        cells = (state.title, self._state(state), size(state.size), state.licence, speed, seen)
        can = self._can(state, coming, writable=writable)
        return NetworkRow(state.reference, cells, self._details(state, coming), can, state.current)

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
        said = [in_window(state.problem or ""), state.quality]
        if state.current and state.problem is None:
            said.append(self.tr("Photos are found by what it saw."))
        if coming and state.title == coming:
            said.append(self.tr("It is looking at your photos; it is used when it has seen all of them."))
        if state.state == AVAILABLE:
            where = state.how.partition(COMMAND)[0].rstrip(".")
            said += [self.tr("It is not on this machine."), f"{where}."]
            said.append(self.tr("Then press “Install from a file…”."))
        if state.state == LEFT:
            said.append(self.tr("It is no longer on this machine; what it saw is kept for when it comes back."))
        elif state.kept:
            words = self.tr("What it saw is kept: about {size}. It can be used again at once.")
            if state.photos < state.total:
                words = self.tr("What it saw is kept: about {size}.")
            said.append(words.format(size=size(state.kept)))
        elif state.is_here and not state.current and not said[-1]:
            said.append(self.tr("It has not looked at your photos yet."))
        return " ".join(filter(None, said))

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
