import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.explain.overlay import cells_to_pixels


def test_cells_are_equal_parts_of_the_photo() -> None:
    cells = np.array([[True, False, True]])
    assert cells_to_pixels(cells, (2, 6)).tolist() == [[True, True, False, False, True, True]] * 2


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 40), st.integers(1, 40))
def test_every_pixel_belongs_to_the_cell_that_covers_its_centre(
    rows: int, columns: int, height: int, width: int
) -> None:
    cells = np.random.default_rng(0).random((rows, columns)) > 0.5
    pixels = cells_to_pixels(cells, (height, width))
    assert pixels.shape == (height, width)
    for row in (0, height // 2, height - 1):
        for column in (0, width // 2, width - 1):
            cell = int((row + 0.5) * rows / height), int((column + 0.5) * columns / width)
            assert pixels[row, column] == cells[cell]
