import numpy as np

from photosearch.descriptors.fit.whitening import PER_DIMENSION, fit_whitening, whitened


def test_few_vectors_give_few_dimensions_so_that_likeness_survives() -> None:
    random = np.random.default_rng(0)
    centres = random.normal(size=(10, 60))
    rows = np.repeat(centres, 4, axis=0) + random.normal(0, 0.3, (40, 60))
    learned = fit_whitening(rows.astype(np.float32), 512)
    assert learned["axes"].shape == (40 // PER_DIMENSION, 60)
    white = whitened(rows.astype(np.float32), learned)
    likeness = white @ white.T
    same = np.kron(np.eye(10, dtype=bool), np.ones((4, 4), dtype=bool))
    assert likeness[same].mean() > 0.9
    assert np.abs(likeness[~same]).mean() < 0.4


def test_many_vectors_give_all_the_dimensions_that_were_asked_for() -> None:
    rows = np.random.default_rng(0).normal(size=(500, 20)).astype(np.float32)
    assert fit_whitening(rows, 8)["axes"].shape == (8, 20)
    assert fit_whitening(rows, 512)["axes"].shape == (20, 20)
