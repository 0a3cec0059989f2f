"""The networks that a library may look at photos with, and how fast this machine is with them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from photosearch.backbones.manifest import find_manifest, known_networks, load_manifest
from photosearch.errors import ModelProblem, PersonError
from photosearch.services.library import Library
from photosearch.services.remembered import NETWORK, NETWORKS, NEXT_NETWORK
from photosearch.services.timeline import timeline
from photosearch.store import features, files
from photosearch.store.meta import get_meta, set_meta

MEASURED = 4
"""Photos that are looked at, per processor, to tell how fast this machine is."""


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """A network as a person is offered it.

    `reference` is how a library remembers it; `photos` of the library's `total` have been looked at with it; `problem`
    says why it cannot be used, None if it can.
    """

    reference: str
    title: str
    photos: int
    total: int
    current: bool
    problem: str | None = None


def networks(library: Library) -> Sequence[NetworkChoice]:
    """Return the built-in and installed networks, those that the library was ever indexed with, and the present one."""
    known, photos, total = sorted(known_networks()), dict[str, int](), 0
    if library.exists:
        with library.reading() as store:
            known += json.loads(get_meta(store, NETWORKS) or "[]")
            total = files.counts(store).photos
            for row in features.all_spaces(store):
                sha256 = row.space.network_sha256
                photos[sha256] = max(photos.get(sha256, 0), row.count)
    now = library.network_reference
    return [_choice(reference, photos, total, now) for reference in dict.fromkeys([*known, now])]


def _choice(reference: str, photos: dict[str, int], total: int, now: str) -> NetworkChoice:
    try:
        manifest = load_manifest(find_manifest(reference))
    except ModelProblem as problem:
        return NetworkChoice(reference, Path(reference).stem, 0, total, reference == now, str(problem))
    return NetworkChoice(reference, manifest.title, photos.get(manifest.sha256, 0), total, reference == now)


def use_network(library: Library, reference: str) -> None:
    """Look at photos with another network from now on. What was made with others is kept.

    Raises
    ------
    ModelProblem
        There is no such network, or it cannot be used; the library goes on with the present one.
    LibraryProblem
        The library cannot be written to.
    """
    with Library(library.folder, reference) as trial:
        _ = trial.backbone  # a damaged file is found before anything changes
    library.use_network(reference)
    if library.exists:
        with library.writing() as store, store.transaction():
            set_meta(store, NETWORK, library.network_reference)
            set_meta(store, NEXT_NETWORK, "")


def photos_per_second(library: Library) -> float:
    """Return how many photos a second this machine can look at with the library's network, 0 if that cannot be told.

    Looks at a few photos of the library, about as indexing would; their results are not kept.
    """
    if not library.exists:
        return 0.0
    workers = library.workers or os.cpu_count() or 1
    paths = [Path(path) for _, path, _ in timeline(library, MEASURED * workers)]
    encoder = library.encoder(library.wanted_descriptors())

    def look(path: Path) -> bool:
        try:
            encoder.encode_file(path, library.pixel_limit)
        except (PersonError, OSError):
            return False  # it went away, or cannot be read: others will do
        return True

    if not paths or not look(paths[0]):  # the first look pays for the network's start
        return 0.0
    with ThreadPoolExecutor(workers, thread_name_prefix="measure") as pool:
        started = time.perf_counter()
        seen = sum(pool.map(look, paths))
        return seen / (time.perf_counter() - started)
