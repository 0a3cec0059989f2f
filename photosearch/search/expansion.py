"""Second searches with a better question: what was found helps to find more.

Every vector that goes in or comes out has unit length, or is zero.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.types import Vector

ROCCHIO_PLUS, ROCCHIO_MINUS = 0.75, 0.25
"""How much the mean of what a person ticked counts, and of what they crossed out, beside the question itself."""


def unit(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return a vector (d,) or rows (n, d) at unit length; zero stays zero."""
    wide = rows.astype(np.float64)
    lengths = np.linalg.norm(wide, axis=-1, keepdims=True)
    scaled: NDArray[np.float32] = np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0).astype(
        np.float32
    )
    return scaled


def average_expansion(query: Vector, found: NDArray[np.float32]) -> Vector:
    """Return the query with the best hits (n, d) added: AQE.

    Chum, Philbin, Sivic, Isard, Zisserman: "Total Recall: Automatic Query Expansion with a Generative Feature Model for
    Object Retrieval", ICCV 2007.
    """
    return unit(unit(query) + unit(found).sum(axis=0, dtype=np.float64))


def weighted_expansion(query: Vector, found: NDArray[np.float32], alpha: float = 3.0) -> Vector:
    """Return the query with the best hits added, each by its cosine to the power of alpha: alphaQE.

    Radenovic, Tolias, Chum: "Fine-tuning CNN Image Retrieval with No Human Annotation", TPAMI 2019. A hit that is
    unlike the query, with a negative cosine, does not count; with an alpha of 0 all count alike, as in AQE.
    """
    start, rows = unit(query), unit(found)
    cosines = np.maximum(rows @ start, 0).astype(np.float64)
    return unit(start + (cosines**alpha if alpha else np.ones(len(rows))) @ rows)


def augmented(rows: NDArray[np.float32], neighbours: NDArray[np.int64], alpha: float = 0.0) -> NDArray[np.float32]:
    """Return every photo's vector with those of its nearest photos added: database-side augmentation, DBA.

    Turcot, Lowe: "Better Matching with Fewer Features", ICCV Workshops 2009.

    Parameters
    ----------
    rows : ndarray of float32, (n, d)
        The gallery.
    neighbours : ndarray of int64, (n, k)
        For every photo the places of its nearest others.
    alpha : float
        Neighbours count by their cosine to this power; 0 counts all alike.
    """
    start = unit(rows)
    near = start[neighbours]
    weights = np.maximum(np.einsum("nkd,nd->nk", near, start), 0).astype(np.float64) ** alpha
    return unit(start + np.einsum("nk,nkd->nd", weights, near))


def rocchio(query: Vector, right: NDArray[np.float32], wrong: NDArray[np.float32]) -> Vector:
    """Return the query moved towards what a person ticked and away from what they crossed out.

    Rocchio: "Relevance Feedback in Information Retrieval", 1971. `right` and `wrong` are (n, d), either may be empty.
    """
    moved = unit(query).astype(np.float64)
    if len(right):
        moved += ROCCHIO_PLUS * unit(right).mean(axis=0, dtype=np.float64)
    if len(wrong):
        moved -= ROCCHIO_MINUS * unit(wrong).mean(axis=0, dtype=np.float64)
    return unit(moved)
