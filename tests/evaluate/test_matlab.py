from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from photosearch.errors import QueryProblem
from photosearch.evaluate.matlab import cells, integers, structures


def cell(values: list[object]) -> np.ndarray:
    column = np.empty((len(values), 1), object)
    column[:, 0] = values
    return column


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lists.mat"


def test_rows_columns_and_floats_are_whole_numbers(path: Path) -> None:
    savemat(path, {"row": [[3, 1, 2]], "column": [[3], [1]], "floats": [[3.0, 1.0]], "bytes": np.uint8([7])})
    assert integers(path, "row") == [3, 1, 2]
    assert integers(path, "column") == [3, 1]
    assert integers(path, "floats") == [3, 1]
    assert integers(path, "bytes") == [7]


@pytest.mark.parametrize("value", [[[1.5]], [[np.nan]], [[np.inf]], "text", cell(["a"])])
def test_what_is_no_whole_number_is_refused(path: Path, value: object) -> None:
    savemat(path, {"ids": value})
    with pytest.raises(QueryProblem, match=r"lists\.mat should hold whole numbers in ids"):
        integers(path, "ids")


def test_cells_are_texts_in_order(path: Path) -> None:
    savemat(path, {"names": cell(["b.jpg", "a/c.jpg"])})
    assert cells(path, "names") == ["b.jpg", "a/c.jpg"]


@pytest.mark.parametrize("value", [cell([np.zeros(0)]), cell([np.array([1, 2])]), [[1, 2]]])
def test_what_is_no_text_is_refused(path: Path, value: object) -> None:
    savemat(path, {"names": value})
    with pytest.raises(QueryProblem, match=r"lists\.mat should hold a list of texts in names"):
        cells(path, "names")


def test_structures_have_named_fields(path: Path) -> None:
    entries = np.zeros((1, 2), [("ok", object), ("bbx", object)])
    entries[0, 0] = (np.array([[1, 2]]), np.array([[5.0, 6, 7, 8]]))
    entries[0, 1] = (np.array([[3]]), np.zeros((0, 0)))
    savemat(path, {"gnd": entries, "flat": [[1]]})
    first, second = structures(path, "gnd")
    assert (first["ok"].tolist(), first["bbx"].tolist()) == ([[1, 2]], [[5, 6, 7, 8]])
    assert second["bbx"].size == 0
    with pytest.raises(QueryProblem, match="should hold structures in flat"):
        structures(path, "flat")


def test_a_missing_file_and_a_missing_variable_are_named(path: Path) -> None:
    with pytest.raises(QueryProblem, match=r"lists\.mat is missing: a MATLAB file with ids"):
        integers(path, "ids")
    savemat(path, {"others": [[1]]})
    with pytest.raises(QueryProblem, match=r"lists\.mat should be a MATLAB file with ids"):
        integers(path, "ids")


@pytest.mark.parametrize("content", [b"", b"no matlab", b"MATLAB 5.0 MAT-file" + bytes(200), bytes(128)])
def test_a_damaged_file_is_named(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(QueryProblem, match=r"lists\.mat should be a MATLAB file with ids"):
        integers(path, "ids")


def test_a_file_cut_short_is_named(path: Path) -> None:
    savemat(path, {"ids": np.arange(1000).reshape(1, -1)})
    path.write_bytes(path.read_bytes()[:700])
    with pytest.raises(QueryProblem, match=r"lists\.mat should be a MATLAB file with ids"):
        integers(path, "ids")
