"""What students and teachers are shown."""

from dataclasses import replace

import pytest
import torch

from photosearch.train.photos import Photos
from photosearch.train.views import Variety, make_views

pytestmark = pytest.mark.torch
PLAIN = Variety(smallest=1.0, stretch=1.0, mixed=0.0, softest=0.0, sharpest=0.0, colours=0.0)


@pytest.fixture
def photos() -> Photos:
    torch.manual_seed(1)
    soft = torch.nn.functional.interpolate(torch.rand(4, 3, 8, 8), 64, mode="bicubic").clamp(0, 1)
    return Photos((255 * soft).to(torch.uint8), torch.ones(4, 2), torch.ones(4), 0)


def shown(photos: Photos, variety: Variety, seed: int = 3) -> torch.Tensor:
    return make_views(photos, 16, 64, variety, torch.Generator().manual_seed(seed)).float()


def detail(views: torch.Tensor) -> float:
    return float(views.diff(dim=3).abs().mean())


def test_without_variety_a_view_is_its_photo_or_the_mirrored_one(photos: Photos) -> None:
    either = torch.cat([photos.pictures, photos.pictures.flip(3)]).float()
    for view in shown(photos, PLAIN):
        assert (either - view).abs().amax(dim=(1, 2, 3)).min() <= 1


def test_fine_detail_is_made_stronger_and_weaker(photos: Photos) -> None:
    plain = detail(shown(photos, PLAIN))
    sharp = replace(PLAIN, sharpest=6.0)
    soft = replace(PLAIN, softest=1.0)
    assert detail(shown(photos, sharp)) > 1.02 * plain
    assert detail(shown(photos, soft)) < 0.99 * plain


def test_colours_change_as_much_as_they_may(photos: Photos) -> None:
    plain = shown(photos, PLAIN)
    little, much = ((shown(photos, replace(PLAIN, colours=share)) - plain).abs().mean() for share in (0.3, 1.0))
    assert 2 < little < 0.5 * much


def test_the_same_chance_gives_the_same_views(photos: Photos) -> None:
    assert torch.equal(shown(photos, Variety()), shown(photos, Variety()))
    assert not torch.equal(shown(photos, Variety()), shown(photos, Variety(), seed=4))


def test_a_flat_photo_stays_flat_however_sharp(photos: Photos) -> None:
    flat = Photos(torch.full((4, 3, 64, 64), 90, dtype=torch.uint8), photos.shapes, photos.weights, 0)
    assert (shown(flat, replace(PLAIN, sharpest=3.0)) - 90).abs().max() <= 1
