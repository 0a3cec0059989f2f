"""One network on one data set: its photos indexed, ranked by every method, and scored."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.decode.read import read
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.fit.projection import fit, rank
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.sift import local_features
from photosearch.descriptors.table import DESCRIPTORS, FITTED, KNOWN
from photosearch.errors import QueryProblem, UnreadablePhoto
from photosearch.evaluate.benchmark import Benchmark, Ranking, score
from photosearch.evaluate.rankings import rankings_of, rankings_of_parts, with_neighbours
from photosearch.evaluate.report import Row
from photosearch.evaluate.scores import linear_accuracy, localised, neighbour_accuracy
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.search.rerank.geometric import Features, reranked, verify
from photosearch.services.bags import Bags
from photosearch.services.ingest import add
from photosearch.services.learn import Looks, drawn
from photosearch.services.library import Library
from photosearch.services.second_stage import SIDE
from photosearch.services.spec import Spec
from photosearch.services.vectors import vectors_by_photo
from photosearch.store import photos
from photosearch.types import InputPolicy, Observation, Picture

_OF_PARTS = [method for method in FITTED.values() if method.parts > 1]
TIMED = 12
"""Photos on which the cost of a method is measured."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to evaluate, and how.

    `methods` are ids, perhaps with a projection (``crow:pca_whitening:256``); `boxes` asks with the queries' boxes
    alone; `fit_on` is another data set that projections and vocabularies are fitted on, by default the gallery itself;
    `expand` searches again with so many of the best hits added; `verify` puts first those of so many that agree with
    the query point by point; `alpha` lets hits count by their cosine to that power; `augment` adds to every photo so
    many of its nearest others; `classify` tells labels from vectors too.
    """

    methods: Sequence[str]
    boxes: bool = False
    fit_on: Benchmark | None = None
    expand: int = 0
    verify: int = 0
    alpha: float = 0.0
    augment: int = 0
    classify: bool = False


def library_key(benchmark: Benchmark) -> str:
    """Return the name of the library that a data set's photos are indexed in."""
    return f"{benchmark.root.name}-{hashlib.sha256(str(benchmark.root).encode()).hexdigest()[:8]}"


