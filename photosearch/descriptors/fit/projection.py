"""Linear projections of vectors: PCA and SVD, each with or without whitening.

The compression of Wei et al., TIP 2017 (SVD, not centred, and SVD with whitening) and of Jegou, Chum: "Negative
evidences and co-occurences in image retrieval: the benefit of PCA and whitening", ECCV 2012 (PCA-whitening).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.learned_file import DAMAGE, write_archive
from photosearch.errors import LibraryDamaged, ProgramError, QueryProblem

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
        """Write the projection; the file appears whole or not at all.

        Raises
        ------
        LibraryReadOnly
            The folder is missing, read-only or full; what was there before is as it was.
        """
        write_archive(path, "The projection", kind=np.array(self.kind.value), mean=self.mean, axes=self.axes)

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
        except DAMAGE as error:
            raise LibraryDamaged(
                f"The projection {path} cannot be read ({error}). Delete it and fit it again."
            ) from error
        if not _sound(mean, axes):
            raise LibraryDamaged(f"The projection {path} does not hold what it should. Delete it and fit it again.")
        return cls(kind, mean, axes)


def _sound(mean: NDArray[np.float32], axes: NDArray[np.float32]) -> bool:
    """Return whether these can be a projection's: shapes that fit, float32, finite."""
    shapes = axes.ndim == 2 and len(axes) > 0 and mean.shape == axes.shape[1:]
    return shapes and all(part.dtype == np.float32 and bool(np.isfinite(part).all()) for part in (mean, axes))


def fit(vectors: NDArray[np.float32], kind: Kind, dimensions: int) -> Projection:
    """Fit a projection on vectors (n, d); zero rows say nothing and are left out.

    Raises
    ------
    QueryProblem
        More dimensions are asked for than these vectors have: than their rank, with PCA that of what differs.
    ProgramError
        A vector holds NaN or infinity.
    """
    spectrum = _spectrum(vectors, kind)
    if not 1 <= dimensions <= spectrum.possible:
        offer = "do not differ enough to be projected: add more photos first."
        if spectrum.possible:
            offer = f"can be projected to 1 to {spectrum.possible:,} dimensions, not to {dimensions:,}."
        raise QueryProblem(f"{spectrum.count:,} vectors of {vectors.shape[1]:,} dimensions {offer}")
    order = np.argsort(-spectrum.values, kind="stable")[:dimensions]
    axes = spectrum.directions[:, order].T
    # An eigenvector may point either way; the same photos are to give the same vectors everywhere.
    axes *= np.where(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    if kind.whitened:
        values = np.maximum(spectrum.values[order], SMALLEST * spectrum.values.max())
        axes = axes / np.sqrt(values)[:, None]
    return Projection(kind, spectrum.mean.astype(np.float32), axes.astype(np.float32))


def rank(vectors: NDArray[np.float32], kind: Kind) -> int:
    """Return to how many dimensions vectors (n, d) can be projected, 0 where they do not differ."""
    return _spectrum(vectors, kind).possible


@dataclass(frozen=True, slots=True, eq=False)
class _Spectrum:
    """The directions of vectors: eigenvectors in columns, eigenvalues, how many are more than rounding."""

    count: int
    mean: NDArray[np.float64]
    values: NDArray[np.float64]
    directions: NDArray[np.float64]
    possible: int


def _spectrum(vectors: NDArray[np.float32], kind: Kind) -> _Spectrum:
    if not np.isfinite(vectors).all():
        raise ProgramError("Vectors to fit a projection on hold values that are not finite numbers.")
    rows = vectors[vectors.any(axis=1)].astype(np.float64)
    count = max(1, len(rows))
    mean = rows.sum(axis=0) / count if kind.centred else np.zeros(vectors.shape[1])
    centred = rows - mean
    values, directions = np.linalg.eigh(centred.T @ centred / count)
    # Measured by the vectors before centring: the rounding of the mean must not pass for a direction of its own.
    rounding = np.square(rows).sum() / count * max(rows.shape) * np.finfo(np.float64).eps
    return _Spectrum(len(rows), mean, values, directions, int(np.count_nonzero(values > rounding)))
