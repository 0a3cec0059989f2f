"""What a teacher sees at a place, in fewer numbers."""

import pytest
import torch

from photosearch.train.directions import Directions

pytestmark = pytest.mark.torch


def test_strong_directions_are_weakened_and_stay_apart() -> None:
    torch.manual_seed(2)
    strengths = torch.tensor([16.0, 4.0, 1.0, 1e-3])
    turn = torch.linalg.qr(torch.randn(4, 4)).Q
    maps = torch.einsum("dc,ncij->ndij", turn, torch.randn(400, 4, 5, 5) * strengths[:, None, None]) + 7
    found = Directions.of(maps, 3)(maps)
    assert found.shape == (400, 3, 5, 5)
    cells = found.movedim(1, -1).flatten(0, -2)
    covariance = cells.T @ cells / len(cells)
    assert covariance.diagonal() == pytest.approx(torch.tensor([1.0, 4.0, 16.0]), rel=0.1)
    assert (covariance - covariance.diagonal().diag()).abs().max() < 1e-3
    assert cells.mean(dim=0).abs().max() < 1e-4


def test_no_more_directions_than_channels_and_none_that_is_not_finite() -> None:
    maps = torch.randn(20, 1, 3, 3).expand(20, 6, 3, 3)
    found = Directions.of(maps, 256)(maps)
    assert found.shape == (20, 6, 3, 3)
    assert found.isfinite().all()


def test_they_are_the_same_after_a_pause() -> None:
    maps = torch.randn(30, 8, 4, 4)
    directions = Directions.of(maps, 5)
    assert torch.equal(Directions.restored(directions.state())(maps), directions(maps))
