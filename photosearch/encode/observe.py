"""From a picture to what descriptors are given: one forward pass, and more where descriptors need further looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from photosearch.backbones.preprocess import resample
from photosearch.descriptors.selection import component_box, main_object
from photosearch.types import DEEP, SALIENCY, SCALES, Backbone, Grid, InputPolicy, Needs, Observation, Rgb

_ONE_LOOK = Needs()


def observe(
    rgb: Rgb,
    backbone: Backbone,
    policy: InputPolicy,
    needs: Needs = _ONE_LOOK,
    full_size: tuple[int, int] | None = None,
    saliency: Callable[[Rgb], Grid] | None = None,
) -> Observation:
    """Return the observation of an upright picture.

    Parameters
    ----------
    rgb : ndarray of uint8, (height, width, 3)
        The picture, full size or scaled down while it was decoded.
    needs : Needs
        Which further looks to take: at the mirrored picture, at the main object's box, at other sizes.
    full_size : (height, width), optional
        The photo's size where `rgb` is smaller.
    saliency : callable, optional
        What a saliency network sees; asked where it is among the needs.
    """
    seen = resample(rgb, policy, full_size)
    first = _look(seen, backbone)
    if needs.saliency and saliency is not None:
        first = replace(first, extra={SALIENCY: saliency(seen)})
    mirrored = _look(np.ascontiguousarray(seen[:, ::-1]), backbone) if needs.mirrored else None
    boxed = _look(resample(_main_object(rgb, first), policy), backbone) if needs.boxed else None
    scaled: tuple[Observation, ...] = ()
    if needs.scaled:
        sizes = [
            replace(policy, short_side=side, longest=policy.longest * side // policy.short_side) for side in SCALES
        ]
        scaled = tuple(_look(resample(rgb, size, full_size), backbone) for size in sizes)
    return replace(first, mirrored=mirrored, boxed=boxed, scaled=scaled)


def _look(rgb: Rgb, backbone: Backbone) -> Observation:
    activations = backbone.run(rgb)
    return Observation(rgb, activations.maps, activations.logits, backbone.classifier)


def _main_object(rgb: Rgb, seen: Observation) -> Rgb:
    """Return the part of a picture that the box of its main object holds, all of it where there is none."""
    component = main_object(seen.maps[DEEP])
    cells = component_box(component)
    if cells is None:
        return rgb
    box = cells.scaled(component.shape, (rgb.shape[0], rgb.shape[1]))
    return rgb[box.top : box.bottom, box.left : box.right]
