"""Facts about a library as a whole, by key."""

from __future__ import annotations

import os

from photosearch.store.database import Store


def get_meta(store: Store, key: str) -> str | None:
    """Return a fact, None if it was never set."""
    found = store.rows("SELECT value FROM meta WHERE key = ?", [key])
    return os.fsdecode(_bytes(found[0][0])) if found else None


def set_meta(store: Store, key: str, value: str) -> None:
    """Set a fact; paths may hold undecodable bytes as surrogate escapes."""
    store.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, os.fsencode(value)])


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
