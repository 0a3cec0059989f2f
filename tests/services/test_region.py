from hypothesis import given
from hypothesis import strategies as st

from photosearch.services.region import grown
from photosearch.types import Box


def test_a_box_grows_by_a_share_of_its_own_size_about_its_middle() -> None:
    assert grown(Box(100, 200, 200, 400), 0.10, 1000, 1000) == Box(95, 190, 205, 410)
    assert grown(Box(100, 200, 200, 400), 0.0, 1000, 1000) == Box(100, 200, 200, 400)


@given(st.integers(1, 300), st.integers(1, 300), st.floats(0, 3), st.data())
def test_a_grown_box_holds_the_box_and_never_leaves_the_photo(
    height: int, width: int, share: float, data: st.DataObject
) -> None:
    top, left = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    box = Box(top, left, data.draw(st.integers(top + 1, height)), data.draw(st.integers(left + 1, width)))
    found = grown(box, share, height, width)
    assert 0 <= found.top <= box.top < box.bottom <= found.bottom <= height
    assert 0 <= found.left <= box.left < box.right <= found.right <= width
