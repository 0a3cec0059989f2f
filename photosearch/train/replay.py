"""Views that the teacher has seen, with its lessons: asked once, learned from several times."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from photosearch.train.teacher import Lessons


class Replay:
    """A ring of views and lessons, float16; the newest take the place of the oldest.

    Views are (capacity, 3, side, side) uint8, or what a student's first parts make of them, float16.

    Parameters
    ----------
    neighbours
        Which share of a batch is the likeness of the rest, by the teacher: telling similar photos apart is learned from
        similar photos.
    """

    def __init__(self, capacity: int, neighbours: float, device: torch.device) -> None:
        self._capacity = capacity
        self._neighbours = neighbours
        self._device = device
        self._tensors: list[Tensor] = []
        self._added = 0

    def __len__(self) -> int:
        """How many views there are."""
        return min(self._added, self._capacity)

    def add(self, views: Tensor, lessons: Lessons) -> None:
        """Take in views with their lessons."""
        given = [views, *(part.half() for part in lessons.tensors())]
        if not self._tensors:
            self._tensors = [
                torch.zeros((self._capacity, *part.shape[1:]), dtype=part.dtype, device=self._device) for part in given
            ]
        places = (torch.arange(len(views)) + self._added) % self._capacity
        for kept, part in zip(self._tensors, given, strict=True):
            kept[places.to(self._device)] = part.to(self._device)
        self._added += len(views)

    def draw(self, count: int, chance: torch.Generator) -> tuple[Tensor, Lessons]:
        """Return random views, as they were added, and their lessons, float32.

        A random half of a batch of pictures is mirrored with its lessons; maps would not be those of mirrored pictures.
        """
        places = self._chosen(count, chance).to(self._device)
        views = self._tensors[0][places]
        mean, described, activation, logits, local = (part[places].float() for part in self._tensors[1:])
        if views.dtype != torch.uint8:
            return views, Lessons(mean, described, activation, logits, local)
        turned = (torch.rand(count, generator=chance) < 0.5).to(self._device)
        views = torch.where(turned[:, None, None, None], views.flip(3), views)
        activation = torch.where(turned[:, None, None], activation.flip(2), activation)
        local = torch.where(turned[:, None, None, None], local.flip(3), local)
        return views, Lessons(mean, described, activation, logits, local)

    def vectors(self) -> Tensor:
        """Return the teacher's vectors of all views, (n, channels) float32."""
        return self._tensors[1][: len(self)].float()

    def forget(self) -> None:
        """Hold nothing more: what was taught at another size does not go with what is learned at this one."""
        self._tensors, self._added = [], 0

    @property
    def directions(self) -> int:
        """How many numbers the lessons have at every place."""
        return self._tensors[5].shape[1]

    def state(self) -> dict[str, Any]:
        """Return all that `restore` needs."""
        return {"added": self._added, "tensors": [part[: len(self)].clone() for part in self._tensors]}

    def restore(self, state: dict[str, Any]) -> None:
        """Be as another one was, of the same capacity."""
        self._added = state["added"]
        self._tensors = []
        for part in state["tensors"]:
            kept = torch.zeros((self._capacity, *part.shape[1:]), dtype=part.dtype, device=self._device)
            kept[: len(part)] = part.to(self._device)
            self._tensors.append(kept)

    def _chosen(self, count: int, chance: torch.Generator) -> Tensor:
        """Return places: some at random, the rest as near as possible to one each of these, among a random sample."""
        near = round(count * self._neighbours)
        seeds = torch.randint(len(self), (count - near,), generator=chance)
        if not near:
            return seeds
        pool = torch.randint(len(self), (16 * count,), generator=chance)
        described = self._tensors[2]
        asked = described[seeds[torch.arange(near) % len(seeds)].to(self._device)].float()
        scores = asked @ described[pool.to(self._device)].float().T
        # A view is its own nearest one: it does not count, nor does its copy.
        scores[scores > 0.9995] = -1
        return torch.cat([seeds, pool[scores.argmax(dim=1).cpu()]])
