"""All descriptors by id, in the order in which a person is offered them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from photosearch.descriptors import avg, crow, gem, pool, scda, scda_flip, scda_flip_plus, scda_plus
from photosearch.descriptors import max as max_
from photosearch.descriptors.descriptor import Descriptor
from photosearch.types import SECOND

__all__ = ["DEFAULT", "DESCRIPTORS", "Descriptor", "one_pass", "unavailable"]

DESCRIPTORS: Mapping[str, Descriptor] = MappingProxyType(
    {
        module.DESCRIPTOR.id: module.DESCRIPTOR
        for module in (
            scda,
            scda_plus,
            scda_flip,
            scda_flip_plus,
            crow,
            gem,
            avg,
            max_,
            pool,
        )
    }
)

DEFAULT = gem.DESCRIPTOR.id
"""For networks whose manifest names none: the best on average over three networks (tests/benchmarks/retrieval.py)."""


def unavailable(descriptor: Descriptor, layers: Sequence[str], has_classifier: bool) -> str | None:  # noqa: FBT001  # a fact
    """Return why a network with these layers (roles) cannot serve a descriptor, None if it can."""
    missing = [layer for layer in descriptor.needs.layers if layer not in layers]
    if SECOND in missing:
        return "it needs a network with a second rectified layer, and this one names none."
    if missing:
        return f"it needs the network's layer {', '.join(missing)}, which this one does not name."
    if descriptor.needs.classifier and not has_classifier:
        return "it needs a network that ends in average pooling and a linear classifier, and this one has none."
    return None


def one_pass(layers: Sequence[str], has_classifier: bool) -> list[str]:  # noqa: FBT001  # as above
    """Return the ids that a network can serve with a single forward pass: what indexing makes of every photo."""
    found = DESCRIPTORS.values()
    return [d.id for d in found if d.needs.passes == 1 and unavailable(d, layers, has_classifier) is None]
