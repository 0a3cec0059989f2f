from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.sets.table import SETS, load_set

Touch = Callable[..., None]


@pytest.fixture
def listed(tmp_path: Path, touch: Touch) -> Path:
    """A data set with one query, for which b.jpg is right."""
    touch("set/a.jpg", "set/b.jpg")
    (tmp_path / "set" / "queries.csv").write_text("path,box,good,ok,junk\na.jpg,,b.jpg,,\n")
    return tmp_path / "set"


@pytest.mark.parametrize("name", SETS)
def test_an_empty_folder_says_what_was_expected_where(tmp_path: Path, name: str) -> None:
    with pytest.raises(QueryProblem, match=r"missing|holds no photos") as raised:
        load_set(name, tmp_path)
    assert str(tmp_path) in str(raised.value)


@pytest.mark.parametrize("name", SETS)
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(QueryProblem, match=r"nowhere.*is missing"):
        load_set(name, tmp_path / "nowhere")


def test_an_unknown_set_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match=r"'imagenet'.*oxford5k"):
        load_set("imagenet", tmp_path)


def test_every_module_of_the_folder_is_in_the_table() -> None:
    folder = Path(__file__).parents[3] / "photosearch" / "evaluate" / "sets"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "table"} == set(SETS)


def test_every_set_has_tests_of_its_own() -> None:
    assert [name for name in SETS if not Path(__file__).with_name(f"test_{name}.py").exists()] == []


def test_paths_are_absolute_wherever_the_program_was_started(listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(listed.parent)
    found = load_set("queries", Path("set"))
    assert found.root == listed
    assert [item.path for item in found.gallery] == [listed / "a.jpg", listed / "b.jpg"]


def test_distractors_are_searched_and_never_right(listed: Path, tmp_path: Path, touch: Touch) -> None:
    touch("flickr/1/x.jpg", "flickr/2/y.jpg")
    found = load_set("queries", listed, tmp_path / "flickr")
    assert [item.path.name for item in found.gallery] == ["a.jpg", "b.jpg", "x.jpg", "y.jpg"]
    assert [(query.positives, query.junk) for query in found.queries] == [({1}, {0})]
    assert "2 distractors" in found.name


def test_distractors_must_be_there_and_apart_from_the_set(listed: Path, tmp_path: Path, touch: Touch) -> None:
    touch("set/flickr/1.jpg")
    for inside in (listed / "flickr", listed, tmp_path):
        with pytest.raises(QueryProblem, match="lie in one another"):
            load_set("queries", listed, inside)
    with pytest.raises(QueryProblem, match=r"flickr is missing: photos that are never right"):
        load_set("queries", listed, tmp_path / "flickr")
