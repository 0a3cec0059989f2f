import numpy as np

from photosearch.explain.legend import legend, scale_of
from photosearch.explain.overlay import HeatOverlay, MaskOverlay, RegionsOverlay

HEAT, MASK = HeatOverlay(np.zeros((4, 4), np.float32)), MaskOverlay(np.zeros((4, 4), np.float32))
PARTS = RegionsOverlay((4, 4), ())


def test_a_scale_runs_from_little_to_much_and_names_have_none() -> None:
    heat = scale_of(HEAT)
    assert heat is not None
    assert (heat[0], heat[2]) == ("little", "much")
    assert heat[1][0, 0].tolist() == [68, 1, 84]
    assert heat[1][-1, -1].tolist() == [253, 231, 37]
    mask = scale_of(MASK)
    assert mask is not None
    assert mask[1][0, 0].max() < mask[1][0, -1].min()
    assert scale_of(PARTS) is None


def test_a_legend_has_the_scale_and_the_words() -> None:
    words = "Yellow is where the network sees most, violet where it sees least."
    strip = legend(HEAT, words, 600, 24)
    assert strip.shape[1] == 600
    assert (strip == [253, 231, 37]).all(axis=2).any()
    plain = legend(PARTS, words, 600, 24)
    assert not (plain == [253, 231, 37]).all(axis=2).any()
    assert len(plain) < len(strip)
    assert (plain < 200).any()


def test_long_words_go_on_in_the_next_line_and_nothing_leaves_the_page() -> None:
    one, many = legend(PARTS, "few words", 300, 10), legend(PARTS, "few words " * 40, 300, 10)
    assert len(many) > 3 * len(one)
    for width in (1, 20, 90, 5000):
        for overlay in (HEAT, MASK, PARTS):
            assert legend(overlay, "some words", width, 24).shape[1] == width
