"""How networks come and go: fetched, brought by hand, checked, removed."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from pathlib import Path

from photosearch.backbones.catalogue import Entry, catalogue, find_entry
from photosearch.backbones.download import Wanted, check_address, download
from photosearch.backbones.fit import Fitted, Recipe, fit
from photosearch.backbones.initializers import initializer
from photosearch.backbones.install import Facts, Files, changing, check_name, put, read_checked, require_space
from photosearch.backbones.install import remove as remove_files
from photosearch.backbones.manifest import Manifest, find_manifest, is_built_in, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress
from photosearch.settings import model_home

SPARE = 64 * 1024 * 1024
"""Bytes of a disk that are left free."""


def install(name: str, cancel: Cancel, mirror: str | None = None) -> Generator[Progress, None, Manifest | None]:
    """Fetch a network of the catalogue and install it; None when cancelled, and what has arrived is kept.

    Parameters
    ----------
    mirror : str, optional
        Where to fetch it from instead: the address of the file, or, ending in "/", of a folder that holds it.

    Raises
    ------
    ModelProblem
        The catalogue does not know the network, or no address or checksum of it; it cannot be fetched, is another file,
        or does not fit.
    """
    entry, home = find_entry(name), model_home()
    address = entry.address if mirror is None else mirror + entry.file * mirror.endswith("/")
    if entry.sha256 is None or entry.size is None:
        raise ModelProblem(f"No checksum of {name} is known, so that it is not fetched. {entry.how}")
    if address is None:
        raise ModelProblem(f"No address of {name} is known. {entry.how}")
    check_address(address)
    with changing(home):
        part = home / f"{check_name(name)}.download.part"
        here = part.stat().st_size if part.exists() else 0
        require_space(home, max(0, entry.size - here) + SPARE)
        if not (yield from download(Wanted(address, entry.size), part, cancel)):
            return None
        try:
            model = yield from read_checked(part, entry.sha256, entry.size, cancel)
        except ModelProblem:
            part.unlink(missing_ok=True)  # going on from wrong bytes would never end well
            raise
        if model is None:
            return None
        manifest = _put(entry, home, model, f"fetched from {address}")
        part.unlink(missing_ok=True)
        return manifest


def install_file(file: Path, cancel: Cancel, name: str | None = None) -> Generator[Progress, None, Manifest | None]:
    """Install a network from a file that a person brought, without any network; None when cancelled.

    Parameters
    ----------
    file : Path
        The file of a network of the catalogue, or a manifest, or a file with its manifest beside it.
    name : str, optional
        The network of the catalogue; by default it is told by the file's checksum or name.

    Raises
    ------
    ModelProblem
        The file is none of these, or does not fit.
    """
    home = model_home()
    beside = file if file.suffix == ".toml" else file.with_suffix(".toml")
    if name is None and beside.is_file():
        return (yield from _install_manifest(beside, home, cancel))
    model = yield from read_checked(file, None, None, cancel)
    if model is None:
        return None
    entry = _entry_of(file, model, name)
    with changing(home):
        return _put(entry, home, model, f"brought by hand as {file.name}")


def _entry_of(file: Path, model: bytes, name: str | None) -> Entry:
    """Return the entry that a file brought by hand belongs to, having checked what the catalogue knows of it."""
    digest = hashlib.sha256(model).hexdigest()
    entries = catalogue()
    if name is not None:
        entry = find_entry(name)
    else:
        same = [entry for entry in entries if entry.sha256 == digest]
        alike = [entry for entry in entries if file.name in (entry.file, f"{entry.name}.onnx")]
        if not same and not alike:
            raise ModelProblem(
                f"{file} is not of the catalogue. Say which network it is: photosearch models install --file FILE "
                "NAME, or bring it as one of your own: photosearch models add FILE"
            )
        entry = (same or alike)[0]
    if entry.sha256 is not None and entry.sha256 != digest:
        raise ModelProblem(
            f"{file} is not the file of {entry.name} that the catalogue knows: its sha256 is {digest}, not "
            f"{entry.sha256}. If you trust it, bring it as one of your own: photosearch models add {file.name}"
        )
    return entry


def _install_manifest(path: Path, home: Path, cancel: Cancel) -> Generator[Progress, None, Manifest | None]:
    """Install a network that has a manifest."""
    given = load_manifest(path)
    if given.file is None:
        raise ModelProblem(f"{path} describes a network without a file, which cannot be installed.")
    model = yield from read_checked(given.file, given.sha256, None, cancel)
    if model is None:
        return None
    linear = given.classifier
    wanted = {"logits": linear.logits, "weight": linear.weight, "bias": linear.bias} if linear else None
    fitted = fit(model, str(given.file), Recipe(given.input, given.mean, given.std, given.outputs, wanted))
    facts: Facts = {
        "title": given.title,
        "licence": given.licence,
        "source": given.source,
        **({"descriptor": given.descriptor} if given.descriptor else {}),
        **({"quality": given.quality} if given.quality else {}),
    }
    if linear is not None and linear.centre:
        fitted.tables["classifier"]["centre"] = True
    names = linear.names if linear else None
    with changing(home):
        return keep(home, given.name, fitted, facts, names.read_text(encoding="utf-8") if names else None)


def _put(entry: Entry, home: Path, model: bytes, came: str) -> Manifest:
    """Install the file of a network of the catalogue."""
    fitted = fit(model, entry.file, Recipe(entry.input, entry.mean, entry.std, entry.layers, entry.classifier))
    facts: Facts = {
        "title": entry.title,
        "licence": entry.licence,
        "source": f"{entry.source}; {came}",
        **({"descriptor": entry.descriptor} if entry.descriptor else {}),
        **({"quality": entry.quality} if entry.quality else {}),
    }
    return keep(home, entry.name, fitted, facts, entry.names.read_text(encoding="utf-8") if entry.names else None)


def keep(home: Path, name: str, fitted: Fitted, facts: Facts, classes: str | None) -> Manifest:
    """Install a network that fits and return its manifest. Only within `changing`.

    Parameters
    ----------
    classes : str, optional
        Class names, one a line; a first one of "background" is left out where the network does not know it.
    """
    comment = f"Installed by photosearch. sha256 of the file that it was made of: {fitted.original}."
    tables = {**facts, **fitted.tables}
    files = Files(fitted.network, _suited(classes, fitted) if classes else None)
    return load_manifest(put(home, name, files, tables, "\n".join([comment, *fitted.notes])))


def _suited(classes: str, fitted: Fitted) -> str | None:
    """Return class names as a network counts them: some know a first class of their own, the background."""
    if "classifier" not in fitted.tables:
        return None
    count = len(initializer(fitted.network, str(fitted.tables["classifier"]["weight"])))
    lines = classes.splitlines()
    if len(lines) == count + 1 and lines[0] == "background":
        lines = lines[1:]
    return "\n".join(lines) + "\n"


def remove(name: str) -> None:
    """Remove an installed network; what libraries have made with it is kept, for when it comes back.

    Raises
    ------
    ModelProblem
        It is built in, or not installed.
    """
    if is_built_in(check_name(name)):
        raise ModelProblem(f"{name} is built in, and cannot be removed.")
    home = model_home()
    with changing(home):
        if not remove_files(home, name):
            raise ModelProblem(f"There is no network {name} installed. See what is: photosearch models list")


def verify(name: str) -> Manifest:
    """Check that a network's file is the one that was installed, and that it can be used.

    Raises
    ------
    ModelProblem
        It is damaged, gone or unknown.
    """
    manifest = load_manifest(find_manifest(name))
    open_backbone(manifest)
    return manifest
