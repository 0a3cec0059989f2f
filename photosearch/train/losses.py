"""How far a student is from its teacher, in five parts.

Classes: Hinton, Vinyals, Dean: "Distilling the Knowledge in a Neural Network", 2015. Relations: Park, Kim, Lu, Cho:
"Relational Knowledge Distillation", CVPR 2019, measured by correlation as in Huang et al.: "Knowledge Distillation from
a Stronger Teacher", NeurIPS 2022. Places, through a map that is learned: Romero et al.: "FitNets: Hints for Thin Deep
Nets", ICLR 2015.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity, interpolate, kl_div, log_softmax, normalize

from photosearch.train.network import Seen
from photosearch.train.pooling import activation, described
from photosearch.train.teacher import Lessons

PARTS = ("classes", "vector", "activation", "relations", "places")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts. `temperature` softens the classes' probabilities."""

    classes: float = 1.0
    vector: float = 4.0
    activation: float = 1.0
    relations: float = 2.0
    places: float = 4.0
    temperature: float = 1.5


class Losses(nn.Module):
    """Compares what a student and its teacher make of the same views.

    Parameters
    ----------
    channels
        Of the student's deep maps.
    mean, deviation
        Of the teacher's vectors, (taught,): they are standardised before they are compared.
    directions
        How many numbers the teacher's lessons have at every place.
    """

    mean: Tensor
    deviation: Tensor

    def __init__(self, channels: int, mean: Tensor, deviation: Tensor, directions: int, weights: Weights) -> None:
        super().__init__()
        self.map = nn.Linear(channels, len(mean))
        self.places = nn.Linear(channels, directions)
        self.weights = weights
        self.register_buffer("mean", mean.clone())
        self.register_buffer("deviation", deviation.clone().clamp(min=1e-4))

    @torch.no_grad()
    def fit(self, maps: Tensor, means: Tensor, places: Tensor) -> None:
        """Set both linear maps from a student's deep maps (n, channels, rows, columns) to lessons, by least squares.

        A student that knows something already is not disturbed by maps that have yet to be learned. `means` (n, taught)
        and `places` (n, directions, rows, columns) are the teacher's.
        """
        _fit(self.map, maps.mean(dim=(2, 3)), (means - self.mean) / self.deviation)
        _fit(self.places, _cells(maps).flatten(0, 1), _cells(_as_large(places, maps)).flatten(0, 1))

    def forward(self, seen: Seen, lessons: Lessons) -> Mapping[str, Tensor]:
        """Return every part by name, not weighted."""
        deep = seen.deep.float()
        wanted = (lessons.mean - self.mean) / self.deviation
        vector = 1 - cosine_similarity(self.map(deep.mean(dim=(2, 3))), wanted).mean()
        return {
            "classes": _classes(seen.logits.float(), lessons.logits, self.weights.temperature),
            "vector": vector,
            "activation": _activations(activation(deep), lessons.activation),
            "relations": _relations(deep, lessons.described),
            "places": _places(self.places(_cells(deep)), _as_large(lessons.places, deep), lessons.activation),
        }

    def total(self, parts: Mapping[str, Tensor]) -> Tensor:
        """Return the weighted sum."""
        return torch.stack([getattr(self.weights, name) * part for name, part in parts.items()]).sum()


def _classes(logits: Tensor, taught: Tensor, temperature: float) -> Tensor:
    """Return the divergence of the softened probabilities."""
    soft, wanted = log_softmax(logits / temperature, dim=1), log_softmax(taught / temperature, dim=1)
    return kl_div(soft, wanted, reduction="batchmean", log_target=True) * temperature**2


def _activations(grid: Tensor, taught: Tensor) -> Tensor:
    """Return 1 - the cosine of centred activation maps; the teacher's are brought to the student's size."""
    wanted = _as_large(taught[:, None], grid)[:, 0]
    return 1 - _correlation(grid.flatten(1), wanted.flatten(1)).mean()


def _relations(maps: Tensor, taught: Tensor) -> Tensor:
    """Return 1 - the correlation, view by view, of the cosines to all other views: it is their order that searches.

    A student is searched with by its main object, by its mean, and by its maxima: it is the mean over these three.
    """
    n = len(maps)
    others = ~torch.eye(n, dtype=torch.bool, device=maps.device)

    def cosines(vectors: Tensor) -> Tensor:
        long = normalize(vectors, dim=1)
        return (long @ long.T)[others].view(n, n - 1)

    wanted = cosines(taught)
    ways = described(maps), maps.mean(dim=(2, 3)), maps.amax(dim=(2, 3))
    return 1 - torch.stack([_correlation(cosines(way), wanted).mean() for way in ways]).mean()


def _places(cells: Tensor, taught: Tensor, activations: Tensor) -> Tensor:
    """Return 1 - the cosine at every place, which counts as much as the teacher is stirred by it."""
    near = cosine_similarity(cells, _cells(taught), dim=2)
    counts = _as_large(activations[:, None], taught).flatten(1)
    return 1 - ((near * counts).sum(dim=1) / counts.sum(dim=1).clamp(min=1e-6)).mean()


def _cells(maps: Tensor) -> Tensor:
    """Return maps (n, channels, rows, columns) as (n, rows x columns, channels)."""
    return maps.flatten(2).transpose(1, 2)


def _as_large(maps: Tensor, others: Tensor) -> Tensor:
    """Return maps with as many rows and columns as other ones have."""
    if maps.shape[-2:] == others.shape[-2:]:
        return maps
    return interpolate(maps, others.shape[-2:], mode="bilinear", antialias=True, align_corners=False)


def _fit(linear: nn.Linear, given: Tensor, wanted: Tensor) -> None:
    """Set a linear map by least squares from (n, channels) to (n, out)."""
    centre, middle = given.mean(dim=0), wanted.mean(dim=0)
    gram = (given - centre).T @ (given - centre)
    ridge = 1e-2 * gram.diagonal().mean() * torch.eye(len(gram), device=gram.device)
    weight = torch.linalg.solve(gram + ridge, (given - centre).T @ (wanted - middle)).T
    linear.weight.copy_(weight)
    linear.bias.copy_(middle - weight @ centre)


def _correlation(a: Tensor, b: Tensor) -> Tensor:
    """Return the correlation of rows."""
    return cosine_similarity(a - a.mean(dim=1, keepdim=True), b - b.mean(dim=1, keepdim=True), dim=1)
