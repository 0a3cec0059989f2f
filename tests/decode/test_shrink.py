import numpy as np
import pytest

from photosearch.decode.shrink import shrink
from photosearch.types import Metadata, Picture


@pytest.mark.parametrize(
    ("height", "width", "size"),
    [(64, 96, (24, 16)), (10, 20, (20, 10)), (1, 20_000, (24, 1)), (1, 1, (1, 1))],
)
def test_the_long_side_shrinks_to_the_side_and_nothing_grows(height: int, width: int, size: tuple[int, int]) -> None:
    rgb = np.full((height, width, 3), (200, 100, 50), np.uint8)
    rgb.setflags(write=False)
    small = shrink(Picture(rgb, Metadata(height, width, "png")), 24)
    assert small.shape[1::-1] == size
    assert np.abs(small.astype(int) - [200, 100, 50]).max() <= 1
