from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.cub200 import load
from photosearch.types import Box

LISTS = {
    "images.txt": "1 001.Crow/a.jpg\n2 001.Crow/b.jpg\n3 002.Wren/c.jpg\n4 001.Crow/d.jpg\n5 003.Tern/e.jpg\n",
    "image_class_labels.txt": "1 1\n2 1\n3 2\n4 1\n5 3\n",
    "train_test_split.txt": "1 1\n2 0\n3 1\n4 1\n5 0\n",
    "bounding_boxes.txt": "1 60.0 27.0 325.0 304.0\n2 1 2 3 4\n3 0 0 9 9\n4 0 0 9 9\n5 0 0 9 9\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_photos_are_split_and_have_boxes_of_corner_and_size(root: Path) -> None:
    found = load(root)
    assert [(item.path, item.label) for item in found.gallery] == [
        (root / "images" / "001.Crow" / "a.jpg", "1"),
        (root / "images" / "002.Wren" / "c.jpg", "2"),
        (root / "images" / "001.Crow" / "d.jpg", "1"),
    ]
    assert found.gallery[0].box == Box(27, 60, 331, 385)
    assert [(query.path.name, query.item, query.box, query.positives, query.junk) for query in found.queries] == [
        ("b.jpg", None, Box(2, 1, 6, 4), {0, 2}, set()),
        ("e.jpg", None, Box(0, 0, 9, 9), set(), set()),
    ]
    assert found.protocol == Protocol.SPLIT


def test_a_bird_without_any_in_training_is_a_miss_and_has_no_precision(root: Path) -> None:
    # .xx for the crow, nothing for the tern
    precision = pytest.approx((1 / 2 + 2 / 3) / 2)
    found = score(load(root), [np.array([1, 0, 2]), np.array([0, 1, 2])])
    assert found == {"top1": 0, "top5 mAP": precision, "mAP": precision}
    assert score(load(root), [np.array([2, 0, 1])] * 2) == {"top1": 0.5, "top5 mAP": 1, "mAP": 1}


@pytest.mark.parametrize("name", LISTS)
def test_a_missing_list_is_named(root: Path, name: str) -> None:
    (root / name).unlink()
    with pytest.raises(QueryProblem, match=f"{name} is missing"):
        load(root)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("train_test_split.txt", "1 1\n2 0\n", "Photo 3"),
        ("images.txt", "1 ../a.jpg\n", "leaves"),
        ("images.txt", "1 /a.jpg\n", "leaves"),
        ("images.txt", "1\n", r"images\.txt should hold the list of photos: 1 after the number 1, not 0"),
        ("image_class_labels.txt", "1\n", r"image_class_labels\.txt should hold the class"),
        ("bounding_boxes.txt", "1 2 3 4\n", r"bounding_boxes\.txt should hold the box"),
        ("bounding_boxes.txt", LISTS["bounding_boxes.txt"].replace("60.0", "x"), "should hold numbers"),
        ("train_test_split.txt", LISTS["train_test_split.txt"].replace(" 0", " 1"), "training and test"),
    ],
)
def test_a_wrong_list_is_named(root: Path, name: str, text: str, complaint: str) -> None:
    (root / name).write_text(text)
    with pytest.raises(QueryProblem, match=complaint):
        load(root)
