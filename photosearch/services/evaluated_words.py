"""Bags of words, as an evaluation searches them: a data set's queries against its whole gallery."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.words import bag_of, spread
from photosearch.evaluate.benchmark import Benchmark, Ranking
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.search.expansion import weighted_expansion
from photosearch.services.ask import look_at, with_views
from photosearch.services.find import choose_space
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.store import features, photos
from photosearch.store.database import Store
from photosearch.store.words import read_words
from photosearch.types import Searchable


class EvaluatedWords:
    """The gallery of a data set in the words of one method, in the inverted file of the library that holds it."""

    def __init__(self, library: Library, store: Store, method: str, benchmark: Benchmark) -> None:
        self._library = library
        self._store = store
        self._method = method
        self._benchmark = benchmark
        self.space = choose_space(library, store, method)
        self._index: Searchable | None = None
        self._places: dict[int, int] = {}

    def prepare(self, cancel: Cancel) -> Generator[Progress, None, None]:
        """Read or build the inverted file."""
        self._index = yield from self._library.shelf.prepare(self._store, self.space, cancel, [])
        places = {item.path: place for place, item in enumerate(self._benchmark.gallery)}
        owners = features.photos_of_labels(self._store, self._index.labels().tolist())
        known = photos.photos(self._store, list(owners.values()))
        self._places = {label: places[path] for label, key in owners.items() if (path := known[key].path) in places}

    def queries(self, *, boxes: bool, views: bool) -> Generator[Progress, None, list[NDArray[np.float32]]]:
        """Return what every word counts in each query, (words,), perhaps of their boxes alone or with other views."""
        asked = []
        pace = Pace(f"Looking at the queries: {self._method}", total=len(self._benchmark.queries))
        for item in self._benchmark.queries:
            query = look_at(self._library, self._store, Asked(item.path, item.box if boxes else None), self.space)
            asked.append((with_views(self._library, query, self.space) if views else query).vector)
            pace.step()
            if pace.due():
                yield pace.report()
        return asked

    def search(self, vector: NDArray[np.float32]) -> Ranking:
        """Return the places of the whole gallery, best first; photos without a word come last."""
        assert self._index is not None  # noqa: S101  # prepared before anything is searched
        labels = self._index.search(vector, len(self._index))[0].tolist()
        found = [self._places[label] for label in labels if label in self._places]
        rest = np.setdiff1d(np.arange(len(self._benchmark.gallery)), found)
        return np.concatenate([np.array(found, np.int64), rest])

    def with_best(self, asked: Sequence[NDArray[np.float32]], expand: int, alpha: float) -> list[NDArray[np.float32]]:
        """Return queries with the bags of their best hits added (GQE); the query itself is not one."""
        label_of = {place: label for label, place in self._places.items()}
        moved = []
        for vector, query in zip(asked, self._benchmark.queries, strict=True):
            best = [place for place in self.search(vector).tolist() if place != query.item][:expand]
            labels = np.sort(np.array([label_of[place] for place in best if place in label_of], np.int64))
            _, words = read_words(self._store, self.space.id, labels)
            rows = [spread(bag_of(each), self.space.dimensions) for each in words]
            moved.append(weighted_expansion(vector, np.stack(rows), alpha) if rows else vector)
        return moved
