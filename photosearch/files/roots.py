"""The folders that are watched over: whether one can be, is there, and how two lie to each other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photosearch.errors import FolderProblem


def check_root(path: Path) -> Path:
    """Return a folder's real, absolute path.

    Raises
    ------
    FolderProblem
        It is missing, not a folder, or cannot be listed.
    """
    try:
        real = path.resolve(strict=True)
        with os.scandir(real):
            return real
    except FileNotFoundError as error:
        raise FolderProblem(f"There is no folder {path}.") from error
    except NotADirectoryError as error:
        raise FolderProblem(f"{path} is a file, not a folder. Name the folder that holds it.") from error
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a loop, before Python 3.13
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FolderProblem(f"The folder {path} cannot be listed: {reason}. Check its permissions.") from error


def is_online(root: Path, *, expected: bool) -> bool:
    """Whether a root can be reached. One that is empty although files are `expected` is an empty mount point."""
    try:
        with os.scandir(root) as entries:
            return not expected or next(entries, None) is not None
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Relation:
    """How a folder lies to the roots: it is, or lies inside, `covered_by`; it holds `covers`."""

    covered_by: Path | None
    covers: tuple[Path, ...]


def relate(new: Path, existing: Sequence[Path]) -> Relation:
    """Return how a folder lies to the roots; all paths are real ones."""
    around = next((root for root in existing if new.is_relative_to(root)), None)
    return Relation(around, () if around else tuple(root for root in existing if root.is_relative_to(new)))
