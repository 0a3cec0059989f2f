"""From DINOv2's weights to an ONNX file that has been compared with the network in torch."""

from __future__ import annotations

from pathlib import Path

import torch

from photosearch.backbones.preprocess import normalise, resample
from photosearch.errors import ProgramError
from photosearch.train.dinov2 import DinoV2
from photosearch.train.export_torchvision import Exported, Origin, made, rounded
from photosearch.train.parity import LIMIT, apart, demand, file_outputs, inputs, outputs
from photosearch.train.torchvision_networks import Network
from photosearch.train.write_dinov2 import write_dinov2
from photosearch.types import InputPolicy, Rgb

NAME = "dinov2_vits14"
NETWORK = Network(
    "DINOv2 ViT-S/14",
    lambda _: DinoV2(),
    lambda _: {},
    None,
    None,
    ("mask_token",),
    comment="Its maps are the patch tokens of the last block, which may be negative: no second layer, no classes.",
)


def export(weights: Path | Origin, photo: Rgb, *, half: bool) -> Exported:
    """Export the network and compare the file with torch, on noise and on a photo.

    Parameters
    ----------
    weights
        The authors' file dinov2_vits14_pretrain.pth, or the same weights as safetensors.
    half
        Keep weights as float16.

    Raises
    ------
    ModelProblem
        The weights cannot be read, are of another network or too large for float16, or the file does something else.
    """
    net, source = made(NAME, NETWORK, weights)
    if not isinstance(net, DinoV2):
        raise ProgramError(f"{NAME} was made as {type(net).__name__}.")
    net.requires_grad_(requires_grad=False)
    picture = torch.from_numpy(normalise(resample(photo, InputPolicy()), NETWORK.mean, NETWORK.std))
    pictures = inputs(picture)
    wanted, rounding = outputs(net, pictures), None
    if half:
        wanted, rounding = rounded(NAME, net, pictures, wanted)
    model, names = write_dinov2(net, half=half), tuple(wanted[0])
    found = file_outputs(model, names, pictures)
    parity = demand(apart(wanted, found), LIMIT, f"The exported file does not do what {NAME} does")
    return Exported(NETWORK, model, source, names, None, parity, rounding)
