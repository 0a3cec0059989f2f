from pathlib import Path

import cv2
import numpy as np
import pytest

from photosearch.errors import PersonError, UnreadablePhoto
from photosearch.services.explain import OVERLAY_IDS, explain_answer, explain_pair, explain_photo
from photosearch.services.find import find
from photosearch.services.library import Library
from tests.drawing import finish


def picture(path: Path) -> np.ndarray:
    return np.asarray(cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR))


@pytest.mark.parametrize("overlay", OVERLAY_IDS)
def test_a_photo_is_explained_without_any_library(library: Library, photos: Path, tmp_path: Path, overlay: str) -> None:
    explain_photo(library, photos / "0.jpg", overlay, tmp_path / "why.png")
    assert picture(tmp_path / "why.png").shape == (96, 128, 3)
    assert not library.exists


def test_two_photos_stand_side_by_side(library: Library, photos: Path, tmp_path: Path) -> None:
    explain_pair(library, photos / "0.jpg", photos / "1.jpg", "mask", tmp_path / "why.png")
    assert picture(tmp_path / "why.png").shape[1] > 2 * 128


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
