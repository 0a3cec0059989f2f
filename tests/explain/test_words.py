import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.explain.overlay import MaskOverlay, Sight
from photosearch.explain.words import KIND, argument_of, make
from photosearch.types import StoredMaps, Words

IDS = np.array([[7, 7, 3], [5, 3, 9]], np.uint16)


def test_the_cells_that_hold_a_word_are_lit_and_no_others() -> None:
    values = make(IDS, {3, 9}, (2, 3)).values
    np.testing.assert_array_equal(values, [[0, 0, 1], [0, 1, 1]])


def test_over_a_larger_photo_the_outline_lies_halfway_between_the_middles_of_cells() -> None:
    values = make(IDS, {7}, (200, 300)).values
    assert values.shape == (200, 300)
    assert values[:50, :150].min() == 1  # from the middles of the lit cells outwards
    assert values[0, 200] == pytest.approx(0.5, abs=0.01)  # between the middles at 150 and 250
    assert values[100, 50] == pytest.approx(0.5, abs=0.01)
    assert values[150:, 250:].max() == 0


def test_the_argument_names_words_and_what_is_none_is_said(stored: StoredMaps) -> None:
    sight = Sight(stored, words=Words(IDS, np.full(IDS.shape, 255, np.uint8)))
    assert argument_of({9, 3}) == "3+9"
    shown = KIND.make(sight, (2, 3), "3+9")
    assert isinstance(shown, MaskOverlay)
    np.testing.assert_array_equal(shown.values, make(IDS, {3, 9}, (2, 3)).values)
    assert KIND.make(sight, (2, 3), "1000").values.max() == 0
    for argument in ("", "3+", "lettering", "-3"):
        with pytest.raises(QueryProblem, match=r"words:12\+77"):
            KIND.make(sight, (2, 3), argument)
    with pytest.raises(QueryProblem, match="not known"):
        KIND.make(Sight(stored), (2, 3), "3")
