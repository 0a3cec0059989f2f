from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.dogs import load
from photosearch.types import Box
from tests.evaluate.sets.conftest import cell

BOX = "<bndbox><xmin>10</xmin><ymin>20</ymin><xmax>30</xmax><ymax>50</ymax></bndbox>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    save(tmp_path / "train_list.mat", ["n01-Beagle/n01_1.jpg", "n02-Pug/n02_1.jpg"])
    save(tmp_path / "test_list.mat", ["n01-Beagle/n01_2.jpg"])
    (tmp_path / "Annotation" / "n01-Beagle").mkdir(parents=True)
    for name in ("n01_1", "n01_2"):
        annotation = f"<annotation><object>{BOX}</object></annotation>"
        (tmp_path / "Annotation" / "n01-Beagle" / name).write_text(annotation)
    return tmp_path


def save(path: Path, names: list[str]) -> None:
    savemat(path, {"file_list": cell(names)})


def test_dogs_are_split_by_matlabs_lists_and_have_boxes_where_annotated(root: Path) -> None:
    found = load(root)
    assert [(item.path, item.label, item.box) for item in found.gallery] == [
        (root / "Images" / "n01-Beagle" / "n01_1.jpg", "n01-Beagle", Box(20, 10, 50, 30)),
        (root / "Images" / "n02-Pug" / "n02_1.jpg", "n02-Pug", None),
    ]
    (query,) = found.queries
    assert (query.item, query.box, query.positives) == (None, Box(20, 10, 50, 30), {0})
    assert found.protocol == Protocol.SPLIT
    assert score(found, [np.array([1, 0])]) == {"top1": 0, "top5 mAP": 0.5, "mAP": 0.5}


def test_the_lists_may_lie_in_a_folder_of_their_own(root: Path) -> None:
    (root / "lists").mkdir()
    for name in ("train_list.mat", "test_list.mat"):
        (root / name).rename(root / "lists" / name)
    assert len(load(root).gallery) == 2
    (root / "lists" / "test_list.mat").unlink()
    with pytest.raises(QueryProblem, match=r"lists.test_list\.mat is missing: a MATLAB file with file_list"):
        load(root)


@pytest.mark.parametrize("name", ["../x.jpg", "/x.jpg", "n01-Beagle/../../x.jpg"])
def test_no_list_leads_out_of_the_photos(root: Path, name: str) -> None:
    save(root / "test_list.mat", [name])
    with pytest.raises(QueryProblem, match="leaves"):
        load(root)


def test_a_broken_list_and_a_hostile_annotation_are_named(root: Path) -> None:
    annotation = root / "Annotation" / "n01-Beagle" / "n01_1"
    annotation.write_text('<!DOCTYPE a [<!ENTITY b "c">]><annotation/>')
    with pytest.raises(QueryProblem, match="n01_1 is no plain annotation"):
        load(root)
    (root / "train_list.mat").write_bytes(b"no matlab")
    with pytest.raises(QueryProblem, match=r"train_list\.mat should be a MATLAB file with file_list"):
        load(root)
