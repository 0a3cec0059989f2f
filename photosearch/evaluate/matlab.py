"""Lists in MATLAB's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from photosearch.errors import QueryProblem
from photosearch.evaluate.layout import expected


def integers(path: Path, name: str) -> list[int]:
    """Return a row of whole numbers.

    Raises
    ------
    QueryProblem
        The file or the variable is missing, or holds something else.
    """
    return whole_numbers(_variable(path, name), path, name)


def cells(path: Path, name: str) -> list[str]:
    """Return a row or column of texts, as cell arrays hold them.

    Raises
    ------
    QueryProblem
        The file or the variable is missing, or holds something else.
    """
    texts = [np.asarray(cell).ravel() for cell in np.asarray(_variable(path, name)).ravel()]
    if any(len(text) != 1 or not isinstance(text[0], str) for text in texts):
        raise QueryProblem(f"{path} should hold a list of texts in {name}.")
    return [str(text[0]) for text in texts]


def structures(path: Path, name: str) -> list[dict[str, Any]]:
    """Return a row of structures, each by the names of its fields.

    Raises
    ------
    QueryProblem
        The file or the variable is missing, or holds something else.
    """
    found = np.asarray(_variable(path, name))
    fields = found.dtype.names
    if not fields:
        raise QueryProblem(f"{path} should hold structures in {name}.")
    return [{field: entry[field] for field in fields} for entry in found.ravel()]


def whole_numbers(values: Any, path: Path, name: str) -> list[int]:
    """Return a row or column of whole numbers that a variable or a field holds.

    Raises
    ------
    QueryProblem
        It holds something else.
    """
    flat = np.asarray(values).ravel()
    # MATLAB's numbers are floats unless someone took care.
    if flat.dtype.kind not in "iuf" or not (np.isfinite(flat) & (flat == np.floor(flat))).all():
        raise QueryProblem(f"{path} should hold whole numbers in {name}.")
    return [int(number) for number in flat]


def _variable(path: Path, name: str) -> Any:
    from scipy.io import loadmat  # noqa: PLC0415  # slow to start, and few sets need it
    from scipy.io.matlab import MatReadError  # noqa: PLC0415

    try:
        return loadmat(str(expected(path, f"a MATLAB file with {name}")))[name]
    except (KeyError, ValueError, TypeError, NotImplementedError, OSError, MatReadError) as error:
        raise QueryProblem(f"{path} should be a MATLAB file with {name}: {error}.") from error
