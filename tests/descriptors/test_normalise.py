import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photosearch.descriptors.normalise import l2
from photosearch.errors import ProgramError


def test_three_four_five() -> None:
    np.testing.assert_allclose(l2(np.array([3.0, 4.0])), [0.6, 0.8], atol=1e-7)
    assert l2(np.zeros(3)).tolist() == [0, 0, 0]


@given(arrays(np.float32, 4, elements=st.floats(-(2.0**100), 2.0**100, width=32)))
def test_the_length_is_one_or_zero_even_where_squares_overflow(vector: np.ndarray) -> None:
    length = np.linalg.norm(l2(vector).astype(np.float64))
    assert length == pytest.approx(1, abs=1e-5) if vector.any() else length == 0


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_values_that_are_no_numbers_are_refused(wrong: float) -> None:
    with pytest.raises(ProgramError, match="finite"):
        l2(np.array([1.0, wrong]))
