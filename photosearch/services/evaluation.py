"""One network on one data set: its photos indexed, ranked by every method, and scored."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.fit.projection import fit, rank
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.fitted import FittedDescriptor
from photosearch.descriptors.table import DESCRIPTORS, FITTED, KNOWN, METHODS, WORD_METHODS
from photosearch.descriptors.words import WordMethod
from photosearch.errors import QueryProblem, UnreadablePhoto
from photosearch.evaluate.benchmark import Benchmark, Ranking, score
from photosearch.evaluate.rankings import expanded_queries, ranking_of, rankings_of_parts, with_neighbours
from photosearch.evaluate.report import Row
from photosearch.evaluate.scores import linear_accuracy, localised, neighbour_accuracy
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.ask import MIDDLES, views_of
from photosearch.services.closer_looks import CLOSER_LOOKS
from photosearch.services.evaluated_looks import EvaluatedLooks, Search, searched
from photosearch.services.evaluated_words import EvaluatedWords
from photosearch.services.ingest import add
from photosearch.services.learn import Looks, drawn
from photosearch.services.library import Library
from photosearch.services.region import read_part
from photosearch.services.second_stage import GEOMETRIC
from photosearch.services.spec import Spec
from photosearch.services.vectors import vectors_by_photo
from photosearch.store import photos
from photosearch.types import Observation

_OF_PARTS = [method.id for method in FITTED.values() if method.parts > 1]
TRUE_BOX, TRUE_BOX_BASE = "fc_gtbox", "fc_im"
"""What is compared where the boxes of the data set, not the network's, say where to look: a thing of evaluations.

