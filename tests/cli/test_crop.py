from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Outcome
from tests.drawing import draw

Photosearch = Callable[..., Outcome]


@pytest.fixture
def added(photosearch: Photosearch, photos: Path) -> Path:
    assert photosearch("add", photos).code == 0
    return photos


def test_every_photo_is_written_or_named(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcome = photosearch("crop", *sorted(added.glob("?.jpg")), "--out", out, "--json")
    facts = outcome.json
    assert len(facts["written"]) + len(facts["without_object"]) == 4
    assert {row["file"] for row in facts["written"]} == {str(path) for path in out.iterdir()}
    assert (facts["stopped"], facts["failure"], facts["problems"]) == (False, None, [])


def test_a_box_is_cut_from_one_photo_exactly_and_twice_under_two_names(
    photosearch: Photosearch, photos: Path, tmp_path: Path
) -> None:
    picture, out = draw(tmp_path / "a.png", 1), tmp_path / "out"
    for name in ("a crop.png", "a crop 2.png"):
        outcome = photosearch("crop", picture, "--box", "10,20,40,80", "--out", out)
        assert outcome.code == 0
        assert outcome.out.splitlines() == [f"{picture} -> {out / name}", f"1 of 1 photos cut out, into {out}"]
        with Image.open(out / name) as written:
            assert written.size == (60, 30)


def test_nothing_written_is_exit_code_1_with_the_reason(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    stranger = draw(tmp_path / "stranger.jpg", 9)
    outcome = photosearch("crop", stranger, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "stranger.jpg is not a photo of this library" in outcome.err
    assert "Nothing was written." in outcome.err
    outcome = photosearch("crop", stranger, "--box", "0,0,9999,5", "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "leaves the photo" in outcome.err
    assert photosearch("crop", stranger, "--out", stranger).code == 1


def test_wrong_usage_is_exit_code_2(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    for wrong in (
        ["x.jpg", "y.jpg", "--box", "0,0,5,5", "--out", tmp_path],
        ["x.jpg", "--box", "0,0,5", "--out", tmp_path],
        ["x.jpg"],
        ["--out", tmp_path],
    ):
        assert photosearch("crop", *wrong).code == 2


def test_the_help_says_what_is_not_copied(photosearch: Photosearch) -> None:
    assert "EXIF" in photosearch("crop", "--help").out
