"""The ways to compare photos, in plain words, and what each still costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.table import METHODS
from photosearch.services.library import Library
from photosearch.store import features, files


@dataclass(frozen=True, slots=True)
class Method:
    """A descriptor as a person is offered it.

    `photos` of the library's `total` have it; `passes` is how often each photo runs through the network to make it;
    `unavailable` says why the network cannot serve it; `everyday` ones are made without being asked for.
    """

    id: str
    title: str
    summary: str
    photos: int
    total: int
    passes: int
    unavailable: str | None
    everyday: bool = True

    @property
    def lacking(self) -> int:
        """How many photos lack it."""
        return max(0, self.total - self.photos)


def methods(library: Library) -> Sequence[Method]:
    """Return every descriptor, the network's best first."""
    counts: dict[str, int] = {}
    total = 0
    if library.exists:
        with library.reading() as store:
            total = files.counts(store).photos
            for row in features.all_spaces(store):
                if row.space.network_sha256 == library.manifest.sha256 and row.space.projection == "raw":
                    counts[row.space.descriptor] = row.count
    best = library.default_descriptor
    found = [
        Method(
            d.id,
            d.title,
            d.summary,
            counts.get(d.id, 0),
            total,
            d.needs.passes,
            library.lacking(d.id),
            everyday=isinstance(d, Descriptor) and d.everyday,
        )
        for d in METHODS.values()
    ]
    return sorted(found, key=lambda method: method.id != best)
