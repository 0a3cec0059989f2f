"""A student with all that learning changes: weights, their average, and the optimizer's memory."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import torch
from torch import Tensor, nn

from photosearch.train.losses import Losses
from photosearch.train.network import Student, normalised
from photosearch.train.plan import Plan
from photosearch.train.teacher import Lessons
from photosearch.train.views import resized


class Learner:
    """Takes one step at a time.

    On a GPU in mixed precision, on several with the batch divided among them.
    """

    def __init__(self, student: Student, losses: Losses, plan: Plan, device: torch.device) -> None:
        self._student = student.to(device, memory_format=torch.channels_last)
        self._losses = losses.to(device)
        self._held = nn.ModuleList([student.stem, *student.stages][: plan.hold])
        self._held.requires_grad_(requires_grad=False)
        self._average, self._keep = deepcopy(student).eval(), plan.average
        self._optimizer = torch.optim.AdamW(self._groups(plan.weight_decay))
        self._device = device
        several = device.type == "cuda" and torch.cuda.device_count() > 1
        self._model: nn.Module = nn.DataParallel(student) if several else student

    @property
    def average(self) -> Student:
        """The student averaged over the last steps, which does better than any of them."""
        return self._average

    def step(self, views: Tensor, lessons: Lessons, side: int, rate: float) -> dict[str, float]:
        """Learn from a batch at a size and a rate; return all parts of the loss."""
        self._student.train()
        self._held.eval()
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        pictures = normalised(resized(views, side)).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._device.type == "cuda"):
            seen = self._model(pictures)
        parts = self._losses(seen, lessons)
        self._optimizer.zero_grad(set_to_none=True)
        self._losses.total(parts).backward()
        nn.utils.clip_grad_norm_(self._student.parameters(), 5.0)
        self._optimizer.step()
        self._follow()
        return {name: float(part.detach()) for name, part in parts.items()}

    def state(self) -> dict[str, Any]:
        """Return all that `restore` needs."""
        modules = {"student": self._student, "average": self._average, "losses": self._losses}
        return {
            "optimizer": self._optimizer.state_dict(),
            **{name: part.state_dict() for name, part in modules.items()},
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Be as another one was, of the same shape."""
        self._student.load_state_dict(state["student"])
        self._average.load_state_dict(state["average"])
        self._losses.load_state_dict(state["losses"])
        self._optimizer.load_state_dict(state["optimizer"])

    def _groups(self, weight_decay: float) -> list[dict[str, Any]]:
        """Only kernels and matrices decay, not scales and offsets."""
        learned = [p for part in (self._student, self._losses) for p in part.parameters() if p.requires_grad]
        return [
            {"params": [p for p in learned if p.ndim > 1], "weight_decay": weight_decay},
            {"params": [p for p in learned if p.ndim == 1], "weight_decay": 0.0},
        ]

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the student."""
        mine, theirs = self._average.state_dict(), self._student.state_dict()
        moving = [name for name, value in theirs.items() if value.is_floating_point()]
        for name in moving:
            mine[name].lerp_(theirs[name], 1 - self._keep)
