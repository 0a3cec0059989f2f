"""What was learned from photos, in a file: arrays by name, without pickle."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from photosearch.descriptors.fitted import Learned
from photosearch.errors import LibraryDamaged, LibraryReadOnly

# Besides what numpy and zipfile mean to raise: a single array where an archive should be (TypeError), flipped bits that
# name an encryption, a compression or a version of their own (RuntimeError), and an array too large to hold.
DAMAGE = (OSError, ValueError, KeyError, EOFError, BadZipFile, TypeError, RuntimeError, MemoryError, zlib.error)


def identity(learned: Learned) -> str:
    """Return a checksum of arrays by name, 8 hex digits: part of the feature space's identity."""
    content = hashlib.sha256()
    for name in sorted(learned):
        content.update(f"{name} {learned[name].shape} ".encode())
        content.update(np.ascontiguousarray(learned[name], "<f4").tobytes())
    return content.hexdigest()[:8]


def write_archive(path: Path, what: str, **arrays: np.ndarray) -> None:
    """Write arrays; the file appears whole or not at all.

    Parameters
    ----------
    what : str
        What it is, for the message: "The projection".

    Raises
    ------
    LibraryReadOnly
        The folder is missing, read-only or full; what was there before is as it was.
    """
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]  # keywords are names of arrays
    fresh = path.with_suffix(f".{os.getpid()}.part")
    try:
        with fresh.open("wb") as out:
            out.write(file.getvalue())
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):  # the first failure is the one to tell of
            fresh.unlink()
        raise LibraryReadOnly(
            f"{what} {path} cannot be written ({error.strerror}). Free space, or make its folder writable."
        ) from error


def save_learned(path: Path, learned: Learned) -> None:
    """Write what was learned.

    Raises
    ------
    LibraryReadOnly
        The folder is missing, read-only or full.
    """
    write_archive(path, "What was learned from photos,", **learned)


def load_learned(path: Path) -> Learned:
    """Read what was learned.

    Raises
    ------
    LibraryDamaged
        The file is damaged or something else.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            learned = {name: found[name] for name in found.files}
    except DAMAGE as error:
        raise LibraryDamaged(f"{path} cannot be read ({error}). Delete it, and it is learned again.") from error
    if not learned or not all(part.dtype == np.float32 and bool(np.isfinite(part).all()) for part in learned.values()):
        raise LibraryDamaged(f"{path} does not hold what it should. Delete it, and it is learned again.")
    return learned
