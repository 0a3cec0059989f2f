"""A picture in, ranked photos out."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.search.engine import Candidate, Resolve, check_k, rank
from photosearch.search.noise import NO_NOISE
from photosearch.services.ask import look_at, refined, together, with_views
from photosearch.services.library import Library
from photosearch.services.query import Asked, Query
from photosearch.services.second_stage import ONE_STAGE, SecondStage, second_stage
from photosearch.services.spec import Spec, parse, spec_of
from photosearch.store import features, files, photos
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.photos import PhotoRow
from photosearch.types import Hit, Searchable


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Ranked photos, best first; scores below `noise` are no better than those of random photos.

    `closer` has the score of every photo, by its id, that a closer look was taken at: these come in its order. `words`
    are those that hits of a search by patches hold.
    """

    query: Query
    space: SpaceRow
    hits: Sequence[Hit]
    noise: float
    seconds: Mapping[str, float]
    notes: Sequence[str] = ()
    closer: Mapping[int, float] = field(default_factory=dict)
    words: frozenset[int] = frozenset()

    @property
    def knows_noise(self) -> bool:
        """Whether it is known which scores are no better than those of random photos."""
        return self.noise > NO_NOISE


def find(  # noqa: PLR0913  # what a person may ask for
    library: Library,
    image: Path | Asked,
    count: int = 20,
    *,
    others: Sequence[Path | Asked] = (),
    descriptor: str | None = None,
    second: SecondStage = ONE_STAGE,
    exclude_self: bool = False,
    within: Path | None = None,
    cancel: Cancel | None = None,
) -> Generator[Progress, None, Answer]:
    """Rank the library's photos by their cosine to a picture, which is not added to the library.

    The generator reports only where a search index has to be built first.

    Parameters
    ----------
    image : Path or Asked
        A photo of the library (its stored vector serves if the file has not changed), any other picture, or a part.
    count : int
        How many hits, at least 1; more than the library holds means all.
    others : sequence of Path or Asked
        Further pictures to search with: photos are ranked by their cosine to the sum of all of their vectors.
    descriptor : str, optional
        An indexed descriptor; by default the best one that the library has.
    second : SecondStage
        What is done with the hits: the question moved by what a person said of them, a second search with the best, a
        closer look at them.
    exclude_self : bool
        Leave the query out where it is a photo of the library.
    within : Path, optional
        Rank only the photos in this folder and below it.

    Raises
    ------
    QueryProblem
        A number below 1, a box that is no part of the picture, an unknown or unindexed descriptor, an empty library, a
        library of another network, a folder without a photo of the library.
    UnreadablePhoto
        The picture cannot be shown.
    LibraryProblem
        There is no library, or it cannot be read.
    """
    check_k(count)
    clock = Stopwatch()
    notes: list[str] = []
    with library.reading() as store:
        row = choose_space(library, store, descriptor)
        clock.lap("open")
        query = look_at(library, store, image, row)
        if second.views:
            query = with_views(library, query, row)
        weights = [one.weight if isinstance(one, Asked) else 1.0 for one in (image, *others)]
        if others or weights[0] <= 0:
            query = together([query, *(look_at(library, store, other, row) for other in others)], weights)
        if second.right or second.wrong:
            said = ([look_at(library, store, one, row) for one in several] for several in (second.right, second.wrong))
            query = refined(query, *said)
        clock.lap("query")
        index = yield from library.shelf.prepare(store, row, cancel or Cancel(), notes)
        clock.lap("index")
        own = None if query.photo is None else candidate(query.photo)
        among = None if within is None else library.within.labels(store, row, within)
        if own is not None and within is not None and not _lies_in(Path(own.path), within):
            own = None
        ranked = partial(_ranked, index, partial(resolve, store, row), own, exclude_self, among)
        hits, sightings = yield from second_stage(library, store, row, query, second, ranked, count, cancel or Cancel())
        clock.lap("search")
        noise = library.random_photos.noise(store, row, query)
        clock.lap("noise")
        present = files.photo_count(store)
    if row.count < present:
        notes.append(
            f"{present - row.count:,} of {present:,} photos are not indexed for this search. Do it: photosearch scan"
        )
    scores = {photo: sighting.score for photo, sighting in sightings.items()}
    return Answer(query, row, hits, noise, clock.laps(), notes, scores)


def _ranked(
    index: Searchable,
    resolve: Resolve,
    own: Candidate | None,
    exclude_own: bool,  # noqa: FBT001  # bound by partial
    among: NDArray[np.int64] | None,
    vector: NDArray[np.float32],
    count: int,
) -> list[Hit]:
    return rank(index, vector, count, resolve, own, exclude_own=exclude_own, among=among)


def _lies_in(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder.absolute()) or path.is_relative_to(folder.resolve())


class Stopwatch:
    """Names the stretches of time of one search, in seconds."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a stretch and name it."""
        now = time.perf_counter()
        self._laps[name] = now - self._last
        self._last = now

    def laps(self) -> dict[str, float]:
        """Return all stretches and their `total`."""
        return {**self._laps, "total": self._last - self._started}


def choose_space(library: Library, store: Store, descriptor: str | None) -> SpaceRow:
    """Return the feature space to search: of the library's network, and of the descriptor asked for.

    Raises
    ------
    QueryProblem
        There is none; the message says what to do.
    """
    spec = None if descriptor is None else parse(descriptor)
    if spec is not None:
        library.require(spec.descriptor)
    rows = [row for row in features.all_spaces(store, library.space_counts) if row.count]
    if not rows:
        raise QueryProblem("The library holds no indexed photos yet. Add some: photosearch add FOLDER")
    network = library.manifest
    own = [row for row in rows if row.space.network_sha256 == network.sha256]
    if not own:
        others = {row.space.network for row in rows}
        which = f"the network {', '.join(sorted(others))}, not with {network.name}"
        if others == {network.name}:
            which = f"another version of the network {network.name}"
        raise QueryProblem(
            f"The library was indexed with {which}. "
            f"Index it with this one too: photosearch --model {library.network_reference} scan"
        )
    spec = spec or Spec(library.default_descriptor)
    found = [
        row for row in own if row.space.descriptor == spec.descriptor and row.space.projection.startswith(spec.prefix)
    ]
    if found:
        return found[-1]
    if descriptor is None:
        return own[0]
    raise QueryProblem(
        f"{spec} is not indexed in this library; these are: {', '.join(sorted(map(spec_of, own)))}. "
        f"Index it too: photosearch scan --descriptor {spec}"
    )


def candidate(photo: PhotoRow) -> Candidate:
    """Return a photo as a search sees it."""
    return Candidate(photo.photo_id, str(photo.path), photo.box)


def resolve(store: Store, row: SpaceRow, labels: Sequence[int]) -> Mapping[int, Candidate]:
    """Return the photos that labels of an index stand for, without those that have gone meanwhile."""
    keys = {label: label // features.PART_LABELS if row.space.parts > 1 else label for label in labels}
    owners = features.photos_of_labels(store, list(dict.fromkeys(keys.values())))
    rows = photos.photos(store, list(dict.fromkeys(owners.values())))
    present = {
        key: candidate(rows[photo]) for key, photo in owners.items() if photo in rows and not rows[photo].missing
    }
    return {label: present[key] for label, key in keys.items() if key in present}
