from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Protocol, score
from photosearch.evaluate.sets.oxford5k import load
from photosearch.types import Box
from tests.evaluate.sets.conftest import Landmarks


def test_queries_have_boxes_good_ok_and_junk_and_lose_their_prefix(tmp_path: Path, landmarks: Landmarks) -> None:
    landmarks()
    found = load(tmp_path)
    (query,) = found.queries
    assert (query.path, query.box) == (tmp_path / "images" / "hall_000001.jpg", Box(34, 136, 956, 648))
    assert (query.positives, query.junk) == ({1, 3, 4}, {0})
    assert found.protocol == Protocol.OXFORD


def test_the_query_itself_is_a_hit_as_in_the_official_scores(tmp_path: Path, landmarks: Landmarks) -> None:
    landmarks()
    found = load(tmp_path)
    # without junk xx.x
    assert score(found, [np.array([1, 0, 3, 2, 4])]) == {"mAP": pytest.approx((1 + 1 + (3 / 4 + 2 / 3) / 2) / 3)}


@pytest.mark.parametrize(("photos", "lists"), [("", ""), ("jpg", "lab"), ("oxbuild_images", "gt_files_170407")])
def test_the_archives_may_be_unpacked_into_any_folders(
    tmp_path: Path, landmarks: Landmarks, photos: str, lists: str
) -> None:
    landmarks(photos=photos, lists=lists)
    (query,) = load(tmp_path).queries
    assert query.path == tmp_path / photos / "hall_000001.jpg"


def test_a_missing_list_is_named(tmp_path: Path, landmarks: Landmarks) -> None:
    lists = landmarks()
    (lists / "hall_1_ok.txt").unlink()
    with pytest.raises(QueryProblem, match=r"hall_1_ok\.txt is missing"):
        load(tmp_path)
    (lists / "hall_1_query.txt").unlink()
    with pytest.raises(QueryProblem, match=r"gt_files is missing: the lists NAME_query\.txt"):
        load(tmp_path)


def test_a_photo_that_is_not_there_is_named_with_its_list(tmp_path: Path, landmarks: Landmarks) -> None:
    lists = landmarks()
    for name in ("hall_000099", "../images/hall_000001", "/etc/passwd"):
        (lists / "hall_1_ok.txt").write_text(f"{name}\n")
        with pytest.raises(QueryProblem, match=rf"hall_1_ok\.txt names the photo {name}, which is not there"):
            load(tmp_path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "one line with a photo and its box, not 0"),
        ("oxc1_hall_000001 1 2 3 4\noxc1_hall_000003 1 2 3 4", "one line with a photo and its box, not 2"),
        ("oxc1_hall_000001 1 2 3", "4 numbers"),
        ("oxc1_hall_000001 1 2 3 x", "should hold numbers"),
    ],
)
def test_a_wrong_query_is_named(tmp_path: Path, landmarks: Landmarks, line: str, complaint: str) -> None:
    (landmarks() / "hall_1_query.txt").write_text(line)
    with pytest.raises(QueryProblem, match=rf"hall_1_query\.txt.*{complaint}"):
        load(tmp_path)


def test_a_photo_that_is_there_twice_would_be_a_false_hit_and_is_refused(tmp_path: Path, landmarks: Landmarks) -> None:
    landmarks()
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "hall_000003.jpg").touch()
    with pytest.raises(QueryProblem, match=r"small.hall_000003\.jpg.*may be there once"):
        load(tmp_path)


def test_lists_of_two_sets_are_told_apart(tmp_path: Path, landmarks: Landmarks) -> None:
    landmarks()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "hall_2_query.txt").touch()
    with pytest.raises(QueryProblem, match="one data set at a time"):
        load(tmp_path)
