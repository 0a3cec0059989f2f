"""Looks for damage in a database."""

from __future__ import annotations

import json

from photosearch.errors import LibraryDamaged
from photosearch.store.database import Store
from photosearch.store.folders import relearn
from photosearch.types import BAG, PARTS, FileState

_SOUND = "ok"
# Where a photo may have several vectors, they stand one after the other; words are three bytes each, after their size.
_WRONG_LENGTH = (
    f"CASE WHEN canonical LIKE '%\"{BAG}\"%' THEN length(vector) < 4 OR (length(vector) - 4) % 3 <> 0 "
    f"WHEN canonical LIKE '%\"{PARTS}\"%' THEN length(vector) = 0 OR length(vector) % (2 * dimensions) <> 0 "
    "ELSE length(vector) <> 2 * dimensions END"
)
_RULES = (
    (
        "{} files are photos without facts about them",
        f"SELECT count(*) FROM files WHERE state = '{FileState.PHOTO}' AND id NOT IN (SELECT file_id FROM photos)",
    ),
    (
        "{} photos belong to files that are none",
        f"SELECT count(*) FROM photos JOIN files ON files.id = file_id WHERE state <> '{FileState.PHOTO}'",
    ),
    (
        "{} vectors have another length than their feature space",
        f"SELECT count(*) FROM vectors JOIN spaces ON spaces.id = space_id WHERE {_WRONG_LENGTH}",
    ),
    ("{} photos have no vector at all", "SELECT count(*) FROM photos WHERE id NOT IN (SELECT photo_id FROM vectors)"),
    ("{} photos have no maps", "SELECT count(*) FROM photos WHERE id NOT IN (SELECT photo_id FROM maps)"),
)


def check(store: Store, *, thorough: bool = True) -> list[str]:
    """Return what is wrong with a database, in sentences; an empty list where it is sound.

    Parameters
    ----------
    thorough : bool
        Compare indexes with tables too (SQLite's integrity_check), not the pages alone (quick_check).
    """
    kind = "integrity_check" if thorough else "quick_check"
    try:
        found = [str(row[0]) for row in store.rows(f"PRAGMA {kind}")]
    except LibraryDamaged as error:
        return [str(error)]
    problems = [f"The database is damaged: {line}" for line in found if line != _SOUND]
    if problems:
        return problems  # what follows would trip over the same pages
    for table, count in store.rows('SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1'):
        problems.append(f"{count} rows of {table} belong to nothing.")
    for sentence, sql in _RULES:
        count = store.rows(sql)[0][0]
        if count:
            problems.append(sentence.format(count) + ".")
    for key, canonical in store.rows("SELECT key, canonical FROM spaces"):
        if not _is_json(str(canonical)):
            problems.append(f"The feature space {key} cannot be understood.")
    return problems


def mend(store: Store) -> None:
    """Forget what is incomplete, so that the next scan makes it again: nothing that cannot be made again is touched."""
    with store.transaction():
        store.run(
            "DELETE FROM vectors WHERE id IN (SELECT vectors.id FROM vectors JOIN spaces ON spaces.id = space_id "
            f"WHERE {_WRONG_LENGTH})"
        )
        for table, rowid in store.rows('SELECT "table", rowid FROM pragma_foreign_key_check WHERE rowid IS NOT NULL'):
            store.run(f"DELETE FROM {table} WHERE rowid = ?", [rowid])
        for key, canonical in store.rows("SELECT key, canonical FROM spaces"):
            if not _is_json(str(canonical)):
                store.run("DELETE FROM spaces WHERE key = ?", [key])
        # Photos without vectors are looked at again by the next scan, under the ids that they have.
        store.run("DELETE FROM vectors WHERE photo_id NOT IN (SELECT photo_id FROM maps)")
        store.run("DELETE FROM files WHERE state = 'photo' AND id NOT IN (SELECT file_id FROM photos)")
        store.run("DELETE FROM photos WHERE file_id IN (SELECT id FROM files WHERE state <> 'photo')")
        relearn(store)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
