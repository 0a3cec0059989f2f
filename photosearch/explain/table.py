"""All overlays by id, in the order in which a person is offered them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from photosearch.explain import cam, component, heat, mask, match, pair, regions, saliency, words
from photosearch.explain.overlay import OverlayKind, PairKind

OVERLAYS: Mapping[str, OverlayKind] = MappingProxyType(
    {module.KIND.id: module.KIND for module in (mask, component, heat, cam, saliency, regions, words)}
)
"""Those of one photo."""

PAIRS: Mapping[str, PairKind] = MappingProxyType({module.KIND.id: module.KIND for module in (match, pair)})
"""Those of a query and a hit."""
