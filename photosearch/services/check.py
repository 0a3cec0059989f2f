"""Looks for damage in a library, and changes nothing."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from photosearch.descriptors.fit.learned_file import load_learned
from photosearch.descriptors.fit.projection import Projection
from photosearch.errors import DamagedIndex, LibraryDamaged
from photosearch.index import files
from photosearch.index.files import Files
from photosearch.index.inverted import InvertedFile
from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.store import check as database
from photosearch.store.features import SpaceRow, all_spaces


def check(library: Library, cancel: Cancel) -> Generator[Progress, None, list[str]]:
    """Return what is wrong with a library, in sentences; an empty list where it is sound.

    Raises
    ------
    LibraryProblem
        There is no library, or it is of a newer version or cannot be read at all.
    """
    yield Progress("Checking the database", 0, 0)
    spaces: list[SpaceRow] = []
    try:
        with library.reading() as store:
            problems = database.check(store)
            if not problems:
                spaces = all_spaces(store)
    except LibraryDamaged as error:
        return [str(error)]
    problems += damaged_files(library).values()
    for number, row in enumerate(spaces):
        if cancel.cancelled:
            break
        yield Progress("Checking search indexes", number, len(spaces))
        problem = index_problem(library, row)
        if problem is not None:
            problems.append(problem)
    return problems


def damaged_files(library: Library) -> dict[Path, str]:
    """Return the files of what was learned from the library's photos that are damaged, and what is wrong with them."""
    found: dict[Path, str] = {}
    for folder, load in (("learned", load_learned), ("projections", Projection.load)):
        for path in sorted((library.folder / folder).glob("*.npz")):
            try:
                load(path)
            except LibraryDamaged as error:
                found[path] = str(error)
    return found


def index_problem(library: Library, row: SpaceRow) -> str | None:
    """Return what is wrong with the index file of a feature space; None where it is sound, or there is none."""
    try:
        for _ in Files(library.shelf.folder, row.space.key, row.dimensions).load():
            pass
        words = files.words_file(library.shelf.folder, row.space.key)
        if words.exists():
            InvertedFile.load(words)
    except (DamagedIndex, OSError):
        return f"The search index of {row.space.descriptor} is damaged; it is only a copy and can be built anew."
    return None
