import errno
import os
from pathlib import Path

import numpy as np
import pytest
from sklearn.decomposition import PCA

from photosearch.descriptors.fit.projection import Kind, Projection, fit
from photosearch.errors import LibraryDamaged, LibraryReadOnly, ProgramError, QueryProblem


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


@pytest.mark.parametrize("kind", [Kind.PCA_WHITENING, Kind.SVD_WHITENING])
def test_a_direction_with_hardly_any_variance_is_not_blown_up(kind: Kind) -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32)
    vectors[:, 3] *= np.float32(1e-5)  # a variance of 1e-10, raised to 1e-6 of the largest one
    lengths = np.linalg.norm(fit(vectors, kind, 4).axes, axis=1)
    assert lengths[3] == pytest.approx(1e3 * lengths[0], rel=1e-3)


def test_more_dimensions_than_the_rank_are_refused() -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32)
    vectors[:, 3] = 0.1
    for kind in Kind:  # a constant is a direction of its own unless the mean is taken away
        possible = 3 if kind.centred else 4
        assert fit(vectors, kind, possible).apply(vectors).shape == (50, possible)
        with pytest.raises(QueryProblem, match=f"to 1 to {possible} dimensions, not to 5"):
            fit(vectors, kind, 5)
    vectors[:, 2] = 2 * vectors[:, 0]
    with pytest.raises(QueryProblem, match="to 1 to 2 dimensions, not to 3"):
        fit(vectors, Kind.PCA, 3)


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_vectors_that_are_all_alike_are_refused_in_words(rows: int) -> None:
    with pytest.raises(QueryProblem, match="do not differ enough"):
        fit(np.full((rows, 4), 0.1, np.float32), Kind.PCA, 1)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_values_that_are_no_numbers_are_refused(vectors: np.ndarray, wrong: float) -> None:
    vectors[3, 3] = wrong
    with pytest.raises(ProgramError, match="finite"):
        fit(vectors, Kind.PCA, 2)


def test_axes_and_projections_computed_by_hand() -> None:
    vectors = np.array([[5, 1], [-3, 1], [1, 2], [1, 0]], np.float32)
    found = fit(vectors, Kind.PCA_WHITENING, 2)  # mean (1, 1), variances 8 and 1/2
    np.testing.assert_allclose(found.mean, [1, 1], atol=1e-6)
    np.testing.assert_allclose(found.axes, [[1 / np.sqrt(8), 0], [0, np.sqrt(2)]], atol=1e-6)
    np.testing.assert_allclose(found.apply(np.array([[5, 2]], np.float32)), [[np.sqrt(0.5), np.sqrt(0.5)]], atol=1e-6)
    np.testing.assert_array_equal(found.apply(np.array([[1, 1]], np.float32)), [[0, 0]])


def test_rows_are_of_unit_length_and_zero_rows_stay_zero(vectors: np.ndarray) -> None:
    vectors[7] = 0
    for kind in Kind:
        found = fit(vectors, kind, 4).apply(vectors)
        assert not found[7].any()
        np.testing.assert_allclose(np.linalg.norm(np.delete(found, 7, axis=0), axis=1), 1, atol=1e-5)


def test_the_same_photos_in_another_order_give_the_same_projection(vectors: np.ndarray) -> None:
    first, second = fit(vectors, Kind.PCA, 5), fit(vectors[::-1], Kind.PCA, 5)
    np.testing.assert_allclose(first.axes, second.axes, atol=1e-4)


def test_the_largest_part_of_every_axis_is_positive(vectors: np.ndarray) -> None:
    for kind in Kind:
        axes = fit(vectors, kind, 8).axes
        assert (axes.max(axis=1) == np.abs(axes).max(axis=1)).all()


def test_photos_without_a_main_object_do_not_take_part_in_the_fit(vectors: np.ndarray) -> None:
    with_zeros = np.concatenate([vectors, np.zeros((100, 8), np.float32)])
    for kind in Kind:
        assert fit(with_zeros, kind, 4).identity == fit(vectors, kind, 4).identity


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
        with pytest.raises(LibraryDamaged, match="Delete it and fit it again"):
            Projection.load(tmp_path / "p.npz")
    with (tmp_path / "p.npz").open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(LibraryDamaged, match="cannot be read"):
        Projection.load(tmp_path / "p.npz")


@pytest.mark.parametrize(
    ("mean", "axes"),
    [
        (np.zeros(3, np.float32), np.zeros((2, 5), np.float32)),
        (np.zeros(3, np.float32), np.zeros((0, 3), np.float32)),
        (np.zeros(3, np.float32), np.full((2, 3), np.nan, np.float32)),
        (np.full(3, np.inf, np.float32), np.ones((2, 3), np.float32)),
        (np.zeros(3), np.ones((2, 3))),
        (np.zeros(3, "U1"), np.zeros((2, 3), "U1")),
    ],
)
def test_a_file_without_a_possible_projection_is_refused(mean: np.ndarray, axes: np.ndarray, tmp_path: Path) -> None:
    np.savez(tmp_path / "p.npz", kind=np.array("pca"), mean=mean, axes=axes)
    with pytest.raises(LibraryDamaged, match="should"):
        Projection.load(tmp_path / "p.npz")


@pytest.mark.parametrize(
    ("offset", "value", "reason"), [(6, 255, "version"), (8, 1, "encrypted"), (10, 99, "compression")]
)
def test_an_archive_that_claims_what_it_is_not_is_refused(
    vectors: np.ndarray, tmp_path: Path, offset: int, value: int, reason: str
) -> None:
    path = tmp_path / "p.npz"
    fit(vectors, Kind.PCA, 3).save(path)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + offset] = value  # in the entry of the central directory for the first array
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged, match=reason):
        Projection.load(path)


def test_no_flipped_bit_goes_unnoticed_where_it_matters(vectors: np.ndarray, tmp_path: Path) -> None:
    projection = fit(vectors, Kind.PCA, 1)
    path = tmp_path / "p.npz"
    projection.save(path)
    whole = path.read_bytes()
    refused = 0
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << place % 8)]) + whole[place + 1 :])
        try:
            again = Projection.load(path)
        except LibraryDamaged:
            refused += 1
        else:  # a bit of the archive that says nothing, such as a time
            assert again.identity == projection.identity
    assert refused > len(whole) / 2


def test_what_cannot_be_written_leaves_the_file_before_it(
    vectors: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = fit(vectors, Kind.PCA, 3)
    before.save(tmp_path / "p.npz")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryReadOnly, match="No space left"):
        fit(vectors, Kind.PCA, 4).save(tmp_path / "p.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["p.npz"]
    assert Projection.load(tmp_path / "p.npz").identity == before.identity
    with pytest.raises(LibraryReadOnly, match="No such file"):
        before.save(tmp_path / "missing" / "p.npz")


def test_pickles_are_never_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "p.npz", kind=np.array([{"a": 1}], object), mean=np.zeros(1), axes=np.zeros((1, 1)))
    with pytest.raises(LibraryDamaged):
        Projection.load(tmp_path / "p.npz")
