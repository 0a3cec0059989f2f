import numpy as np
import pytest

from photosearch.index.words import EXACT_WORDS, ApproximateWords, ExactWords, nearest_words


def rows(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, 24)).astype(np.float32)


def test_few_words_are_compared_one_by_one_and_many_by_a_graph() -> None:
    assert isinstance(nearest_words(rows(10, 0)), ExactWords)
    assert isinstance(nearest_words(rows(EXACT_WORDS + 1, 0)), ApproximateWords)


@pytest.mark.parametrize("kind", [ExactWords, ApproximateWords])
def test_the_nearest_word_is_found(kind) -> None:
    words, vectors = rows(2_000, 0), rows(300, 1)
    truth = np.linalg.norm(vectors[:, None] - words, axis=2).argmin(axis=1)
    found = kind(words).nearest(vectors)
    assert found.dtype == np.int64
    assert (found == truth).mean() > (0.9 if kind is ApproximateWords else 0.999)
    assert len(kind(words).nearest(vectors[:0])) == 0


def test_a_graph_of_the_same_words_finds_the_same() -> None:
    words, vectors = rows(5_000, 0), rows(200, 1)
    np.testing.assert_array_equal(ApproximateWords(words).nearest(vectors), ApproximateWords(words).nearest(vectors))
