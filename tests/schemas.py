"""Databases as every version of the schema left them: three drawn photos, and what two descriptors say of them.

The files in `fixtures/schemas` are what SQLite's `.dump` gave when the version was the newest; they never change. A new
step of the schema adds one of its own.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from photosearch.store.database import APPLICATION_ID
from photosearch.store.migrations import PAGE_SIZE
from tests.drawing import draw

FOLDER = Path(__file__).parent / "fixtures" / "schemas"
WRITTEN = 10**18
"""When the files of the photos were changed last, in nanoseconds since 1970."""


def build(version: str, home: Path) -> Path:
    """Make photos and a library of a version in a folder and return the database."""
    for number in range(3):
        photo = draw(home / "photos" / f"{number}.png", number)
        os.utime(photo, ns=(WRITTEN, WRITTEN))
    path = home / "library" / "photos.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.executescript((FOLDER / f"{version}.sql").read_text())
        database.execute("UPDATE roots SET path = ?", [os.fsencode(home / "photos")])
        database.commit()
    return path
