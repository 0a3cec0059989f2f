"""Networks that can be installed: manifests as data in `models/catalogue`, each without its file.

An entry is a manifest (see `manifest`) whose [file] is replaced by [obtain], which says how a person comes by it::

    [obtain]
    file = "resnet50-v1-7.onnx"         # what the file is called where it comes from
    how = "one or two sentences: what the person must do"
    address = "https://..."             # left out where no document names one: then --mirror or --file is needed
    sha256 = "64 hex digits"            # of that file; left out where no document lists it: then only --file will do
    bytes = 102583340                   # its size; left out where no document lists it
    listed_in = "the document that lists them"

[layers] may be left out, and [classifier] may be empty: both are then found in the file's graph when it is installed.
`maps` lists the names of layers that the person may know from papers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photosearch.backbones.manifest import ROLES, Reader
from photosearch.errors import ModelProblem
from photosearch.settings import data_folder

CLASSIFIER = ("logits", "weight", "bias")


@dataclass(frozen=True, slots=True)
class Entry:
    """A network of the catalogue.

    `file` and `how` say what the person must come by; `address`, `sha256` and `size` (bytes) are None where no document
    names them. `input` is None where it is the only one. `layers` are outputs or inner names by role, empty where they
    are found in the graph; `classifier` is None where the network has no class activation maps, and empty where it
    is found in the graph. `quality` says how well it does and who says so, "" where nobody does. `names` is the file of
    class names among the package's models, None where there is none.
    """

    path: Path
    name: str
    title: str
    licence: str
    source: str
    file: str
    how: str
    address: str | None
    sha256: str | None
    size: int | None
    listed_in: str | None
    input: str | None
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    layers: Mapping[str, str]
    classifier: Mapping[str, str] | None
    names: Path | None
    descriptor: str | None
    quality: str = ""


def catalogue() -> list[Entry]:
    """Return every network of the catalogue by name.

    Raises
    ------
    ModelProblem
        An entry is wrong.
    """
    return [_EntryReader(path).entry() for path in sorted((data_folder("models") / "catalogue").glob("*.toml"))]


def find_entry(name: str) -> Entry:
    """Return a network of the catalogue.

    Raises
    ------
    ModelProblem
        There is none of this name.
    """
    entries = {entry.name: entry for entry in catalogue()}
    if name in entries:
        return entries[name]
    raise ModelProblem(
        f"The catalogue has no network {name}. It has {', '.join(entries)}. "
        "Bring a network of your own: photosearch models add FILE.onnx"
    )


class _EntryReader(Reader):
    """Reads an entry of the catalogue."""

    def entry(self) -> Entry:
        name = self._text("name")
        if name != self._path.stem:
            raise self._wrong(f"its name is {name}, and its file is called {self._path.name}")
        tables = {part: self._table(part) for part in ("layers", "classifier")}
        return Entry(
            path=self._path,
            name=name,
            title=self._text("title"),
            licence=self._text("licence"),
            source=self._text("source"),
            file=self._plain("file", "obtain"),
            how=self._text("how", "obtain"),
            address=self._maybe("address"),
            sha256=self._checksum("obtain") if "sha256" in self._table("obtain") else None,
            size=self._size() if "bytes" in self._table("obtain") else None,
            listed_in=self._maybe("listed_in"),
            input=self._text("name", "input") if "name" in self._table("input") else None,
            mean=self._triple("mean"),
            std=self._triple("std"),
            layers={role: self._text(role, "layers") for role in ROLES if role in tables["layers"]},
            classifier=self._linear() if "classifier" in self._facts else None,
            names=self._class_names() if "names" in tables["classifier"] else None,
            descriptor=self._text("descriptor") if "descriptor" in self._facts else None,
            quality=self._text("quality") if "quality" in self._facts else "",
        )

    def _maybe(self, key: str) -> str | None:
        return self._text(key, "obtain") if key in self._table("obtain") else None

    def _plain(self, key: str, part: str) -> str:
        name = self._text(key, part)
        if Path(name).name != name:
            raise self._wrong(f'[{part}] {key} = "{name}" must be a file name alone')
        return name

    def _size(self) -> int:
        size = self._table("obtain")["bytes"]
        if not isinstance(size, int) or size <= 0:
            raise self._wrong("[obtain] bytes must be a whole number greater than 0")
        return size

    def _linear(self) -> Mapping[str, str]:
        given = {key: self._text(key, "classifier") for key in CLASSIFIER if key in self._table("classifier")}
        if given and len(given) < len(CLASSIFIER):
            raise self._wrong(f"[classifier] must name all of {', '.join(CLASSIFIER)}, or none of them")
        return given

    def _class_names(self) -> Path:
        path = data_folder("models") / self._plain("names", "classifier")
        if not path.is_file():
            raise self._wrong(f"[classifier] names = {path.name} is not among the program's models")
        return path
