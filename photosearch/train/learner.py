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


@torch.no_grad()
def prepared(student: Student, views: Tensor, skip: int) -> Tensor:
    """Return views (n, 3, height, width) uint8 as they are kept: the maps of parts that are gone through once, float16.

    The student is in the mode of use.
    """
    return student.before(normalised(views), skip).half() if skip else views


def restored(kept: Tensor) -> Tensor:
    """Return what was kept of views as a student takes it."""
    return kept.float() if kept.dtype == torch.float16 else normalised(kept)


class Learner:
    """Takes one step at a time.

    On a GPU in mixed precision, on several with the batch divided among them.
    """

    def __init__(self, student: Student, losses: Losses, plan: Plan, device: torch.device) -> None:
        self._student = student.to(device, memory_format=torch.channels_last)
        self._losses = losses.to(device)
        self._held = nn.ModuleList(student.parts[: plan.hold])
        self._held.requires_grad_(requires_grad=False)
        self._average, self._keep = deepcopy(student).eval(), plan.average
        self._settle, self._skip = plan.settle, plan.skip
        self._optimizer = torch.optim.AdamW(self._groups(plan.weight_decay))
        self._device = device
        several = device.type == "cuda" and torch.cuda.device_count() > 1
        self._model: nn.Module = nn.DataParallel(student) if several else student

    @property
    def average(self) -> Student:
        """The student averaged over the last steps, which does better than any of them."""
        return self._average

    def step(self, given: Tensor, lessons: Lessons, rate: float) -> dict[str, float]:
        """Learn from a batch of `prepared` views at a rate; return all parts of the loss."""
        self._student.train(not self._settle)
        self._held.eval()
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        given = restored(given).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._device.type == "cuda"):
            seen = self._model(given, self._skip)
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
