import io

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.thumbnail import thumbnail
from photosearch.types import Metadata, Picture


@pytest.mark.parametrize(
    ("height", "width", "size"),
    [(64, 96, (24, 16)), (10, 20, (20, 10)), (1, 20_000, (24, 1)), (1, 1, (1, 1))],
)
def test_the_long_side_shrinks_to_the_side_and_nothing_grows(height: int, width: int, size: tuple[int, int]) -> None:
    rgb = np.full((height, width, 3), (200, 100, 50), np.uint8)
    rgb.setflags(write=False)
    with Image.open(io.BytesIO(thumbnail(Picture(rgb, Metadata(height, width, "png")), 24))) as small:
        assert small.format == "JPEG"
        assert small.size == size
        assert np.abs(np.asarray(small).astype(int) - [200, 100, 50]).max() <= 3
