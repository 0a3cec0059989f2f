import numpy as np

from photosearch.descriptors import avg, pool
from photosearch.descriptors import max as max_


def test_it_is_average_and_maximum_side_by_side_each_of_unit_length(observe, small) -> None:
    found = pool.compute(observe(small))
    np.testing.assert_array_equal(found, np.concatenate([avg.compute(observe(small)), max_.compute(observe(small))]))


def test_pooling_over_no_cells_is_the_zero_vector() -> None:
    assert pool.mean_and_max(np.zeros((5, 0), np.float32)).tolist() == [0] * 10
