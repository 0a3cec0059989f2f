"""Networks in the folder of installed ones: a manifest NAME.toml and its files, whose names carry their checksums.

The manifest is written last and by one rename, so that a network is either installed whole or not at all, whatever dies
in between. What is left over is swept away by the next change.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import filelock

from photosearch.backbones.manifest import load_manifest
from photosearch.backbones.manifest_text import Value, manifest_text
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Pace, Progress

LARGEST = 2_000_000_000
"""Bytes of a network's file; ONNX cannot hold more than 2 GiB in one."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_BLOCK = 1 << 20
Facts = Mapping[str, Value | Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Files:
    """What a network consists of beside its manifest: the ONNX file's bytes, and class names, one a line."""

    network: bytes
    classes: str | None = None


def check_name(name: str) -> str:
    """Return a network's name; raise ModelProblem for one that is no plain word, such as one with parts of a path."""
    if not _NAME.fullmatch(name) or name.endswith(".toml"):
        raise ModelProblem(
            f"A network cannot be called {name!r}: letters, digits, dots, hyphens and underscores, at most 64."
        )
    return name


@contextmanager
def changing(home: Path) -> Iterator[None]:
    """Hold the folder of installed networks, alone of all processes.

    Raises
    ------
    ModelProblem
        It cannot be written to, or another process is changing it.
    """
    lock = filelock.FileLock(home / "lock")
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise ModelProblem("Another photosearch is installing or removing a network. Wait until it is done.") from error
    except OSError as error:
        raise ModelProblem(
            f"Networks cannot be installed in {home}: {error.strerror}. Set PHOTOSEARCH_MODEL_DIR to another folder."
        ) from error
    try:
        yield
    finally:
        lock.release()


def put(home: Path, name: str, files: Files, facts: Facts, comment: str = "") -> Path:
    """Install a network and return its manifest's path; one of this name is replaced. Only within `changing`.

    Parameters
    ----------
    facts : mapping
        The manifest without [file] and class names, which are added.

    Raises
    ------
    ModelProblem
        The name is not a plain word, or the disk is full; what was installed before is as it was then.
    """
    check_name(name)
    sha256 = hashlib.sha256(files.network).hexdigest()
    stem = f"{name}-{sha256[:12]}"
    tables: dict[str, Value | Mapping[str, Value]] = {"name": name, **facts}
    tables["file"] = {"name": f"{stem}.onnx", "sha256": sha256}
    path = home / f"{name}.toml"
    draft = path.with_name(path.name + ".part")
    try:
        _write(home / f"{stem}.onnx", files.network)
        linear = tables.get("classifier")
        if files.classes is not None and isinstance(linear, Mapping):
            tables["classifier"] = _named(home, name, files.classes, linear)
        _write(draft, manifest_text(tables, comment).encode())
        open_backbone(load_manifest(draft))  # what cannot be used never gets the name
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
        sweep(home, name)
    return path


def _named(home: Path, name: str, classes: str, linear: Mapping[str, Value]) -> Mapping[str, Value]:
    """Write class names and return the manifest's classifier with them."""
    listed = classes.encode()
    file = f"{name}-{hashlib.sha256(listed).hexdigest()[:12]}.txt"
    _write(home / file, listed)
    return {**linear, "names": file}


def remove(home: Path, name: str) -> bool:
    """Remove an installed network; return whether there was one. Only within `changing`."""
    path = home / f"{check_name(name)}.toml"
    found = path.exists()
    path.unlink(missing_ok=True)
    for part in home.glob(f"{name}.download.part*"):
        part.unlink(missing_ok=True)
    sweep(home, name)
    return found


def sweep(home: Path, name: str) -> None:
    """Delete the files of a network that its manifest does not name. Only within `changing`."""
    path = home / f"{name}.toml"
    kept = set()
    if path.exists():
        manifest = load_manifest(path)
        kept = {manifest.file, manifest.classifier.names if manifest.classifier else None}
    ours = re.compile(rf"{re.escape(name)}-[0-9a-f]{{12}}\.(onnx|txt)(\.part)?|{re.escape(name)}\.toml\.part")
    for file in home.iterdir():
        if ours.fullmatch(file.name) and file.resolve() not in kept:
            file.unlink(missing_ok=True)


def read_checked(
    path: Path, sha256: str | None, size: int | None, cancel: Cancel
) -> Generator[Progress, None, bytes | None]:
    """Read a network's file whole and check it; None when cancelled. What is checked is what is returned.

    Raises
    ------
    ModelProblem
        It cannot be read, is too large, or is not the file of this size and checksum.
    """
    try:
        found = path.stat().st_size
        if found > LARGEST:
            raise ModelProblem(f"{path} has {found:,} bytes, and no network of more than {LARGEST:,} can be used.")
        if size is not None and found != size:
            raise ModelProblem(f"{path} has {found:,} bytes, and the file wanted has {size:,}: it is another one.")
        blocks, digest, pace = [], hashlib.sha256(), Pace("Checking, bytes", total=found)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                if cancel.cancelled:
                    return None
                blocks.append(block)
                digest.update(block)
                pace.step(len(block))
                if pace.due():
                    yield pace.report()
    except OSError as error:
        raise ModelProblem(f"The file {path} cannot be read: {error.strerror}.") from error
    if sha256 is not None and digest.hexdigest() != sha256:
        raise ModelProblem(
            f"{path} is not the file wanted: its sha256 is {digest.hexdigest()}, not {sha256}. "
            "It is damaged or another version."
        )
    return b"".join(blocks)


def read_whole(path: Path) -> bytes:
    """Read a network's file whole.

    Raises
    ------
    ModelProblem
        It cannot be read, or is too large.
    """
    try:
        found = path.stat().st_size
        if found > LARGEST:
            raise ModelProblem(f"{path} has {found:,} bytes, and no network of more than {LARGEST:,} can be used.")
        return path.read_bytes()
    except OSError as error:
        raise ModelProblem(f"The file {path} cannot be read: {error.strerror}.") from error


def require_space(folder: Path, needed: int) -> None:
    """Raise ModelProblem where a disk has fewer free bytes than are needed."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelProblem(f"The disk of {folder} has {free:,} bytes left, and {needed:,} are needed. Free some space.")


def _write(path: Path, content: bytes) -> None:
    """Write a file so that its name stands for all of it or does not exist."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        what = "is full. Free some space" if full else f"cannot be written to: {error.strerror}"
        raise ModelProblem(f"The disk of {path.parent} {what}.") from error
