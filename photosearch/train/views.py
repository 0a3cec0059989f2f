"""What a student and its teacher are shown: random crops, mirrored, in changed colours, some mixed pairwise."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import affine_grid, conv2d, grid_sample, interpolate, pad

from photosearch.train.photos import Photos

_GREY = (0.299, 0.587, 0.114)


@dataclass(frozen=True, slots=True)
class Variety:
    """How much views differ from their photos.

    Crops cover `smallest` to 1 of a photo's area, sides differ by up to the factor `stretch`; `mixed` is the share of
    batches that are mixed pairwise. Fine detail is made stronger by a random share from -`softest` (blurred) to
    `sharpest`: a crop that is enlarged has none of its own, and a student that knows nothing sharp sees other things in
    photos of the size that it is used at. `colours` is how much of the change of light is kept, 0 to 1.
    """

    smallest: float = 0.12
    stretch: float = 4 / 3
    mixed: float = 1 / 3
    softest: float = 0.5
    sharpest: float = 3.0
    colours: float = 1.0


def make_views(photos: Photos, count: int, side: int, variety: Variety, chance: torch.Generator) -> Tensor:
    """Return random views of random photos, (count, 3, side, side) uint8, on the photos' device.

    All chance is drawn on the CPU, so that a run can be repeated, and goes on where it was after a kill.
    """
    device = photos.pictures.device
    chosen = torch.multinomial(photos.weights, count, replacement=True, generator=chance)
    places = _places(photos.shapes[chosen], variety, chance).to(device)
    pictures = photos.pictures[chosen.to(device)].float()
    grid = affine_grid(places, [count, 3, side, side], align_corners=False)
    views = grid_sample(pictures, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
    views = _focused(views / 255, variety, chance)
    views = torch.lerp(views, _colours(views, chance), variety.colours)
    if torch.rand((), generator=chance) < variety.mixed:
        views = _mixed(views, chance)
    return (views * 255).round_().clamp_(0, 255).to(torch.uint8)


def resized(views: Tensor, side: int) -> Tensor:
    """Return views, uint8, at another size, float32 0 to 255."""
    if views.shape[-1] == side:
        return views.float()
    return interpolate(views.float(), (side, side), mode="bilinear", antialias=True, align_corners=False)


def _places(shapes: Tensor, variety: Variety, chance: torch.Generator) -> Tensor:
    """Return an affine map (n, 2, 3) from each view to a random crop of its photo's square, half of them mirrored."""
    n = len(shapes)
    draw = torch.rand(n, 5, generator=chance)
    area = variety.smallest + (1 - variety.smallest) * draw[:, 0]
    ratio = torch.exp((2 * draw[:, 1] - 1) * math.log(variety.stretch))
    # Height and width of a crop that covers `area` of the photo, in shares of the photo's own height and width.
    tall = torch.sqrt(area * shapes.prod(dim=1) / ratio) / shapes[:, 0]
    wide = torch.sqrt(area * shapes.prod(dim=1) * ratio) / shapes[:, 1]
    tall, wide = tall.clamp(max=1), wide.clamp(max=1)
    mirror = torch.where(draw[:, 4] < 0.5, -1.0, 1.0)
    places = torch.zeros(n, 2, 3)
    places[:, 0, 0], places[:, 1, 1] = wide * mirror, tall
    places[:, 0, 2] = (2 * draw[:, 2] - 1) * (1 - wide)
    places[:, 1, 2] = (2 * draw[:, 3] - 1) * (1 - tall)
    return places


def _focused(views: Tensor, variety: Variety, chance: torch.Generator) -> Tensor:
    """Return views (0 to 1) with their fine detail, that a blur over 3 to 7 pixels takes away, weaker or stronger."""
    draw = torch.rand(len(views) + 1, generator=chance)
    radius = 1 + int(3 * draw[0])
    size = 2 * radius + 1
    # Colours beside one another: seven times as fast as avg_pool2d on a CPU.
    wider = pad(views, (radius,) * 4, mode="reflect").contiguous(memory_format=torch.channels_last)
    blurred = conv2d(wider, torch.full((3, 1, size, size), size**-2.0, device=views.device), groups=3)
    amount = draw[1:] * (variety.sharpest + variety.softest) - variety.softest
    return torch.lerp(views, blurred, -amount[:, None, None, None].to(views.device)).clamp_(0, 1)


def _colours(views: Tensor, chance: torch.Generator) -> Tensor:
    """Return views (0 to 1) in other light: brightness, contrast, saturation, tint, gamma; a few without colour."""
    n = len(views)
    draw = torch.rand(n, 8, generator=chance).to(views.device)[..., None, None]
    grey = (views * torch.tensor(_GREY, device=views.device)[:, None, None]).sum(dim=1, keepdim=True)
    saturation = torch.where(draw[:, 0:1] < 0.08, 0.0, 0.3 + 1.4 * draw[:, 1:2])
    views = torch.lerp(grey, views, saturation)
    middle = grey.mean(dim=(2, 3), keepdim=True)
    views = torch.lerp(middle, views, 0.6 + 0.8 * draw[:, 2:3])
    tint = 1 + 0.3 * (draw[:, 3:6] - 0.5)
    views = (views * tint * (0.6 + 0.8 * draw[:, 6:7])).clamp_(1e-4, 1)
    return views ** torch.exp((draw[:, 7:8] - 0.5) * 0.8)


def _mixed(views: Tensor, chance: torch.Generator) -> Tensor:
    """Return every view mixed with another one. Zhang et al.: "mixup: Beyond Empirical Risk Minimization", ICLR 2018.

    Or, as often, with a rectangle of it. Yun et al.: "CutMix", ICCV 2019.
    """
    others = views[torch.randperm(len(views), generator=chance).to(views.device)]
    draw = torch.rand(4, generator=chance)
    if draw[0] < 0.5:
        return torch.lerp(views, others, float(draw[1]) / 2)
    side = views.shape[-1]
    size = max(1, round(side * math.sqrt(float(draw[1]) / 2)))
    top, left = (round(float(share) * (side - size)) for share in draw[2:])
    views = views.clone()
    views[:, :, top : top + size, left : left + size] = others[:, :, top : top + size, left : left + size]
    return views
