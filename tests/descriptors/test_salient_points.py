import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors.salient_points import FEWEST, MOST, attention, hessian_points, salient_points


def blobs(*places: tuple[int, int], size: tuple[int, int] = (120, 160), radius: int = 5) -> np.ndarray:
    rgb = np.full((*size, 3), 40, np.uint8)
    for row, column in places:
        cv2.circle(rgb, (column, row), radius, (230, 230, 230), -1, cv2.LINE_AA)
    return rgb


def test_blobs_are_found_where_they_are_and_at_any_size() -> None:
    for radius in (3, 5, 9):
        places = [(30, 40), (80, 120)]
        found = hessian_points(blobs(*places, radius=radius))
        for place in places:
            assert np.linalg.norm(found - place, axis=1).min() < 3.5


def test_where_nothing_is_there_is_no_point() -> None:
    assert len(hessian_points(np.full((120, 160, 3), 90, np.uint8))) == 0
    ramp = np.broadcast_to(np.arange(160, dtype=np.uint8)[None, :, None], (120, 160, 3))
    inside = hessian_points(np.ascontiguousarray(ramp))
    assert len(inside) == 0


def noise(seed: int = 0) -> np.ndarray:
    small = np.random.default_rng(seed).integers(0, 255, (90, 120, 3)).astype(np.uint8)
    return np.asarray(cv2.resize(small, (480, 360), interpolation=cv2.INTER_CUBIC), np.uint8)


def test_points_come_in_the_order_of_attention_and_no_more_than_allowed() -> None:
    deep = np.zeros((1, 3, 4), np.float32)
    deep[0, :, 0], deep[0, :, 3] = 1, 5
    found = salient_points(noise(), deep)
    assert FEWEST < len(found) <= MOST
    assert found[:100, 1].mean() > 400  # the right edge first
    assert found[-50:, 1].mean() < 300
    np.testing.assert_array_equal(found, salient_points(noise(), deep))


def test_too_few_points_give_way_to_the_strongest_cells_at_their_centres() -> None:
    deep = np.zeros((2, 4, 5), np.float32)
    deep[0, 1, 2], deep[1, 3, 4], deep[0, 0, 0] = 9, 7, 5
    found = salient_points(blobs((30, 40)), deep)
    assert len(found) == 10  # half of the grid
    np.testing.assert_allclose(found[:3], [[45, 80], [105, 144], [15, 16]])


def test_attention_has_unit_length_and_is_the_sum_over_channels() -> None:
    deep = np.zeros((2, 1, 2), np.float32)
    deep[0, 0] = [3, 1]
    deep[1, 0] = [0, 3]
    np.testing.assert_allclose(attention(deep), [[0.6, 0.8]], atol=1e-6)
    assert not attention(np.zeros((2, 3, 3), np.float32)).any()


@given(st.integers(1, 40), st.integers(1, 40))
def test_points_lie_inside_the_photo_however_small(height: int, width: int) -> None:
    rgb = np.random.default_rng(height * 41 + width).integers(0, 255, (height, width, 3)).astype(np.uint8)
    found = salient_points(rgb, np.ones((1, 2, 3), np.float32))
    assert ((found >= 0) & (found <= [height, width])).all()
