import numpy as np
import pytest
from scipy.stats import norm

from photosearch.descriptors import select_fv
from photosearch.descriptors.fit.mixture import mixture, posteriors
from photosearch.errors import QueryProblem
from tests.descriptors.conftest import observation


def two_clouds() -> np.ndarray:
    random = np.random.default_rng(0)
    return np.concatenate([random.normal([0, 5], [1, 2], (600, 2)), random.normal([9, 0], [2, 1], (200, 2))]).astype(
        np.float32
    )


def test_the_mixture_finds_two_clouds_the_larger_first() -> None:
    found = mixture(two_clouds(), 2)
    np.testing.assert_allclose(found["weights"], [0.75, 0.25], atol=0.02)
    np.testing.assert_allclose(found["means"], [[0, 5], [9, 0]], atol=0.3)
    np.testing.assert_allclose(found["deviations"], [[1, 2], [2, 1]], atol=0.2)


def test_posteriors_are_those_of_bayes() -> None:
    rows = two_clouds()[:50].astype(np.float64)
    weights, means, deviations = np.array([0.7, 0.3]), np.array([[0, 5], [9, 0.0]]), np.array([[1, 2], [2, 1.0]])
    likely = np.stack(
        [w * norm.pdf(rows, m, s).prod(axis=1) for w, m, s in zip(weights, means, deviations, strict=True)], axis=1
    )
    expected = likely / likely.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(posteriors(rows, weights, means, deviations), expected, atol=1e-9)


def test_the_fisher_vector_against_a_straightforward_reference() -> None:
    learned = mixture(two_clouds(), 2)
    cells = two_clouds()[590:620]
    w, m, s = (learned[name].astype(np.float64) for name in ("weights", "means", "deviations"))
    share = posteriors(cells.astype(np.float64), w, m, s)
    first, second = np.zeros((2, 2)), np.zeros((2, 2))
    for n, cell in enumerate(cells.astype(np.float64)):
        for k in range(2):
            scaled = (cell - m[k]) / s[k]
            first[k] += share[n, k] * scaled / (len(cells) * np.sqrt(w[k]))
            second[k] += share[n, k] * (scaled**2 - 1) / (len(cells) * np.sqrt(2 * w[k]))
    expected = np.concatenate([first.ravel(), second.ravel()])
    np.testing.assert_allclose(select_fv.fisher_vector(cells, learned), expected, atol=1e-9)


def test_what_is_distributed_as_usual_has_nearly_no_gradient() -> None:
    learned = mixture(two_clouds(), 2)
    unusual = np.random.default_rng(1).normal([30, 30], 1, (800, 2)).astype(np.float32)
    usual = np.linalg.norm(select_fv.fisher_vector(two_clouds(), learned))
    assert usual < 0.01 * np.linalg.norm(select_fv.fisher_vector(unusual, learned))


def test_no_object_is_a_zero_vector_and_too_few_cells_teach_nothing() -> None:
    learned = mixture(two_clouds(), 2)
    assert not select_fv.compute(observation(np.ones((2, 4, 4))), learned).any()
    with pytest.raises(QueryProblem, match="add more photos"):
        mixture(two_clouds()[:1], 2)
