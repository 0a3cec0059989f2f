import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from photosearch.services.query import MOST_CELLS, Stencil


@given(arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=40)))
def test_a_mask_survives_being_a_stencil_and_equal_masks_are_equal(mask: np.ndarray) -> None:
    stencil = Stencil.of(mask)
    np.testing.assert_array_equal(stencil.mask, mask)
    assert stencil == Stencil.of(mask.copy())
    assert hash(stencil) == hash(Stencil.of(mask.copy()))
    assert len(stencil.bits) == (mask.size + 7) // 8


@given(st.integers(-2, 9), st.integers(-2, 9), st.binary(max_size=9))
def test_bytes_of_another_number_of_cells_are_no_stencil(rows: int, columns: int, bits: bytes) -> None:
    if rows > 0 and columns > 0 and len(bits) == (rows * columns + 7) // 8:
        assert Stencil(rows, columns, bits).mask.shape == (rows, columns)
    else:
        with pytest.raises(ValueError, match="no stencil"):
            Stencil(rows, columns, bits)


def test_a_stencil_from_a_hostile_file_takes_no_memory_to_speak_of() -> None:
    with pytest.raises(ValueError, match="no stencil"):
        Stencil(MOST_CELLS, 2, bytes(MOST_CELLS // 4))
