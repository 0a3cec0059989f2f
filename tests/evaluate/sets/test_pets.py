from pathlib import Path

import cv2
import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.pets import load
from photosearch.types import Box


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "annotations" / "trimaps").mkdir(parents=True)
    (tmp_path / "annotations" / "trainval.txt").write_text("Beagle_1 5 2 1\nSphynx_2 34 1 12\nPug_3 25 2 3\n")
    (tmp_path / "annotations" / "test.txt").write_text("Beagle_7 5 2 1\n")
    return tmp_path


def trimap(root: Path, name: str, *animal: tuple[int, int]) -> None:
    """An animal at some (row, column), with what is neither around it, in front of what is behind."""
    pixels = np.full((40, 60), 2, np.uint8)
    for row, column in animal:
        pixels[row - 1 : row + 2, column - 1 : column + 2] = 3
    for row, column in animal:
        pixels[row, column] = 1
    assert cv2.imwrite(str(root / "annotations" / "trimaps" / f"{name}.png"), pixels)


def test_boxes_are_those_of_whole_animals_and_not_of_heads(root: Path) -> None:
    trimap(root, "Beagle_1", (10, 20), (30, 25))
    trimap(root, "Beagle_7", (5, 5))
    trimap(root, "Pug_3")
    (root / "annotations" / "xmls").mkdir()
    head = "<xmin>1</xmin><ymin>1</ymin><xmax>3</xmax><ymax>3</ymax>"
    for name in ("Beagle_1", "Sphynx_2"):
        (root / "annotations" / "xmls" / f"{name}.xml").write_text(f"<annotation><bndbox>{head}</bndbox></annotation>")
    found = load(root)
    assert [item.box for item in found.gallery] == [Box(10, 20, 31, 26), None, None]
    assert [query.box for query in found.queries] == [Box(5, 5, 6, 6)]


def test_test_photos_ask_for_those_of_training_of_their_breed(root: Path) -> None:
    found = load(root)
    assert (found.gallery[0].path, found.gallery[0].label) == (root / "images" / "Beagle_1.jpg", "5")
    assert [(query.path.name, query.positives) for query in found.queries] == [("Beagle_7.jpg", {0})]
    assert found.protocol == Protocol.SPLIT
    third = pytest.approx(1 / 3)
    assert score(found, [np.array([1, 2, 0])]) == {"top1": 0, "top5 mAP": third, "mAP": third}


def test_trimaps_are_not_searched(root: Path) -> None:
    trimap(root, "Beagle_1", (10, 20))
    assert load(root).root == root / "images"


@pytest.mark.parametrize("name", ["trainval.txt", "test.txt"])
def test_a_missing_list_is_named(root: Path, name: str) -> None:
    (root / "annotations" / name).unlink()
    with pytest.raises(QueryProblem, match=f"{name} is missing"):
        load(root)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("../x 5 2 1", "leaves"), ("/x 5 2 1", "leaves"), ("Beagle_7", r"test\.txt should hold a class after Beagle_7")],
)
def test_a_wrong_line_is_refused(root: Path, line: str, complaint: str) -> None:
    (root / "annotations" / "test.txt").write_text(f"{line}\n")
    with pytest.raises(QueryProblem, match=complaint):
        load(root)


def test_a_damaged_trimap_is_named(root: Path) -> None:
    (root / "annotations" / "trimaps" / "Beagle_1.png").write_bytes(b"no picture")
    with pytest.raises(QueryProblem, match=r"Beagle_1\.png cannot be read as a trimap"):
        load(root)
