"""Closer looks at the best hits, on libraries of drawn photos."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.descriptors.words import bag_of
from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.search.rerank.table import RERANKERS
from photosearch.services.closer_looks import CLOSER_LOOKS
from photosearch.services.find import Answer, find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.services.second_stage import SecondStage
from photosearch.types import Box
from tests.drawing import FAKE, finish
from tests.services.test_words import kept

NEEDS = {"windows": "blcf", "rmac_search": "rmac", "cam_boxes": "cam_ofa", "cam_ona": "cam_ofa"}
SIZE = (320, 448)
THING = Box(32, 32, 160, 192)


def names(answer: Answer) -> list[str]:
    return [Path(hit.path).stem for hit in answer.hits]


def test_every_re_ranker_has_a_closer_look() -> None:
    assert set(CLOSER_LOOKS) == set(RERANKERS)


@pytest.mark.parametrize("look", CLOSER_LOOKS)
def test_the_hits_looked_at_come_first_best_first_and_the_others_keep_their_order(
    looked: Library, gallery: Path, look: str
) -> None:
    plain = finish(find(looked, gallery / "00.png", 36))
    closer = finish(find(looked, gallery / "00.png", 36, second=SecondStage(look=look, reach=10)))
    assert [hit.rank for hit in closer.hits] == list(range(1, 37))
    assert set(names(closer)[:10]) == set(names(plain)[:10])
    assert names(closer)[10:] == names(plain)[10:]
    scores = [closer.closer[hit.photo_id] for hit in closer.hits[:10]]
    assert scores == sorted(scores, reverse=True)
    assert set(closer.closer) == {hit.photo_id for hit in plain.hits[:10]}


@pytest.mark.parametrize("look", ["geometric", "windows", "rmac_search", "cells", "cam_ona"])
def test_a_photo_looked_at_closely_is_most_like_itself(looked: Library, gallery: Path, look: str) -> None:
    closer = finish(find(looked, gallery / "05.png", 36, second=SecondStage(look=look, reach=36)))
    assert names(closer)[0] == "05"


def test_a_thing_is_found_by_its_box_wherever_it_stands(looked: Library, gallery: Path) -> None:
    part = Asked(gallery / "00.png", THING)
    answer = finish(find(looked, part, 36, descriptor="blcf", second=SecondStage(look="windows", reach=36)))
    assert set(names(answer)[:3]) == {"00", "01", "02"}
    truth = {"00": THING, "01": Box(160, 256, 288, 416), "02": Box(96, 128, 224, 288)}
    for hit in answer.hits[:3]:
        assert hit.box is not None
        assert hit.box.iou(truth[Path(hit.path).stem]) > 0.3


def test_the_second_search_is_with_the_parts_that_were_seen(looked: Library, gallery: Path) -> None:
    part = Asked(gallery / "00.png", THING)
    first = finish(find(looked, part, 36, descriptor="blcf", second=SecondStage(look="windows", reach=36)))
    second = SecondStage(expand=3, look="windows", reach=36)
    answer = finish(find(looked, part, 36, descriptor="blcf", second=second))
    expected = first.query.vector.astype(np.float64)
    for hit in first.hits[:3]:
        assert hit.box is not None
        words = kept(looked, Path(hit.path))
        bag = bag_of(words, hit.box.scaled(SIZE, words.ids.shape))
        expected[bag.words] += bag.counts
    expected /= np.linalg.norm(expected)
    for hit in answer.hits:
        bag = bag_of(kept(looked, Path(hit.path)))
        assert hit.score == pytest.approx(float(expected[bag.words] @ bag.counts), abs=1e-4)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)  # the order is that of the second search
    boxes = {hit.photo_id: hit.box for hit in first.hits}
    assert all(hit.box == boxes[hit.photo_id] for hit in answer.hits)
    whole = finish(find(looked, part, 36, descriptor="avg", second=second))  # other vectors: whole photos are added
    assert [whole.closer[hit.photo_id] for hit in whole.hits] == sorted(whole.closer.values(), reverse=True)


@pytest.mark.parametrize("look", NEEDS)
def test_what_a_closer_look_lacks_is_said_with_what_to_do(photos: Path, tmp_path: Path, look: str) -> None:
    with Library(tmp_path / "library", str(FAKE)) as library:
        finish(add(library, [photos], Cancel()))
        with pytest.raises(QueryProblem, match=f"photosearch scan --descriptor {NEEDS[look]}"):
            finish(find(library, photos / "3.jpg", second=SecondStage(look=look, reach=5)))


def test_stopping_a_closer_look_keeps_the_hits(looked: Library, gallery: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    plain = finish(find(looked, gallery / "05.png", 9))
    stopped = finish(find(looked, gallery / "05.png", 9, second=SecondStage(reach=9), cancel=cancel))
    assert names(stopped) == names(plain)
    assert stopped.closer == {}


def test_other_views_of_the_query_are_added(looked: Library, gallery: Path, tmp_path: Path) -> None:
    rgb = np.asarray(Image.open(gallery / "09.png"))
    views = {"as it is": rgb, "mirrored": rgb[:, ::-1], "middle": rgb[40:280, 56:392], "half": rgb[80:240, 112:336]}
    summed = np.zeros(1)
    for name, view in views.items():
        Image.fromarray(view).save(tmp_path / f"{name}.png")
        vector = finish(find(looked, tmp_path / f"{name}.png")).query.vector
        summed = summed + vector / np.linalg.norm(vector)
    asked = finish(find(looked, tmp_path / "as it is.png", second=SecondStage(views=True))).query.vector
    np.testing.assert_allclose(asked, summed / np.linalg.norm(summed), atol=1e-5)
    in_words = finish(find(looked, gallery / "09.png", descriptor="blcf", second=SecondStage(views=True)))
    assert names(in_words)[0] == "09"
    with pytest.raises(QueryProblem, match="not indexed"):
        finish(find(looked, gallery / "09.png", descriptor="regional", second=SecondStage(views=True)))


@pytest.mark.parametrize(
    ("box", "sentence"),
    [
        (Box(9, 0, 3, 8), "is empty"),
        (Box(0, 8, 8, 8), "is empty"),
        (Box(0, 0, 321, 8), "leaves the photo"),
        (Box(-1, 0, 8, 8), "320 pixels high and 448 wide"),
    ],
)
@pytest.mark.parametrize("descriptor", ["avg", "blcf"])
def test_a_box_that_is_no_part_of_the_photo_is_refused(
    looked: Library, gallery: Path, box: Box, sentence: str, descriptor: str
) -> None:
    with pytest.raises(QueryProblem, match=sentence):
        finish(find(looked, Asked(gallery / "00.png", box), descriptor=descriptor))


def test_a_box_is_searched_for_as_the_crop_would_be(looked: Library, gallery: Path, tmp_path: Path) -> None:
    rgb = np.asarray(Image.open(gallery / "00.png"))
    Image.fromarray(rgb[32:160, 32:192]).save(tmp_path / "crop.png")
    crop = finish(find(looked, tmp_path / "crop.png", 36))
    part = finish(find(looked, Asked(gallery / "00.png", THING), 36))
    np.testing.assert_allclose(part.query.vector, crop.query.vector, atol=1e-6)
    assert part.query.photo is None
    assert names(part) == names(crop)
