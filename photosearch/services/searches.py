"""Searches that can be made again, and those of them that a person named: a JSON file in the library's folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photosearch.errors import LibraryReadOnly
from photosearch.services.step import Step, entry_of, step_of
from photosearch.whole_file import write_whole

FILE = "searches.json"
DAMAGED = "searches.damaged.json"
PICTURES = "queries"
"""The folder of pictures that saved searches need and that are kept nowhere else."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Named searches, the latest first; `damaged` says that the file holds something that cannot be understood."""

    steps: Sequence[Step] = ()
    damaged: bool = False


def load(folder: Path) -> Saved:
    """Read the named searches of a library's folder: those that can be understood."""
    try:
        entries = json.loads((folder / FILE).read_bytes())["searches"]
        if not isinstance(entries, list):
            return Saved(damaged=True)
    except FileNotFoundError:
        return Saved()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Saved(damaged=True)
    steps: list[Step] = []
    for entry in entries:
        try:
            steps.append(step_of(entry))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return Saved(steps, damaged=len(steps) < len(entries))


def save(folder: Path, steps: Sequence[Step]) -> None:
    """Write named searches; the file is whole at any time.

    Raises
    ------
    LibraryReadOnly
        It cannot be written.
    """
    path = folder / FILE
    text = json.dumps({"version": 2, "searches": [entry_of(step) for step in steps]}, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"{text}\n".encode())
    except OSError as error:
        raise LibraryReadOnly(
            f"The search could not be saved in {folder}: {error.strerror}. Check its permissions and the disk."
        ) from error


def keep_pictures(folder: Path, step: Step, passing: Path) -> Step:
    """Return a search with its pictures that lie in a passing folder copied to the library's.

    Raises
    ------
    LibraryReadOnly
        They cannot be copied.
    """
    try:
        asked = tuple(
            replace(one, path=_kept(one.path, folder / PICTURES)) if one.path.is_relative_to(passing) else one
            for one in step.question.asked
        )
    except OSError as error:
        raise LibraryReadOnly(f"The picture could not be kept in {folder}: {error.strerror}.") from error
    return replace(step, question=replace(step.question, asked=asked))


def _kept(path: Path, folder: Path) -> Path:
    content = path.read_bytes()
    kept = folder / f"{path.stem} {hashlib.sha256(content).hexdigest()[:8]}{path.suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(kept, content)
    return kept


def set_aside(folder: Path) -> Path | None:
    """Keep a damaged file under another name, which is returned; None where that cannot be done."""
    count, kept = 1, folder / DAMAGED
    while kept.exists():
        count += 1
        kept = folder / DAMAGED.replace(".json", f"-{count}.json")
    try:
        return (folder / FILE).rename(kept)
    except OSError:
        return None
