import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.errors import QueryProblem
from photosearch.search.engine import SPARE, Candidate, check_k, rank
from photosearch.types import Box

# Cosines of these to the query [1, 0]: 1, 0.6, 0.8, 0, -1.
FIVE = [[2, 0], [3, 4], [4, 3], [0, 1], [-1, 0]]
QUERY = np.array([1, 0], np.float32)


def paths(hits):
    return [hit.path for hit in hits]


def test_hits_come_best_first_with_ranks_and_hand_computed_cosines(index_of, shelf):
    hits = rank(index_of(FIVE), QUERY, 5, shelf(["/a", "/b", "/c", "/d", "/e"]))
    assert [(hit.rank, hit.path, hit.score) for hit in hits] == [
        (1, "/a", 1.0),
        (2, "/c", 0.8),
        (3, "/b", 0.6),
        (4, "/d", 0.0),
        (5, "/e", -1.0),
    ]


def test_a_photo_of_several_parts_counts_by_the_one_that_fits_best(index_of):
    first, second = Candidate(1, "/a", None), Candidate(2, "/b", None)
    owners = {0: first, 1: first, 2: second, 3: second}
    hits = rank(
        index_of([[0, 1], [4, 3], [3, 4], [-1, 0]]), QUERY, 2, lambda labels: {key: owners[key] for key in labels}
    )
    assert [(hit.path, hit.score) for hit in hits] == [("/a", 0.8), ("/b", 0.6)]


