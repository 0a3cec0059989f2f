from pathlib import Path

import cv2
import numpy as np
import pytest

from photosearch.descriptors.table import DESCRIPTORS
from photosearch.errors import PersonError, QueryProblem, UnreadablePhoto
from photosearch.explain.overlay import HeatOverlay, MaskOverlay
from photosearch.jobs import Cancel
from photosearch.services.explain import (
    draw_why,
    explain_answer,
    explain_pair,
    explain_photo,
    picture_of,
    picture_of_pair,
)
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.sights import (
    OVERLAY_IDS,
    USUAL,
    Manner,
    fresh_sight,
    is_pair,
    overlay_of,
    overlays_of_pair,
    stored_sight,
    tint_of,
)
from tests.drawing import FAKE, draw, finish


def picture(path: Path) -> np.ndarray:
    return np.asarray(cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR))


@pytest.mark.parametrize("overlay", OVERLAY_IDS)
def test_a_photo_is_explained_without_any_library(library: Library, photos: Path, tmp_path: Path, overlay: str) -> None:
    if is_pair(overlay):
        with pytest.raises(QueryProblem, match="name both"):
            explain_photo(library, photos / "0.jpg", overlay, tmp_path / "why.png")
        return
    if overlay == "words":
        with pytest.raises(QueryProblem, match="photosearch scan --descriptor blcf"):
            explain_photo(library, photos / "0.jpg", overlay, tmp_path / "why.png")
        return
    explain_photo(library, photos / "0.jpg", overlay, tmp_path / "why.png")
    height, width, _ = picture(tmp_path / "why.png").shape
    assert width == 128
    assert height >= 96  # more where a line under it says what is seen
    assert not library.exists


@pytest.mark.parametrize("overlay", [name for name in OVERLAY_IDS if name != "words"])
def test_two_photos_stand_side_by_side(library: Library, photos: Path, tmp_path: Path, overlay: str) -> None:
    explain_pair(library, photos / "0.jpg", photos / "1.jpg", overlay, tmp_path / "why.png")
    assert picture(tmp_path / "why.png").shape[1] > 2 * 128


def test_what_is_stored_shows_what_a_fresh_look_shows_to_a_grey_level_or_two(added: Library, photos: Path) -> None:
    for overlay in ("mask", "component", "heat", "cam", "cam:#3"):
        stored = stored_sight(added, photos / "3.jpg")
        assert stored.seen is None
        fresh = fresh_sight(added, photos / "3.jpg")
        left, right = (tint_of(sight, overlay, (96, 128))[0].astype(int) for sight in (stored, fresh))
        if overlay in ("mask", "component"):
            np.testing.assert_array_equal(left, right)
        else:
            assert np.abs(left - right).max() <= 4  # one or two levels of the map, in viridis


def test_the_pair_that_is_shown_is_the_one_that_gave_the_score(photos: Path, tmp_path: Path) -> None:
    for number in range(40):
        draw(photos / "more" / f"{number}.jpg", 100 + number, size=(192, 256))
    with Library(tmp_path / "library", str(FAKE)) as library:
        finish(add(library, [photos], Cancel(), ["regional"]))
        for number in range(20):
            query = photos / "more" / f"{number}.jpg"
            for hit in finish(find(library, query, 4, descriptor="regional")).hits[1:]:
                shown, _ = overlays_of_pair(library, query, Path(hit.path), "match", (96, 128), (96, 128))
                score = float(shown.note.rpartition(" ")[2])
                assert score == pytest.approx(hit.score, abs=2e-3)  # vectors are stored as float16


def test_an_overlay_that_is_none_is_refused_with_all_there_are(library: Library, photos: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match="mask, component, heat, cam, saliency, regions, words, match, pair"):
        explain_photo(library, photos / "0.jpg", "aura", tmp_path / "why.png")
    with pytest.raises(QueryProblem, match="of one photo"):
        overlays_of_pair(library, photos / "0.jpg", photos / "1.jpg", "heat", (9, 9), (9, 9))


def test_an_answer_is_a_contact_sheet_and_one_picture_a_hit(added: Library, photos: Path, tmp_path: Path) -> None:
    answer = finish(find(added, photos / "0.jpg", 3))
    written = finish(explain_answer(added, answer, tmp_path / "new" / "why"))
    assert [path.name for path in written] == ["contact-sheet.png", "hit-001.png", "hit-002.png", "hit-003.png"]
    assert all(picture(path).ndim == 3 for path in written)


