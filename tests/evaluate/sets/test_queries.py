from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.queries import load
from photosearch.types import Box

Touch = Callable[..., None]
HEAD = "path,box,good,ok,junk\n"


@pytest.fixture
def photos(tmp_path: Path, touch: Touch) -> Path:
    touch("a.jpg", "b c.jpg", "d.jpg", "sub/e.jpg", "sub/f.jpg")
    return tmp_path


def asked(root: Path, text: str) -> None:
    (root / "queries.csv").write_text(text)


def test_queries_have_boxes_good_ok_and_junk(photos: Path) -> None:
    asked(photos, f"{HEAD}a.jpg,0 0 5 5,b c.jpg ; sub/f.jpg,sub/e.jpg,d.jpg\nsub/e.jpg,,d.jpg,,\n")
    found = load(photos)
    first, second = found.queries
    assert (first.item, first.path, first.box) == (0, photos / "a.jpg", Box(0, 0, 5, 5))
    assert (first.positives, first.junk) == ({1, 3, 4}, {0, 2})
    assert (second.item, second.box, second.positives, second.junk) == (3, None, {2}, {3})
    assert found.protocol == Protocol.OXFORD
    # without junk xxx and ..x.
    rankings = [np.array([0, 2, 1, 4, 3]), np.array([0, 3, 1, 2, 4])]
    assert score(found, rankings) == pytest.approx({"mAP": (1 + (1 / 3 + 0) / 2) / 2})


def test_a_query_that_lists_itself_is_no_hit_of_its_own_and_junk_outweighs_good(photos: Path) -> None:
    asked(photos, f"{HEAD}a.jpg,,a.jpg;d.jpg;sub/e.jpg,,d.jpg\n")
    (query,) = load(photos).queries
    assert (query.positives, query.junk) == ({3}, {0, 2})


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a.jpg,,x.jpg,,", r"x\.jpg, which is not there"),
        ("x.jpg,,a.jpg,,", r"x\.jpg, which is not there"),
        ("a.jpg,1 2,,,", "4 numbers"),
        ("../a.jpg,,,,", "leaves"),
        ("a.jpg,,,,d.jpg;../../d.jpg", "leaves"),
        ("/a.jpg,,,,", "leaves"),
        (",,a.jpg,,", "no name of a file"),
        ("a.jpg,,d.jpg,,,", "more cells than columns"),
    ],
)
def test_a_row_that_is_wrong_is_named(photos: Path, row: str, complaint: str) -> None:
    asked(photos, f"{HEAD}{row}\n")
    with pytest.raises(QueryProblem, match=complaint):
        load(photos)


def test_a_list_without_queries_or_columns_is_refused(photos: Path) -> None:
    asked(photos, HEAD)
    with pytest.raises(QueryProblem, match=r"queries\.csv holds no queries"):
        load(photos)
    asked(photos, "path,good\n")
    with pytest.raises(QueryProblem, match="lacks the columns box, ok, junk"):
        load(photos)
