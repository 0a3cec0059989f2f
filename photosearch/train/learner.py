"""A student with all that learning changes: weights, their average, and the optimizer's memory."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import torch
from torch import Tensor, nn

from photosearch.train.losses import Losses
from photosearch.train.muon import Muon
from photosearch.train.network import Student, normalised
from photosearch.train.plan import Plan
from photosearch.train.precision import half_is_fast
from photosearch.train.teacher import Lessons

_KERNELS = 10.0
"""How much faster kernels go than all else: a step of Muon at 10 and one of AdamW at 1 change weights about alike."""


@torch.no_grad()
def prepared(student: Student, views: Tensor, skip: int) -> Tensor:
    """Return views (n, 3, height, width) uint8 as they are kept: the maps of parts that are gone through once, float16.

    The student is in the mode of use.
    """
    if not skip:
        return views
    given = normalised(views).contiguous(memory_format=torch.channels_last)
    with torch.autocast(views.device.type, torch.bfloat16, enabled=half_is_fast(views.device)):
        return student.before(given, skip).half()


def restored(kept: Tensor) -> Tensor:
    """Return what was kept of views as a student takes it."""
    return kept.float() if kept.dtype == torch.float16 else normalised(kept)


class Learner:
    """Takes one step at a time.

    In mixed precision where that is fast; on several GPUs with the batch divided among them.
    """

    def __init__(self, student: Student, losses: Losses, plan: Plan, device: torch.device) -> None:
        self._student = student.to(device, memory_format=torch.channels_last)
        self._losses = losses.to(device)
        self._held = nn.ModuleList(student.parts[: plan.hold])
        self._held.requires_grad_(requires_grad=False)
        self._average, self._keep = deepcopy(student).eval(), plan.average
        self._settle, self._skip = plan.settle, plan.skip
        self._device, self._half = device, half_is_fast(device)
        kernels = _kernels(student)
        self._optimizers: list[tuple[torch.optim.Optimizer, float]] = [
            (Muon(kernels, half=self._half), _KERNELS),
            (torch.optim.AdamW(self._groups(kernels, plan.weight_decay), fused=True), 1.0),
        ]
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
        for optimizer, faster in self._optimizers:
            optimizer.zero_grad(set_to_none=True)
            for group in optimizer.param_groups:
                group["lr"] = faster * rate
        given = restored(given).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            seen = self._model(given, self._skip)
        parts = self._losses(seen, lessons)
        self._losses.total(parts).backward()
        nn.utils.clip_grad_norm_(self._student.parameters(), 5.0)
        for optimizer, _ in self._optimizers:
            optimizer.step()
        self._follow()
        return {name: float(part.detach()) for name, part in parts.items()}

    def state(self) -> dict[str, Any]:
        """Return all that `restore` needs."""
        modules = {"student": self._student, "average": self._average, "losses": self._losses}
        return {
            "optimizers": [optimizer.state_dict() for optimizer, _ in self._optimizers],
            **{name: part.state_dict() for name, part in modules.items()},
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Be as another one was, of the same shape."""
        self._student.load_state_dict(state["student"])
        self._average.load_state_dict(state["average"])
        self._losses.load_state_dict(state["losses"])
        for (optimizer, _), kept in zip(self._optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)

    def _groups(self, kernels: list[nn.Parameter], weight_decay: float) -> list[dict[str, Any]]:
        """Only kernels and matrices decay, not scales and offsets. `kernels` are left out."""
        others = {id(kernel) for kernel in kernels}
        learned = [
            values
            for part in (self._student, self._losses)
            for values in part.parameters()
            if values.requires_grad and id(values) not in others
        ]
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


def _kernels(student: Student) -> list[nn.Parameter]:
    """Return what Muon is for: all kernels that learn, but those that see colours, of which there are three."""
    layers = [layer for layer in student.modules() if isinstance(layer, nn.Conv2d) and layer.in_channels > 3]
    return [layer.weight for layer in layers if layer.weight.requires_grad]