def test_stored_maps_serve_without_the_network(
    added: Library, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = finish(find(added, photos / "0.jpg", 3))
    monkeypatch.setattr(Library, "backbone", property(lambda _: pytest.fail("the network was loaded")))
    assert len(finish(explain_answer(added, answer, tmp_path / "why"))) == 4


def test_hits_that_cannot_be_reached_are_left_out(added: Library, photos: Path, tmp_path: Path) -> None:
    answer = finish(find(added, photos / "0.jpg", 3))
    Path(answer.hits[1].path).unlink()
    assert len(finish(explain_answer(added, answer, tmp_path / "why"))) == 3


def test_what_is_no_photo_or_no_place_says_so(added: Library, photos: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhoto, match=r"notes\.txt"):
        explain_photo(added, photos / "notes.txt", "mask", tmp_path / "why.png")
    answer = finish(find(added, photos / "0.jpg", 3))
    with pytest.raises(PersonError, match="cannot be made"):
        finish(explain_answer(added, answer, photos / "0.jpg" / "why"))


def test_shares_are_of_the_score_that_the_search_gave(added: Library, photos: Path) -> None:
    answer = finish(find(added, photos / "0.jpg", 4, descriptor="gem"))
    for hit in answer.hits[1:]:
        _, shown = overlays_of_pair(
            added, photos / "0.jpg", Path(hit.path), "regions", (96, 128), (96, 128), how=Manner(method="gem")
        )
        score = float(shown.note.partition("score ")[2].partition(" ")[0])
        assert score == pytest.approx(hit.score, abs=2e-3)  # vectors are stored as float16


def test_by_default_shares_are_of_the_usual_descriptor_s_score(library: Library, photos: Path) -> None:
    shown, _ = overlays_of_pair(library, photos / "0.jpg", photos / "1.jpg", "regions", (96, 128), (96, 128))
    assert shown.note.endswith(f"({DESCRIPTORS[library.default_descriptor].title})")


def test_cells_are_shown_as_they_are_if_asked(added: Library, photos: Path, tmp_path: Path) -> None:
    for overlay in ("heat", "mask", "saliency"):
        smooth, blocks = (
            overlay_of(added, photos / "3.jpg", overlay, (96, 128), Manner(cells=cells)) for cells in (False, True)
        )
        assert isinstance(smooth, HeatOverlay | MaskOverlay)
        assert isinstance(blocks, HeatOverlay | MaskOverlay)
        cells = stored_sight(added, photos / "3.jpg").maps.mask.size
        assert len(np.unique(blocks.values)) <= cells
        assert (blocks.values != smooth.values).any()
    for name, how in (("smooth", Manner()), ("cells", Manner(cells=True))):
        explain_photo(added, photos / "3.jpg", "heat", tmp_path / f"{name}.png", how)
    assert (picture(tmp_path / "smooth.png") != picture(tmp_path / "cells.png")).any()


def test_a_picture_has_the_legend_and_one_without_an_overlay_has_none(library: Library, photos: Path) -> None:
    none, words, scale = (
        picture_of_pair(library, photos / "0.jpg", photos / "1.jpg", name) for name in ("", "match", "pair")
    )
    assert len(none) < min(len(words), len(scale))
    hottest = [(one == [253, 231, 37]).all(axis=2).any() for one in (none, words, scale)]
    assert hottest == [False, False, True]  # over a photo it is mixed; pure it is only in the scale
    assert picture_of(library, photos / "0.jpg", "").shape == (96, 128, 3)


def test_the_window_s_picture_is_the_command_line_s(library: Library, photos: Path, tmp_path: Path) -> None:
    left, right, out = photos / "0.jpg", photos / "1.jpg", tmp_path / "window.png"
    shown = draw_why(library, right, left, "match", "", USUAL, out)
    explain_pair(library, left, right, "match", tmp_path / "why.png")
    np.testing.assert_array_equal(picture(out)[:, :, ::-1], shown)
    np.testing.assert_array_equal(picture(tmp_path / "why.png"), picture(out))
    alone = draw_why(library, right, None, "match", "", USUAL)  # there is nothing to match
    assert alone.shape == (96, 128, 3)