class Evaluation:
    """One network on one data set."""

    def __init__(self, benchmark: Benchmark, question: Question, library: Library, work: Path, cancel: Cancel) -> None:
        self._benchmark = benchmark
        self._question = question
        self._library = library
        self._work = work
        self._cancel = cancel
        self._features: dict[Path, Features | None] = {}

    def rows(self, methods: Sequence[Spec | str]) -> Generator[Progress, None, list[Row]]:
        """Return a row for every method."""
        vectors = list(dict.fromkeys(spec.descriptor for spec in methods if isinstance(spec, Spec)))
        learn_from = self._question.fit_on
        if learn_from is not None:
            yield from self._learn([name for name in vectors if name in FITTED], learn_from)
        yield from add(self._library, _folders(self._benchmark), self._cancel, vectors)
        other: Library | None = None
        if learn_from is not None and any(isinstance(spec, Spec) and spec.kind for spec in methods):
            other = Library(self._work / library_key(learn_from), str(self._library.manifest.path))
            yield from add(other, _folders(learn_from), self._cancel, [n for n in vectors if n not in FITTED])
        queries = yield from self._queries(vectors)
        timed = list(self._looks(_paths(self._benchmark)[:TIMED], vectors))
        found: list[Row] = []
        for method in methods:
            if self._cancel.cancelled:
                break
            if isinstance(method, Spec):
                found.append(self._vector_row(method, queries, timed, other))
            else:
                found.append((yield from self._word_row(method, timed)))
        return found

    def _learn(self, names: Sequence[str], source: Benchmark) -> Generator[Progress, None, None]:
        missing = [name for name in names if self._library.learned(name) is None]
        if not missing:
            return
        yield Progress(f"Looking at {source.name}", 0, 0)
        seen = list(self._looks(drawn(_paths(source)), []))  # a third of a gigabyte at most, and looked at once for all
        for name in missing:
            yield Progress(f"Learning {name} from {source.name}", 0, 0)
            self._library.learn(name, seen)

    def _looks(self, paths: Sequence[Path], names: Sequence[str]) -> Looks:
        plain = [name for name in names if name in DESCRIPTORS]
        side = InputPolicy().short_side
        return Looks(self._library.encoder(plain), paths, side, self._library.pixel_limit, self._cancel)

    def _queries(
        self, names: Sequence[str]
    ) -> Generator[Progress, None, Mapping[str, Sequence[NDArray[np.float32]]] | None]:
        """Return the vectors of the queries' boxes, by method; None where whole photos are asked with."""
        boxed = [query for query in self._benchmark.queries if query.box is not None]
        if not self._question.boxes or not boxed:
            return None
        encoder = self._library.encoder(names)
        pace = Pace("Looking at the queries", total=len(self._benchmark.queries))
        rows: dict[str, list[NDArray[np.float32]]] = {name: [] for name in names}
        for query in self._benchmark.queries:
            whole = read(query.path, 10**9, self._library.pixel_limit)
            if query.box is not None:
                box = query.box
                part = np.ascontiguousarray(whole.rgb[box.top : box.bottom, box.left : box.right])
                size = replace(whole.metadata, height=part.shape[0], width=part.shape[1])
                whole = Picture(part, size)
            for name, vector in encoder.encode(whole).vectors.items():
                rows[name].append(vector)
            pace.step()
            if pace.due():
                yield pace.report()
        return rows

    def _vector_row(
        self,
        spec: Spec,
        boxed: Mapping[str, Sequence[NDArray[np.float32]]] | None,
        timed: Sequence[Observation],
        other: Library | None,
    ) -> Row:
        vectors = vectors_by_photo(self._library, spec.descriptor)
        if KNOWN[spec.descriptor] in _OF_PARTS:
            return self._parts_row(spec, vectors, boxed, timed)
        size = len(next(iter(vectors.values()))) if vectors else 1
        nothing = np.zeros(size, np.float32)
        gallery = np.stack([vectors.get(item.path, nothing) for item in self._benchmark.gallery])
        whole = np.stack([vectors.get(query.path, nothing) for query in self._benchmark.queries])
        asked = whole if boxed is None else np.stack(list(boxed[spec.descriptor]))
        if spec.kind is not None:
            source = gallery if other is None else np.stack(list(vectors_by_photo(other, spec.descriptor).values()))
            dimensions = min(spec.dimensions, rank(source, spec.kind))
            projection = fit(source, spec.kind, dimensions)
            gallery, asked = projection.apply(gallery), projection.apply(asked)
            spec = replace(spec, dimensions=dimensions)
        rows, question = unit_rows(gallery), self._question
        if question.augment:
            rows = with_neighbours(rows, question.augment, question.alpha)
        rankings = rankings_of(rows, unit_rows(asked), self._benchmark, question.expand, question.alpha)
        name = str(spec)
        if self._question.verify:
            name += f" + geometric:{self._question.verify}"
            rankings = [self._verified(number, ranking) for number, ranking in enumerate(rankings)]
        scored = score(self._benchmark, rankings)
        if question.classify:
            scored |= self._classified(rows)
        return Row(
            name,
            self._library.manifest.name,
            gallery.shape[1],
            KNOWN[spec.descriptor].needs.passes,
            scored,
            _cost(self._library, spec.descriptor, timed),
        )

    def _classified(self, rows: NDArray[np.float32]) -> dict[str, float]:
        """Return how well the gallery's labels are told by neighbours and by a linear classifier."""
        labels = [item.label or "" for item in self._benchmark.gallery]
        return {"5-NN": neighbour_accuracy(rows, labels), "linear": linear_accuracy(rows, labels)}

    def localisation(self) -> float | None:
        """Return the share of main objects whose box is right (PCP), None where the data set has no boxes."""
        with self._library.reading() as store:
            rows = {item.path: photos.photo_at(store, item.path) for item in self._benchmark.gallery if item.box}
        pairs = [(row.box, item.box) for item in self._benchmark.gallery if item.box and (row := rows[item.path])]
        return localised([found for found, _ in pairs], [true for _, true in pairs]) if pairs else None

    def _parts_row(
        self,
        spec: Spec,
        vectors: Mapping[Path, NDArray[np.float32]],
        boxed: Mapping[str, Sequence[NDArray[np.float32]]] | None,
        timed: Sequence[Observation],
    ) -> Row:
        """Return a row where photos are compared by their best pair of parts; of a box, its whole alone asks."""
        if spec.kind is not None:
            raise QueryProblem(
                f"{spec.descriptor} compares parts of photos and is projected already; ask for it alone."
            )
        nothing = np.zeros((1, next(iter(vectors.values())).shape[1] if vectors else 1), np.float32)
        gallery = [vectors.get(item.path, nothing) for item in self._benchmark.gallery]
        whole = [vectors.get(query.path, nothing) for query in self._benchmark.queries]
        asked = whole if boxed is None else [found[:1] for found in boxed[spec.descriptor]]
        rankings = rankings_of_parts(gallery, asked)
        return Row(
            str(spec),
            self._library.manifest.name,
            nothing.shape[1],
            1,
            score(self._benchmark, rankings),
            _cost(self._library, spec.descriptor, timed),
        )

    def _verified(self, number: int, ranking: Ranking) -> Ranking:
        """Return a ranking with those of the first photos in front that agree with the query point by point."""
        query = self._benchmark.queries[number]
        own = self._local(query.path)
        if own is None:
            return ranking
        best = ranking[: self._question.verify]
        agreeing = []
        for place in best.tolist():
            found = None if place == query.item else self._local(self._benchmark.gallery[place].path)
            agreeing.append(0 if found is None else len(verify(own, found)))
        return np.concatenate([np.array(reranked(best.tolist(), agreeing), np.int64), ranking[len(best) :]])

    def _local(self, path: Path) -> Features | None:
        if path not in self._features:
            try:
                self._features[path] = local_features(read(path, SIDE, self._library.pixel_limit).rgb)
            except UnreadablePhoto:
                self._features[path] = None
        return self._features[path]

    def _word_row(self, name: str, timed: Sequence[Observation]) -> Generator[Progress, None, Row]:
        yield Progress(f"Learning the words of {name}", 0, 0)
        bags = Bags(name, self._looks(drawn(_paths(self._benchmark)), []))
        pace = Pace(f"Looking for words: {name}", total=len(self._benchmark.gallery))
        for item in self._benchmark.gallery:
            bags.add(item.path, self._seen(item.path))
            pace.step()
            if pace.due():
                yield pace.report()
        rankings: list[Ranking] = []
        for query in self._benchmark.queries:
            box = query.box if self._question.boxes else None
            rankings.append(bags.rank(query.path, box, lambda path=query.path: self._seen(path)))  # type: ignore[misc]
        started = time.perf_counter()
        for seen in timed:
            bags.words_of(seen)
        cost = (time.perf_counter() - started) / max(1, len(timed))
        network = self._library.manifest.name
        return Row(name, network, bags.size, 1, score(self._benchmark, rankings), cost)

    def _seen(self, path: Path) -> Observation | None:
        return next(iter(self._looks([path], [])), None)


def _folders(benchmark: Benchmark) -> list[Path]:
    """Return the folders that hold the gallery: the data set's own, and those of distractors."""
    outside = {item.path.parent for item in benchmark.gallery if not item.path.is_relative_to(benchmark.root)}
    return [benchmark.root, *sorted(outside)]


def _paths(benchmark: Benchmark) -> list[Path]:
    return [item.path for item in benchmark.gallery]


def _cost(library: Library, name: str, timed: Sequence[Observation]) -> float:
    """Return the seconds that a method takes a photo beside the forward passes."""
    method, learned = KNOWN[name], library.learned(name) if name in FITTED else None
    started = time.perf_counter()
    for seen in timed:
        if isinstance(method, Descriptor):
            method.compute(seen)
        elif learned is not None:
            method.compute(seen, learned)
    return (time.perf_counter() - started) / max(1, len(timed))
