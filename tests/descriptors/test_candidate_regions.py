import numpy as np
import pytest

from photosearch.descriptors.candidate_regions import candidate_regions, clusters, hull


def cloud(row: float, column: float, count: int = 60, seed: int = 0) -> np.ndarray:
    spread = np.random.default_rng(seed).normal(0, 6, (count, 2))
    return (spread + np.array([row, column])).astype(np.float32)


THREE = np.concatenate([cloud(30, 30), cloud(30, 130, seed=1), cloud(100, 80, seed=2)])


def test_three_clouds_are_three_clusters() -> None:
    found = clusters(THREE, 3)
    assert [len(set(found[start : start + 60].tolist())) for start in (0, 60, 120)] == [1, 1, 1]
    assert len(set(found.tolist())) == 3
    np.testing.assert_array_equal(found, clusters(THREE, 3))


def test_all_subsets_of_three_clusters_and_the_whole_photo_are_regions() -> None:
    found = candidate_regions(THREE, (120, 160), (12, 16))
    assert len(found) == 8
    assert found[0].all()
    assert len({region.tobytes() for region in found}) == 8
    singles, pairs, triple = found[1:4], found[4:7], found[7]
    for region in (*singles, *pairs):
        assert not (region & ~triple).any()
    for pair in pairs:
        assert sum(not (single & ~pair).any() for single in singles) == 2


def test_a_hull_by_hand() -> None:
    corners = np.array([[0, 0], [0, 39], [39, 0]], np.float32)
    expected = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]], bool)
    np.testing.assert_array_equal(hull(corners, (40, 40), (4, 4)), expected)


def test_a_hull_of_hardly_a_cell_is_dropped() -> None:
    far = np.concatenate([cloud(30, 30, 100), np.array([[119, 159]], np.float32), cloud(100, 30, 100)])
    found = candidate_regions(far, (120, 160), (12, 16))
    assert 5 <= len(found) < 8
    assert all(region.sum() >= 3 for region in found)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_points_leave_the_whole_photo(count: int) -> None:
    found = candidate_regions(THREE[:count], (120, 160), (12, 16))
    assert found[0].all()
    assert len(found) <= 2


def test_a_mirrored_photo_has_mirrored_regions() -> None:
    mirrored = THREE.copy()
    mirrored[:, 1] = 160 - np.float32(1e-3) - mirrored[:, 1]
    found = {region.tobytes() for region in candidate_regions(mirrored, (120, 160), (12, 16))}
    expected = {np.ascontiguousarray(r[:, ::-1]).tobytes() for r in candidate_regions(THREE, (120, 160), (12, 16))}
    assert found == expected
