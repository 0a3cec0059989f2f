import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Protocol, score
from photosearch.evaluate.sets.instre import load
from photosearch.types import Box
from tests.evaluate.sets.conftest import cell

PHOTOS = ["INSTRE-S1/01a_book/001.jpg", "INSTRE-M/01/002.jpg", "INSTRE-S2/01_bag/003.jpg", "INSTRE-S1/02b_cup/004.jpg"]
ASKED = ["INSTRE-S1/01a_book/009.jpg", "INSTRE-S2/01_bag/009.jpg"]
RIGHT = [[0, 1], [2]]
BOXES = [[1, 2, 30, 40], [5, 6, 50, 60]]
TRUTH = {
    "imlist": PHOTOS,
    "qimlist": ASKED,
    "gnd": [{"ok": right, "bbx": box} for right, box in zip(RIGHT, BOXES, strict=True)],
}


def write(root: Path, truth: object) -> None:
    (root / "gnd_instre.json").write_text(json.dumps(truth))


def write_matlab(root: Path, first: int = 1, **instead: Any) -> None:
    """The published form: rows of cells, and structures whose places count from 1."""
    entries = np.zeros((1, 2), [("ok", object), ("bbx", object)])
    for number, (right, box) in enumerate(zip(RIGHT, BOXES, strict=True)):
        entries[0, number] = (np.array([right], float) + first, np.array([box], float))
    facts = {"imlist": cell(PHOTOS).T, "qimlist": cell(ASKED).T, "gnd": entries}
    savemat(root / "gnd_instre.mat", facts | instead)


def check(root: Path, found: Benchmark) -> None:
    assert [item.path for item in found.gallery] == [root / name for name in PHOTOS]
    assert [(query.path, query.item, query.box, query.positives, query.junk) for query in found.queries] == [
        (root / ASKED[0], None, Box(2, 1, 40, 30), {0, 1}, set()),
        (root / ASKED[1], None, Box(6, 5, 60, 50), {2}, set()),
    ]
    assert found.protocol == Protocol.OXFORD
    # x.x. and .x..
    rankings = [np.array([0, 2, 1, 3]), np.array([0, 2, 1, 3])]
    expected = ((1 + (2 / 3 + 1 / 2) / 2) / 2 + (1 / 2 + 0) / 2) / 2
    assert score(found, rankings) == {"mAP": pytest.approx(expected)}


def test_the_published_truth_counts_places_from_1(tmp_path: Path) -> None:
    write_matlab(tmp_path)
    check(tmp_path, load(tmp_path))


def test_the_same_as_json_counts_places_from_0(tmp_path: Path) -> None:
    write(tmp_path, TRUTH)
    check(tmp_path, load(tmp_path))


def test_a_query_may_have_no_box_or_nothing_right_and_is_no_hit_of_its_own(tmp_path: Path) -> None:
    truth = [{"ok": [], "bbx": []}, {"ok": [2, 3]}]
    write(tmp_path, {**TRUTH, "qimlist": [ASKED[0], PHOTOS[2]], "gnd": truth})
    first, second = load(tmp_path).queries
    assert (first.box, first.positives) == (None, set())
    assert (second.box, second.item, second.positives, second.junk) == (None, 2, {3}, {2})


def test_a_missing_truth_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match=r"gnd_instre\.json is missing: gnd_instre\.mat or \.json"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"imlist": ["../x.jpg", *PHOTOS]}, "leaves"),
        ({"qimlist": [ASKED[0], "/x.jpg"]}, "leaves"),
        ({"imlist": [1]}, "list of str in imlist"),
        ({"qimlist": "x.jpg"}, "list of str in qimlist"),
        ({"qimlist": ASKED[:1]}, "1 queries in qimlist and 2 in gnd"),
        ({"gnd": [3, 4]}, "list of dict in gnd"),
        ({"gnd": [{}, {}]}, "which places are right"),
        ({"gnd": [{"ok": [4]}, {"ok": []}]}, "beyond its 4 photos"),
        ({"gnd": [{"ok": [-1]}, {"ok": []}]}, "beyond its 4 photos"),
        ({"gnd": [{"ok": ["x"]}, {"ok": []}]}, "whole numbers in gnd.ok"),
        ({"gnd": [{"ok": [[1], [1, 2]]}, {"ok": []}]}, "rows of numbers"),
        ({"gnd": [{"ok": [1], "bbx": 3}, {"ok": []}]}, "4 numbers"),
        ({"gnd": [{"ok": [1], "bbx": {"x": 1}}, {"ok": []}]}, "should hold numbers"),
    ],
)
def test_a_wrong_truth_is_named(tmp_path: Path, wrong: dict[str, object], complaint: str) -> None:
    write(tmp_path, {**TRUTH, **wrong})
    with pytest.raises(QueryProblem, match=complaint):
        load(tmp_path)


@pytest.mark.parametrize("text", ["", "[1]", "{}", '{"imlist": []}', "[" * 100_000])
def test_what_is_no_such_json_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "gnd_instre.json").write_text(text)
    with pytest.raises(QueryProblem, match=r"gnd_instre\.json should hold imlist, qimlist and gnd"):
        load(tmp_path)


def test_a_wrong_matlab_file_is_named(tmp_path: Path) -> None:
    write_matlab(tmp_path, first=0)
    with pytest.raises(QueryProblem, match="beyond its 4 photos"):
        load(tmp_path)
    write_matlab(tmp_path, gnd=[[1, 2]])
    with pytest.raises(QueryProblem, match="should hold structures in gnd"):
        load(tmp_path)
    write_matlab(tmp_path, imlist=[[1, 2]])
    with pytest.raises(QueryProblem, match="a list of texts in imlist"):
        load(tmp_path)