Its column in the tables of Wei et al., TIP 2017, is what `fc_predbox` is measured against.
"""
TIMED = 12
"""Photos on which the cost of a method is measured."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to evaluate, and how.

    `methods` are ids, perhaps with a projection (``crow:pca_whitening:256``); `boxes` asks with the queries' boxes
    alone; `fit_on` is another data set that projections and vocabularies are fitted on, by default the gallery itself;
    `expand` searches again with so many of the best hits added; `look` names a closer look at the first `reach` hits;
    `alpha` lets hits count by their cosine to that power; `augment` adds to every photo so many of its nearest others;
    `classify` tells labels from vectors too; `views` adds the queries' mirror images and middles;
    `saliency` is the manifest of a saliency network.
    """

    methods: Sequence[str]
    boxes: bool = False
    fit_on: Benchmark | None = None
    expand: int = 0
    look: str = GEOMETRIC
    reach: int = 0
    alpha: float = 0.0
    augment: int = 0
    classify: bool = False
    views: bool = False
    saliency: str | None = None


def library_key(benchmark: Benchmark, fit_on: Benchmark | None = None) -> str:
    """Return the name of the library that a data set's photos are indexed in.

    One for each set that methods learn from: what was learned elsewhere must not be taken for it.
    """
    own = f"{benchmark.root.name}-{hashlib.sha256(str(benchmark.root).encode()).hexdigest()[:8]}"
    return own if fit_on is None else f"{own}-by-{library_key(fit_on)}"


class Evaluation:
    """One network on one data set."""

    def __init__(self, benchmark: Benchmark, question: Question, library: Library, work: Path, cancel: Cancel) -> None:
        self._benchmark = benchmark
        self._question = question
        self._library = library
        self._work = work
        self._cancel = cancel
        self._looks: EvaluatedLooks | None = None

    def rows(self, methods: Sequence[Spec]) -> Generator[Progress, None, list[Row]]:
        """Return a row for every method."""
        names = list(dict.fromkeys(spec.descriptor for spec in methods if spec.descriptor != TRUE_BOX))
        question, learn_from = self._question, self._question.fit_on
        # What closer looks need is learned, and words are kept, as if it had been asked for.
        closer = CLOSER_LOOKS[question.look].descriptor if question.reach else None
        wanted = list(dict.fromkeys([*names, *([closer] if closer else [])]))
        if learn_from is not None:
            yield from self._learn([name for name in wanted if name not in DESCRIPTORS], learn_from)
        yield from add(self._library, _folders(self._benchmark), self._cancel, wanted)
        if question.reach:
            self._looks = EvaluatedLooks(
                self._benchmark, self._library, question.look, question.reach, boxes=question.boxes
            )
        other: Library | None = None
        if learn_from is not None and any(spec.kind for spec in methods):
            other = Library(self._work / library_key(learn_from), str(self._library.manifest.path))
            yield from add(other, _folders(learn_from), self._cancel, [n for n in names if n in DESCRIPTORS])
        queries = yield from self._queries([name for name in names if name in KNOWN])
        timed = list(self._observed(_paths(self._benchmark)[:TIMED], [name for name in names if name in DESCRIPTORS]))
        found: list[Row] = []
        pace = Pace("Ranking", total=len(methods))
        for method in methods:
            if self._cancel.cancelled:
                break
            yield pace.report(str(method))
            if method.descriptor == TRUE_BOX:
                found.append((yield from self._true_box_row(method, timed)))
            elif method.descriptor in WORD_METHODS:
                found.append((yield from self._word_row(method.descriptor, timed)))
            else:
                found.append(self._vector_row(method, queries, timed, other))
            pace.step()
        return found

    def _learn(self, names: Sequence[str], source: Benchmark) -> Generator[Progress, None, None]:
        missing = [name for name in names if self._library.learned(name) is None]
        if not missing:
            return
        yield Progress(f"Looking at {source.name}", 0, 0)
        seen = list(self._observed(drawn(_paths(source)), []))  # a third of a gigabyte, and looked at once for all
        for name in missing:
            if self._library.learned(name) is None:  # several share their words
                yield Progress(f"Learning {name} from {source.name}", 0, 0)
                self._library.learn(name, seen, len(source.gallery))

    def _observed(self, paths: Sequence[Path], names: Sequence[str]) -> Looks:
        encoder = self._library.encoder(names)
        return Looks(encoder, paths, encoder.side, self._library.pixel_limit, self._cancel)

    def _queries(
        self, names: Sequence[str]
    ) -> Generator[Progress, None, Mapping[str, Sequence[NDArray[np.float32]]] | None]:
        """Return the vectors of the queries' boxes or of several views, by method; None where stored ones serve."""
        boxed = self._question.boxes and any(query.box is not None for query in self._benchmark.queries)
        if not boxed and not self._question.views:
            return None
        encoder = self._library.encoder(names)
        pace = Pace("Looking at the queries", total=len(self._benchmark.queries))
        rows: dict[str, list[NDArray[np.float32]]] = {name: [] for name in names}
        for query in self._benchmark.queries:
            side = round(encoder.side / min(MIDDLES)) if self._question.views else encoder.side
            picture = read_part(query.path, query.box if boxed else None, side, self._library.pixel_limit)
            views = [picture, *(views_of(picture) if self._question.views else ())]
            encodings = [encoder.encode(view).vectors for view in views]
            for name, vector in encodings[0].items():
                several = vector.ndim > 1 or len(views) == 1  # of parts, other views add nothing
                rows[name].append(vector if several else _together([found[name] for found in encodings]))
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
        if spec.descriptor in _OF_PARTS:
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
        asked = unit_rows(asked)
        by_parts = self._by_parts(spec)
        if question.expand and not by_parts:
            asked = expanded_queries(rows, asked, self._benchmark, question.expand, question.alpha)
        rankings = self._searched(list(asked), partial(ranking_of, rows), by_parts=by_parts)
        return self._row(spec, gallery.shape[1], rankings, timed, rows)

    def _true_box_row(self, spec: Spec, timed: Sequence[Observation]) -> Generator[Progress, None, Row]:
        """Return a row where only what the data set's own boxes hold is looked at, of queries and gallery alike."""
        encoder, benchmark = self._library.encoder([TRUE_BOX_BASE]), self._benchmark
        wanted = {item.path: item.box for item in benchmark.gallery} | {q.path: q.box for q in benchmark.queries}
        pace = Pace("Looking at true boxes", total=len(wanted))
        vectors: dict[Path, NDArray[np.float32]] = {}
        for path, box in wanted.items():
            try:
                part = read_part(path, box, encoder.side, self._library.pixel_limit)
                vectors[path] = encoder.encode(part).vectors[TRUE_BOX_BASE]
            except UnreadablePhoto:
                continue  # it stays unlike everything, as in every other row
            pace.step()
            if pace.due():
                yield pace.report(path.name)
        nothing = np.zeros(len(next(iter(vectors.values()))), np.float32)
        rows, asked = (
            unit_rows(np.stack([vectors.get(one.path, nothing) for one in some]))
            for some in (benchmark.gallery, benchmark.queries)
        )
        rankings = self._searched(list(asked), partial(ranking_of, rows), by_parts=False)
        return self._row(spec, rows.shape[1], rankings, timed, rows)

    def _by_parts(self, spec: Spec) -> bool:
        """Whether the closer looks describe parts of photos as the gallery is described."""
        return self._looks is not None and self._looks.descriptor == spec.descriptor and spec.kind is None

    def _searched(self, asked: Sequence[NDArray[np.float32]], search: Search, *, by_parts: bool) -> list[Ranking]:
        question = self._question
        return searched(asked, search, self._looks, question.expand, question.alpha, by_parts=by_parts)

    def _row(
        self,
        spec: Spec,
        dimensions: int,
        rankings: Sequence[Ranking],
        timed: Sequence[Observation],
        rows: NDArray[np.float32] | None = None,
    ) -> Row:
        scored = score(self._benchmark, rankings)
        made_by = TRUE_BOX_BASE if spec.descriptor == TRUE_BOX else spec.descriptor
        if self._question.classify and rows is not None:
            scored |= self._classified(rows)
        return Row(
            str(spec) if self._looks is None else f"{spec} + {self._looks.name}",
            self._library.manifest.name,
            dimensions,
            METHODS[made_by].needs.passes,
            scored,
            _cost(self._library, made_by, timed),
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
        if self._looks is not None:
            rankings = [self._looks.looked(number, ranking)[0] for number, ranking in enumerate(rankings)]
        return self._row(spec, nothing.shape[1], rankings, timed)

    def _word_row(self, name: str, timed: Sequence[Observation]) -> Generator[Progress, None, Row]:
        """Return a row where photos are compared by their bags of words, through the library's inverted file."""
        spec, question = Spec(name), self._question
        with self._library.reading() as store:
            bags = EvaluatedWords(self._library, store, name, self._benchmark)
            yield from bags.prepare(self._cancel)
            asked = yield from bags.queries(boxes=question.boxes, views=question.views)
            by_parts = self._by_parts(spec)
            if question.expand and not by_parts:
                asked = bags.with_best(asked, question.expand, question.alpha)
            rankings = self._searched(asked, bags.search, by_parts=by_parts)
        return self._row(spec, bags.space.dimensions, rankings, timed)


def _folders(benchmark: Benchmark) -> list[Path]:
    """Return the folders that hold the gallery: the data set's own, and those of distractors."""
    outside = {item.path.parent for item in benchmark.gallery if not item.path.is_relative_to(benchmark.root)}
    return [benchmark.root, *sorted(outside)]


def _paths(benchmark: Benchmark) -> list[Path]:
    return [item.path for item in benchmark.gallery]


def _cost(library: Library, name: str, timed: Sequence[Observation]) -> float:
    """Return the seconds that a method takes a photo beside the forward passes."""
    method, learned = METHODS[name], library.learned(name) if name not in DESCRIPTORS else None
    nearest = library.nearest(name) if isinstance(method, WordMethod) else None
    started = time.perf_counter()
    for seen in timed:
        if isinstance(method, Descriptor):
            method.compute(seen)
        elif isinstance(method, WordMethod) and learned is not None and nearest is not None:
            method.assign(seen, learned, nearest)
        elif isinstance(method, FittedDescriptor) and learned is not None:
            method.compute(seen, learned)
    return (time.perf_counter() - started) / max(1, len(timed))


def _together(vectors: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return the sum of vectors, each of unit length."""
    summed: NDArray[np.float32] = unit_rows(np.stack(vectors)).sum(axis=0)
    return summed
