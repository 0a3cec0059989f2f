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
        The file or the variable is missing.
    """
    return [int(number) for number in np.asarray(_variable(path, name)).ravel()]


def cells(path: Path, name: str) -> list[str]:
    """Return a column of texts, as cell arrays hold them.

    Raises
    ------
    QueryProblem
        The file or the variable is missing.
    """
    return [str(np.asarray(cell).ravel()[0]) for cell in np.asarray(_variable(path, name)).ravel()]


def _variable(path: Path, name: str) -> Any:
    from scipy.io import loadmat  # noqa: PLC0415  # slow to start, and few sets need it
    from scipy.io.matlab import MatReadError  # noqa: PLC0415

    try:
        return loadmat(str(expected(path, f"a MATLAB file with {name}")))[name]
    except (KeyError, ValueError, TypeError, NotImplementedError, OSError, MatReadError) as error:
        raise QueryProblem(f"{path} should be a MATLAB file with {name}: {error}.") from error
