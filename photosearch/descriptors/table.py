"""All descriptors by id, in the order in which a person is offered them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from photosearch.descriptors import (
    avg,
    background,
    blcf,
    cam_ofa,
    crow,
    fc_im,
    fc_predbox,
    gem,
    multi_resolution,
    pool,
    ramac,
    regional,
    rmac,
    scda,
    scda_flip,
    scda_flip_plus,
    scda_plus,
    select_fv,
    select_vlad,
    sift_bow,
    spoc,
    spoc_centre,
    sum_weighted,
    ucrow,
    vlad,
)
from photosearch.descriptors import max as max_
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.fitted import FittedDescriptor
from photosearch.descriptors.words import WordMethod
from photosearch.types import SECOND

__all__ = [
    "DEFAULT", "DESCRIPTORS", "FITTED", "KNOWN", "METHODS", "WORD_METHODS", "Descriptor", "one_pass", "unavailable",
]  # fmt: skip

Item = TypeVar("Item")

_SINGLE = (
    *(scda, background, scda_plus, scda_flip, scda_flip_plus, crow, gem, avg, max_, pool),
    *(ramac, spoc_centre, fc_predbox, fc_im, spoc, ucrow),
)
_FAMILIES = (sum_weighted, multi_resolution)
"""Modules that make a descriptor for each of several things."""

DESCRIPTORS: Mapping[str, Descriptor] = MappingProxyType(
    {
        descriptor.id: descriptor
        for descriptor in (
            *(module.DESCRIPTOR for module in _SINGLE),
            *(descriptor for module in _FAMILIES for descriptor in module.DESCRIPTORS),
        )
    }
)

FITTED: Mapping[str, FittedDescriptor] = MappingProxyType(
    {
        descriptor.id: descriptor
        for descriptor in (
            *(module.DESCRIPTOR for module in (rmac, cam_ofa)),
            *regional.DESCRIPTORS,
            *(module.DESCRIPTOR for module in (vlad, select_vlad, select_fv)),
        )
    }
)
"""Descriptors that learn something from photos first."""


class _Known(Mapping[str, Item]):
    """A table that finds methods with parameters of a person's own, too; it lists those with the usual ones."""

    def __init__(self, listed: Mapping[str, Item], variant: Callable[[str], Item | None]) -> None:
        self._listed = listed
        self._variant = variant

    def __getitem__(self, name: str) -> Item:
        """Return a method by its name."""
        found = self._listed.get(name) or self._variant(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        """Go through the names that are listed."""
        return iter(self._listed)

    def __len__(self) -> int:
        """Return how many are listed."""
        return len(self._listed)


KNOWN: Mapping[str, Descriptor | FittedDescriptor] = _Known({**DESCRIPTORS, **FITTED}, cam_ofa.variant)
"""Everything that gives a vector."""

WORD_METHODS: Mapping[str, WordMethod] = MappingProxyType(
    {method.id: method for method in (*blcf.METHODS, sift_bow.METHOD)}
)
"""Methods that describe a photo by visual words."""

DEFAULT = gem.DESCRIPTOR.id
"""For networks whose manifest names none: the best on average over three networks (tests/benchmarks/retrieval.py)."""


Method: TypeAlias = Descriptor | FittedDescriptor | WordMethod
"""Anything that photos can be compared by."""

METHODS: Mapping[str, Method] = _Known({**KNOWN, **WORD_METHODS}, cam_ofa.variant)
"""All of them."""


def unavailable(
    descriptor: Method,
    layers: Sequence[str],
    has_classifier: bool,  # noqa: FBT001  # a fact
    has_saliency: bool = False,  # noqa: FBT001, FBT002  # another
) -> str | None:
    """Return why a network with these layers (roles) cannot serve a descriptor, None if it can.

    A saliency network, where there is one, stands beside it.
    """
    missing = [layer for layer in descriptor.needs.layers if layer not in layers]
    if SECOND in missing:
        return "it needs a network with a second rectified layer, and this one names none."
    if missing:
        return f"it needs the network's layer {', '.join(missing)}, which this one does not name."
    if descriptor.needs.saliency and not has_saliency:
        return "it needs a saliency network too: photosearch --saliency FILE.toml scan"
    if descriptor.needs.classifier and not has_classifier:
        return "it needs a network that ends in average pooling and a linear classifier, and this one has none."
    return None


def one_pass(layers: Sequence[str], has_classifier: bool) -> list[str]:  # noqa: FBT001  # as above
    """Return the everyday ids that a network can serve with one forward pass: what indexing makes of every photo."""
    found = [d for d in DESCRIPTORS.values() if d.everyday and d.needs.passes == 1]
    return [d.id for d in found if unavailable(d, layers, has_classifier) is None]
