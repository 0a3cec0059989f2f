"""A network of one's own: what its file seems to be, how it sees a photo, and, once confirmed, its installation."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photosearch.backbones.fit import IMAGENET_MEAN, IMAGENET_STD, Fitted, Recipe, fit
from photosearch.backbones.initializers import initializer
from photosearch.backbones.install import Facts, changing, check_name, read_whole
from photosearch.backbones.manifest import Manifest, is_built_in
from photosearch.backbones.trial import drawn
from photosearch.decode.read import read
from photosearch.errors import ModelProblem
from photosearch.explain.png import write_png
from photosearch.explain.render import render
from photosearch.explain.side_by_side import side_by_side
from photosearch.explain.table import OVERLAYS
from photosearch.services.explain import SHOWN_SIDE
from photosearch.services.installing import keep
from photosearch.services.library import Library
from photosearch.services.sights import fresh_sight
from photosearch.services.timeline import timeline
from photosearch.settings import model_home
from photosearch.types import DEEP

INPUTS: Mapping[str, tuple[Sequence[float], Sequence[float]]] = {
    "imagenet": (IMAGENET_MEAN, IMAGENET_STD),
    "signed": ((127.5, 127.5, 127.5), (127.5, 127.5, 127.5)),
    "unit": ((0, 0, 0), (255, 255, 255)),
    "bytes": ((0, 0, 0), (1, 1, 1)),
}
"""How values 0 to 255 become input: ImageNet's mean and deviation, -1 to 1, 0 to 1, or as they are. No file tells."""
GUESS = "imagenet"
"""What is proposed where the person names none; most networks were trained so."""
SHOWN_CLASSES = 3
LOOKED_FOR = 50
"""Photos of the library that one is looked for among which can be reached."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A network that fits, not installed yet.

    `notes` are sentences on what was found; `trial` is the manifest of a copy that can be tried out for as long as the
    proposal lasts.
    """

    name: str
    fitted: Fitted
    notes: Sequence[str]
    trial: Manifest
    facts: Facts
    classes: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says of a network of their own; what is left out is found or guessed.

    `layers` are tensors by role; `input` is one of `INPUTS`; `classes` a file of class names, one a line.
    """

    name: str | None = None
    input: str | None = None
    layers: Mapping[str, str] | None = None
    classes: Path | None = None
    licence: str = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A network that was tried out; `picture` is a PNG of what it sees in `photo`, `seen` its strongest classes there.

    `photo` is None where that is a drawn picture.
    """

    proposal: Proposal
    picture: bytes
    seen: Sequence[str]
    photo: Path | None


@contextmanager
def proposed(file: Path, wish: Wish) -> Iterator[Proposal]:
    """Look at a network's file and say what it seems to be; nothing is installed.

    Raises
    ------
    ModelProblem
        It is no network that photos can be compared with, its name is taken, or the class names do not fit.
    """
    name = check_name(wish.name or re.sub(r"[^A-Za-z0-9._-]+", "-", file.stem).strip("-._") or "own")
    if is_built_in(name):
        raise ModelProblem(f"{name} is a built-in network. Call yours otherwise, with --name.")
    model = read_whole(file)
    mean, std = INPUTS[wish.input or GUESS]
    fitted = fit(model, str(file), Recipe(None, mean, std, wish.layers, {}))
    notes = [*fitted.notes, _said(wish.input)]
    facts: Facts = {"title": name, "licence": wish.licence, "source": f"brought as {file.name}"}
    classes = _read(wish.classes) if wish.classes else None
    if "classifier" in fitted.tables and _all_negative(fitted):
        fitted.tables["classifier"]["centre"] = True
        notes.append("All its class maps would be negative: what the classes' weights share is taken away (centre).")
    with tempfile.TemporaryDirectory(prefix="photosearch-") as folder:
        trial = keep(Path(folder), name, fitted, facts, classes)
        yield Proposal(name, fitted, notes, trial, facts, classes)


def show(proposal: Proposal, photo: Path | None, out: Path) -> list[str]:
    """Write what the network sees in a photo, or in a drawn one, and return its strongest classes with their shares.

    On the left is where its maps are strong, on the right its strongest class, or, without classes, the main object.

    Raises
    ------
    ModelProblem
        It sees the same everywhere.
    PersonError
        The photo cannot be shown, or the picture cannot be written.
    """
    folder = proposal.trial.path.parent
    path = photo or folder / "drawn.png"
    if photo is None:
        write_png(path, drawn(480, 640))
    with Library(folder / "library", str(proposal.trial.path)) as library:
        sight = fresh_sight(library, path)
        rgb = read(path, SHOWN_SIDE, library.pixel_limit).rgb
    total = np.zeros(1) if sight.seen is None else sight.seen.maps[DEEP].sum(axis=0)
    if float(np.ptp(total)) <= 1e-6 * max(1.0, float(np.abs(total).max())):
        raise ModelProblem(
            f"{proposal.name} sees the same everywhere in {path.name}: its layer is no feature map, or its input is "
            f"not normalised as it wants it. Try another of: {', '.join(INPUTS)}."
        )
    names = ("heat", "cam" if proposal.trial.has_classifier else "component")
    found = [OVERLAYS[name].make(sight, rgb.shape[:2], "") for name in names]
    titles = ("Where its maps are strong", found[1].note or "The main object")
    write_png(out, side_by_side(render(rgb, found[0]), render(rgb, found[1]), titles, proposal.name))
    ids, shares = sight.maps.class_ids[:SHOWN_CLASSES], sight.maps.class_scores[:SHOWN_CLASSES]
    return [f"{sight.name(number)} {share:.0%}" for number, share in zip(ids, shares, strict=True)]


def tried(library: Library, file: Path, wish: Wish) -> Tried:
    """Try a network out on a photo of the library, on a drawn picture where there is none. Nothing is installed.

    Raises
    ------
    ModelProblem
        It is no network that photos can be compared with, or sees the same everywhere.
    """
    known = [Path(path) for _, path, _ in timeline(library, LOOKED_FOR)] if library.exists else []
    photo = next((path for path in known if path.is_file()), None)
    with proposed(file, wish) as proposal:
        out = proposal.trial.path.parent / "seen.png"
        seen = show(proposal, photo, out)
        return Tried(proposal, out.read_bytes(), seen, photo)


def accept(proposal: Proposal) -> Manifest:
    """Install a proposed network.

    Raises
    ------
    ModelProblem
        It cannot be written.
    """
    home = model_home()
    with changing(home):
        return keep(home, proposal.name, proposal.fitted, proposal.facts, proposal.classes)


def _said(chosen: str | None) -> str:
    if chosen is not None:
        return f"Its input is normalised as you said: {chosen}."
    return f"How its input is normalised is a guess ({GUESS}), as no file tells."


def _all_negative(fitted: Fitted) -> bool:
    """Whether no class can have a map that is positive anywhere, where maps are rectified."""
    linear = fitted.tables["classifier"]
    return bool(initializer(fitted.network, str(linear["weight"])).max() <= 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelProblem(f"The class names in {path} cannot be read: {error}.") from error
