"""What a library remembers beside its photos: under which keys, and in which form."""

from __future__ import annotations

import json

from photosearch.store.database import Store
from photosearch.store.meta import get_meta

NETWORK = "network"
"""Meta key: the manifest that the library's photos were last indexed with, a built-in name or an absolute path."""
NETWORKS = "networks"
"""Meta key: all manifests that photos were ever indexed with, as a JSON list of the same."""
NEXT_NETWORK = "next network"
"""Meta key: the manifest of the network that is to be used once it has seen all photos; empty: none."""
SALIENCY_NETWORK = "saliency"
"""Meta key: the manifest of the saliency network, an absolute path."""
EXTRA = "descriptors"
"""Meta key: descriptors that are kept beside the one-pass ones, as a JSON list of ids."""
DEFAULT_CHOICE = "default"
"""Meta key: the descriptor that a person adopted as the default, as a JSON object by the network's checksum."""


def extra_descriptors(store: Store) -> list[str]:
    """Return the descriptors that a library keeps beside the one-pass ones."""
    kept = json.loads(get_meta(store, EXTRA) or "[]")
    return [str(name) for name in kept]
