"""A network between the one that a run began with and the one that was learned: it often does better than both.

Wortsman et al.: "Robust fine-tuning of zero-shot models", CVPR 2022.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import deepcopy
from typing import NamedTuple

import torch

from photosearch.train.network import Student

SHARES = (0.25, 0.5, 0.75)


class Blend(NamedTuple):
    """A network, which share of its weights is learned (1: all), and its score."""

    student: Student
    share: float
    score: float


@torch.no_grad()
def blended(start: Student, learned: Student, share: float) -> Student:
    """Return a student whose weights are a share of the learned ones and for the rest those of the start.

    Their batch norms have the same statistics, or nearly so: weights that stand before other statistics do not mix.
    """
    student = deepcopy(learned)
    before = start.state_dict()
    for name, values in student.state_dict().items():
        if values.is_floating_point():
            values.lerp_(before[name], 1 - share)
    return student


def best(start: Student, learned: Student, score: Callable[[Student], float]) -> Blend:
    """Return the blend of the highest score; what was learned where there is none higher, or no score at all."""
    found = Blend(learned, 1.0, score(learned))
    if math.isnan(found.score):
        return found
    for share in SHARES:
        student = blended(start, learned, share)
        found = max(found, Blend(student, share, score(student)), key=lambda blend: blend.score)
    return found
