from pathlib import Path

import numpy as np

from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.rankings import expanded_queries, ranking_of, rankings_of_parts, with_neighbours

GALLERY = np.array([[1, 0], [0.6, 0.8], [0, 1], [0.8, 0.6]], np.float32)


def benchmark(item: int | None) -> Benchmark:
    items = tuple(Item(Path(f"/{n}.jpg")) for n in range(4))
    return Benchmark("made up", Path("/"), items, (Query(item, Path("/q.jpg"), None, frozenset()),), Protocol.OXFORD)


def test_photos_are_ranked_by_their_cosine_equal_ones_in_order() -> None:
    assert ranking_of(GALLERY, np.array([1, 0], np.float32)).tolist() == [0, 3, 1, 2]
    assert ranking_of(GALLERY, np.zeros(2, np.float32)).tolist() == [0, 1, 2, 3]


def test_a_second_search_adds_the_best_hits_but_not_the_query_itself() -> None:
    asked = np.array([[1, 0]], np.float32)
    # with itself left out, the best two others turn the question to (2.4, 1.4)
    (moved,) = expanded_queries(GALLERY, asked, benchmark(0), 2)
    assert ranking_of(GALLERY, moved).tolist() == [3, 1, 0, 2]


def test_photos_of_parts_are_ranked_by_their_best_pair() -> None:
    gallery = [np.array([[0, 1], [0.8, 0.6]], np.float32), np.array([[0.6, 0.8]], np.float32), GALLERY[:1]]
    (found,) = rankings_of_parts(gallery, [np.array([[1, 0], [0, -1]], np.float32)])
    assert found.tolist() == [2, 0, 1]


def test_hits_count_by_their_likeness_to_a_power_and_photos_are_joined_by_their_neighbours() -> None:
    asked = np.array([[1, 0]], np.float32)
    (alike,), (near,) = (expanded_queries(GALLERY, asked, benchmark(None), 4, alpha) for alpha in (0, 50))
    assert ranking_of(GALLERY, alike).tolist()[0] == 3  # the sum of all points between them
    assert ranking_of(GALLERY, near).tolist() == [0, 3, 1, 2]  # only what is nearly the question itself counts
    joined = with_neighbours(GALLERY, 1)
    np.testing.assert_allclose(joined[0], np.array([1.8, 0.6]) / np.sqrt(1.8**2 + 0.6**2), atol=1e-6)
    assert with_neighbours(GALLERY, 99).shape == GALLERY.shape
