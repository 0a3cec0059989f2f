"""From a network of torchvision to an ONNX file that has been compared with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import torch
import torchvision.models as zoo
from torch import Tensor, nn

from photosearch.backbones.preprocess import normalise, resample
from photosearch.errors import ModelProblem
from photosearch.train.onnx_graph import LOGITS
from photosearch.train.parity import LIMIT, Apart, Outputs, apart, demand, file_outputs, inputs, outputs
from photosearch.train.torchvision_networks import NETWORKS, Network
from photosearch.train.traced import Tapped, round_weights, traced
from photosearch.train.weights_file import read_weights, todays_names
from photosearch.train.write_traced import write_traced
from photosearch.types import InputPolicy, Rgb

HALF_LIMIT = 0.02
"""How far rounding weights to float16 may move an output, as a share of its strongest value."""
ZOO_WEIGHTS = "IMAGENET1K_V1"
"""Torchvision's first weights of every network: the papers' own, and trained without tricks that blur class maps."""
CLASSES = 1000
_COUNTER = "num_batches_tracked"


class Origin(Enum):
    """Where weights come from, if not from a file."""

    RANDOM = "random weights, for trying"
    ZOO = f"torchvision's weights {ZOO_WEIGHTS}"


@dataclass(frozen=True, slots=True, eq=False)
class Exported:
    """An exported network.

    `source` says where its weights come from; `outputs` are the names of the file's, the classes' number is None where
    it has no classifier; `parity` is how far the file is from torch with the same weights, `rounding` how far from the
    weights before they were rounded to float16, None where they were not.
    """

    network: Network
    model: bytes
    source: str
    outputs: tuple[str, ...]
    classes: int | None
    parity: Apart
    rounding: Apart | None


def export(name: str, weights: Path | Origin, photo: Rgb, *, half: bool) -> Exported:
    """Export a network and compare the file with torch, on noise and on a photo.

    Parameters
    ----------
    name
        One of `NETWORKS`.
    half
        Keep weights as float16.

    Raises
    ------
    ModelProblem
        The weights cannot be read, are of another network or too large for float16, or the file does something else.
    """
    network = NETWORKS[name]
    net, source = made(name, network, weights)
    head = net.get_submodule(network.head) if network.head else None
    tapped = Tapped(network.stages(net), head if isinstance(head, nn.Linear) else None).eval()
    picture = torch.from_numpy(normalise(resample(photo, InputPolicy()), network.mean, network.std))
    with torch.inference_mode():
        pictures = inputs(picture)
        wanted = outputs(tapped, pictures)
        if head is not None:
            own = [{LOGITS: net(given)} for given in pictures]
            demand(apart(own, wanted), LIMIT, f"Cutting {name} into its layers has changed it")
    graph = traced(tapped)
    demand(apart(wanted, outputs(graph, pictures)), LIMIT, f"Folding the batch norms of {name} has changed it")
    rounding = None
    if half:
        wanted, rounding = rounded(name, graph, pictures, wanted)
    model = write_traced(graph, wanted[0], half=half)
    names = tuple(wanted[0])
    parity = demand(
        apart(wanted, file_outputs(model, names, pictures)), LIMIT, f"The exported file does not do what {name} does"
    )
    count = head.out_features if isinstance(head, nn.Linear) else None
    return Exported(network, model, source, names, count, parity, rounding)


def rounded(name: str, net: nn.Module, pictures: Sequence[Tensor], wanted: Outputs) -> tuple[Outputs, Apart]:
    """Round a network's weights to float16, in place; return what it gives then, and how far that is from `wanted`.

    Raises
    ------
    ModelProblem
        A weight is too large for float16, or it moves an output too far.
    """
    round_weights(net)
    found = outputs(net, pictures)
    return found, demand(apart(wanted, found), HALF_LIMIT, f"float16 is too coarse for {name}; export with --full")


def made(name: str, network: Network, weights: Path | Origin) -> tuple[nn.Module, str]:
    """Return a network with its weights, ready to be asked, and where they come from.

    Raises
    ------
    ModelProblem
        The weights cannot be read, or are of another network.
    """
    if weights is Origin.RANDOM:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            return network.build(CLASSES).eval(), weights.value
    if isinstance(weights, Path):
        state, what = read_weights(weights), str(weights)
        source = f"weights of {weights.name}, sha256 {hashlib.sha256(weights.read_bytes()).hexdigest()}"
    else:
        state, what, source = _downloaded(name, network), Origin.ZOO.value, Origin.ZOO.value
    count = state.get(f"{network.head}.weight")
    net = network.build(len(count) if count is not None and count.ndim == 2 else CLASSES)
    kept = {key: values for key, values in state.items() if not key.startswith(network.left_out)}
    _check(name, what, net, kept)
    net.load_state_dict(kept, strict=False)  # counters of batches may be missing in old files, and are never used
    return net.eval(), source


def _check(name: str, what: str, net: nn.Module, state: Mapping[str, Tensor]) -> None:
    """Refuse weights that are not those of a network."""
    wanted = {key: tuple(values.shape) for key, values in net.state_dict().items() if not key.endswith(_COUNTER)}
    given = {key: tuple(values.shape) for key, values in state.items() if not key.endswith(_COUNTER)}
    missing, unknown = sorted(wanted.keys() - given.keys()), sorted(given.keys() - wanted.keys())
    others = sorted(key for key in wanted.keys() & given.keys() if wanted[key] != given[key])
    problems = [
        f"{len(found)} of its {len(wanted)} {problem}, such as {found[0]}"
        for found, problem in ((missing, "are missing"), (others, "have another size"))
        if found
    ] + ([f"{len(unknown)} belong to no part of it, such as {unknown[0]}"] if unknown else [])
    if problems:
        raise ModelProblem(f"{what} holds the weights of another network than {name}: {'; '.join(problems)}.")
    wild = [key for key, values in state.items() if not bool(torch.isfinite(values).all())]
    if wild:
        raise ModelProblem(f"{what} holds weights that are not finite numbers, such as {wild[0]}.")


def _downloaded(name: str, network: Network) -> dict[str, Tensor]:
    """Let torchvision fetch its weights and check the part of their checksum that is in their name."""
    if network.zoo is None:
        raise ModelProblem(f"torchvision has no weights of {name}. Bring them: --weights FILE")
    try:
        chosen = zoo.get_model_weights(network.zoo)[ZOO_WEIGHTS]
        state: dict[str, Tensor] = chosen.get_state_dict(check_hash=True, weights_only=True, map_location="cpu")
    except (OSError, RuntimeError) as error:
        raise ModelProblem(
            f"The weights of {name} could not be fetched: {error}. Fetch them otherwise, and name the file: --weights"
        ) from error
    return todays_names(state)
