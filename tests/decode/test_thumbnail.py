import numpy as np

from photosearch.decode.thumbnail import pack, unpack


def test_a_picture_comes_back_in_its_colours() -> None:
    rgb = np.zeros((64, 96, 3), np.uint8)
    rgb[:32], rgb[32:, :, 2] = (200, 40, 90), 250
    data = pack(rgb)
    back = unpack(data)
    assert back is not None
    assert back.shape == rgb.shape
    assert np.abs(back[8:24].astype(int) - rgb[8:24]).max() <= 3
    assert np.abs(back[40:].astype(int) - rgb[40:]).max() <= 3
    assert len(data) < rgb.size / 8


def test_what_is_no_picture_is_none() -> None:
    data = pack(np.full((64, 96, 3), 7, np.uint8))
    assert unpack(b"") is None
    assert unpack(b"no picture") is None
    assert unpack(data[:20]) is None
