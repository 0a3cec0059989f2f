"""A network's description, a TOML file: which file, how it is fed, and what its outputs mean.

Manifests are data: a network is added by writing one, without a line of code. An example with every key::

    name = "builtin"
    title = "Photosearch built-in"
    licence = "Apache-2.0"
    source = "where it comes from"
    descriptor = "scda"                 # what its photos are best compared by, as measured; optional
    quality = "how well photos are found with it, as measured, in a sentence; optional"

    [file]                              # absent for kind = "fake"
    name = "builtin.onnx"               # looked for beside the manifest, where networks are installed, and built in
    sha256 = "64 hex digits"

    [input]
    name = "input"                      # n x 3 x height x width, float32 RGB
    mean = [127.5, 127.5, 127.5]        # (x - mean) / std, of values 0 to 255
    std = [127.5, 127.5, 127.5]

    [layers]                            # outputs by role
    deep = "deep"                       # the last rectified maps
    second = "second"                   # the next-shallower rectified maps; left out where there are none

    [classifier]                        # left out where the network does not end in average pooling and a linear layer
    logits = "logits"
    weight = "classifier.weight"        # initializers of the graph
    bias = "classifier.bias"
    names = "classes.txt"               # one class a line; optional
    centre = false                      # true: take away what all classes' weights share, which softmax does not see
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photosearch.backbones.fake import checksum as fake_checksum
from photosearch.errors import ModelProblem
from photosearch.settings import data_folder, model_folders, model_home
from photosearch.types import DEEP, SALIENCY, SECOND

ROLES = (DEEP, SECOND)


@dataclass(frozen=True, slots=True)
class ClassifierEntry:
    """Where a manifest says that the classifier is: an output, two initializers and a list of names.

    `centre` takes the mean over classes away from weights and bias. Probabilities stay as they are, but class maps need
    it where training has left all classes with one large negative offset: each map would be negative everywhere.
    """

    logits: str
    weight: str
    bias: str
    names: Path | None
    centre: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """A network's description. `file` is None where `kind` is ``fake``.

    `outputs` are the outputs by role, the deep one first; `mean` and `std` are those of R, G, B in 0..255.
    """

    path: Path
    name: str
    kind: str
    title: str
    licence: str
    source: str
    descriptor: str | None
    file: Path | None
    sha256: str
    input: str
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    outputs: Mapping[str, str]
    classifier: ClassifierEntry | None
    quality: str = ""

    @property
    def preprocessing(self) -> str:
        """How the input is normalised, as it stands in a feature space's identity."""
        return "none" if self.kind == "fake" else f"mean {self.mean} std {self.std}"

    @property
    def has_classifier(self) -> bool:
        """Whether class activation maps can be made."""
        return self.kind == "fake" or self.classifier is not None


def find_manifest(reference: str) -> Path:
    """Return the path of a manifest: the name of a built-in or installed network, or a path that ends in .toml.

    Raises
    ------
    ModelProblem
        There is no such file.
    """
    if reference.endswith(".toml"):
        if Path(reference).is_file():
            return Path(reference)
    elif reference in (here := {**known_networks(), **_in(_former())}):
        return here[reference]
    known = ", ".join(known_networks())
    raise ModelProblem(
        f"There is no network manifest {reference}. Name a .toml file, or a built-in or installed one: {known}."
    )


def known_networks() -> Mapping[str, Path]:
    """Return the manifests of built-in and installed networks by name; no installed one hides a built-in one."""
    built_in = _in(data_folder("models"))
    return {**built_in, **_in(model_home()), **built_in}


def is_built_in(name: str) -> bool:
    """Whether a network of this name comes with the program: no other can have its name.

    Former built-in networks do too, for the libraries that were made with them, and are offered to no others.
    """
    return name in _in(data_folder("models")) or is_former(name)


def is_former(name: str) -> bool:
    """Whether a network was the built-in one of an earlier version."""
    return name in _in(_former())


def _former() -> Path:
    return data_folder("models") / "former"


