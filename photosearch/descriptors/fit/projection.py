"""Linear projections of vectors: PCA and SVD, each with or without whitening.

The compression of Wei et al., TIP 2017 (SVD, not centred, and SVD with whitening) and of Jegou, Chum: "Negative
evidences and co-occurences in image retrieval: the benefit of PCA and whitening", ECCV 2012 (PCA-whitening).
"""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import LibraryDamaged, QueryProblem

SMALLEST = 1e-6
"""Eigenvalues are raised to this share of the largest one: whitening never divides by zero."""


class Kind(StrEnum):
    """PCA centres the vectors, SVD does not; whitening gives every direction the same variance."""

    PCA = "pca"
    PCA_WHITENING = "pca_whitening"
    SVD = "svd"
    SVD_WHITENING = "svd_whitening"

    @property
    def centred(self) -> bool:
        """Whether the mean is subtracted first."""
        return self in (Kind.PCA, Kind.PCA_WHITENING)

    @property
    def whitened(self) -> bool:
        """Whether directions are scaled to one variance."""
        return self in (Kind.PCA_WHITENING, Kind.SVD_WHITENING)


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A fitted projection of d dimensions to k: ``mean`` (d,), ``axes`` (k, d), scaled where it whitens; float32."""

    kind: Kind
    mean: NDArray[np.float32]
    axes: NDArray[np.float32]

    @property
    def identity(self) -> str:
        """What stands in a feature space: kind, dimensions and a checksum of what was fitted."""
        content = hashlib.sha256(self.mean.tobytes() + self.axes.tobytes()).hexdigest()[:8]
        return f"{self.kind}:{len(self.axes)}:{content}"

    def apply(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return rows (n, d) projected to (n, k), each of unit length; a row that has no direction left is zero.

        A zero row (a photo without a main object) stays zero: subtracting the mean would make all of these alike.
        """
        projected = (vectors - self.mean) @ self.axes.T
        projected[~vectors.any(axis=1)] = 0
        lengths = np.linalg.norm(projected, axis=1, keepdims=True)
        unit: NDArray[np.float32] = np.divide(projected, lengths, out=np.zeros_like(projected), where=lengths > 0)
        return unit

    def save(self, path: Path) -> None:
        """Write the projection; the file appears whole or not at all."""
        file = io.BytesIO()
        np.savez(file, kind=np.array(self.kind.value), mean=self.mean, axes=self.axes)
        fresh = path.with_suffix(f".{os.getpid()}.part")
        with fresh.open("wb") as out:
            out.write(file.getvalue())
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path) -> Projection:
        """Read a projection.

        Raises
        ------
        LibraryDamaged
            The file is damaged or something else.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
                kind, mean, axes = Kind(str(found["kind"])), found["mean"], found["axes"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise LibraryDamaged(f"The projection {path} cannot be read ({error}). Fit it again.") from error
        if axes.ndim != 2 or mean.shape != axes.shape[1:] or mean.dtype != np.float32 or axes.dtype != np.float32:
            raise LibraryDamaged(f"The projection {path} does not hold what it should. Fit it again.")
        return cls(kind, mean, axes)


def fit(vectors: NDArray[np.float32], kind: Kind, dimensions: int) -> Projection:
    """Fit a projection on vectors (n, d); zero rows say nothing and are left out.

    Raises
    ------
    QueryProblem
        More dimensions are asked for than these vectors have.
    """
    rows = vectors[vectors.any(axis=1)].astype(np.float64)
    mean = rows.mean(axis=0) if kind.centred and len(rows) else np.zeros(vectors.shape[1])
    possible = min(len(rows) - kind.centred, vectors.shape[1])
    if not 1 <= dimensions <= possible:
        raise QueryProblem(
            f"{len(rows):,} vectors of {vectors.shape[1]:,} dimensions can be projected to 1 to {max(0, possible):,} "
            f"dimensions, not to {dimensions:,}."
        )
    centred = rows - mean
    values, directions = np.linalg.eigh(centred.T @ centred / len(rows))
    order = np.argsort(-values, kind="stable")[:dimensions]
    axes = directions[:, order].T
    # An eigenvector may point either way; the same photos are to give the same vectors everywhere.
    axes *= np.where(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    if kind.whitened:
        kept = np.maximum(values[order], SMALLEST * max(values.max(), np.finfo(np.float64).tiny))
        axes = axes / np.sqrt(kept)[:, None]
    return Projection(kind, mean.astype(np.float32), axes.astype(np.float32))
