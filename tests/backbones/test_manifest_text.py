import tomllib

from hypothesis import given
from hypothesis import strategies as st

from photosearch.backbones.manifest_text import manifest_text

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, TEXT)
def test_what_is_written_is_read_back(name: str, output: str) -> None:
    facts = {"name": name, "layers": {"deep": output}, "input": {"mean": [0, 127.5, 1e-7], "centre": True}}
    assert tomllib.loads(manifest_text(facts)) == facts


def test_lines_of_a_comment_cannot_become_values() -> None:
    assert tomllib.loads(manifest_text({"name": "x"}, 'made of "y"\nname = "evil"\rb = 2')) == {"name": "x"}
