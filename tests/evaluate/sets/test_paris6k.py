from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import score
from photosearch.evaluate.sets.paris6k import CORRUPT, load
from tests.evaluate.sets.conftest import Landmarks


def test_photos_lie_in_folders_of_landmarks(tmp_path: Path, landmarks: Landmarks) -> None:
    landmarks(prefix="paris_", photos="paris", lists="paris_120310")
    (tmp_path / "paris" / "louvre").mkdir()
    (tmp_path / "paris" / "louvre" / "paris_louvre_000001.jpg").touch()
    found = load(tmp_path)
    assert found.name == "paris6k"
    # in order of paths, the folder comes before the photos beside it
    assert [item.path.name for item in found.gallery][:2] == ["paris_louvre_000001.jpg", "paris_hall_000000.jpg"]
    (query,) = found.queries
    assert (query.path.name, query.positives, query.junk) == ("paris_hall_000001.jpg", {2, 4, 5}, {1})
    # without junk x.x.x
    expected = (1 + (2 / 3 + 1 / 2) / 2 + (3 / 5 + 2 / 4) / 2) / 3
    assert score(found, [np.array([2, 0, 1, 4, 3, 5])]) == {"mAP": pytest.approx(expected)}


def test_its_twenty_corrupt_files_are_left_out_of_photos_and_lists(tmp_path: Path, landmarks: Landmarks) -> None:
    assert len(CORRUPT) == 20
    lists = landmarks(prefix="paris_")
    for name in CORRUPT:
        (tmp_path / "images" / f"{name}.jpg").touch()
    for kind in ("good", "ok", "junk"):
        with (lists / f"hall_1_{kind}.txt").open("a") as file:
            file.write("paris_louvre_000136\n")
    found = load(tmp_path)
    assert len(found.gallery) == 5
    assert (found.queries[0].positives, found.queries[0].junk) == ({1, 3, 4}, {0})


def test_another_photo_that_is_not_there_is_named(tmp_path: Path, landmarks: Landmarks) -> None:
    (landmarks(prefix="paris_") / "hall_1_junk.txt").write_text("paris_louvre_000137\n")
    with pytest.raises(QueryProblem, match=r"hall_1_junk\.txt names the photo paris_louvre_000137"):
        load(tmp_path)
