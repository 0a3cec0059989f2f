import numpy as np
import pytest

from photosearch.descriptors import select_vlad, vlad
from photosearch.descriptors.selection import main_object
from tests.descriptors.conftest import observation


def test_residuals_against_a_straightforward_reference() -> None:
    random = np.random.default_rng(0)
    cells, typical = random.random((50, 4)).astype(np.float32), random.random((3, 4)).astype(np.float32)
    expected = np.zeros((3, 4))
    for cell in cells:
        nearest = min(range(3), key=lambda k: float(np.linalg.norm(cell - typical[k])))
        expected[nearest] += cell.astype(np.float64) - typical[nearest]
    np.testing.assert_allclose(select_vlad.residuals(cells, typical), expected, atol=1e-5)
    assert not select_vlad.residuals(cells[:0], typical).any()


def test_only_the_main_objects_cells_are_selected() -> None:
    deep = np.zeros((2, 4, 4), np.float32)
    deep[:, :2, :2] = [[[3, 4]], [[5, 6]]]
    seen = observation(deep)
    component = main_object(seen.maps["deep"])
    np.testing.assert_array_equal(select_vlad.selected(seen), deep[:, component].T)
    assert len(select_vlad.selected(seen)) == component.sum() > 0


def test_selected_vlad_computed_by_hand() -> None:
    deep = np.zeros((2, 4, 4), np.float32)
    deep[0, 0, 0], deep[1, 0, 1] = 10, 10
    learned = {"centres": np.array([[9, 0], [0, 8]], np.float32)}
    found = select_vlad.compute(observation(deep), learned)
    np.testing.assert_allclose(found, np.array([[1, 0, 0, 2]]) / np.sqrt(5), atol=1e-6)


def test_selected_vlad_of_no_object_is_zero() -> None:
    learned = {"centres": np.array([[9, 0], [0, 8]], np.float32)}
    assert not select_vlad.compute(observation(np.ones((2, 4, 4))), learned).any()


def photo(seed: int):
    random = np.random.default_rng(seed)
    return observation(random.random((3, 6, 6)), random.random((5, 12, 12)))


@pytest.fixture(scope="module")
def learned():
    return vlad.fit([photo(seed) for seed in range(12)])


def test_each_centres_residuals_are_scaled_alone_and_then_projected(learned) -> None:
    cells = photo(50).maps["second"].reshape(5, -1).T.astype(np.float64)
    cells /= np.linalg.norm(cells, axis=1, keepdims=True)
    summed = np.zeros(learned["centres"].shape)
    for cell in cells:
        nearest = np.linalg.norm(learned["centres"] - cell, axis=1).argmin()
        summed[nearest] += cell - learned["centres"][nearest]
    lengths = np.linalg.norm(summed, axis=1, keepdims=True)
    vector = np.divide(summed, lengths, out=np.zeros_like(summed), where=lengths > 0).ravel()
    projected = learned["axes"] @ (vector / np.linalg.norm(vector) - learned["mean"])
    found = vlad.compute(photo(50), learned)
    np.testing.assert_allclose(found[0], projected / np.linalg.norm(projected), atol=1e-4)


def test_few_photos_give_fewer_dimensions(learned) -> None:
    assert learned["axes"].shape == (11, 500)  # twelve photos differ in eleven directions
    assert learned["centres"].shape == (100, 5)
