"""Fits a network's file for comparing photos: layers and classifier become outputs, pictures may have any size."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photosearch.backbones.manifest_text import Value
from photosearch.backbones.onnx_backbone import open_session
from photosearch.backbones.screen import screen
from photosearch.backbones.trial import MapFacts, find_maps, only_input
from photosearch.errors import ModelProblem
from photosearch.types import DEEP, SECOND

if TYPE_CHECKING:  # the package onnx is an extra
    from photosearch.backbones.graph import Graph, Linear

IMAGENET_MEAN, IMAGENET_STD = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)
"""What torchvision's networks and most others were trained with, of values 0 to 255."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is known of a network.

    `layers` are tensors by role, empty where they are to be found; `classifier` is None where none is wanted, empty
    where it is to be found, and else names logits, weight and bias.
    """

    input: str | None = None
    mean: Sequence[float] = IMAGENET_MEAN
    std: Sequence[float] = IMAGENET_STD
    layers: Mapping[str, str] | None = None
    classifier: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A network that fits: its file's bytes, the tables of its manifest, and all its maps in order.

    `notes` are sentences on what was found or changed; `original` is the sha256 of the file that it was made of, which
    may be the same.
    """

    network: bytes
    tables: dict[str, dict[str, Value]]
    maps: Mapping[str, MapFacts]
    notes: Sequence[str]
    original: str


