"""What a library keeps of networks that it does not use at present, and forgetting that."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.errors import ModelProblem
from photosearch.index import files
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.library import Library
from photosearch.services.remembered import NETWORK, NETWORKS, NEXT_NETWORK
from photosearch.store import features, old_networks
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.meta import get_meta, set_meta

BATCH = 1000
"""Rows that are forgotten in one transaction: searches never wait long."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a network saw that is not in use: `photos` photos, in about `bytes` bytes.

    `references` are the manifests by which the library knows the network.
    """

    name: str
    sha256: str
    photos: int
    bytes: int
    references: Sequence[str]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten; `stopped` before the end, or without giving the room back to the disk (`compacted`)."""

    name: str
    bytes: int
    stopped: bool
    compacted: bool


def kept_networks(library: Library) -> list[Kept]:
    """Return what the library keeps of networks that it does not use, oldest first."""
    if not library.exists:
        return []
    with library.reading() as store:
        spaces = _spaces(store)
        references = _references(store)
        used = _used(library, store, references)
        return [
            _kept(library, store, sha256, rows, references) for sha256, rows in spaces.items() if sha256 not in used
        ]


def find_kept(library: Library, name: str) -> Kept:
    """Return what the library keeps of a network: by its name, its manifest or its checksum.

    Raises
    ------
    ModelProblem
        It is in use, or the library keeps nothing of it.
    """
    found = kept_networks(library)
    for one in found:
        if name in (one.name, one.sha256, *one.references):
            return one
    names = ", ".join(one.name for one in found) or "no other network"
    if name in _names_in_use(library):
        raise ModelProblem(f"{name} is in use: what it saw is what photos are found by. Change the network first.")
    raise ModelProblem(f"The library keeps nothing that {name} saw; it keeps what was seen by: {names}.")


def forget_network(library: Library, name: str, cancel: Cancel) -> Generator[Progress, None, Forgotten]:
    """Forget what a network saw that is not in use: vectors, maps, indexes, and what methods learned with it.

    It can all be made again by letting the network look at the photos again. Where this is stopped or killed, what was
    forgotten stays so, and the same call goes on from there.

    Raises
    ------
    ModelProblem
        It is in use, or the library keeps nothing of it.
    LibraryProblem
        The library cannot be written to.
    """
    kept = find_kept(library, name)
    with library.writing() as store:
        rows = _spaces(store)[kept.sha256]
        ids = [row.id for row in rows]
        pace = Pace("Forgetting", total=sum(row.count for row in rows) + kept.photos)
        while not cancel.cancelled:
            with store.transaction():
                gone = old_networks.drop_some(store, ids, kept.sha256, BATCH)
            if not gone:
                break
            pace.step(gone)
            if pace.due():
                yield pace.report()
        if cancel.cancelled:
            return Forgotten(kept.name, kept.bytes, stopped=True, compacted=False)
        for path in _files(library, kept.sha256, rows):
            path.unlink(missing_ok=True)
        for row in rows:
            files.discard(library.shelf.folder, row.space.key)
        library.shelf.server.forget([row.space.key for row in rows])
        with store.transaction():
            old_networks.drop_spaces(store, ids)
            left = [one for one in json.loads(get_meta(store, NETWORKS) or "[]") if one not in kept.references]
            set_meta(store, NETWORKS, json.dumps(left))
            if get_meta(store, NEXT_NETWORK) in kept.references:
                set_meta(store, NEXT_NETWORK, "")
        yield Progress("Giving room back to the disk", 0, 0)
        compacted = old_networks.compact(store)
    library.shelf.clear()
    return Forgotten(kept.name, kept.bytes, stopped=False, compacted=compacted)


def _spaces(store: Store) -> dict[str, list[SpaceRow]]:
    """Return the feature spaces of every network, by its checksum."""
    found: dict[str, list[SpaceRow]] = {}
    for row in features.all_spaces(store):
        found.setdefault(row.space.network_sha256, []).append(row)
    return found


def _references(store: Store) -> dict[str, list[str]]:
    """Return the manifests that the library has met, by the network's checksum, by its name where they are gone."""
    found: dict[str, list[str]] = {}
    for reference in json.loads(get_meta(store, NETWORKS) or "[]"):
        try:
            found.setdefault(load_manifest(find_manifest(reference)).sha256, []).append(reference)
        except ModelProblem:
            found.setdefault(Path(reference).stem, []).append(reference)
    return found


def _used(library: Library, store: Store, references: dict[str, list[str]]) -> set[str]:
    """Return the checksums of the networks in use: the one asked for, and the one that the library remembers."""
    remembered = get_meta(store, NETWORK)
    return {library.manifest.sha256} | {sha256 for sha256, known in references.items() if remembered in known}


def _names_in_use(library: Library) -> set[str]:
    """Return all that the networks in use may be called by."""
    names = {library.manifest.name, library.manifest.sha256, library.network_reference}
    if not library.exists:
        return names
    with library.reading() as store:
        references = _references(store)
        used = _used(library, store, references)
        called = {row.space.network for row in features.all_spaces(store) if row.space.network_sha256 in used}
        return names | used | called | {one for sha256 in used for one in references.get(sha256, ())}


def _kept(
    library: Library, store: Store, sha256: str, rows: Sequence[SpaceRow], references: dict[str, list[str]]
) -> Kept:
    size = sum(old_networks.size_of_vectors(store, row.id) for row in rows) + old_networks.size_of_maps(store, sha256)
    size += sum(path.stat().st_size for path in _files(library, sha256, rows))
    photos = max(row.count for row in rows)
    name = rows[0].space.network
    return Kept(name, sha256, photos, size, (*references.get(sha256, ()), *references.get(name, ())))


def _files(library: Library, sha256: str, rows: Sequence[SpaceRow]) -> list[Path]:
    """Return the files that hold indexes of a network's spaces, their projections, and what methods learned with it."""
    found = list((library.folder / "learned").glob(f"{sha256[:16]}-*.npz"))
    for row in rows:
        found += library.shelf.folder.glob(f"{row.space.key}.*")
        found += (library.folder / "projections").glob(f"{row.space.key}-*.npz")
    return found
