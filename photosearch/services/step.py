"""One search that can be made again, and what it is in a JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from photosearch.services.query import Asked, Spot, Stencil
from photosearch.services.question import Question
from photosearch.services.second_stage import LOOKS, ONE_STAGE, SecondStage
from photosearch.types import Box


@dataclass(frozen=True, slots=True)
class Step:
    """One search: what was asked, what was compared, and what was done with the hits.

    `weights` holds methods and how much each counts, one alone where nothing is mixed, none where that is unknown.
    Steps that differ by their names alone are equal.
    """

    question: Question
    weights: tuple[tuple[str, int], ...] = ()
    second: SecondStage = ONE_STAGE
    name: str = field(default="", compare=False)


def entry_of(step: Step) -> dict[str, Any]:
    """Return a search as JSON values."""
    question, second = step.question, step.second
    return {
        "name": step.name,
        "pictures": [_picture(one) for one in question.asked],
        "spots": [[spot.row, spot.column, spot.wanted] for spot in question.spots],
        "kind": question.kind,
        "methods": dict(step.weights),
        "expand": second.expand,
        "look": second.look,
        "reach": second.reach,
        "views": second.views,
        "right": [_picture(one) for one in second.right],
        "wrong": [_picture(one) for one in second.wrong],
    }


def step_of(entry: Mapping[str, Any]) -> Step:
    """Return the search that JSON values stand for, those of the first version too.

    Raises
    ------
    ValueError, KeyError, TypeError, AttributeError
        They make no sense.
    """
    name, asked, kind = entry["name"], _asked(entry["pictures"]), entry.get("kind", "")
    if not isinstance(name, str) or not name or not isinstance(kind, str) or entry["look"] not in LOOKS:
        raise ValueError(entry)
    if entry.get("box") is not None:  # the first version had one, of the first picture
        asked = (Asked(asked[0].path, _box(entry["box"])), *asked[1:])
    question = Question(asked, tuple(_spot(*spot) for spot in entry.get("spots", ())), kind)
    if not question:
        raise ValueError(entry)
    second = SecondStage(
        _count(entry["expand"]),
        entry["look"],
        _count(entry["reach"]),
        _asked(entry["right"]),
        _asked(entry["wrong"]),
        entry["views"] is True,
    )
    weights = tuple((str(method), _whole(weight)) for method, weight in entry["methods"].items())
    return Step(question, weights, second, name)


def _picture(one: Asked) -> str | dict[str, Any]:
    """Return a picture, as its path where all of it is asked for."""
    if one == Asked(one.path):
        return str(one.path)
    box, stencil = one.box, one.stencil
    return {
        "path": str(one.path),
        "box": None if box is None else [box.top, box.left, box.bottom, box.right],
        "stencil": None if stencil is None else [stencil.rows, stencil.columns, stencil.bits.hex()],
        "classes": list(one.classes),
        "weight": one.weight,
    }


def _asked(entries: object) -> tuple[Asked, ...]:
    if not isinstance(entries, list):
        raise TypeError(entries)
    return tuple(_one(entry) for entry in entries)


def _one(entry: object) -> Asked:
    if isinstance(entry, str):
        return Asked(Path(entry))
    if not isinstance(entry, dict) or not isinstance(entry["path"], str):
        raise TypeError(entry)
    box, stencil, weight = entry["box"], entry["stencil"], float(entry["weight"])
    if not -1 <= weight <= 1:
        raise ValueError(weight)
    return Asked(
        Path(entry["path"]),
        None if box is None else _box(box),
        None if stencil is None else Stencil(_count(stencil[0]), _count(stencil[1]), bytes.fromhex(stencil[2])),
        tuple(str(name) for name in entry["classes"]),
        weight,
    )


def _spot(row: object, column: object, wanted: object) -> Spot:
    return Spot(_count(row), _count(column), wanted is True)


def _box(corners: list[Any]) -> Box:
    top, left, bottom, right = map(_count, corners)
    return Box(top, left, bottom, right)


def _count(number: object) -> int:
    if _whole(number) < 0:
        raise ValueError(number)
    return _whole(number)


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError(number)
    return number
