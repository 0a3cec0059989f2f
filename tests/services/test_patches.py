"""Photos that hold a detail, on the drawn libraries of the closer looks."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from photosearch.descriptors.words import bag, bag_of, likeness
from photosearch.errors import QueryProblem
from photosearch.explain.render import tint
from photosearch.jobs import Cancel
from photosearch.services.browse import cell_picture, cell_tint
from photosearch.services.explain import explain_patches, explain_photo
from photosearch.services.find import Answer
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.patches import cell_box, find_patches, grid_of, lighting, lit, patch_box
from photosearch.services.query import Spot
from photosearch.services.sights import lacks_words, stored_sight, tint_of
from photosearch.types import Box
from tests.drawing import FAKE, finish
from tests.services.test_words import kept

HERE, THERE = Spot(96, 112), Spot(250, 60)


def patches(library: Library, image: Path, *spots: Spot, count: int = 36) -> Answer:
    return finish(find_patches(library, image, spots, count, Cancel()))


def test_photos_are_ranked_by_the_cosine_of_their_words_with_the_patch_s(looked: Library, gallery: Path) -> None:
    found = patches(looked, gallery / "00.png", HERE)
    words = kept(looked, gallery / "00.png")
    part = bag(words.ids, box=cell_box(HERE, words.ids.shape, (320, 448)))
    for hit in found.hits:
        assert hit.score == pytest.approx(likeness(part, bag_of(kept(looked, Path(hit.path)))), abs=1e-4)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert found.words == frozenset(part.words.tolist())


def test_of_several_patches_a_photo_holds_as_much_as_of_the_least_and_unwanted_ones_count_against_it(
    looked: Library,
    gallery: Path,
) -> None:
    one, two = ({h.path: h.score for h in patches(looked, gallery / "00.png", s).hits} for s in (HERE, THERE))
    both = {hit.path: hit.score for hit in patches(looked, gallery / "00.png", HERE, THERE).hits}
    assert both == {path: pytest.approx(min(one[path], two[path]), abs=2e-6) for path in one.keys() & two.keys()}
    unwanted = Spot(THERE.row, THERE.column, wanted=False)
    apart = {hit.path: hit.score for hit in patches(looked, gallery / "00.png", HERE, unwanted).hits}
    assert apart == {path: pytest.approx(one[path] - two.get(path, 0), abs=2e-6) for path in one}


def test_the_words_are_lit_where_a_photo_holds_them(looked: Library, gallery: Path) -> None:
    found = patches(looked, gallery / "00.png", HERE)
    words = kept(looked, gallery / "01.png")
    overlay = lit(looked, gallery / "01.png", found.words, words.ids.shape)
    np.testing.assert_array_equal(overlay.values > 0.5, np.isin(words.ids, sorted(found.words)))


def test_the_overlay_of_words_shows_what_was_found_from_stored_words(
    looked: Library, gallery: Path, tmp_path: Path
) -> None:
    found = patches(looked, gallery / "00.png", HERE)
    text = lighting(found.words)
    assert text == "words:" + "+".join(map(str, sorted(found.words)))
    plain, sight = (stored_sight(looked, gallery / "01.png", name) for name in ("mask", text))
    assert (lacks_words(plain, text), lacks_words(sight, text), lacks_words(plain, "mask")) == (True, False, False)
    assert plain.words is None
    assert sight.words is not None
    assert grid_of(looked, gallery / "01.png") == sight.words.ids.shape
    expected = tint(lit(looked, gallery / "01.png", found.words, (160, 224)))
    np.testing.assert_array_equal(tint_of(sight, text, (160, 224))[0], expected)
    explain_photo(looked, gallery / "01.png", text, tmp_path / "why.png")
    written = cv2.imread(str(tmp_path / "why.png"))[:, :, ::-1]
    small = cell_tint(looked, gallery / "01.png", 448, text)
    np.testing.assert_array_equal(small, tint(lit(looked, gallery / "01.png", found.words, (320, 448))))
    share = small[:, :, 3:].astype(np.float32) / 255
    whole = cell_picture(looked, gallery / "01.png", 448)
    below = written[320:]  # what the picture says of its colours
    assert len(below)
    np.testing.assert_array_equal(np.round(whole * (1 - share) + small[:, :, :3] * share), written[:320])


def test_pictures_of_the_hits_are_written(looked: Library, gallery: Path, tmp_path: Path) -> None:
    found = patches(looked, gallery / "00.png", HERE, count=3)
    (sheet,) = finish(explain_patches(looked, gallery / "00.png", found, tmp_path / "why"))
    assert sheet.stat().st_size > 10_000


def test_a_patch_is_the_cell_and_its_neighbours_inside_the_photo() -> None:
    assert cell_box(Spot(55, 65), (10, 12), (100, 120)) == Box(4, 5, 7, 8)
    assert cell_box(Spot(0, 119), (10, 12), (100, 120)) == Box(0, 10, 2, 12)
    assert patch_box(Spot(55, 65), (10, 12), (100, 120)) == Box(40, 50, 70, 80)
    assert patch_box(Spot(0, 119), (10, 12), (100, 120)) == Box(0, 100, 20, 120)
    for spot in (Spot(100, 0), Spot(0, -1)):
        with pytest.raises(QueryProblem, match="100 pixels high and 120 wide"):
            cell_box(spot, (10, 12), (100, 120))


def test_what_is_asked_wrongly_or_too_early_is_said(
    looked: Library, gallery: Path, photos: Path, tmp_path: Path
) -> None:
    with pytest.raises(QueryProblem, match="Nothing is wanted yet"):
        patches(looked, gallery / "00.png", Spot(1, 1, wanted=False))
    with Library(tmp_path / "library", str(FAKE)) as plain:
        finish(add(plain, [photos], Cancel()))
        with pytest.raises(QueryProblem, match="photosearch scan --descriptor blcf"):
            patches(plain, photos / "3.jpg", Spot(1, 1))
        with pytest.raises(QueryProblem, match="photosearch scan --descriptor blcf"):
            explain_photo(plain, photos / "3.jpg", "words:1", tmp_path / "why.png")
        assert stored_sight(plain, photos / "3.jpg", "mask").words is None
