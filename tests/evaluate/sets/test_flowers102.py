from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.flowers102 import load


@pytest.fixture
def root(tmp_path: Path) -> Path:
    savemat(tmp_path / "imagelabels.mat", {"labels": np.array([[7, 7, 3, 7]])})
    split(tmp_path)
    return tmp_path


def split(root: Path, train: int = 1, valid: int = 3) -> None:
    savemat(root / "setid.mat", {"trnid": [[train]], "valid": [[valid]], "tstid": [[4, 2]]})


def test_test_photos_ask_for_those_of_training_and_validation(root: Path) -> None:
    found = load(root)
    assert [(item.path, item.label) for item in found.gallery] == [
        (root / "jpg" / "image_00001.jpg", "7"),
        (root / "jpg" / "image_00003.jpg", "3"),
    ]
    assert [(query.path.name, query.positives) for query in found.queries] == [
        ("image_00002.jpg", {0}),
        ("image_00004.jpg", {0}),
    ]
    assert found.protocol == Protocol.SPLIT
    # x. and .x
    scores = score(found, [np.array([0, 1]), np.array([1, 0])])
    assert scores == {"top1": 0.5, "top5 mAP": 0.75, "mAP": 0.75}


@pytest.mark.parametrize("number", [0, -1, 5, 9])
def test_a_photo_without_a_label_is_named(root: Path, number: int) -> None:
    split(root, valid=number)
    with pytest.raises(QueryProblem, match=rf"setid\.mat names photo {number}; imagelabels\.mat has 4 labels"):
        load(root)


@pytest.mark.parametrize("name", ["imagelabels.mat", "setid.mat"])
def test_a_missing_list_is_named(root: Path, name: str) -> None:
    (root / name).unlink()
    with pytest.raises(QueryProblem, match=f"{name} is missing: a MATLAB file with"):
        load(root)


def test_a_list_without_its_variable_is_named(root: Path) -> None:
    savemat(root / "setid.mat", {"trnid": [[1]], "tstid": [[2]]})
    with pytest.raises(QueryProblem, match=r"setid\.mat should be a MATLAB file with valid"):
        load(root)
