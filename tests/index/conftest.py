import numpy as np
import pytest


@pytest.fixture
def vectors() -> np.ndarray:
    """2,000 vectors of 24 dimensions in 40 clusters, as photos come in."""
    random = np.random.default_rng(7)
    centres = random.normal(size=(40, 24))
    return (centres[random.integers(0, 40, 2000)] + 0.3 * random.normal(size=(2000, 24))).astype(np.float32)
