import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors.words import bag, likeness
from photosearch.search.rerank.windows import LEAST_ASPECT, best_window, window_query
from photosearch.types import Box


def halves(box: Box) -> list[Box]:
    row, column = (box.top + box.bottom) // 2, (box.left + box.right) // 2
    return [
        Box(box.top, box.left, row, column),
        Box(box.top, column, row, box.right),
        Box(row, box.left, box.bottom, column),
        Box(row, column, box.bottom, box.right),
    ]


def starts(length: int, window: int) -> list[int]:
    found = list(range(0, length - window + 1, max(1, window // 2)))
    return found if found[-1] == length - window else [*found, length - window]


def one_by_one(query: np.ndarray, query_box: Box, words: np.ndarray, weights: np.ndarray) -> dict[Box, float]:
    """The definition, window by window."""
    ones = np.ones(query.shape, np.float32)
    aspect = query_box.width / query_box.height
    rows, columns = words.shape
    sizes = {(max(1, rows // i), max(1, columns // j)) for i in (1, 2, 4) for j in (1, 2, 4)}
    sizes = {(h, w) for h, w in sizes if min(w / h / aspect, aspect / (w / h)) >= LEAST_ASPECT} or {(rows, columns)}
    found = {}
    for height, width in sizes:
        for top in starts(rows, height):
            for left in starts(columns, width):
                box = Box(top, left, top + height, left + width)
                score = 0.5 * likeness(bag(query, ones, query_box), bag(words, weights, box))
                for here, there in zip(halves(query_box), halves(box), strict=True):
                    score += likeness(bag(query, ones, here), bag(words, weights, there))
                found[box] = score
    return found


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 7), st.integers(1, 7), st.integers(0, 10_000))
def test_the_best_window_is_that_of_a_search_one_by_one(
    rows: int, columns: int, query_rows: int, query_columns: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    words = random.integers(0, 6, (rows, columns)).astype(np.uint16)
    weights = random.integers(0, 3, (rows, columns)).astype(np.float32)
    query = random.integers(0, 6, (query_rows, query_columns)).astype(np.uint16)
    score, box = best_window(window_query(query), words, weights)
    truth = one_by_one(query, Box(0, 0, query_rows, query_columns), words, weights)
    assert score == pytest.approx(max(truth.values()), abs=1e-5)
    assert truth[box] == pytest.approx(score, abs=1e-5)


def test_a_photo_with_itself_scores_four_and_a_half_and_is_found_whole() -> None:
    words = np.arange(48, dtype=np.uint16).reshape(6, 8)
    assert best_window(window_query(words), words) == (pytest.approx(4.5), Box(0, 0, 6, 8))


def test_scores_are_those_computed_by_hand() -> None:
    # The window's words are 1 and 2, the query's 1 and 3, twice each: cosine 1/2; two quarters of four are equal.
    query = np.array([[1, 1], [3, 3]], np.uint16)
    words = np.array([[1, 1], [2, 2]], np.uint16)
    assert best_window(window_query(query), words) == (pytest.approx(0.25 + 2), Box(0, 0, 2, 2))


def test_a_query_hidden_in_a_photo_is_found_where_it_lies() -> None:
    random = np.random.default_rng(0)
    query = random.integers(0, 500, (10, 15)).astype(np.uint16)
    words = random.integers(500, 1000, (40, 60)).astype(np.uint16)
    words[10:20, 35:50] = query
    score, box = best_window(window_query(query), words)
    assert Box(10, 35, 20, 50).iou(box) > 0.8
    assert score > 2
    assert best_window(window_query(query), random.integers(500, 1000, (40, 60)).astype(np.uint16))[0] == 0


def test_only_the_part_inside_the_box_is_looked_for() -> None:
    words = np.arange(64, dtype=np.uint16).reshape(8, 8)
    assert best_window(window_query(words, box=Box(4, 4, 8, 8)), words) == (pytest.approx(4.5), Box(4, 4, 8, 8))


def test_places_without_weight_do_not_count() -> None:
    query = np.full((2, 2), 7, np.uint16)
    words = np.array([[7, 9], [9, 9]], np.uint16)
    weights = np.array([[1, 0], [0, 0]], np.float32)
    assert best_window(window_query(query), words, weights) == (pytest.approx(1.5), Box(0, 0, 2, 2))
    assert best_window(window_query(query), words, np.zeros((2, 2), np.float32))[0] == 0


def test_the_last_row_and_column_are_looked_at() -> None:
    words = np.zeros((9, 9), np.uint16)
    words[7:, 7:] = [[1, 2], [3, 4]]
    _, box = best_window(window_query(np.array([[1, 2], [3, 4]], np.uint16)), words)
    assert box == Box(7, 7, 9, 9)


def test_windows_of_quite_another_shape_are_left_out_but_no_photo_is() -> None:
    words = np.zeros((8, 8), np.uint16)
    strip = window_query(np.zeros((1, 8), np.uint16))
    _, box = best_window(strip, words)
    assert min(8 * box.height / box.width, box.width / (8 * box.height)) >= LEAST_ASPECT
    assert best_window(window_query(np.zeros((1, 200), np.uint16)), words)[1] == Box(0, 0, 8, 8)


def test_of_equal_windows_the_largest_is_taken() -> None:
    assert best_window(window_query(np.zeros((4, 4), np.uint16)), np.zeros((12, 12), np.uint16))[1] == Box(0, 0, 12, 12)


def test_nothing_to_look_for_or_to_look_at_is_an_error() -> None:
    words = np.zeros((4, 4), np.uint16)
    with pytest.raises(ValueError, match="no cells"):
        window_query(words, box=Box(2, 2, 2, 4))
    with pytest.raises(ValueError, match="without cells"):
        best_window(window_query(words), np.zeros((0, 4), np.uint16))


def test_a_hundred_photos_take_seconds_at_most() -> None:
    random = np.random.default_rng(0)
    photos = random.integers(0, 25_000, (100, 40, 60)).astype(np.uint16)
    query = window_query(photos[0])
    started = time.process_time()
    scores = [best_window(query, words)[0] for words in photos]
    assert time.process_time() - started < 6  # about one where nothing else runs
    assert int(np.argmax(scores)) == 0
