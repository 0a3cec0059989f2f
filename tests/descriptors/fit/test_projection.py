from pathlib import Path

import numpy as np
import pytest
from sklearn.decomposition import PCA

from photosearch.descriptors.fit.projection import Kind, Projection, fit
from photosearch.errors import LibraryDamaged, QueryProblem


@pytest.fixture
def vectors() -> np.ndarray:
    random = np.random.default_rng(3)
    return (random.normal(size=(200, 8)) * np.arange(1, 9) + 5).astype(np.float32)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("whiten", [False, True])
def test_pca_is_that_of_scikit_learn(vectors: np.ndarray, whiten: bool) -> None:
    found = fit(vectors, Kind.PCA_WHITENING if whiten else Kind.PCA, 4).apply(vectors)
    expected = unit(PCA(4, whiten=whiten).fit_transform(vectors.astype(np.float64)))
    signs = np.sign((found * expected).sum(axis=0))
    np.testing.assert_allclose(found, expected * signs, atol=1e-4)


def test_svd_does_not_centre(vectors: np.ndarray) -> None:
    found = fit(vectors, Kind.SVD, 3)
    assert not found.mean.any()
    _, _, expected = np.linalg.svd(vectors.astype(np.float64), full_matrices=False)
    np.testing.assert_allclose(np.abs((found.axes * expected[:3]).sum(axis=1)), 1, atol=1e-5)


def test_whitened_directions_have_one_variance(vectors: np.ndarray) -> None:
    projection = fit(vectors, Kind.SVD_WHITENING, 8)
    spread = np.square((vectors - projection.mean) @ projection.axes.T).mean(axis=0)
    np.testing.assert_allclose(spread, 1, rtol=1e-3)


def test_a_direction_without_variance_is_not_blown_up() -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32)
    vectors[:, 3] = 2
    found = fit(vectors, Kind.PCA_WHITENING, 4).apply(vectors)
    assert np.isfinite(found).all()


def test_rows_are_of_unit_length_and_zero_rows_stay_zero(vectors: np.ndarray) -> None:
    vectors[7] = 0
    for kind in Kind:
        found = fit(vectors, kind, 4).apply(vectors)
        assert not found[7].any()
        np.testing.assert_allclose(np.linalg.norm(np.delete(found, 7, axis=0), axis=1), 1, atol=1e-5)


def test_the_same_photos_in_another_order_give_the_same_projection(vectors: np.ndarray) -> None:
    first, second = fit(vectors, Kind.PCA, 5), fit(vectors[::-1], Kind.PCA, 5)
    np.testing.assert_allclose(first.axes, second.axes, atol=1e-4)


@pytest.mark.parametrize("dimensions", [0, -1, 9, 10_000])
def test_impossible_dimensions_say_what_is_possible(vectors: np.ndarray, dimensions: int) -> None:
    with pytest.raises(QueryProblem, match="1 to 8"):
        fit(vectors, Kind.PCA, dimensions)
    with pytest.raises(QueryProblem, match="1 to 2"):
        fit(vectors[:3], Kind.PCA, 3)


def test_a_saved_projection_comes_back_with_its_identity(vectors: np.ndarray, tmp_path: Path) -> None:
    projection = fit(vectors, Kind.PCA_WHITENING, 3)
    projection.save(tmp_path / "p.npz")
    again = Projection.load(tmp_path / "p.npz")
    assert again.identity == projection.identity
    assert projection.identity.startswith("pca_whitening:3:")
    np.testing.assert_array_equal(again.apply(vectors), projection.apply(vectors))
    assert fit(vectors[:-1], Kind.PCA_WHITENING, 3).identity != projection.identity
    assert [path.name for path in tmp_path.iterdir()] == ["p.npz"]


def test_a_damaged_or_foreign_file_is_refused(vectors: np.ndarray, tmp_path: Path) -> None:
    fit(vectors, Kind.PCA, 3).save(tmp_path / "p.npz")
    whole = (tmp_path / "p.npz").read_bytes()
    with pytest.raises(LibraryDamaged):
        Projection.load(tmp_path / "missing.npz")
    for content in (b"", b"no zip", whole[: len(whole) // 2]):
        (tmp_path / "p.npz").write_bytes(content)
        with pytest.raises(LibraryDamaged, match="Fit it again"):
            Projection.load(tmp_path / "p.npz")
    np.savez(tmp_path / "p.npz", kind=np.array("pca"), mean=np.zeros(3, np.float32), axes=np.zeros((2, 5), np.float32))
    with pytest.raises(LibraryDamaged, match="should"):
        Projection.load(tmp_path / "p.npz")


def test_pickles_are_never_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "p.npz", kind=np.array([{"a": 1}], object), mean=np.zeros(1), axes=np.zeros((1, 1)))
    with pytest.raises(LibraryDamaged):
        Projection.load(tmp_path / "p.npz")
