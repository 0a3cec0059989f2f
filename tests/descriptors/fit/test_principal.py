import numpy as np
import pytest
from sklearn.decomposition import PCA

from photosearch.descriptors.fit.principal import principal
from photosearch.errors import QueryProblem


def test_long_vectors_have_the_directions_that_scikit_learn_finds() -> None:
    rows = np.random.default_rng(0).normal(size=(20, 300)).astype(np.float32)
    mean, axes = principal(rows, 7)
    expected = PCA(7, svd_solver="full").fit(rows.astype(np.float64))
    np.testing.assert_allclose(mean, expected.mean_, atol=1e-6)
    np.testing.assert_allclose(np.abs(axes @ expected.components_.T), np.eye(7), atol=1e-4)


def test_there_are_no_more_directions_than_photos_differ_in() -> None:
    rows = np.random.default_rng(0).normal(size=(5, 300)).astype(np.float32)
    assert principal(rows, 128)[1].shape == (4, 300)
    assert principal(np.concatenate([rows, rows]), 128)[1].shape == (4, 300)


def test_vectors_that_are_all_alike_are_too_few() -> None:
    with pytest.raises(QueryProblem, match="add more photos"):
        principal(np.ones((5, 30), np.float32), 3)
