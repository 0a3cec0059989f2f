"""Everything that a page of networks shows: what is here, what can be had, and what each has to do with the library."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photosearch.backbones.manifest import Manifest, find_manifest, is_built_in, load_manifest
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress
from photosearch.services.fastest import Speed, keep_rate, known, measure_network, runs_with
from photosearch.services.installing import remove
from photosearch.services.kept_networks import Kept, kept_networks
from photosearch.services.library import Library
from photosearch.services.networks import NetworkChoice, networks, photos_per_second
from photosearch.services.next_network import beside, next_network
from photosearch.services.offers import AVAILABLE, BUILT_IN, INSTALLED, Offer, offers
from photosearch.services.quantizing import Made, quantize_network
from photosearch.store.photos import paths

__all__ = [
    "AVAILABLE", "BROUGHT", "BUILT_IN", "INSTALLED", "LEFT", "Made", "NetworkState", "Rate", "Speed", "make_smaller",
    "measured_rate", "network_states", "remove_unused",
]  # fmt: skip

BROUGHT = "brought"
"""A network that the library knows by its manifest's path: it lies where the person put it."""
LEFT = "left"
"""A network that is gone, and of which the library keeps what it saw."""


@dataclass(frozen=True, slots=True)
class NetworkState:
    """A network on the page.

    `reference` is how it is chosen; `state` is BUILT_IN, INSTALLED, AVAILABLE, BROUGHT or LEFT. It has seen `photos` of
    the library's `total`. `kept` is about how many bytes can be had by forgetting that, 0 while it is in use.
    `checkable` says whether a file from anywhere could be told to be the right one. `rate` is how many photos a second
    were seen with it when that was last measured on this machine, 0 if never; `provider` what runs it here, `by_hand`
    whether a person chose that, `speeds` what was measured of each, `note` what failed.
    """

    reference: str
    title: str
    state: str
    size: int | None
    licence: str
    total: int
    photos: int = 0
    kept: int = 0
    current: bool = False
    quality: str = ""
    how: str = ""
    address: str | None = None
    checkable: bool = False
    problem: str | None = None
    sha256: str | None = None
    rate: float = 0.0
    provider: str = ""
    by_hand: bool = False
    speeds: Sequence[Speed] = ()
    note: str = ""

    @property
    def is_here(self) -> bool:
        """Whether photos can be looked at with it."""
        return self.state in (BUILT_IN, INSTALLED, BROUGHT) and self.problem is None

    @property
    def has_file(self) -> bool:
        """Whether it consists of a file that can be checked, measured and made smaller."""
        return self.is_here and self.size is not None


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast this machine is with a network: `per_second` photos of the library, or drawn ones where it has none."""

    reference: str
    title: str
    per_second: float


def network_states(library: Library) -> list[NetworkState]:
    """Return all networks: the one in use first, then those that are here, those left behind, and those to be had."""
    choices = {choice.reference: choice for choice in networks(library)}
    total = next(iter(choices.values())).total
    try:
        kept = {one.sha256: one for one in kept_networks(library)}
    except ModelProblem:  # the one in use is gone: nothing is taken away then
        kept = {}
    found = [_offered(offer, choices.pop(offer.name, None), kept, total) for offer in offers()]
    left = {reference for one in kept.values() for reference in one.references}
    found += [
        _brought(choice, kept)
        for choice in choices.values()
        if choice.problem is None or choice.reference not in left  # what is gone is told as what it has left
    ]
    met = {state.sha256 for state in found}
    found += [
        NetworkState(one.name, one.name, LEFT, None, "", total, one.photos, one.bytes, sha256=one.sha256)
        for one in kept.values()
        if one.sha256 not in met
    ]
    found = [_with_speed(state) for state in found]
    order = (BUILT_IN, INSTALLED, BROUGHT, LEFT, AVAILABLE)
    return sorted(found, key=lambda state: (not state.current, order.index(state.state)))


def _offered(offer: Offer, choice: NetworkChoice | None, kept: dict[str, Kept], total: int) -> NetworkState:
    here = offer.state != AVAILABLE
    state = NetworkState(
        offer.name,
        offer.title,
        offer.state,
        offer.size,
        offer.licence,
        total,
        quality=offer.quality,
        how=offer.how,
        address=offer.address if offer.sha256 is not None else None,
        checkable=offer.sha256 is not None and offer.size is not None,
        problem=offer.problem,
        sha256=offer.sha256 if here else None,
    )
    return _with_photos(state, choice, kept) if here else state


def _brought(choice: NetworkChoice, kept: dict[str, Kept]) -> NetworkState:
    manifest: Manifest | None = None
    if choice.problem is None:
        manifest = load_manifest(find_manifest(choice.reference))
    file = None if manifest is None else manifest.file
    state = NetworkState(
        choice.reference,
        choice.title,
        BUILT_IN if is_built_in(choice.reference) else BROUGHT,
        None if file is None else file.stat().st_size,
        "" if manifest is None else manifest.licence,
        choice.total,
        problem=choice.problem,
        sha256=None if manifest is None else manifest.sha256,
    )
    return _with_photos(state, choice, kept)


def _with_photos(state: NetworkState, choice: NetworkChoice | None, kept: dict[str, Kept]) -> NetworkState:
    left = kept.get(state.sha256 or "")
    photos = 0 if choice is None else choice.photos
    current = choice is not None and choice.current
    return replace(state, photos=photos, current=current, kept=left.bytes if left and not current else 0)


def _with_speed(state: NetworkState) -> NetworkState:
    """Add what was measured of a network on this machine."""
    if not state.is_here or state.sha256 is None:
        return state
    found = known(state.sha256)
    provider = runs_with(found) if found.provider else ""
    return replace(
        state, rate=found.rate, provider=provider, by_hand=found.by_hand, speeds=found.speeds, note=found.note
    )


def measured_rate(
    library: Library, reference: str, cancel: Cancel, wanted: str | None = None
) -> Generator[Progress, None, Rate | None]:
    """Find out what runs a network fastest here, and how many photos a second it sees then; None when cancelled.

    What was found is remembered; a library that is open goes on as it began.

    Parameters
    ----------
    wanted
        The provider that is to run it, by default the fastest.

    Raises
    ------
    ModelProblem
        It cannot be used.
    """
    manifest = load_manifest(find_manifest(reference))
    drawn = 0.0
    if manifest.file is not None:
        speeds = yield from measure_network(reference, cancel, wanted=wanted)
        if cancel.cancelled:
            return None
        drawn = next(speed.per_second for speed in speeds if wanted in (None, speed.provider))
    yield Progress("Looking at your photos", 0, 0)
    with beside(library, reference) as other:
        rate = photos_per_second(other) or drawn
    keep_rate(manifest.sha256, rate)
    return Rate(reference, manifest.title, rate)


def make_smaller(library: Library, reference: str, cancel: Cancel) -> Generator[Progress, None, Made | None]:
    """Make a network int8 with the library's photos, and compare both on others of them; None when cancelled.

    Raises
    ------
    ModelProblem
        It cannot be made int8, the package onnx is not installed, or there are too few photos.
    """
    known: Sequence[Path] = ()
    if library.exists:
        with library.reading() as store:
            known = paths(store)
    return (yield from quantize_network(reference, known, cancel))


def remove_unused(library: Library, name: str) -> None:
    """Remove an installed network that the library does not use; what it saw is kept.

    Raises
    ------
    ModelProblem
        It is in use, or on its way to be, built in, or not installed.
    """
    if name in (library.network_reference, next_network(library)):
        raise ModelProblem(f"{name} is in use, and cannot be removed. Use another network first.")
    remove(name)
