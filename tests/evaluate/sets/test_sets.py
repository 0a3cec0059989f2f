"""Every data set on a tiny copy of its layout."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Protocol, score
from photosearch.evaluate.sets.paris6k import CORRUPT
from photosearch.evaluate.sets.table import SETS, load_set
from photosearch.types import Box

Touch = Callable[..., None]


def names(benchmark: Benchmark) -> list[str]:
    return [item.path.name for item in benchmark.gallery]


def perfect(benchmark: Benchmark) -> list[np.ndarray]:
    """Rankings with everything right first."""
    everything = range(len(benchmark.gallery))
    return [
        np.array(sorted(everything, key=lambda place, q=q: (place not in q.positives, place)), np.int64)
        for q in benchmark.queries
    ]


@pytest.mark.parametrize("name", SETS)
def test_an_empty_folder_says_what_was_expected(tmp_path: Path, name: str) -> None:
    with pytest.raises(QueryProblem, match=r"missing|holds no photos"):
        load_set(name, tmp_path)


def test_an_unknown_set_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match="oxford5k"):
        load_set("imagenet", tmp_path)


def test_every_module_of_the_folder_is_in_the_table() -> None:
    folder = Path(__file__).parents[3] / "photosearch" / "evaluate" / "sets"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "table"} == set(SETS)


def test_folders_are_classes_and_boxes_come_from_a_list(tmp_path: Path, touch: Touch) -> None:
    touch("cat/1.jpg", "cat/2.png", "dog/big/3.jpg", "dog/notes.txt")
    (tmp_path / "boxes.csv").write_text("path,box\ncat/1.jpg,1 2 30 40\ncat/2.png,\n")
    found = load_set("folders", tmp_path)
    assert [(item.path.name, item.label) for item in found.gallery] == [
        ("1.jpg", "cat"),
        ("2.png", "cat"),
        ("3.jpg", "dog"),
    ]
    assert [item.box for item in found.gallery] == [Box(1, 2, 30, 40), None, None]
    assert [query.positives for query in found.queries] == [{1}, {0}, set()]
    assert score(found, perfect(found)) == {"top1": pytest.approx(2 / 3), "mAP": 1.0}
    (tmp_path / "boxes.csv").write_text("path,box\n../out.jpg,1 2 30 40\n")
    with pytest.raises(QueryProblem, match="leaves"):
        load_set("folders", tmp_path)


def test_photos_without_sub_folders_are_no_classes(tmp_path: Path, touch: Touch) -> None:
    touch("1.jpg")
    with pytest.raises(QueryProblem, match="sub-folder is a class"):
        load_set("folders", tmp_path)


def test_a_list_of_queries_has_boxes_good_ok_and_junk(tmp_path: Path, touch: Touch) -> None:
    touch("a.jpg", "b.jpg", "c.jpg", "sub/d.jpg")
    (tmp_path / "queries.csv").write_text("path,box,good,ok,junk\na.jpg,0 0 5 5,b.jpg,sub/d.jpg,c.jpg\n")
    found = load_set("queries", tmp_path)
    (query,) = found.queries
    assert (query.box, query.positives, query.junk) == (Box(0, 0, 5, 5), {1, 3}, {0, 2})
    assert score(found, [np.array([0, 2, 1, 3])]) == {"mAP": 1.0}
    for row, complaint in (("a.jpg,,x.jpg,,", "not there"), ("a.jpg,1 2,,,", "4 numbers"), ("../a.jpg,,,,", "leaves")):
        (tmp_path / "queries.csv").write_text(f"path,box,good,ok,junk\n{row}\n")
        with pytest.raises(QueryProblem, match=complaint):
            load_set("queries", tmp_path)
    (tmp_path / "queries.csv").write_text("path,good\n")
    with pytest.raises(QueryProblem, match="lacks the columns box, ok, junk"):
        load_set("queries", tmp_path)


def oxford(root: Path, touch: Touch, prefix: str = "") -> None:
    touch(*(f"images/{prefix}hall_{n:06d}.jpg" for n in range(5)))
    (root / "gt_files").mkdir()
    lists = {
        "query": f"oxc1_{prefix}hall_000001 136.5 34.1 648.5 955.7",
        "good": f"{prefix}hall_000001\n{prefix}hall_000003",
    }
    lists |= {"ok": f"{prefix}hall_000004", "junk": f"{prefix}hall_000000"}
    for kind, text in lists.items():
        (root / "gt_files" / f"hall_1_{kind}.txt").write_text(text + "\n")


def test_oxford_has_boxes_and_junk_and_finds_the_query_itself_too(tmp_path: Path, touch: Touch) -> None:
    oxford(tmp_path, touch)
    found = load_set("oxford5k", tmp_path)
    (query,) = found.queries
    assert (query.path.name, query.box) == ("hall_000001.jpg", Box(34, 136, 956, 648))
    assert (query.positives, query.junk) == ({1, 3, 4}, {0})
    assert found.protocol == Protocol.OXFORD
    assert score(found, [np.array([1, 0, 3, 2, 4])]) == {"mAP": pytest.approx((1 + 1 + (3 / 4 + 2 / 3) / 2) / 3)}
    (tmp_path / "gt_files" / "hall_1_ok.txt").write_text("hall_000099\n")
    with pytest.raises(QueryProblem, match="hall_000099, which is not there"):
        load_set("oxford5k", tmp_path)
    (tmp_path / "gt_files" / "hall_1_ok.txt").unlink()
    with pytest.raises(QueryProblem, match=r"hall_1_ok\.txt is missing"):
        load_set("oxford5k", tmp_path)


def test_paris_leaves_out_its_twenty_corrupt_files(tmp_path: Path, touch: Touch) -> None:
    assert len(CORRUPT) == 20
    oxford(tmp_path, touch, prefix="paris_")
    touch("images/louvre/paris_louvre_000136.jpg")
    with (tmp_path / "gt_files" / "hall_1_junk.txt").open("a") as junk:
        junk.write("paris_louvre_000136\n")
    found = load_set("paris6k", tmp_path)
    assert len(found.gallery) == 5
    assert found.queries[0].junk == {0}


def test_distractors_are_searched_and_never_right(tmp_path: Path, touch: Touch) -> None:
    oxford(tmp_path / "oxford", lambda *paths: touch(*(f"oxford/{path}" for path in paths)))
    touch("flickr/1.jpg", "flickr/2.jpg")
    found = load_set("oxford5k", tmp_path / "oxford", tmp_path / "flickr")
    assert names(found)[-2:] == ["1.jpg", "2.jpg"]
    assert found.queries[0].positives == {1, 3, 4}
    assert "2 distractors" in found.name


def test_holidays_asks_with_the_first_of_each_group(tmp_path: Path, touch: Touch) -> None:
    touch("100000.jpg", "100001.jpg", "100002.jpg", "100100.jpg", "100101.jpg")
    found = load_set("holidays", tmp_path)
    assert [(query.path.name, query.positives) for query in found.queries] == [
        ("100000.jpg", {1, 2}),
        ("100100.jpg", {4}),
    ]
    assert score(found, perfect(found)) == {"mAP": 1.0}
    touch("holiday.jpg")
    with pytest.raises(QueryProblem, match="six digits"):
        load_set("holidays", tmp_path)


def test_ukbench_groups_photos_by_four(tmp_path: Path, touch: Touch) -> None:
    touch(*(f"full/ukbench{n:05d}.jpg" for n in range(8)))
    found = load_set("ukbench", tmp_path)
    assert found.queries[5].positives == {4, 6, 7}
    assert score(found, perfect(found)) == {"N-S": 4.0}
    touch("full/cover.jpg")
    with pytest.raises(QueryProblem, match="not named as in UKBench"):
        load_set("ukbench", tmp_path)


def test_birds_are_split_and_have_boxes(tmp_path: Path, touch: Touch) -> None:
    (tmp_path / "images.txt").write_text("1 001.Crow/a.jpg\n2 001.Crow/b.jpg\n3 002.Wren/c.jpg\n")
    (tmp_path / "image_class_labels.txt").write_text("1 1\n2 1\n3 2\n")
    (tmp_path / "train_test_split.txt").write_text("1 1\n2 0\n3 1\n")
    (tmp_path / "bounding_boxes.txt").write_text("1 60.0 27.0 325.0 304.0\n2 1 2 3 4\n3 0 0 9 9\n")
    found = load_set("cub200", tmp_path)
    assert names(found) == ["a.jpg", "c.jpg"]
    assert found.gallery[0].box == Box(27, 60, 331, 385)
    (query,) = found.queries
    assert (query.path.name, query.positives, query.item) == ("b.jpg", {0}, None)
    (tmp_path / "train_test_split.txt").write_text("1 1\n2 0\n")
    with pytest.raises(QueryProblem, match="Photo 3"):
        load_set("cub200", tmp_path)


def annotation(box: str) -> str:
    return f"<annotation><object><name>x</name><bndbox>{box}</bndbox></object></annotation>"


BOX = "<xmin>10</xmin><ymin>20</ymin><xmax>30</xmax><ymax>50</ymax>"


def test_pets_have_boxes_where_there_are_annotations(tmp_path: Path, touch: Touch) -> None:
    touch("annotations/xmls/x", "images/x.jpg")
    (tmp_path / "annotations" / "trainval.txt").write_text("Beagle_1 5 2 1\nSphynx_2 34 1 12\n")
    (tmp_path / "annotations" / "test.txt").write_text("Beagle_7 5 2 1\n")
    (tmp_path / "annotations" / "xmls" / "Beagle_1.xml").write_text(annotation(BOX))
    found = load_set("pets", tmp_path)
    assert [item.box for item in found.gallery] == [Box(20, 10, 50, 30), None]
    assert found.queries[0].positives == {0}


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + annotation(BOX),
        annotation("<xmin>10</xmin>"),
        annotation(BOX.replace("10", "ten")),
        "no annotation",
    ],
)
def test_an_annotation_that_is_hostile_or_broken_is_refused(tmp_path: Path, touch: Touch, content: str) -> None:
    touch("annotations/xmls/x", "images/x.jpg")
    (tmp_path / "annotations" / "trainval.txt").write_text("Beagle_1 5 2 1\n")
    (tmp_path / "annotations" / "test.txt").write_text("Beagle_7 5 2 1\n")
    (tmp_path / "annotations" / "xmls" / "Beagle_1.xml").write_text(content)
    with pytest.raises(QueryProblem, match=r"Beagle_1.xml"):
        load_set("pets", tmp_path)


def cell(values: list[str]) -> np.ndarray:
    column = np.empty((len(values), 1), object)
    column[:, 0] = values
    return column


def test_dogs_are_listed_in_matlabs_files(tmp_path: Path, touch: Touch) -> None:
    touch("lists/x", "Annotation/n01-Beagle/n01_1")
    savemat(tmp_path / "lists" / "train_list.mat", {"file_list": cell(["n01-Beagle/n01_1.jpg", "n02-Pug/n02_1.jpg"])})
    savemat(tmp_path / "lists" / "test_list.mat", {"file_list": cell(["n01-Beagle/n01_2.jpg"])})
    (tmp_path / "Annotation" / "n01-Beagle" / "n01_1").write_text(annotation(BOX))
    found = load_set("dogs", tmp_path)
    assert found.gallery[0].path == tmp_path / "Images" / "n01-Beagle" / "n01_1.jpg"
    assert found.gallery[0].box == Box(20, 10, 50, 30)
    assert found.queries[0].positives == {0}
    (tmp_path / "lists" / "test_list.mat").write_bytes(b"no matlab")
    with pytest.raises(QueryProblem, match="MATLAB file with file_list"):
        load_set("dogs", tmp_path)


def test_flowers_ask_with_the_test_photos(tmp_path: Path, touch: Touch) -> None:
    savemat(tmp_path / "imagelabels.mat", {"labels": np.array([[7, 7, 3, 7]])})
    savemat(tmp_path / "setid.mat", {"trnid": [[1]], "valid": [[3]], "tstid": [[2, 4]]})
    found = load_set("flowers102", tmp_path)
    assert names(found) == ["image_00001.jpg", "image_00003.jpg"]
    assert [query.positives for query in found.queries] == [{0}, {0}]
    savemat(tmp_path / "setid.mat", {"trnid": [[1]], "valid": [[9]], "tstid": [[2, 4]]})
    with pytest.raises(QueryProblem, match="photo 9"):
        load_set("flowers102", tmp_path)


def test_instre_has_queries_with_boxes(tmp_path: Path, touch: Touch) -> None:
    truth = {"imlist": ["a/1.jpg", "a/2.jpg"], "qimlist": ["q/1.jpg"], "gnd": [{"ok": [1], "bbx": [1, 2, 30, 40]}]}
    path = tmp_path / "gnd_instre.json"
    path.write_text(json.dumps(truth))
    found = load_set("instre", tmp_path)
    assert (found.queries[0].positives, found.queries[0].box) == ({1}, Box(2, 1, 40, 30))
    assert score(found, [np.array([1, 0])]) == {"mAP": 1.0}
    for wrong, complaint in (
        ({**truth, "gnd": [{"ok": [5]}]}, "beyond its 2 photos"),
        ({**truth, "imlist": ["../x.jpg"]}, "leaves"),
        ({"imlist": []}, "should hold imlist"),
    ):
        path.write_text(json.dumps(wrong))
        with pytest.raises(QueryProblem, match=complaint):
            load_set("instre", tmp_path)