def fit(model: bytes, file: str, recipe: Recipe) -> Fitted:
    """Check a network's file, find or check its layers, and add them to its outputs where they are not among them.

    Raises
    ------
    ModelProblem
        It is no network that photos can be compared with, or the package that changes graphs is not installed.
    """
    screen(model, file)
    session = open_session(file, model, 1)
    given, any_size = only_input(session, file, recipe.input)
    outputs = [output.name for output in session.get_outputs()]
    graph = _graph(model, file)
    if graph is None:
        named = [*(recipe.layers or {}).values(), *((recipe.classifier or {}).get("logits", ""),)]
        hidden = [name for name in named if name and name not in outputs]
        if hidden or not any_size:
            why = f"it gives no {', '.join(hidden)}" if hidden else "it takes pictures of one size only"
            raise ModelProblem(
                f"{file} must be changed first ({why}), which needs the package onnx: pip install 'photosearch[models]'"
            )
        maps = find_maps(session, file, outputs, recipe.mean, recipe.std)
        layers, linear, notes = _chosen(recipe, maps, None, None)
        tables = _tables(recipe, given, layers, recipe.classifier or None)
        return Fitted(model, tables, maps, notes, hashlib.sha256(model).hexdigest())
    ends = graph.ends()
    candidates = list((recipe.layers or {}).values()) or _before(graph, ends.deep)
    probe = open_session(file, graph.exposed(list(dict.fromkeys(candidates))), 1)
    maps = find_maps(probe, file, [output.name for output in probe.get_outputs()], recipe.mean, recipe.std)
    layers, linear, notes = _chosen(recipe, maps, ends.deep, ends.linear)
    return _exposed(graph, recipe, given, layers, linear, Found(model, outputs, any_size, maps, notes))


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What was seen of the original file."""

    model: bytes
    outputs: Sequence[str]
    any_size: bool
    maps: Mapping[str, MapFacts]
    notes: list[str]


def _before(graph: Graph, deep: str | None) -> list[str]:
    """Return all tensors up to the deepest maps: what follows them may take one size of picture only."""
    known = list(graph.maps)
    return known[: known.index(deep) + 1] if deep in known else known


def _exposed(
    graph: Graph, recipe: Recipe, given: str, layers: Mapping[str, str], linear: Linear | None, found: Found
) -> Fitted:
    """Return the network with its layers and its classifier as outputs, unchanged where they are."""
    from photosearch.backbones.graph import BIAS, WEIGHT  # noqa: PLC0415  # it needs the package onnx

    notes, original = list(found.notes), hashlib.sha256(found.model).hexdigest()
    named = recipe.classifier or None
    if named is None and linear is not None:
        weight, bias = linear.names or (WEIGHT, BIAS)
        named = {"logits": linear.logits, "weight": weight, "bias": bias}
    wanted = [*layers.values(), *([named["logits"]] if named else [])]
    hidden = [name for name in wanted if name not in found.outputs]
    added = linear if named is not None and named["weight"] == WEIGHT else None
    tables = _tables(recipe, given, layers, named)
    if not hidden and found.any_size and added is None:
        return Fitted(found.model, tables, found.maps, notes, original)
    if hidden:
        notes.append(f"Inner layers made outputs: {', '.join(hidden)}.")
    if not found.any_size:
        notes.append("It took pictures of one size only; now it takes any.")
    network = graph.exposed(list(dict.fromkeys(wanted)), added)
    check = open_session(graph.file, network, 1)
    find_maps(check, graph.file, wanted, recipe.mean, recipe.std)
    return Fitted(network, tables, found.maps, notes, original)


def _chosen(
    recipe: Recipe, maps: Mapping[str, MapFacts], ends_at: str | None, linear: Linear | None
) -> tuple[Mapping[str, str], Linear | None, list[str]]:
    """Return the layers by role, the classifier if it belongs to them, and sentences on how they were found."""
    notes: list[str] = []
    if recipe.layers:
        lost = [name for name in recipe.layers.values() if name not in maps]
        if lost:
            raise ModelProblem(f"{', '.join(lost)} is no feature map; maps are {', '.join(list(maps)[-8:]) or 'none'}.")
        layers = dict(recipe.layers)
    else:
        layers = _found_layers(maps, ends_at, notes)
    # A classifier belongs to the maps whose mean it is given.
    fits = recipe.classifier == {} and linear is not None and layers[DEEP] == ends_at
    if recipe.classifier == {}:
        notes.append(
            f"Its classifier tells {len(linear.weight):,} classes apart: class maps can be shown."
            if fits and linear is not None
            else "No linear classifier on averaged maps was found: there are no class maps."
        )
    if fits and linear is not None and not linear.exact:
        notes.append("A rectifier follows its classifier: class maps are those before it.")
    return layers, linear if fits else None, notes


def _found_layers(maps: Mapping[str, MapFacts], ends_at: str | None, notes: list[str]) -> dict[str, str]:
    """Return the deepest maps, and the last rectified ones of about twice their rows and columns."""
    if not maps:
        raise ModelProblem(
            "No output is a feature map (1, channels, rows, columns) whose rows and columns follow the picture's "
            "height and width. Networks that give patch tokens must be exported with these as a map."
        )
    # Where the graph does not tell, the coarsest maps, and the last of them.
    coarsest = min(facts.rows for facts in maps.values())
    rough = [name for name, facts in maps.items() if facts.rows == coarsest]
    rectified = [name for name in rough if maps[name].rectified]
    deep = ends_at if ends_at is not None and ends_at in maps else (rectified or rough)[-1]
    facts = maps[deep]
    notes.append(f"The deepest maps: {deep}, {facts.channels:,} channels, one cell about every {facts.stride} pixels.")
    if not facts.rectified:
        notes.append(f"{deep} has negative values: methods for rectified maps may do badly with it.")
    names = list(maps)
    before = [
        name
        for name in names[: names.index(deep)]
        if maps[name].rectified and 1.5 * facts.rows <= maps[name].rows <= 3 * facts.rows
    ]
    if before:
        notes.append(f"The second layer: {before[-1]}, {maps[before[-1]].channels:,} channels.")
    return {DEEP: deep} | ({SECOND: before[-1]} if before else {})


def _tables(
    recipe: Recipe, given: str, layers: Mapping[str, str], classifier: Mapping[str, str] | None
) -> dict[str, dict[str, Value]]:
    tables: dict[str, dict[str, Value]] = {
        "input": {"name": given, "mean": list(recipe.mean), "std": list(recipe.std)},
        "layers": dict(layers),
    }
    return tables | ({"classifier": dict(classifier)} if classifier else {})


def _graph(model: bytes, file: str) -> Graph | None:
    """Return the network's graph, None where the package for it is not installed."""
    try:
        from photosearch.backbones.graph import Graph  # noqa: PLC0415  # it needs the package onnx
    except ImportError:
        return None
    return Graph(model, file)
