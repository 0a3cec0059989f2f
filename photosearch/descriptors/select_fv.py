"""Fisher vector of the main object's cells: how their distribution differs from that of all photos.

Wei et al., TIP 2017 (its comparison "select + FV": two Gaussians, first and second order, no signed root); Sanchez,
Perronnin, Mensink, Verbeek: "Image Classification with the Fisher Vector: Theory and Practice", IJCV 2013.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.drawn import drawn
from photosearch.descriptors.fit.mixture import mixture, posteriors
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.normalise import l2
from photosearch.descriptors.select_vlad import MOST, OF_EACH, selected
from photosearch.types import Observation

GAUSSIANS = 2


def fisher_vector(cells: NDArray[np.float32], learned: Learned) -> NDArray[np.float64]:
    """Return the gradients by means and by deviations, (2 x Gaussians x d,), not normalised.

    u_k = 1 / (n sqrt(w_k)) sum g_k (x - m_k) / s_k and v_k = 1 / (n sqrt(2 w_k)) sum g_k (((x - m_k) / s_k)^2 - 1),
    with g_k the posterior of Gaussian k. Nothing of no cells is zero.
    """
    weights, means, deviations = (learned[name].astype(np.float64) for name in ("weights", "means", "deviations"))
    if not len(cells):
        return np.zeros(2 * means.size)
    wide = cells.astype(np.float64)
    share = posteriors(wide, weights, means, deviations)
    first, second = [], []
    for k in range(len(weights)):
        scaled = (wide - means[k]) / deviations[k]
        first.append(share[:, k] @ scaled / (len(wide) * np.sqrt(weights[k])))
        second.append(share[:, k] @ (scaled**2 - 1) / (len(wide) * np.sqrt(2 * weights[k])))
    return np.concatenate([*first, *second])


def fit(observations: Iterable[Observation]) -> Learned:
    """Learn the two Gaussians."""
    return mixture(drawn(map(selected, observations), MOST, OF_EACH), GAUSSIANS)


def compute(observation: Observation, learned: Learned) -> NDArray[np.float32]:
    """Return l2 of the Fisher vector of the main object's cells, (1, 4 x channels); zero where there is none."""
    return l2(fisher_vector(selected(observation), learned))[None]


DESCRIPTOR = FittedDescriptor(
    id="select_fv",
    title="Main object, against the usual spread",
    summary="Compares how the main object's features are spread, beside what is usual in your photos: for researchers.",
    fit=fit,
    compute=compute,
    parameters=(("gaussians", str(GAUSSIANS)),),
)
