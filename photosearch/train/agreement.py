"""How a student does on photos that it never learns from: whether it finds what its teacher finds.

It needs no labels, so that what is labelled need not be looked at before the end.
"""

from __future__ import annotations

import math
from collections.abc import Generator

import torch
from torch import Tensor
from torch.nn.functional import normalize

from photosearch.jobs import Cancel, Pace, Progress
from photosearch.train.network import Student, normalised
from photosearch.train.photos import Photos
from photosearch.train.pooling import weighed
from photosearch.train.teacher import Teacher
from photosearch.train.views import resized

_NEAREST, _BATCH = 10, 32


class Agreement:
    """The share of the teacher's nearest photos that are the student's as well.

    Ten of them are compared, or a quarter of the photos where there are fewer than forty.

    Parameters
    ----------
    side
        The size at which both see the photos, squeezed to squares.
    """

    def __init__(self, teacher: Teacher, photos: Photos, side: int, device: torch.device) -> None:
        self._teacher, self._side, self._device = teacher, side, device
        self._batches = photos.pictures.split(_BATCH) if len(photos) else ()
        self._count = min(_NEAREST, len(photos) // 4)

    def prepare(self, cancel: Cancel) -> Generator[Progress, None, None]:
        """Ask the teacher."""
        pace = Pace("Asking the teacher what is alike", sum(map(len, self._batches)))
        vectors = []
        for pictures in self._batches:
            if cancel.cancelled:
                return
            vectors.append(self._teacher.teach(pictures, self._side).described)
            pace.step(len(pictures))
            if pace.due():
                yield pace.report()
        self._wanted = _nearest(torch.cat(vectors), self._count) if self._count else None

    @torch.no_grad()
    def of(self, student: Student) -> float:
        """Return that of a student that is in the mode of use; not a number where there are too few photos."""
        if self._wanted is None:
            return math.nan
        given = (normalised(resized(pictures.to(self._device), self._side)) for pictures in self._batches)
        found = _nearest(torch.cat([weighed(student(pictures).deep.float()).cpu() for pictures in given]), self._count)
        common = (found[:, :, None] == self._wanted[:, None, :]).any(dim=2)
        return float(common.float().mean())


def _nearest(vectors: Tensor, count: int) -> Tensor:
    """Return the places of the nearest others, (n, count)."""
    near = normalize(vectors, dim=1) @ normalize(vectors, dim=1).T
    return near.fill_diagonal_(-2).topk(count, dim=1).indices
