"""Leaves out what a student can do without, so that it takes less time; it learns on from nearly what it knew.

Blocks beside a shortcut: Veit, Wilber, Belongie: "Residual Networks Behave Like Ensembles of Relatively Shallow
Networks", NIPS 2016. Channels: Li et al.: "Pruning Filters for Efficient ConvNets", ICLR 2017.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor, nn

from photosearch.errors import ModelProblem
from photosearch.train.network import Convolution, Student


def shorten(student: Student, blocks: Sequence[int]) -> None:
    """Leave out the last blocks of every stage that is to have fewer than it has.

    Raises
    ------
    ModelProblem
        There are not as many stages, or one is to have none.
    """
    had = student.shape.blocks
    if len(blocks) != len(had) or min(blocks) < 1:
        raise ModelProblem(
            f"The network to start from has stages of {_named(had)} blocks, which cannot become {_named(blocks)}. "
            f"Name {len(had)} numbers from 1."
        )
    for stage, new in zip(student.stages, blocks, strict=True):
        assert isinstance(stage, nn.Sequential)  # noqa: S101  # ModuleList does not say of what
        del stage[new:]
    student.shape = replace(student.shape, blocks=tuple(map(min, blocks, had)))


@torch.no_grad()
def narrow(student: Student, stem: Sequence[int], pictures: Tensor) -> None:
    """Leave out the channels of the stem's first layer that count least; the second has their mean in its offset.

    A channel counts as much as it varies over pictures (n, 3, height, width), by the length of the kernels that see it.
    The student's batch norms add their offset and do nothing else.

    Raises
    ------
    ModelProblem
        The first layer is to be wider, or the second is to change.
    """
    had = student.shape.stem
    if len(stem) != 2 or not 1 <= stem[0] <= had[0] or stem[1] != had[1]:
        raise ModelProblem(
            f"The network to start from has a stem of {_named(had)} channels, which cannot become {_named(stem)}. "
            f"Name at most {had[0]} first, and then {had[1]}."
        )
    first, second = (layer for layer in student.stem if isinstance(layer, Convolution))
    seen = torch.relu(first.eval()(pictures))
    variance, mean = torch.var_mean(seen, dim=(0, 2, 3))
    kernels = second.conv.weight
    counts = variance * kernels.square().sum(dim=(0, 2, 3))
    kept = counts.topk(stem[0]).indices.sort().values
    left_out = torch.ones(had[0]).index_fill(0, kept, 0.0)
    second.norm.bias.add_(kernels.sum(dim=(2, 3)) @ (mean * left_out))
    second.conv = _like(second.conv, kernels[:, kept])
    first.norm = _offset(first.norm.bias[kept])
    first.conv = _like(first.conv, first.conv.weight[kept])
    student.shape = replace(student.shape, stem=(stem[0], had[1]))


def _like(layer: nn.Conv2d, kernels: Tensor) -> nn.Conv2d:
    """Return a layer of other kernels that is otherwise like one."""
    out, channels, size, _ = kernels.shape
    new = nn.Conv2d(channels, out, size, layer.stride, padding=layer.padding, bias=False)
    new.weight.copy_(kernels)
    return new


def _offset(values: Tensor) -> nn.BatchNorm2d:
    """Return a batch norm that adds an offset, and does nothing else."""
    norm = nn.BatchNorm2d(len(values))
    norm.bias.copy_(values)
    return norm


def _named(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))
