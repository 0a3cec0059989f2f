import numpy as np

from photosearch.descriptors import gem


def test_the_cubic_mean_computed_by_hand(observe, small) -> None:
    raw = np.array([(28 / 4) ** (1 / 3), (16 / 4) ** (1 / 3)])
    np.testing.assert_allclose(gem.compute(observe(small)), raw / np.linalg.norm(raw), atol=1e-5)


def test_it_lies_between_average_and_maximum(observe) -> None:
    maps = np.array([[[1, 9], [1, 1]], [[3, 3], [3, 3]]])
    found = gem.compute(observe(maps))
    ratio = found[0] / found[1]
    assert 12 / 4 / 3 < ratio < 9 / 3
