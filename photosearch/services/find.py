"""A picture in, ranked photos out."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.table import FITTED
from photosearch.errors import QueryProblem
from photosearch.index.base import unit_rows
from photosearch.jobs import Cancel, Progress
from photosearch.search.engine import Candidate, check_k, rank
from photosearch.search.expansion import rocchio
from photosearch.search.noise import NO_NOISE, cosines, noise_floor, sample
from photosearch.services.library import Library
from photosearch.services.project import projected_space
from photosearch.services.query import Query
from photosearch.services.second_stage import ONE_STAGE, SecondStage, expanded, verified
from photosearch.services.spec import Spec, parse
from photosearch.store import features, files, photos
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.photos import PhotoRow
from photosearch.types import Hit


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Ranked photos, best first; scores below `noise` are no better than those of random photos."""

    query: Query
    space: SpaceRow
    hits: Sequence[Hit]
    noise: float
    seconds: Mapping[str, float]
    notes: Sequence[str] = ()


def find(
    library: Library,
    image: Path,
    count: int = 20,
    *,
    others: Sequence[Path] = (),
    descriptor: str | None = None,
    second: SecondStage = ONE_STAGE,
    exclude_self: bool = False,
    cancel: Cancel | None = None,
) -> Generator[Progress, None, Answer]:
    """Rank the library's photos by their cosine to a picture, which is not added to the library.

    The generator reports only where a search index has to be built first.

    Parameters
    ----------
    image : Path
        A photo of the library (its stored vector serves if the file has not changed) or any other picture.
    count : int
        How many hits, at least 1; more than the library holds means all.
    others : sequence of Path
        Further pictures to search with: photos are ranked by their cosine to the sum of all of their vectors.
    descriptor : str, optional
        An indexed descriptor; by default the best one that the library has.
    second : SecondStage
        What is done with the hits: the question moved by what a person said of them, a second search with the best, a
        closer look at them.
    exclude_self : bool
        Leave the query out where it is a photo of the library.

    Raises
    ------
    QueryProblem
        A number below 1, an unknown or unindexed descriptor, an empty library, a library of another network.
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
        if others:
            query = together(query, [look_at(library, store, other, row) for other in others])
        if second.right or second.wrong:
            query = refined(query, *_looked_at(library, store, row, second))
        clock.lap("query")
        index = yield from library.shelf.prepare(store, row, cancel or Cancel(), notes)
        clock.lap("index")
        own = None if query.photo is None else candidate(query.photo)
        reach = max(count, second.expand, second.verify)
        ranked = partial(rank, index, resolve=partial(resolve, store, row), own=own, exclude_own=exclude_self)
        hits = ranked(query.vector, reach)
        clock.lap("search")
        if second.expand:
            hits = ranked(expanded(store, row, query, hits[: second.expand]), reach)
        if second.verify:
            hits = yield from verified(library, query, hits, second.verify, cancel or Cancel())
        hits = hits[:count]
        clock.lap("second")
        noise = noise_of(store, row, query)
        clock.lap("noise")
        present = files.counts(store).photos
    if row.count < present:
        notes.append(
            f"{present - row.count:,} of {present:,} photos are not indexed for this search. Do it: photosearch scan"
        )
    return Answer(query, row, hits, noise, clock.laps(), notes)


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
    rows = [row for row in features.all_spaces(store) if row.count]
    if not rows:
        raise QueryProblem("The library holds no indexed photos yet. Add some: photosearch add FOLDER")
    network = library.manifest
    own = [row for row in rows if row.space.network_sha256 == network.sha256]
    if not own:
        others = ", ".join(sorted({row.space.network for row in rows}))
        raise QueryProblem(
            f"The library was indexed with the network {others}, not with {network.name}. "
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


def spec_of(row: SpaceRow) -> str:
    """Return a feature space as a person asks for it."""
    kind, *rest = row.space.projection.split(":")
    return row.space.descriptor if not rest else f"{row.space.descriptor}:{kind}:{rest[0]}"


def look_at(library: Library, store: Store, image: Path, row: SpaceRow) -> Query:
    """Return the query's vector in a space: the stored one of an unchanged library photo, else a fresh one."""
    photo = photo_of(store, image)
    if photo is not None:
        stored = features.vectors_of(store, row, photo.photo_id)
        if stored is not None and same_on_disk(photo):
            vector = stored if row.space.parts > 1 else stored[0]
            return Query(image, photo, photo.metadata.height, photo.metadata.width, photo.box, vector)
    name = row.space.descriptor
    if name in FITTED and library.learned(name) is None:
        raise QueryProblem(
            f"What {name} learned from your photos is lost. Learn it again: photosearch scan --descriptor {name}"
        )
    encoder = library.encoder([name])
    picture, encoding = encoder.encode_file(image, library.pixel_limit)
    facts, vector = picture.metadata, encoding.vectors[row.space.descriptor]
    if row.space.projection != "raw":
        vector = _projected(library, row, vector)
    return Query(image, photo, facts.height, facts.width, encoding.box, vector, encoding)


