"""All overlays by id, in the order in which a person is offered them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from photosearch.explain import component, heat, mask
from photosearch.explain.overlay import OverlayKind

OVERLAYS: Mapping[str, OverlayKind] = MappingProxyType(
    {module.KIND.id: module.KIND for module in (mask, component, heat)}
)
