"""Muon: kernels take steps in which every direction counts alike.

Jordan et al.: "Muon: An optimizer for hidden layers in neural networks", 2024. A kernel's momentum is a matrix of few
strong directions and many weak ones; its nearest orthogonal matrix has all of them at one strength. From random
weights our student's losses fall with it in less than half as many views as with AdamW (see `models/builtin.md`).

torch.optim.Muon takes matrices alone, and works in bfloat16 alone, which many processors emulate.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

_QUINTIC = 3.4445, -4.7750, 2.0315
"""The paper's a x + b x^3 + c x^5: five of these bring every singular value between 0.02 and 1 to about 1."""
_TIMES = 5


class Muon(torch.optim.Optimizer):
    """For kernels (out, in, rows, columns), which it takes as matrices of `out` rows.

    Parameters
    ----------
    kernels
        Weights of convolutions; a batch norm behind each makes their length indifferent, so none decays.
    momentum
        Nesterov's.
    half
        Orthogonalise in bfloat16.
    """

    def __init__(self, kernels: Iterable[nn.Parameter], momentum: float = 0.95, *, half: bool) -> None:
        super().__init__(kernels, {"lr": 0.02, "momentum": momentum})
        self._type = torch.bfloat16 if half else torch.float32

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # noqa: ARG002  # torch's signature
        """Move every kernel that has a gradient."""
        for group in self.param_groups:
            for kernel in group["params"]:
                if kernel.grad is not None:
                    self._move(kernel, group["lr"], group["momentum"])

    def _move(self, kernel: nn.Parameter, rate: float, momentum: float) -> None:
        state = self.state[kernel]
        if not state:
            state["momentum"] = torch.zeros_like(kernel)
        kept = state["momentum"].lerp_(kernel.grad, 1 - momentum)
        wanted = torch.lerp(kernel.grad, kept, momentum).flatten(1)
        # A matrix that is taller than wide has columns of length 1 and shorter rows: each row is one channel.
        tall = max(1.0, wanted.shape[0] / wanted.shape[1]) ** 0.5
        kernel.sub_(orthogonal(wanted.to(self._type)).view(kernel.shape), alpha=rate * tall)


def orthogonal(matrix: Tensor) -> Tensor:
    """Return the nearest matrix whose singular values are all about 1 (0.7 to 1.2), of the same type; 0 of 0."""
    a, b, c = _QUINTIC
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(_TIMES):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x.T if tall else x
