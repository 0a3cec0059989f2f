"""What networks that are no longer used have left: how much it is, and taking it away a little at a time."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from photosearch.store.database import Store

_SAMPLE = 64
"""Rows that a size is estimated from; adding up all lengths would read the whole database."""


def size_of_vectors(store: Store, space_id: int) -> int:
    """Return about how many bytes the vectors of a space take."""
    return _about(store, "vectors", "vector", "space_id", space_id)


def size_of_maps(store: Store, network_sha256: str) -> int:
    """Return about how many bytes the maps that a network made take."""
    return _about(store, "maps", "maps", "network", network_sha256)


def _about(store: Store, table: str, column: str, owner: str, key: object) -> int:
    ((count,),) = store.rows(f"SELECT count(*) FROM {table} WHERE {owner} = ?", [key])
    sample = f"SELECT length({column}) FROM {table} WHERE {owner} = ? LIMIT {_SAMPLE}"
    lengths = [length for (length,) in store.rows(sample, [key])]
    return round(count * sum(lengths) / len(lengths)) if lengths else 0


def drop_some(store: Store, space_ids: Sequence[int], network_sha256: str, most: int) -> int:
    """Forget up to so many vectors of these spaces and maps of this network; return how many, 0 when none are left."""
    for space_id in space_ids:
        sql = "DELETE FROM vectors WHERE id IN (SELECT id FROM vectors WHERE space_id = ? LIMIT ?)"
        if gone := store.run(sql, [space_id, most]):
            return gone
    return store.run(
        "DELETE FROM maps WHERE rowid IN (SELECT rowid FROM maps WHERE network = ? LIMIT ?)", [network_sha256, most]
    )


def drop_spaces(store: Store, space_ids: Sequence[int]) -> None:
    """Forget feature spaces and all that is in them."""
    for space_id in space_ids:
        store.run("DELETE FROM spaces WHERE id = ?", [space_id])


def compact(store: Store) -> bool:
    """Give back to the disk what the database no longer needs; return False where the disk lacks the room to do so."""
    if shutil.disk_usage(store.path.parent).free < 2 * store.path.stat().st_size:
        return False
    store.run("VACUUM")
    store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return True
