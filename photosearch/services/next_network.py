"""Another network for a library: it looks at all photos while searches go on with the present one, then takes over."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from photosearch.errors import ModelProblem
from photosearch.files.roots import is_online
from photosearch.jobs import Cancel, Progress
from photosearch.services.ingest import make_up
from photosearch.services.library import Library
from photosearch.services.networks import use_network
from photosearch.services.remembered import NEXT_NETWORK
from photosearch.store import features, files
from photosearch.store.meta import get_meta, set_meta
from photosearch.store.roots import all_roots


@dataclass(frozen=True, slots=True)
class Change:
    """How far a change of network has come.

    `title` is the new network's and `old` the one's that was in use; the new one has seen `photos` of `total`, and
    `away` more lie where they cannot be reached now. `switched` says that the new one is in use; until then the old one
    is, and `stopped` whether a person wanted that.
    """

    reference: str
    title: str
    old: str
    photos: int
    total: int
    away: int
    switched: bool
    stopped: bool


def beside(library: Library, reference: str) -> Library:
    """Return the same library as seen with another network; the caller closes it."""
    return Library(
        library.folder,
        reference,
        saliency=library.saliency_reference,
        workers=library.workers,
        exact_limit=library.shelf.exact_limit,
        pixel_limit=library.pixel_limit,
    )


def change_network(library: Library, reference: str, cancel: Cancel) -> Generator[Progress, None, Change]:
    """Let a network look at all photos of a library, and use it from then on.

    Until it has seen all of them searches go on with the present one. What was done is kept, however this ends, and the
    same call goes on from there. Where the present network has seen nothing, or cannot be used, there is nothing to
    wait for.

    Raises
    ------
    ModelProblem
        There is no such network, or it cannot be used; nothing has changed then.
    LibraryProblem
        The library cannot be written to.
    """
    old = _title(library)
    with beside(library, reference) as other:
        _check(library, other, reference)
        stopped = False
        if _can_wait(library):
            with library.writing() as store, store.transaction():
                set_meta(store, NEXT_NETWORK, reference)
            stopped = (yield from make_up(other, cancel)).stopped
        photos, total, away = _counts(other)
        title, ready = other.manifest.title, not stopped and not away
    if ready:
        use_network(library, reference)
    return Change(reference, title, old, photos, total, away, ready, stopped)


def next_network(library: Library) -> str | None:
    """Return the network that was on its way when the work ended, None where there is none."""
    if not library.exists:
        return None
    with library.reading() as store:
        return get_meta(store, NEXT_NETWORK) or None


def keep_network(library: Library) -> None:
    """Stay with the present network; what another one has seen is kept."""
    with library.writing() as store, store.transaction():
        set_meta(store, NEXT_NETWORK, "")


def _check(library: Library, other: Library, reference: str) -> None:
    """Raise ModelProblem where a network cannot be used: a damaged file is found before anything changes."""
    try:
        _ = other.backbone
    except ModelProblem:
        if next_network(library) == reference:
            keep_network(library)
        raise


def _title(library: Library) -> str:
    try:
        return library.manifest.title
    except ModelProblem:
        return library.network_reference


def _can_wait(library: Library) -> bool:
    """Whether photos can be searched with the present network meanwhile."""
    if not library.exists:
        return False
    try:
        seen = library.manifest.sha256
    except ModelProblem:
        return False
    with library.reading() as store:
        return any(row.count for row in features.all_spaces(store) if row.space.network_sha256 == seen)


def _counts(library: Library) -> tuple[int, int, int]:
    """Return how many photos the network has seen, how many there are, and how many it lacks that cannot be reached."""
    if not library.exists:
        return 0, 0, 0
    (space,) = library.spaces([library.default_descriptor]).values()
    with library.reading() as store:
        lacking = features.incomplete_files(store, [space.key])
        away = sum(
            file.id in lacking and not file.missing
            for root in all_roots(store)
            if not is_online(root.path, expected=True)
            for _, file in files.photo_files(store, root)
        )
        seen = next((row.count for row in features.all_spaces(store) if row.space.key == space.key), 0)
        return seen, files.counts(store).photos, away
