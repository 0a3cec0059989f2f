"""What views are compared by while learning is what photos are searched with later."""

import numpy as np
import torch

from photosearch.descriptors import crow
from photosearch.train.pooling import weighed
from tests.descriptors.conftest import observation


def test_views_are_weighed_as_crow_weighs_photos() -> None:
    maps = torch.relu(torch.randn(3, 7, 4, 5, generator=torch.Generator().manual_seed(3)))
    maps[0, 2] = 0  # a channel that is silent in one view alone
    expected = np.stack([crow.compute(observation(each.numpy())) for each in maps])
    np.testing.assert_allclose(weighed(maps).numpy(), expected, atol=1e-6)


def test_a_view_in_which_nothing_stirs_is_compared_by_nothing() -> None:
    assert not weighed(torch.zeros(1, 3, 2, 2)).any()
