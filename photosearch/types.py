"""The frozen values that the rooms hand to each other.

Coordinates are those of the upright photo, in pixels; points are (row, column); boxes are half-open.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Rgb: TypeAlias = NDArray[np.uint8]
"""A picture, (height, width, 3), RGB, upright."""
FeatureMap: TypeAlias = NDArray[np.float32]
"""Maps of one layer, (channels, rows, columns)."""
Grid: TypeAlias = NDArray[np.float32]
"""One number per cell, (rows, columns)."""
Mask: TypeAlias = NDArray[np.bool_]
"""One truth value per cell, (rows, columns)."""
Vector: TypeAlias = NDArray[np.float32]
"""One descriptor, (dimensions,)."""

WordMap: TypeAlias = NDArray[np.uint16]
"""The visual word of every place, (rows, columns)."""

PARTS = "parts"
"""The parameter of a feature space that says how many vectors a photo can have; left out where it is one."""
BAG = "bag"
"""The parameter of a feature space whose photos are bags of visual words: how places are weighed."""
DEEP = "deep"
"""The role of a network's last rectified maps."""
SECOND = "second"
"""The role of the next-shallower rectified maps."""


@dataclass(frozen=True, slots=True)
class Box:
    """A half-open rectangle: rows top <= r < bottom, columns left <= c < right."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Rows covered."""
        return max(0, self.bottom - self.top)

    @property
    def width(self) -> int:
        """Columns covered."""
        return max(0, self.right - self.left)

    @property
    def area(self) -> int:
        """Cells or pixels covered."""
        return self.height * self.width

    def iou(self, other: Box) -> float:
        """Intersection over union with another box, 0 when both are empty."""
        rows = min(self.bottom, other.bottom) - max(self.top, other.top)
        columns = min(self.right, other.right) - max(self.left, other.left)
        overlap = max(0, rows) * max(0, columns)
        union = self.area + other.area - overlap
        return overlap / union if union else 0.0

    def scaled(self, from_size: tuple[int, ...], to_size: tuple[int, int]) -> Box:
        """Return the same part of a grid of another (height, width), rounded to the nearest edge."""
        rows, columns = to_size[0] / from_size[0], to_size[1] / from_size[1]
        top, bottom = round(self.top * rows), round(self.bottom * rows)
        return Box(top, round(self.left * columns), bottom, round(self.right * columns))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stat says of a file's content: equal stamps mean "unchanged" without opening it."""

    size: int
    mtime_ns: int


class FileState(StrEnum):
    """What became of a file that was walked over. Every walked file has exactly one state."""

    PHOTO = "photo"
    UNREADABLE = "unreadable"
    SKIPPED = "skipped"


Changed: TypeAlias = Mapping[Path, frozenset[bytes] | None]
"""By root, the folders in which something happened, as paths below it, empty for itself; None: anywhere in it."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file met on a walk. `relative` is its path below the root in the system's own bytes, "/" between parts."""

    relative: bytes
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts of a photo; `height` and `width` are those of the upright photo at full size."""

    height: int
    width: int
    format: str
    taken_at: datetime | None = None
    camera: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded photo. `rgb` may be smaller than full size; `damage` says what was lost, None if nothing."""

    rgb: Rgb
    metadata: Metadata
    damage: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """The linear layer behind global average pooling: logits = weights @ mean(deep) + bias.

    Up to a number that all classes share, which probabilities do not depend on.

    `weights` is (classes, channels), `bias` (classes,); `names` has one entry a class.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Activations:
    """What a backbone makes of one picture: maps by role (`DEEP`, `SECOND`), and logits (classes,) where it has any."""

    maps: Mapping[str, FeatureMap]
    logits: Vector | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """What a descriptor is given. Made in `encode` alone.

    `rgb` is the upright picture that the network saw; `mirrored` the observation of the mirrored picture, made only for
    descriptors that need it, and so are `boxed`, of the main object's box alone (of the whole picture where there is no
    main object), and `scaled`, of the picture at other sizes; `extra` holds further grids by name, such as a saliency
    map.
    """

    rgb: Rgb
    maps: Mapping[str, FeatureMap]
    logits: Vector | None = None
    classifier: Classifier | None = None
    extra: Mapping[str, Grid] = field(default_factory=dict)
    mirrored: Observation | None = None
    boxed: Observation | None = None
    scaled: tuple[Observation, ...] = ()


SALIENCY = "saliency"
"""The name of the extra map that a saliency network makes of the picture, (height, width) of any size, not negative."""
SCALES = (299, 540, 1020)
"""Short sides of the input at which multi-resolution descriptors look at a photo; a small photo is not enlarged."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a descriptor needs of a network; where that is lacking, it is unavailable, with this as the reason."""

    layers: tuple[str, ...] = (DEEP,)
    mirrored: bool = False
    classifier: bool = False
    boxed: bool = False
    scaled: bool = False
    saliency: bool = False

    @property
    def passes(self) -> int:
        """Forward passes per photo."""
        return 1 + self.mirrored + self.boxed + self.scaled * len(SCALES)