def together(first: Query, more: Sequence[Query]) -> Query:
    """Return a query that stands for several pictures: the sum of their vectors, each of unit length."""
    others = tuple(query.path for query in more)
    if first.vector.ndim > 1:  # a photo that fits a part of any of them is found
        return replace(first, photo=None, vector=np.concatenate([q.vector for q in (first, *more)]), others=others)
    summed = unit_rows(np.stack([query.vector for query in (first, *more)])).sum(axis=0)
    return replace(first, photo=None, vector=unit_rows(summed[None])[0], others=others)


def refined(query: Query, right: Sequence[Query], wrong: Sequence[Query]) -> Query:
    """Return a query moved towards what was right and away from what was wrong.

    Raises
    ------
    QueryProblem
        Photos are compared by their parts; which of them was right nobody has said.
    """
    if query.vector.ndim > 1:
        raise QueryProblem("Photos are compared by their parts here; choose another method to refine the search.")
    nothing = np.zeros((0, len(query.vector)), np.float32)
    rows = [np.stack([seen.vector for seen in found]) if found else nothing for found in (right, wrong)]
    return replace(query, vector=rocchio(query.vector, *rows))


def _looked_at(library: Library, store: Store, row: SpaceRow, second: SecondStage) -> tuple[list[Query], list[Query]]:
    right, wrong = ([look_at(library, store, path, row) for path in paths] for paths in (second.right, second.wrong))
    return right, wrong


def _projected(library: Library, row: SpaceRow, vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a raw vector in a projected space.

    Raises
    ------
    QueryProblem
        The projection is lost, or is another one.
    """
    spec = parse(spec_of(row))
    known = projected_space(library, spec)
    if known is None or known[0].key != row.space.key:
        raise QueryProblem(f"The projection of {spec} is lost. Fit it again: photosearch scan --descriptor {spec}")
    projected: NDArray[np.float32] = known[1].apply(vector[None])[0]
    return projected


def photo_of(store: Store, image: Path) -> PhotoRow | None:
    """Return the library's photo of a path, which may be a link to it or lead there in a roundabout way."""
    return photos.photo_at(store, image.absolute()) or photos.photo_at(store, image.resolve())


def same_on_disk(photo: PhotoRow) -> bool:
    """Whether a photo's file is as it was when it was indexed; one that cannot be reached (offline) counts as such."""
    try:
        now = photo.path.stat()
    except OSError:
        return True
    return (now.st_size, now.st_mtime_ns) == (photo.stamp.size, photo.stamp.mtime_ns)


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


def noise_of(store: Store, row: SpaceRow, query: Query) -> float:
    """Return the score below which a hit is no better than a random photo of the library."""
    drawn = sample(features.labels(store, row.id))
    if query.photo is not None:
        owners = features.photos_of_labels(store, drawn.tolist())
        drawn = drawn[[owners[label] != query.photo.photo_id for label in drawn.tolist()]]
    if not len(drawn):
        return NO_NOISE
    if row.space.parts == 1:
        return noise_floor(cosines(query.vector, features.read_vectors(store, row.id, drawn)[1]))
    numbers = np.arange(features.PART_LABELS)
    labels, others = features.read_parts(store, row, (drawn[:, None] * features.PART_LABELS + numbers).ravel())
    scores = np.max([cosines(part, others) for part in query.vector], axis=0)
    _, photo = np.unique(labels // features.PART_LABELS, return_inverse=True)
    best = np.full(photo.max() + 1, -1.0)
    np.maximum.at(best, photo, scores)
    return noise_floor(best)
