from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.services.second_stage import SecondStage
from tests.drawing import draw, finish
from tests.search.rerank.test_geometric import TILT, moved, poster


def test_a_second_search_asks_with_the_best_hits_added(added: Library, photos: Path) -> None:
    first = finish(find(added, photos / "3.jpg", 6))
    vectors = [finish(find(added, Path(hit.path))).query.vector for hit in first.hits]
    best = sum(vector / np.linalg.norm(vector) for vector in vectors[:3])
    summed = vectors[0] / np.linalg.norm(vectors[0]) + best
    again = finish(find(added, photos / "3.jpg", 6, second=SecondStage(expand=3)))
    assert again.hits[0].path == first.hits[0].path  # the query itself stays hit 1
    scores = {
        hit.path: vector @ summed / np.linalg.norm(summed) for hit, vector in zip(first.hits, vectors, strict=True)
    }
    for hit in again.hits[1:]:
        assert hit.score == pytest.approx(scores[hit.path], abs=2e-3)


@pytest.fixture
def posters(library: Library, tmp_path: Path) -> Path:
    """Eight posters and a tilted copy of the fifth, indexed."""
    folder = tmp_path / "posters"
    folder.mkdir()
    for number in range(8):
        Image.fromarray(poster(number)).save(folder / f"{number}.png")
    Image.fromarray(moved(poster(5), TILT)).save(folder / "tilted.png")
    finish(add(library, [folder], Cancel()))
    return folder


def test_what_shows_the_same_thing_moved_comes_first(library: Library, posters: Path) -> None:
    asked = posters.parent / "asked.png"
    Image.fromarray(cv2.rotate(poster(5), cv2.ROTATE_90_CLOCKWISE)).save(asked)
    plain = finish(find(library, asked, 9))
    closer = finish(find(library, asked, 9, second=SecondStage(reach=9)))
    assert {Path(hit.path).name for hit in closer.hits[:2]} == {"5.png", "tilted.png"}
    assert [hit.rank for hit in closer.hits] == list(range(1, 10))
    rest = [hit.path for hit in plain.hits if Path(hit.path).name not in ("5.png", "tilted.png")]
    assert [hit.path for hit in closer.hits[2:]] == rest


def test_a_photo_that_cannot_be_read_now_keeps_its_place_among_the_rest(library: Library, posters: Path) -> None:
    asked = posters.parent / "asked.png"
    Image.fromarray(poster(5)).save(asked)
    (posters / "5.png").unlink()
    closer = finish(find(library, asked, 9, second=SecondStage(reach=9)))
    assert Path(closer.hits[0].path).name == "tilted.png"
    assert len(closer.hits) == 9


def test_more_hits_are_looked_at_than_are_shown(library: Library, posters: Path) -> None:
    closer = finish(find(library, posters / "5.png", 2, second=SecondStage(reach=9)))
    assert [Path(hit.path).name for hit in closer.hits] == ["5.png", "tilted.png"]


def test_hits_that_are_compared_by_parts_cannot_be_added(added: Library, photos: Path) -> None:
    for number in range(40):
        draw(photos / "more" / f"{number}.jpg", 100 + number, size=(192, 256))
    finish(scan(added, Cancel(), ["regional"]))
    with pytest.raises(QueryProblem, match="compares parts"):
        finish(find(added, photos / "3.jpg", descriptor="regional", second=SecondStage(expand=3)))


def test_what_was_called_right_and_wrong_moves_the_question(added: Library, photos: Path) -> None:
    names = ["1.jpg", "2.jpg"]
    plain = {Path(hit.path).name: hit.score for hit in finish(find(added, photos / "3.jpg")).hits}
    second = SecondStage(right=(Asked(photos / names[0]),), wrong=(Asked(photos / names[1]),))
    moved_to = {Path(hit.path).name: hit.score for hit in finish(find(added, photos / "3.jpg", second=second)).hits}
    assert moved_to["3.jpg"] == 1
    assert moved_to["1.jpg"] > plain["1.jpg"]
    assert moved_to["2.jpg"] < plain["2.jpg"]


def test_what_is_right_of_a_photo_of_parts_nobody_has_said(added: Library, photos: Path) -> None:
    for number in range(40):
        draw(photos / "more" / f"{number}.jpg", 100 + number, size=(192, 256))
    finish(scan(added, Cancel(), ["regional"]))
    with pytest.raises(QueryProblem, match="another method"):
        second = SecondStage(right=(Asked(photos / "1.jpg"),))
        finish(find(added, photos / "3.jpg", descriptor="regional", second=second))
