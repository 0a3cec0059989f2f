"""From a photo to its vectors, its maps and the box of its main object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.decode.read import read
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.fit.learned_file import identity
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.selection import component_box
from photosearch.descriptors.table import METHODS
from photosearch.descriptors.words import WordMethod
from photosearch.encode.masked import masked, masked_words
from photosearch.encode.observe import observe
from photosearch.encode.stored_maps import stored_maps
from photosearch.settings import PIXEL_LIMIT
from photosearch.types import (
    PARTS,
    SCALES,
    Backbone,
    Encoding,
    Grid,
    InputPolicy,
    Mask,
    NearestWords,
    Needs,
    Network,
    Observation,
    Picture,
    Rgb,
    Space,
    StoredMaps,
)

SaliencyMaker: TypeAlias = Callable[[Rgb], Grid]
_NOTHING: Mapping[str, Learned] = {}
_NO_WORDS: Mapping[str, NearestWords] = {}


def spaces(
    network: Network,
    policy: InputPolicy,
    descriptors: Sequence[str],
    learned: Mapping[str, Learned] = _NOTHING,
    saliency: str = "",
) -> Mapping[str, Space]:
    """Return the feature space of every descriptor; the network itself need not be loaded.

    Parameters
    ----------
    learned : mapping of str to Learned
        What was learned for every fitted descriptor among them: part of its space's identity.
    saliency : str
        The identity of the saliency network, where there is one.
    """
    found = {}
    for name in descriptors:
        method = METHODS[name]
        parameters = method.parameters
        if not isinstance(method, Descriptor):
            parts = method.parts if isinstance(method, FittedDescriptor) else 1
            several = ((PARTS, str(parts)),) if parts > 1 else ()
            taught = (("learned", identity(learned[name])),) if name in learned else ()
            parameters = tuple(sorted((*parameters, *several, *taught)))
        if method.needs.saliency:
            parameters = tuple(sorted((*parameters, ("saliency", saliency))))
        found[name] = Space(
            network=network.name,
            network_sha256=network.sha256,
            layers=tuple(f"{role}={network.outputs[role]}" for role in method.needs.layers),
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
        What was learned for every fitted descriptor and every method of words among them.
    nearest : mapping of str to NearestWords
        What finds the nearest words, for every method of words among them.
    saliency : callable, optional
        What a saliency network sees in a picture; methods that need it must not be asked for without it.
    """

    def __init__(
        self,
        backbone: Backbone,
        policy: InputPolicy,
        descriptors: Sequence[str],
        learned: Mapping[str, Learned] = _NOTHING,
        nearest: Mapping[str, NearestWords] = _NO_WORDS,
        saliency: SaliencyMaker | None = None,
    ) -> None:
        self._backbone = backbone
        self._policy = policy
        self._learned = learned
        self._nearest = nearest
        self._saliency = saliency
        methods = [METHODS[name] for name in descriptors]
        self._descriptors = [method for method in methods if not isinstance(method, WordMethod)]
        self._word_methods = [method for method in methods if isinstance(method, WordMethod)]
        self._needs = Needs(
            mirrored=any(method.needs.mirrored for method in methods),
            boxed=any(method.needs.boxed for method in methods),
            scaled=any(method.needs.scaled for method in methods),
            saliency=any(method.needs.saliency for method in methods),
        )

    @property
    def vocabularies(self) -> Mapping[str, int]:
        """The number of words of every method of words."""
        return {method.id: len(self._learned[method.id]["words"]) for method in self._word_methods}

    @property
    def side(self) -> int:
        """The short side, in pixels, below which photos need not be decoded."""
        return max(self._policy.short_side, *SCALES) if self._needs.scaled else self._policy.short_side

    def observe(self, picture: Picture) -> Observation:
        """Return what the network makes of a photo."""
        full_size = (picture.metadata.height, picture.metadata.width)
        return observe(picture.rgb, self._backbone, self._policy, self._needs, full_size, self._saliency)

    def maps_of(self, seen: Observation) -> StoredMaps:
        """Return the maps that are kept of a photo for overlays."""
        return stored_maps(seen)

    def encode(self, picture: Picture, mask: Mask | None = None) -> Encoding:
        """Return vectors, maps and the main object's box (in the pixels of the photo at full size).

        Parameters
        ----------
        mask : ndarray of bool, (rows, columns), optional
            Stretched over the picture, the part that vectors and words are made of, called its main object by
            descriptors of what is behind that; by default all of it.
        """
        observation = self.observe(picture)
        maps = self.maps_of(observation)
        cells = component_box(maps.component)
        full_size = (picture.metadata.height, picture.metadata.width)
        box = None if cells is None else cells.scaled(maps.component.shape, full_size)
        words = {
            method.id: method.assign(observation, self._learned[method.id], self._nearest[method.id])
            for method in self._word_methods
        }
        part = observation if mask is None else masked(observation, mask)
        vectors = {descriptor.id: self._vector(descriptor, part) for descriptor in self._descriptors}
        if mask is not None:
            vectors |= {
                descriptor.id: descriptor.of_object(observation, mask)
                for descriptor in self._descriptors
                if isinstance(descriptor, Descriptor) and descriptor.of_object is not None
            }
            words = {name: masked_words(found, mask) for name, found in words.items()}
        return Encoding(vectors, maps, box, words)

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
        picture = read(path, self.side, pixel_limit)
        return picture, self.encode(picture)
