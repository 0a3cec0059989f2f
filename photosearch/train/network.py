"""The student: a small residual network with rectified maps at strides 16 and 32 and a linear classifier.

He, Zhang, Ren, Sun: "Deep Residual Learning for Image Recognition", CVPR 2016; shortcuts that change size average
first, after He et al.: "Bag of Tricks for Image Classification with Convolutional Neural Networks", CVPR 2019.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide a student is: channels of the stem's two layers, of its stages (the first at stride 4), and of `deep`.

    Every stage halves the size of the one before; the last but one is `second`. `blocks` says how many each stage has.
    """

    stem: tuple[int, int] = (24, 48)
    stages: tuple[int, ...] = (48, 96, 192, 384)
    deep: int = 512
    classes: int = 1001
    blocks: tuple[int, ...] = (2, 2, 2, 2)


class Seen(NamedTuple):
    """What the student makes of a batch: maps (n, channels, rows, columns) and logits (n, classes)."""

    deep: Tensor
    second: Tensor
    logits: Tensor


class Convolution(nn.Module):
    """A convolution without bias and its batch norm."""

    def __init__(self, channels: int, out: int, kernel: int = 3, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, out, kernel, stride, padding=kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(out)
        nn.init.kaiming_normal_(self.conv.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, maps: Tensor) -> Tensor:
        """Return the normalised result, not rectified."""
        result: Tensor = self.norm(self.conv(maps))
        return result


class Block(nn.Module):
    """Two convolutions beside a shortcut, which averages 2 x 2 cells where the size is halved."""

    def __init__(self, channels: int, out: int, stride: int) -> None:
        super().__init__()
        self.first = Convolution(channels, out, stride=stride)
        self.last = Convolution(out, out)
        self.pool = nn.AvgPool2d(2, 2, ceil_mode=True) if stride > 1 else nn.Identity()
        self.shortcut = Convolution(channels, out, 1) if channels != out else nn.Identity()

    def forward(self, maps: Tensor) -> Tensor:
        """Return the rectified sum."""
        result: Tensor = torch.relu(self.last(torch.relu(self.first(maps))) + self.shortcut(self.pool(maps)))
        return result


class Student(nn.Module):
    """Takes (n, 3, height, width) of any size, x / 127.5 - 1."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.stem = nn.ModuleList([Convolution(3, shape.stem[0], stride=2), Convolution(*shape.stem)])
        widths = (shape.stem[1], *shape.stages)
        strides = [1] + [2] * (len(shape.stages) - 1)
        self.stages = nn.ModuleList(
            nn.Sequential(Block(before, out, stride), *(Block(out, out, 1) for _ in range(1, blocks)))
            for (before, out), stride, blocks in zip(pairwise(widths), strides, shape.blocks, strict=True)
        )
        self.head = Convolution(shape.stages[-1], shape.deep, 1)
        self.classifier = nn.Linear(shape.deep, shape.classes)

    @property
    def parts(self) -> list[nn.Module]:
        """The stem, then the stages."""
        return [self.stem, *self.stages]

    def before(self, pictures: Tensor, parts: int) -> Tensor:
        """Return the maps of the first so many parts; for none, the pictures."""
        if not parts:
            return pictures
        maps = pictures
        for layer in self.stem:
            maps = torch.relu(layer(maps))
        maps = nn.functional.max_pool2d(maps, 3, 2, padding=1)
        for stage in self.stages[: parts - 1]:
            maps = stage(maps)
        return maps

    def forward(self, given: Tensor, parts: int = 0) -> Seen:
        """Return both layers and the logits for pictures, or for the maps that the first so many parts have made."""
        maps = given if parts else self.before(given, 1)
        second = maps
        for stage in self.stages[max(parts - 1, 0) :]:
            second, maps = maps, stage(maps)
        deep = torch.relu(self.head(maps))
        return Seen(deep, second, self.classifier(deep.mean(dim=(2, 3))))


def normalised(pictures: Tensor) -> Tensor:
    """Return pictures of 0 to 255 as the student's input."""
    return pictures.float() / 127.5 - 1
