import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import logm

from photosearch.descriptors.second_order import channel_weights, matrix_logarithm, second_order, triangle


def spread(seed: int, size: int = 6) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(50, size))
    return rows.T @ rows / 50


@pytest.mark.parametrize("seed", range(5))
def test_the_logarithm_is_scipys(seed: int) -> None:
    np.testing.assert_allclose(matrix_logarithm(spread(seed)), logm(spread(seed)), atol=1e-9)


def test_directions_that_a_region_says_nothing_of_are_raised_not_infinite() -> None:
    found = matrix_logarithm(np.diag([1.0, 0.25, 0.0]))
    np.testing.assert_allclose(found, np.diag([0, np.log(0.25), np.log(1e-4)]), atol=1e-9)
    assert not matrix_logarithm(np.zeros((3, 3))).any()


def test_inner_products_of_triangles_are_those_of_matrices() -> None:
    left, right = spread(0), spread(1)
    assert triangle(left) @ triangle(right) == pytest.approx(float((left * right).sum()))
    assert triangle(np.array([[1.0, 2], [2, 3]]), isometric=False).tolist() == [1, 2, 3]


def test_channel_weights_by_hand() -> None:
    maps = np.array([[[1, 2], [0, 0]], [[1, 1], [1, 1]], [[0, 0], [0, 0]]], np.float32)
    expected = np.log((3e-6 + 1.5) / (1e-6 + np.array([0.5, 1, 0])))
    np.testing.assert_allclose(channel_weights(maps), expected, rtol=1e-5)


def test_second_moments_against_a_straightforward_reference() -> None:
    random = np.random.default_rng(0)
    cells, weights = random.normal(size=(40, 5)).astype(np.float32), random.random(40).astype(np.float32)
    moments = sum(w * np.outer(c, c) for w, c in zip(weights.astype(np.float64), cells.astype(np.float64), strict=True))
    moments = moments / weights.sum(dtype=np.float64)
    log = logm(moments / np.trace(moments))
    expected = np.array([log[i, j] * (1 if i == j else np.sqrt(2)) for i in range(5) for j in range(i, 5)])
    np.testing.assert_allclose(second_order(cells, weights), expected / np.linalg.norm(expected), atol=1e-5)


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_neither_brightness_nor_the_scale_of_weights_changes_anything(bright: float, heavy: float) -> None:
    random = np.random.default_rng(0)
    cells, weights = random.normal(size=(40, 5)).astype(np.float32), random.random(40).astype(np.float32)
    found = second_order((bright * cells).astype(np.float32), (heavy * weights).astype(np.float32))
    np.testing.assert_allclose(found, second_order(cells, weights), atol=1e-4)


def test_another_order_of_cells_changes_nothing_and_of_dimensions_no_likeness() -> None:
    random = np.random.default_rng(0)
    cells = [random.normal(size=(40, 5)).astype(np.float32) for _ in range(2)]
    weights = random.random(40).astype(np.float32)
    order, turned = random.permutation(40), random.permutation(5)
    np.testing.assert_allclose(
        second_order(cells[0][order], weights[order]), second_order(cells[0], weights), atol=1e-5
    )
    plain = [second_order(part, weights) for part in cells]
    other = [second_order(part[:, turned], weights) for part in cells]
    assert plain[0] @ plain[1] == pytest.approx(other[0] @ other[1], abs=1e-5)


def test_a_region_that_counts_for_nothing_is_zero() -> None:
    assert not second_order(np.ones((4, 3), np.float32), np.zeros(4, np.float32)).any()
    assert not second_order(np.zeros((4, 3), np.float32), np.ones(4, np.float32)).any()
