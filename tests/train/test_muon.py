"""Kernels take steps in which every direction counts alike."""

import pytest
import torch
from torch import nn

from photosearch.train.muon import Muon, orthogonal

pytestmark = pytest.mark.torch


@pytest.mark.parametrize("shape", [(12, 40), (40, 12), (16, 16)])
@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16])
def test_all_directions_of_a_step_are_about_as_strong(shape: tuple[int, int], kind: torch.dtype) -> None:
    torch.manual_seed(2)
    matrix = torch.randn(shape) @ torch.diag(torch.logspace(0, -1, shape[1]))
    strengths = torch.linalg.svdvals(orthogonal(matrix.to(kind)).float())
    assert strengths.min() > 0.5
    assert strengths.max() < 1.3


def test_directions_are_those_of_the_matrix() -> None:
    torch.manual_seed(3)
    left, _, right = torch.linalg.svd(torch.randn(6, 9), full_matrices=False)
    found = orthogonal(left @ torch.diag(torch.tensor([3.0, 2, 1, 0.9, 0.8, 0.7])) @ right)
    inside = left.T @ found @ right.T
    assert (inside - torch.diag(inside.diagonal())).abs().max() < 1e-4


def test_nothing_of_nothing() -> None:
    assert torch.equal(orthogonal(torch.zeros(3, 5)), torch.zeros(3, 5))


def test_a_kernel_moves_against_its_gradient_by_the_rate_alone() -> None:
    kernel = nn.Parameter(torch.zeros(4, 4, 1, 1))
    muon = Muon([kernel], half=False)
    muon.param_groups[0]["lr"] = 0.1
    for size in (1.0, 1000.0):  # however large the gradient is
        kernel.data.zero_()
        muon.state.clear()
        kernel.grad = size * torch.eye(4)[:, :, None, None]
        muon.step()
        moved = kernel.detach()[:, :, 0, 0]
        assert torch.allclose(moved, moved[0, 0] * torch.eye(4), atol=1e-6)
        assert -0.13 < float(moved[0, 0]) < -0.05


def test_what_has_no_gradient_stays() -> None:
    kernel = nn.Parameter(torch.ones(4, 4, 3, 3))
    Muon([kernel], half=False).step()
    assert torch.equal(kernel, torch.ones(4, 4, 3, 3))
