"""How maps are compared while learning: the teacher's by CroW, which finds best, the student's in each way it is used.

Wei, Luo, Wu, Zhou: "Selective Convolutional Descriptor Aggregation for Fine-Grained Image Retrieval", IEEE TIP 2017,
without the step to the largest component. Kalantidis, Mellina, Osindero: "Cross-dimensional Weighting for Aggregated
Deep Convolutional Features", ECCV Workshops 2016.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import normalize


def activation(maps: Tensor) -> Tensor:
    """Return the sum over channels of maps (n, channels, rows, columns), (n, rows, columns)."""
    return maps.sum(dim=1)


def described(maps: Tensor) -> Tensor:
    """Return [l2(mean), l2(maximum)] over the cells whose activation exceeds the mean, (n, 2 x channels).

    Over all cells where none does. The maps are rectified.
    """
    flat = maps.flatten(2)
    summed = flat.sum(dim=1)
    inside = summed > summed.mean(dim=1, keepdim=True)
    inside = inside | ~inside.any(dim=1, keepdim=True)
    cells = inside[:, None].to(flat.dtype)
    mean = (flat * cells).sum(dim=2) / cells.sum(dim=2)
    strongest = (flat * cells).amax(dim=2)
    return torch.cat([normalize(mean, dim=1), normalize(strongest, dim=1)], dim=1)


def weighed(maps: Tensor) -> Tensor:
    """Return the sum over cells, weighted by place and by how rare a channel is, of length 1, (n, channels).

    0 for a view whose maps are. The maps are rectified.
    """
    flat = maps.flatten(2)
    places = normalize(flat.sum(dim=1), dim=1).sqrt()
    share = (flat > 0).float().mean(dim=2)
    rare = torch.where(share > 0, torch.log(share.sum(dim=1, keepdim=True) / share), 0.0)
    return normalize((flat * places[:, None]).sum(dim=2) * rare, dim=1)
