import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.explain.text import draw_text, fitted, page, plain, text_width, wrapped


@given(st.text(max_size=60), st.integers(0, 300))
def test_a_line_is_made_to_fit_and_keeps_both_ends(words: str, width: int) -> None:
    short = fitted(words, width, 10)
    assert text_width(short, 10) <= max(width, text_width("...", 10))
    if "..." in short and len(short) > 5:
        assert short[0] == plain(words)[0]


def test_a_short_line_is_left_alone() -> None:
    assert fitted("a.jpg", 200, 10) == "a.jpg"


def test_letters_leave_ink_on_the_page() -> None:
    sheet = page(40, 200, (250, 250, 250))
    draw_text(sheet, "photo ü.jpg", 5, 30, 12, (0, 0, 0))
    assert np.count_nonzero(sheet < 128) > 100


def test_words_are_put_into_lines_that_fit() -> None:
    lines = wrapped("the quick brown fox jumps over the lazy dog", 120, 12)
    assert " ".join(lines) == "the quick brown fox jumps over the lazy dog"
    assert len(lines) > 2
    assert all(text_width(line, 12) <= 120 for line in lines)
    assert wrapped("", 120, 12) == []
    assert all(text_width(line, 12) <= 60 for line in wrapped("incomprehensibilities", 60, 12))
