"""From a photo to its vectors, its maps and the box of its main object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from photosearch.decode.read import read
from photosearch.descriptors.selection import component_box
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.encode.observe import observe
from photosearch.encode.stored_maps import stored_maps
from photosearch.settings import PIXEL_LIMIT
from photosearch.types import SCALES, Backbone, Encoding, InputPolicy, Needs, Network, Observation, Picture, Space


def spaces(network: Network, policy: InputPolicy, descriptors: Sequence[str]) -> Mapping[str, Space]:
    """Return the feature space of every descriptor; the network itself need not be loaded."""
    return {
        name: Space(
            network=network.name,
            network_sha256=network.sha256,
            layers=tuple(f"{role}={network.outputs[role]}" for role in DESCRIPTORS[name].needs.layers),
            policy=policy,
            descriptor=name,
            parameters=DESCRIPTORS[name].parameters,
            preprocessing=network.preprocessing,
        )
        for name in descriptors
    }


class Encoder:
    """Looks at photos with one network and one input policy. May be used by several threads at once.

    Parameters
    ----------
    descriptors
        Ids of what to make of every photo; the network must be able to serve them.
    """

    def __init__(self, backbone: Backbone, policy: InputPolicy, descriptors: Sequence[str]) -> None:
        self._backbone = backbone
        self._policy = policy
        self._descriptors = [DESCRIPTORS[name] for name in descriptors]
        self._needs = Needs(
            mirrored=any(descriptor.needs.mirrored for descriptor in self._descriptors),
            boxed=any(descriptor.needs.boxed for descriptor in self._descriptors),
            scaled=any(descriptor.needs.scaled for descriptor in self._descriptors),
        )

    @property
    def spaces(self) -> Mapping[str, Space]:
        """The feature space of every descriptor."""
        return spaces(self._backbone, self._policy, [descriptor.id for descriptor in self._descriptors])

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
        vectors = {descriptor.id: descriptor.compute(observation) for descriptor in self._descriptors}
        return Encoding(vectors, maps, box)

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
