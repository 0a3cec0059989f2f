from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.folders import load
from photosearch.types import Box

Touch = Callable[..., None]


def boxes(root: Path, text: str) -> None:
    (root / "boxes.csv").write_text(text)


def test_folders_are_classes_and_every_photo_asks_for_the_others(tmp_path: Path, touch: Touch) -> None:
    touch("cat/1.jpg", "cat/2.png", "cat/3.jpg", "dog/big/4.jpg", "dog/notes.txt", "beside.jpg", ".thumbs/1.jpg")
    found = load(tmp_path)
    assert [(item.path.name, item.label) for item in found.gallery] == [
        ("1.jpg", "cat"),
        ("2.png", "cat"),
        ("3.jpg", "cat"),
        ("4.jpg", "dog"),
    ]
    assert [(query.item, query.positives, query.junk) for query in found.queries] == [
        (0, {1, 2}, {0}),
        (1, {0, 2}, {1}),
        (2, {0, 1}, {2}),
        (3, set(), {3}),
    ]
    assert found.protocol == Protocol.LEAVE_ONE_OUT
    # the places of each query without itself: x.x, xx., .xx, and ... for the dog that is alone
    rankings = [[0, 1, 3, 2], [1, 0, 2, 3], [3, 2, 0, 1], [3, 0, 1, 2]]
    assert score(found, [np.array(ranking) for ranking in rankings]) == pytest.approx(
        {"top1": 2 / 4, "mAP": ((1 + 2 / 3) / 2 + 1 + (1 / 2 + 2 / 3) / 2) / 3}
    )


def test_boxes_come_from_a_list_that_need_not_name_all(tmp_path: Path, touch: Touch) -> None:
    touch("cat/1.jpg", "cat/2.jpg", "cat/3.jpg")
    boxes(tmp_path, "path,box\ncat/1.jpg,1 2 30 40\ncat/2.jpg,\n")
    assert [item.box for item in load(tmp_path).gallery] == [Box(1, 2, 30, 40), None, None]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("../out.jpg,1 2 30 40", "leaves"),
        ("/out.jpg,1 2 30 40", "leaves"),
        ("cat/9.jpg,1 2 30 40", r"9\.jpg, which is not there"),
        ("cat/1.jpg,1 2 30", "4 numbers"),
        ("cat/1.jpg,30 40 1 2", "top left bottom right"),
    ],
)
def test_a_wrong_list_of_boxes_is_refused(tmp_path: Path, touch: Touch, row: str, complaint: str) -> None:
    touch("cat/1.jpg")
    boxes(tmp_path, f"path,box\n{row}\n")
    with pytest.raises(QueryProblem, match=complaint):
        load(tmp_path)


def test_photos_without_sub_folders_are_no_classes(tmp_path: Path, touch: Touch) -> None:
    touch("1.jpg")
    with pytest.raises(QueryProblem, match="sub-folder is a class"):
        load(tmp_path)
