"""How much of a database is what. Large tables are sampled: to look at every page of 1,000,000 photos takes minutes."""

from __future__ import annotations

from photosearch.store.database import Store

SAMPLE = 64
"""So many rows of a table tell how long one is."""
ROW = 12
"""Bytes that a row takes besides what is stored in it, in its table and in the index that finds it."""


def vector_bytes(store: Store) -> dict[int, int]:
    """Return about how many bytes the vectors of each feature space take, by its id."""
    counts: dict[int, int] = dict(store.rows("SELECT space_id, count(*) FROM vectors GROUP BY space_id"))
    sql = "SELECT length(vector) FROM vectors WHERE space_id = ? AND photo_id >= ? LIMIT 1"
    return {space: _taken(store, count, sql, [space]) for space, count in counts.items()}


def map_bytes(store: Store) -> int:
    """Return about how many bytes the maps of photos take."""
    ((count,),) = store.rows("SELECT count(*) FROM maps")
    sql = "SELECT length(maps) + 2 * length(network) FROM maps WHERE photo_id >= ? LIMIT 1"
    return _taken(store, count, sql, [])


def database_bytes(store: Store) -> int:
    """Return how many bytes the database takes, without pages that wait for something new."""
    pages, free, size = (store.rows(f"PRAGMA {name}")[0][0] for name in ("page_count", "freelist_count", "page_size"))
    return int((pages - free) * size)


def _taken(store: Store, count: int, sql: str, parameters: list[object]) -> int:
    """Return what so many rows take, by those of some photos; SQLite knows the length of a row without reading it."""
    ((first, last),) = store.rows("SELECT min(id), max(id) FROM photos")
    if not count or first is None:
        return 0
    places = {first + (last - first) * number // max(1, SAMPLE - 1) for number in range(SAMPLE)}
    found = [length for place in sorted(places) for (length,) in store.rows(sql, [*parameters, place])]
    return int(count * (sum(found) / max(1, len(found)) + ROW))
