"""When the folders of a library were last there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from photosearch.files.roots import is_online
from photosearch.store.database import Store
from photosearch.store.files import holds_files
from photosearch.store.meta import get_meta, set_meta
from photosearch.store.roots import all_roots

SEEN = "seen"
"""Meta key: when every root was last there, in the time of the place, as a JSON object by the root's id."""


def last_seen(store: Store) -> Mapping[int, datetime]:
    """Return when roots were last there, by their ids, as far as that was kept."""
    kept = json.loads(get_meta(store, SEEN) or "{}")
    return {int(key): datetime.fromisoformat(when) for key, when in kept.items()}


def remember_seen(store: Store, when: Mapping[int, datetime] | None = None) -> None:
    """Keep when roots were last there, by default that those which can be reached are so now."""
    roots = all_roots(store)
    if when is None:
        now = datetime.now()  # as a clock on the wall shows it
        when = {root.id: now for root in roots if is_online(root.path, expected=holds_files(store, root))}
    known = {**last_seen(store), **when}
    times = {root.id: known[root.id].isoformat(timespec="seconds") for root in roots if root.id in known}
    with store.transaction():
        set_meta(store, SEEN, json.dumps(times))
