import numpy as np
import pytest

from photosearch.descriptors.fit.clusters import centres
from photosearch.errors import QueryProblem


@pytest.mark.parametrize("count", [200, 60_000])
def test_three_clouds_have_their_centres_found_in_one_go_and_in_batches(count: int) -> None:
    random = np.random.default_rng(0)
    truth = np.array([[0, 0], [10, 0], [0, 10]], np.float32)
    rows = truth[random.integers(0, 3, count)] + random.normal(0, 0.5, (count, 2)).astype(np.float32)
    found = centres(rows.astype(np.float32), 3)
    distances = np.linalg.norm(found[:, None] - truth, axis=2)
    if count <= 50_000:  # batches begin at random rows, two of which may lie in one cloud
        assert (distances.min(axis=0) < 0.3).all()
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, centres(rows.astype(np.float32), 3))


def test_fewer_rows_than_centres_are_too_few() -> None:
    with pytest.raises(QueryProblem, match="add more photos"):
        centres(np.zeros((3, 2), np.float32), 4)


def test_rows_that_are_all_alike_are_no_error() -> None:
    assert (centres(np.ones((9, 2), np.float32), 3) == 1).all()
