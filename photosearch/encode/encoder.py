"""From a photo to its vectors, its maps and the box of its main object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.decode.read import read
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.fit.learned_file import identity
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.selection import component_box
from photosearch.descriptors.table import KNOWN
from photosearch.encode.observe import observe
from photosearch.encode.stored_maps import stored_maps
from photosearch.settings import PIXEL_LIMIT
from photosearch.types import (
    PARTS,
    SCALES,
    Backbone,
    Encoding,
    InputPolicy,
    Needs,
    Network,
    Observation,
    Picture,
    Space,
)

_NOTHING: Mapping[str, Learned] = {}


def spaces(
    network: Network, policy: InputPolicy, descriptors: Sequence[str], learned: Mapping[str, Learned] = _NOTHING
) -> Mapping[str, Space]:
    """Return the feature space of every descriptor; the network itself need not be loaded.

    Parameters
    ----------
    learned : mapping of str to Learned
        What was learned for every fitted descriptor among them: part of its space's identity.
    """
    found = {}
    for name in descriptors:
        parameters = KNOWN[name].parameters
        method = KNOWN[name]
        if isinstance(method, FittedDescriptor):
            several = ((PARTS, str(method.parts)),) if method.parts > 1 else ()
            taught = (("learned", identity(learned[name])),) if name in learned else ()
            parameters = tuple(sorted((*parameters, *several, *taught)))
        found[name] = Space(
            network=network.name,
            network_sha256=network.sha256,
            layers=tuple(f"{role}={network.outputs[role]}" for role in KNOWN[name].needs.layers),
            policy=policy,
            descriptor=name,
            parameters=parameters,
            preprocessing=network.preprocessing,
        )
    return found


class Encoder:
    """Looks at photos with one network and one input policy. May be used by several threads at once.

    Parameters
    ----------
    descriptors
        Ids of what to make of every photo; the network must be able to serve them.
    learned : mapping of str to Learned
        What was learned for every fitted descriptor among them.
    """

    def __init__(
        self,
        backbone: Backbone,
        policy: InputPolicy,
        descriptors: Sequence[str],
        learned: Mapping[str, Learned] = _NOTHING,
    ) -> None:
        self._backbone = backbone
        self._policy = policy
        self._learned = learned
        self._descriptors = [KNOWN[name] for name in descriptors]
        self._needs = Needs(
            mirrored=any(descriptor.needs.mirrored for descriptor in self._descriptors),
            boxed=any(descriptor.needs.boxed for descriptor in self._descriptors),
            scaled=any(descriptor.needs.scaled for descriptor in self._descriptors),
        )

    @property
    def spaces(self) -> Mapping[str, Space]:
        """The feature space of every descriptor."""
        names = [descriptor.id for descriptor in self._descriptors]
        return spaces(self._backbone, self._policy, names, self._learned)

    def observe(self, picture: Picture) -> Observation:
        """Return what the network makes of a photo."""
        full_size = (picture.metadata.height, picture.metadata.width)
        return observe(picture.rgb, self._backbone, self._policy, self._needs, full_size)

    def encode(self, picture: Picture) -> Encoding:
        """Return vectors, maps and the main object's box (in the pixels of the photo at full size)."""
        observation = self.observe(picture)
        maps = stored_maps(observation)
        cells = component_box(maps.component)
        full_size = (picture.metadata.height, picture.metadata.width)
        box = None if cells is None else cells.scaled(maps.component.shape, full_size)
        vectors = {descriptor.id: self._vector(descriptor, observation) for descriptor in self._descriptors}
        return Encoding(vectors, maps, box)

    def _vector(self, descriptor: Descriptor | FittedDescriptor, observation: Observation) -> NDArray[np.float32]:
        """Return a photo's vector, or the vectors of its parts."""
        if isinstance(descriptor, Descriptor):
            return descriptor.compute(observation)
        rows = descriptor.compute(observation, self._learned[descriptor.id])
        return rows if descriptor.parts > 1 else rows[0]

    def encode_file(self, path: Path, pixel_limit: int = PIXEL_LIMIT) -> tuple[Picture, Encoding]:
        """Decode a file, no larger than the network needs it, and encode it.

        Raises
        ------
        UnreadablePhoto
            The file cannot be shown.
        """
        side = max(self._policy.short_side, *SCALES) if self._needs.scaled else self._policy.short_side
        picture = read(path, side, pixel_limit)
        return picture, self.encode(picture)
