from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.names import printable


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Straße 日本.jpg", "Straße 日本.jpg"),
        ("two\nlines\x1b[31m.jpg", r"two\nlines\x1b[31m.jpg"),
        ("bytes\udcff.jpg", r"bytes\udcff.jpg"),
        ("gpj.\u202ejpg", r"gpj.\u202ejpg"),
    ],
)
def test_what_could_break_or_fake_a_line_is_escaped(name: str, shown: str) -> None:
    assert printable(name) == shown
    assert printable(Path(name)) == shown


@given(st.text(st.characters()))
def test_any_name_is_one_printable_line(name: str) -> None:
    assert printable(name).isprintable()
    assert printable(name).encode().decode() == printable(name)
