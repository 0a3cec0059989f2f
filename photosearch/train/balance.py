"""Brings the channels of the deep maps to one another's strength, without a change of any class.

A channel that is twice as strong, and of which the classes make half as much, is the same to the classes, but not to a
search: there a few strong channels decide what is alike. After this a channel is as strong as its part in the classes
is large. Nagel et al.: "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019, do so
between any two layers for the sake of small numbers.
"""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import Tensor

from photosearch.train.network import Student

_LEAST = 1e-4
"""Beside the largest: what is less is nothing."""


@torch.no_grad()
def balanced(student: Student, means: Tensor) -> Student:
    """Return a student of the same classes, each of whose deep channels has a mean as large as its classes' weights.

    All channels together are as strong as before. To balance once more changes nothing.

    Parameters
    ----------
    means
        Of the student's deep channels over photos, (channels,). A channel of which there is nothing, or of which the
        classes make nothing, stays as it is.
    """
    new = deepcopy(student)
    weight = new.classifier.weight
    counts = (weight - weight.mean(dim=0)).norm(dim=0)  # what is added to all classes makes none more likely
    alive = (means > _LEAST * means.amax()) & (counts > _LEAST * counts.amax())
    if not alive.any():
        return new
    scale = torch.sqrt(counts[alive] / means[alive])
    scale = scale * means[alive].sum() / (means[alive] * scale).sum()
    scales = torch.ones_like(means).masked_scatter(alive, scale)
    new.head.norm.weight.mul_(scales)
    new.head.norm.bias.mul_(scales)
    weight.div_(scales)
    return new
