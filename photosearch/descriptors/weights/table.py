"""All spatial weights by id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from photosearch.descriptors.weights import bms, gaussian, ittikoch, l2norm, learned, none, rmac
from photosearch.descriptors.weights.weight import Weight

WEIGHTS: Mapping[str, Weight] = MappingProxyType(
    {module.WEIGHT.id: module.WEIGHT for module in (none, gaussian, l2norm, rmac, ittikoch, bms, learned)}
)