def _in(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def load_manifest(path: Path) -> Manifest:
    """Read and check a manifest; the network itself is not opened.

    Raises
    ------
    ModelProblem
        It cannot be read, lacks a key, or names a file outside its folder.
    """
    return _BackboneReader(path).manifest()


class Reader:
    """Takes typed values out of a manifest's tables and names the key that is wrong.

    Raises
    ------
    ModelProblem
        The manifest cannot be read.
    """

    def __init__(self, path: Path) -> None:
        try:
            facts = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise ModelProblem(f"The manifest {path} cannot be read: {error.strerror}.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ModelProblem(f"The manifest {path} is not valid TOML: {error}.") from error
        self._path = path
        self._facts: dict[str, Any] = facts

    def _checksum(self, part: str = "file") -> str:
        found = self._text("sha256", part).lower()
        if len(found) != 64 or not set(found) <= set("0123456789abcdef"):
            raise self._wrong(f"[{part}] sha256 must be 64 hexadecimal digits")
        return found

    def _triple(self, key: str) -> tuple[float, float, float]:
        value = self._table("input").get(key)
        if not (isinstance(value, list) and len(value) == 3 and all(isinstance(item, int | float) for item in value)):
            raise self._wrong(f"[input] {key} must be three numbers, for red, green and blue")
        if key == "std" and not all(item > 0 for item in value):
            raise self._wrong("[input] std must be greater than 0")
        red, green, blue = (float(item) for item in value)
        return red, green, blue

    def _located(self, key: str, part: str) -> Path:
        """Return the path of a named file, which may not lie outside the folders that it is looked for in."""
        name = self._text(key, part)
        folders = model_folders(self._path)
        for folder in folders:
            path = (folder / name).resolve()
            if not path.is_relative_to(folder.resolve()):
                raise self._wrong(f'[{part}] {key} = "{name}" leaves the folder of the manifest, which is not allowed')
            if path.is_file():
                return path
        looked = " or ".join(str(folder) for folder in folders)
        raise ModelProblem(
            f"The network {self._path} needs the file {name}, which is not in {looked}. "
            "Put it there, or set PHOTOSEARCH_MODEL_DIR to the folder that holds it."
        )

    def _text(self, key: str, part: str | None = None, default: str | None = None) -> str:
        table = self._facts if part is None else self._table(part)
        value = table.get(key, default)
        if not isinstance(value, str) or not value:
            raise self._wrong(f"{f'[{part}] ' if part else ''}{key} must be a text")
        return value

    def _table(self, part: str) -> dict[str, Any]:
        value = self._facts.get(part, {})
        if not isinstance(value, dict):
            raise self._wrong(f"[{part}] must be a table")
        return value

    def _wrong(self, what: str) -> ModelProblem:
        return ModelProblem(f"The manifest {self._path} is wrong: {what}.")


class _BackboneReader(Reader):
    """Reads the manifest of a network whose features are compared."""

    def manifest(self) -> Manifest:
        kind = self._text("kind", default="onnx")
        if kind == SALIENCY:
            raise self._wrong(f'kind is "{kind}": a saliency network weighs positions and has no features to compare')
        if kind not in ("onnx", "fake"):
            raise self._wrong(f'kind is "{kind}"; it must be "onnx" or "fake"')
        fake = kind == "fake"
        outputs = {role: self._text(role, "layers") for role in ROLES if role in self._table("layers")}
        if DEEP not in outputs:
            raise self._wrong(f"[layers] must name the output that is the {DEEP} layer")
        return Manifest(
            path=self._path,
            name=self._text("name"),
            kind=kind,
            title=self._text("title", default=self._text("name")),
            licence=self._text("licence", default="unknown"),
            source=self._text("source", default="unknown"),
            descriptor=self._text("descriptor") if "descriptor" in self._facts else None,
            file=None if fake else self._located("name", "file"),
            sha256=fake_checksum(self._text("name")) if fake else self._checksum(),
            input=self._text("name", "input", default="input"),
            mean=(0.0, 0.0, 0.0) if fake else self._triple("mean"),
            std=(255.0, 255.0, 255.0) if fake else self._triple("std"),
            outputs=outputs,
            classifier=None if fake or "classifier" not in self._facts else self._classifier(),
            quality=self._text("quality") if "quality" in self._facts else "",
        )

    def _classifier(self) -> ClassifierEntry:
        part = "classifier"
        names = self._located("names", part) if "names" in self._table(part) else None
        logits, weight, bias = (self._text(key, part) for key in ("logits", "weight", "bias"))
        centre = self._table(part).get("centre", False)
        if not isinstance(centre, bool):
            raise self._wrong("[classifier] centre must be true or false")
        return ClassifierEntry(logits, weight, bias, names, centre)
