"""Searches that can be made again, and those of them that a person named: a JSON file in the library's folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from photosearch.errors import LibraryReadOnly
from photosearch.services.second_stage import LOOKS, ONE_STAGE, SecondStage
from photosearch.types import Box

FILE = "searches.json"
DAMAGED = "searches.damaged.json"
PICTURES = "queries"
"""The folder of pictures that saved searches need and that are kept nowhere else."""


@dataclass(frozen=True, slots=True)
class Step:
    """One search: pictures, the part of the first one, what was compared, and what was done with the hits.

    `weights` holds methods and how much each counts, one alone where nothing is mixed, none where that is unknown.
    Steps that differ by their names alone are equal.
    """

    paths: tuple[Path, ...]
    box: Box | None = None
    weights: tuple[tuple[str, int], ...] = ()
    second: SecondStage = ONE_STAGE
    name: str = field(default="", compare=False)


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
            steps.append(_step(entry))
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
    part = path.with_name(FILE + ".part")
    text = json.dumps({"version": 1, "searches": [_entry(step) for step in steps]}, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(path)
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
        paths = tuple(_kept(path, folder / PICTURES) if path.is_relative_to(passing) else path for path in step.paths)
    except OSError as error:
        raise LibraryReadOnly(f"The picture could not be kept in {folder}: {error.strerror}.") from error
    return replace(step, paths=paths)


def _kept(path: Path, folder: Path) -> Path:
    content = path.read_bytes()
    kept = folder / f"{path.stem} {hashlib.sha256(content).hexdigest()[:8]}{path.suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(kept.name + ".part")
    part.write_bytes(content)
    part.replace(kept)
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


def _entry(step: Step) -> dict[str, Any]:
    box, second = step.box, step.second
    return {
        "name": step.name,
        "pictures": list(map(str, step.paths)),
        "box": None if box is None else [box.top, box.left, box.bottom, box.right],
        "methods": dict(step.weights),
        "expand": second.expand,
        "look": second.look,
        "reach": second.reach,
        "views": second.views,
        "right": list(map(str, second.right)),
        "wrong": list(map(str, second.wrong)),
    }


def _step(entry: dict[str, Any]) -> Step:
    """Return what an entry stands for; it raises where it makes no sense."""
    name, paths, box = entry["name"], _paths(entry["pictures"]), entry["box"]
    if not isinstance(name, str) or not name or not paths or entry["look"] not in LOOKS:
        raise ValueError(entry)
    return Step(
        paths,
        None if box is None else _box(box),
        tuple((str(method), _count(weight)) for method, weight in entry["methods"].items()),
        SecondStage(
            _count(entry["expand"]),
            entry["look"],
            _count(entry["reach"]),
            _paths(entry["right"]),
            _paths(entry["wrong"]),
            entry["views"] is True,
        ),
        name,
    )


def _box(corners: list[Any]) -> Box:
    top, left, bottom, right = map(_count, corners)
    return Box(top, left, bottom, right)


def _paths(names: list[Any]) -> tuple[Path, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError(names)
    return tuple(map(Path, names))


def _count(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ValueError(number)
    return number