@dataclass(frozen=True, slots=True)
class InputPolicy:
    """How a photo becomes network input.

    Scaled down until the short side is at most `short_side`, never up, then both sides rounded to the nearest multiple
    of `multiple` (at least one), by area resampling. The long side is cut to `longest`, so that a strip of
    1 x 20,000 pixels costs no more than a panorama.
    """

    short_side: int = 320
    multiple: int = 32
    longest: int = 2560

    def size(self, height: int, width: int) -> tuple[int, int]:
        """Return the (height, width) that a photo of this size is resampled to."""
        scale = min(1.0, self.short_side / min(height, width))
        fit = min(1.0, self.longest / (max(height, width) * scale))
        rows, columns = (max(1, round(side * scale * fit / self.multiple)) * self.multiple for side in (height, width))
        return rows, columns


@dataclass(frozen=True, slots=True)
class Space:
    """A feature space: vectors are comparable only within one.

    `layers` are roles with the outputs that play them, such as ``deep=features``; `preprocessing` is how the network's
    input is normalised; `parameters` are (name, value) pairs in order of name.
    """

    network: str
    network_sha256: str
    layers: tuple[str, ...]
    policy: InputPolicy
    descriptor: str
    parameters: tuple[tuple[str, str], ...] = ()
    projection: str = "raw"
    preprocessing: str = ""

    @property
    def parts(self) -> int:
        """The most vectors that a photo can have here: several where regions are compared one by one."""
        return int(dict(self.parameters).get(PARTS, "1"))

    @property
    def of_words(self) -> bool:
        """Whether photos are kept as maps of visual words here, and compared by their bags."""
        return BAG in dict(self.parameters)

    @property
    def key(self) -> str:
        """A short name that differs between any two spaces: 16 hex digits."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()[:16]

    def canonical(self) -> str:
        """Return the identity as JSON with sorted keys, without the network's display name: that may change."""
        facts = {
            "network_sha256": self.network_sha256,
            "layers": list(self.layers),
            "policy": [self.policy.short_side, self.policy.multiple, self.policy.longest],
            "descriptor": self.descriptor,
            "parameters": [list(pair) for pair in self.parameters],
            "projection": self.projection,
            "preprocessing": self.preprocessing,
        }
        return json.dumps(facts, sort_keys=True)


@dataclass(frozen=True, slots=True, eq=False)
class StoredMaps:
    """The maps kept of every photo for overlays, a few hundred bytes.

    `activation` is the sum over channels, uint8, 255 = `peak`; `mask` and `component` are cells; `class_maps`, of the n
    strongest classes, are (n, rows, columns) uint8, 255 = each map's own maximum; `class_scores` their softmax
    probabilities.
    """

    activation: NDArray[np.uint8]
    peak: float
    mask: Mask
    component: Mask
    class_ids: tuple[int, ...] = ()
    class_scores: tuple[float, ...] = ()
    class_maps: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((0, 0, 0), np.uint8))


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A photo in visual words.

    `ids` has the word of every place, (rows, columns) uint16; a single row where places lie in no grid. `weights` says
    what each counts, (rows, columns) uint8, 255 = most; all zero counts as all alike.
    """

    ids: WordMap
    weights: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """All that one look at a photo yields.

    Raw vectors by descriptor id, (dimensions,), or (parts, dimensions) where there may be several, maps for overlays,
    the box of M~ in photo coordinates at full size (None: no salient object), and words by the id of their method.
    """

    vectors: Mapping[str, NDArray[np.float32]]
    maps: StoredMaps
    box: Box | None
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked result; `score` is a cosine. `path` is absolute; undecodable bytes are surrogate escapes."""

    rank: int
    photo_id: int
    path: str
    score: float
    box: Box | None


class Network(Protocol):
    """What tells one network from another: all that a feature space's identity says of it."""

    @property
    def name(self) -> str:
        """The manifest's name."""

    @property
    def sha256(self) -> str:
        """The checksum of the network file."""

    @property
    def outputs(self) -> Mapping[str, str]:
        """The name of the network's output for every role it serves, `DEEP` first."""

    @property
    def preprocessing(self) -> str:
        """How its input is normalised, in words that differ where the maps would."""


class Backbone(Network, Protocol):
    """Turns pictures of any size into activations. `run` may be called from several threads at once."""

    @property
    def classifier(self) -> Classifier | None:
        """Its linear classifier on the mean of `DEEP`, None where it has none."""

    def run(self, rgb: Rgb) -> Activations:
        """Run the network over a picture whose sides are multiples of its stride, without resampling it."""


class Searchable(Protocol):
    """Nearest neighbours by cosine in one feature space. Labels are the store's vector ids."""

    def __len__(self) -> int:
        """How many vectors can be found."""

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""

    def search(
        self, vector: Vector, k: int, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return labels and cosines of the k nearest (or all, if fewer), best first, equal ones by label.

        Parameters
        ----------
        vector
            (dimensions,), of any length; every cosine of a zero vector is 0.
        k
            At least 1.
        among
            Only these labels are looked for, ascending; those that the index does not hold are ignored. As many of
            them as there are, up to k, are found.
        """


class NearestWords(Protocol):
    """Finds the nearest of the words of a vocabulary. May be used by several threads at once."""

    def nearest(self, vectors: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the number of the word nearest to each row (n, dimensions), (n,); an approximate answer will do."""