def test_a_query_of_several_parts_counts_by_the_one_that_fits_best(index_of, shelf):
    query = np.array([[1, 0], [0, 1], [0, 0]], np.float32)
    hits = rank(index_of(FIVE), query, 5, shelf(["/a", "/b", "/c", "/d", "/e"]))
    assert [(hit.path, hit.score) for hit in hits] == [
        ("/a", 1.0),
        ("/d", 1.0),
        ("/b", 0.8),
        ("/c", 0.8),
        ("/e", 0.0),
    ]


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_parts_are_ranked_as_by_comparing_every_pair(index_of, seed, k):
    random = np.random.default_rng(seed)
    rows = random.normal(size=(60, 3)).astype(np.float32)
    query = random.normal(size=(2, 3)).astype(np.float32)
    owners = {label: Candidate(label // 4, f"/{label // 4:02d}", None) for label in range(60)}
    unit = [part / np.linalg.norm(part, axis=1, keepdims=True) for part in (rows, query)]
    best = (unit[0] @ unit[1].T).max(axis=1).reshape(15, 4).max(axis=1)
    hits = rank(index_of(rows), query, k, lambda labels: {key: owners[key] for key in labels})
    assert [hit.photo_id for hit in hits] == np.argsort(-best, kind="stable")[:k].tolist()


def test_a_hit_carries_the_photo_and_its_box(index_of):
    photo = Candidate(7, "/a", Box(1, 2, 3, 4))
    (hit,) = rank(index_of([[1, 0]]), QUERY, 1, lambda _labels: {0: photo})
    assert (hit.photo_id, hit.path, hit.box) == (7, "/a", Box(1, 2, 3, 4))


def test_equal_scores_are_in_the_order_of_the_bytes_of_their_paths(index_of, shelf):
    # As text, the lone surrogate U+DCFF (the byte 0xFF) sorts before U+FF21 (bytes EF BC A1); as bytes, after it.
    names = ["/\udcff", "/\uff21", "/Z", "/a"]
    assert paths(rank(index_of([[1, 0]] * 4), QUERY, 4, shelf(names))) == ["/Z", "/a", "/\uff21", "/\udcff"]


def test_float_noise_does_not_decide_over_paths(index_of, shelf):
    nearly = [[1, 0], [1, 2e-4], [1, 1e-4]]
    assert paths(rank(index_of(nearly), QUERY, 3, shelf(["/c", "/b", "/a"]))) == ["/a", "/b", "/c"]


def test_a_difference_that_shows_in_six_decimals_does_decide(index_of, shelf):
    assert paths(rank(index_of([[1, 0.01], [1, 0]]), QUERY, 2, shelf(["/a", "/b"]))) == ["/b", "/a"]


def test_ties_at_the_last_place_are_settled_by_path_even_if_the_index_returns_others(index_of, shelf):
    count = 40 * SPARE
    names = [f"/{count - label:05d}" for label in range(count)]
    hits = rank(index_of([[1, 0]] * count), QUERY, 3, shelf(names))
    assert paths(hits) == ["/00001", "/00002", "/00003"]


def test_the_library_photo_that_is_the_query_is_first_though_a_duplicate_has_an_earlier_path(index_of, shelf):
    own = Candidate(101, "/z", Box(0, 0, 1, 1))
    hits = rank(index_of([[1, 0], [1, 0], [0, 1]]), QUERY, 3, shelf(["/a", "/z", "/b"]), own=own)
    assert [(hit.photo_id, hit.score) for hit in hits] == [(101, 1.0), (100, 1.0), (102, 0.0)]
    assert hits[0].box == Box(0, 0, 1, 1)


def test_the_query_is_first_though_the_index_missed_it(index_of, shelf):
    own = Candidate(100, "/a", None)
    hits = rank(index_of(FIVE, unseen=frozenset([0])), QUERY, 3, shelf(["/a", "/b", "/c", "/d", "/e"]), own=own)
    assert [(hit.path, hit.score) for hit in hits] == [("/a", 1.0), ("/c", 0.8), ("/b", 0.6)]


def test_the_query_is_first_with_one_though_its_vector_has_changed(index_of, shelf):
    own = Candidate(104, "/e", None)
    hits = rank(index_of(FIVE), QUERY, 2, shelf(["/a", "/b", "/c", "/d", "/e"]), own=own)
    assert [(hit.path, hit.score) for hit in hits] == [("/e", 1.0), ("/a", 1.0)]


def test_a_query_without_a_salient_object_is_first_and_all_others_are_equal(index_of, shelf):
    own = Candidate(102, "/c", None)
    hits = rank(index_of([[1, 0], [0, 1], [0, 0]]), np.zeros(2, np.float32), 9, shelf(["/b", "/a", "/c"]), own=own)
    assert [(hit.path, hit.score) for hit in hits] == [("/c", 1.0), ("/a", 0.0), ("/b", 0.0)]


def test_a_zero_vector_gives_the_first_paths_of_the_whole_library_without_asking_the_index(index_of, shelf):
    index = index_of([[1, 0]] * 500)
    hits = rank(index, np.zeros(2, np.float32), 2, shelf([f"/{999 - label}" for label in range(500)]))
    assert (paths(hits), index.asked) == (["/500", "/501"], [])


def test_excluding_the_query_leaves_it_out_and_returns_as_many_others(index_of, shelf):
    own = Candidate(100, "/a", None)
    hits = rank(index_of(FIVE), QUERY, 3, shelf(["/a", "/b", "/c", "/d", "/e"]), own=own, exclude_own=True)
    assert [(hit.rank, hit.path) for hit in hits] == [(1, "/c"), (2, "/b"), (3, "/d")]


def test_excluding_a_query_that_is_no_library_photo_changes_nothing(index_of, shelf):
    hits = rank(index_of(FIVE), QUERY, 2, shelf(["/a", "/b", "/c", "/d", "/e"]), exclude_own=True)
    assert paths(hits) == ["/a", "/c"]


def test_absent_photos_are_replaced_by_the_next_best(index_of, shelf):
    hits = rank(index_of(FIVE), QUERY, 2, shelf([None, "/b", None, "/d", "/e"]))
    assert [(hit.rank, hit.path) for hit in hits] == [(1, "/b"), (2, "/d")]


def test_absent_photos_are_replaced_though_more_are_absent_than_were_fetched(index_of, shelf):
    absent = 10 * SPARE
    index = index_of([[1, 0]] * absent + [[0, 1]])
    assert paths(rank(index, QUERY, 1, shelf([None] * absent + ["/last"]))) == ["/last"]


def test_a_large_library_is_not_read_to_its_end_for_a_few_hits(index_of, shelf):
    index = index_of([[1, label] for label in range(1000)])
    rank(index, QUERY, 3, shelf([f"/{label}" for label in range(1000)]))
    assert index.asked == [3 + SPARE]


@pytest.mark.parametrize("k", [6, 10**30])
def test_asking_for_more_than_there_is_gives_all(index_of, shelf, k):
    assert len(rank(index_of(FIVE), QUERY, k, shelf(["/a", "/b", "/c", "/d", "/e"]))) == 5


@pytest.mark.parametrize("k", [0, -1, -(10**30)])
def test_asking_for_less_than_one_is_refused_in_words(index_of, shelf, k):
    with pytest.raises(QueryProblem, match="1 or more"):
        rank(index_of(FIVE), QUERY, k, shelf(["/a"]))
    with pytest.raises(QueryProblem, match=str(k)):
        check_k(k)


def test_one_hit_of_a_library_photo_is_that_photo_without_a_search(index_of, shelf):
    index = index_of(FIVE)
    assert paths(rank(index, QUERY, 1, shelf(["/a"]), own=Candidate(100, "/a", None))) == ["/a"]
    assert index.asked == []


@pytest.mark.parametrize("own", [None, Candidate(1, "/own", None)])
def test_an_empty_index_gives_nothing_but_the_query_itself(index_of, shelf, own):
    hits = rank(index_of(np.zeros((0, 2))), QUERY, 5, shelf([]), own=own)
    assert paths(hits) == ([] if own is None else ["/own"])


@given(data=st.data())
def test_ranking_is_that_of_sorting_the_whole_library(index_of, shelf, data):
    rows = data.draw(st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), min_size=1, max_size=60))
    names = data.draw(
        st.lists(st.one_of(st.none(), st.text("ab\udcff", max_size=3)), min_size=len(rows), max_size=len(rows))
    )
    vector = np.array(data.draw(st.tuples(st.integers(-2, 2), st.integers(-2, 2))), np.float32)
    k = data.draw(st.integers(1, 70))
    own_label = data.draw(st.one_of(st.none(), st.integers(0, len(rows) - 1)))
    exclude = data.draw(st.booleans())
    own = None if own_label is None else Candidate(100 + own_label, names[own_label] or "gone", None)

    expected = []
    for label, (row, name) in enumerate(zip(rows, names, strict=True)):
        length = np.hypot(*row) * np.hypot(*vector)
        cosine = float(np.dot(row, vector) / length) if length else 0.0
        if name is not None and label != own_label:
            expected.append((-round(cosine, 5), os.fsencode(name), label))
    expected = sorted(expected)
    if own is not None and not exclude:
        expected.insert(0, (-1.0, os.fsencode(own.path), own_label))

    hits = rank(index_of(rows), vector, k, shelf(names), own=own, exclude_own=exclude)
    assert [(-round(hit.score, 5), os.fsencode(hit.path)) for hit in hits] == [e[:2] for e in expected[:k]]
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert len({hit.photo_id for hit in hits}) == len(hits)


def test_photos_can_be_ranked_among_some_alone_and_zero_vectors_too(index_of, shelf):
    names = shelf(["/a", "/b", "/c", "/d", "/e"])
    among = np.array([1, 3, 4, 77])
    everything = paths(rank(index_of(FIVE), QUERY, 5, names))
    assert paths(rank(index_of(FIVE), QUERY, 5, names, among=among)) == [
        p for p in everything if p in ("/b", "/d", "/e")
    ]
    assert paths(rank(index_of(FIVE), np.zeros(2, np.float32), 5, names, among=among)) == ["/b", "/d", "/e"]
    assert rank(index_of(FIVE), QUERY, 5, names, among=np.zeros(0, np.int64)) == []
