import json
import os
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import LibraryReadOnly
from photosearch.services.query import Asked, Spot, Stencil
from photosearch.services.question import Question
from photosearch.services.searches import DAMAGED, FILE, keep_pictures, load, save, set_aside
from photosearch.services.second_stage import SecondStage
from photosearch.services.step import Step
from photosearch.types import Box

CAT = Path("/photos/cat.jpg")
SHAPE = Stencil.of(np.eye(3, 5, dtype=bool))
FULL = Step(
    Question(
        (
            Asked(CAT, Box(1, 2, 30, 40), SHAPE, ("tabby", "-sofa")),
            Asked(Path(os.fsdecode(b"/photos/\xff.jpg")), weight=-0.5),
        ),
        (Spot(3, 4), Spot(5, 6, wanted=False)),
    ),
    (("scda", 70), ("avg", -30)),
    SecondStage(
        5,
        "windows",
        100,
        (Asked(Path("/photos/right.jpg"), Box(0, 0, 7, 9)),),
        (Asked(Path("/photos/wrong.jpg")),),
        views=True,
    ),
    "My cat",
)


def test_all_of_a_search_survives_being_saved_even_a_name_that_is_no_text(tmp_path: Path) -> None:
    plain = Step(Question((Asked(CAT),)), name="Katze 🐈")
    save(tmp_path / "not made yet", [FULL, plain])
    found = load(tmp_path / "not made yet")
    assert list(found.steps) == [FULL, plain]
    assert [step.name for step in found.steps] == ["My cat", "Katze 🐈"]
    assert not found.damaged


def test_searches_that_the_first_version_saved_are_still_there(tmp_path: Path) -> None:
    old = {"name": "old", "pictures": [str(CAT), "/b.jpg"], "box": [1, 2, 30, 40], "methods": {"scda": 100}}
    old |= {"expand": 0, "look": "geometric", "reach": 0, "views": False, "right": ["/c.jpg"], "wrong": []}
    (tmp_path / FILE).write_text(json.dumps({"version": 1, "searches": [old]}))
    (found,) = load(tmp_path).steps
    assert found.question == Question((Asked(CAT, Box(1, 2, 30, 40)), Asked(Path("/b.jpg"))))
    assert found.second.right == (Asked(Path("/c.jpg")),)


def test_a_search_for_a_kind_of_thing_needs_no_picture(tmp_path: Path) -> None:
    save(tmp_path, [Step(Question(kind="tabby"), name="cats")])
    assert load(tmp_path).steps[0].question == Question(kind="tabby")


def test_no_file_is_no_search_and_no_damage(tmp_path: Path) -> None:
    assert load(tmp_path).steps == ()
    assert not load(tmp_path).damaged


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"searches": 3}', b"null", b"[" * 100_000])
def test_a_file_that_cannot_be_understood_is_damaged_and_no_crash(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert load(tmp_path).damaged
    assert list(load(tmp_path).steps) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"My cat"', "3"),
        ('"My cat"', '""'),
        ("30,", '"x",'),
        ('"windows"', '"a look of later years"'),
        ('"/photos/cat.jpg"', "7"),
        ('"expand": 5', '"expand": -5'),
        ('"scda": 70', '"scda": null'),
        ('"weight": -0.5', '"weight": -50'),
        ('"weight": -0.5', '"weight": "less"'),
        (SHAPE.bits.hex(), SHAPE.bits.hex() + "00"),
        (SHAPE.bits.hex(), "xy"),
        ('"kind": ""', '"kind": 3'),
    ],
)
def test_one_entry_that_makes_no_sense_does_not_take_the_others_along(tmp_path: Path, old: str, new: str) -> None:
    save(tmp_path, [FULL, Step(Question((Asked(CAT),)), name="kept")])
    text = (tmp_path / FILE).read_text()
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1))
    found = load(tmp_path)
    assert [step.name for step in found.steps] == ["kept"]
    assert found.damaged


def test_damaged_files_are_kept_aside_each_under_a_name_of_its_own(tmp_path: Path) -> None:
    for content in ("first", "second"):
        (tmp_path / FILE).write_text(content)
        kept = set_aside(tmp_path)
        assert kept is not None
        assert kept.read_text() == content
    assert (tmp_path / DAMAGED).read_text() == "first"
    assert not load(tmp_path).damaged
    assert set_aside(tmp_path) is None


def test_where_nothing_can_be_written_the_person_is_told_why_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LibraryReadOnly, match="Check its permissions"):
        save(tmp_path / "file", [FULL])


def test_a_picture_that_would_pass_away_is_copied_and_others_stay_where_they_are(tmp_path: Path) -> None:
    passing = tmp_path / "passing" / "pasted picture 1.png"
    passing.parent.mkdir()
    passing.write_bytes(b"pixels")
    kept = keep_pictures(tmp_path / "library", Step(Question((Asked(passing), Asked(CAT))), name="x"), passing.parent)
    first, second = kept.question.paths
    assert first.read_bytes() == b"pixels"
    assert first.is_relative_to(tmp_path / "library")
    assert second == CAT
    passing.unlink()
    with pytest.raises(LibraryReadOnly):
        keep_pictures(tmp_path / "library", Step(Question((Asked(passing),)), name="x"), passing.parent)


def test_steps_that_differ_by_their_names_alone_are_the_same_search() -> None:
    assert Step(Question((Asked(CAT),)), name="a") == Step(Question((Asked(CAT),)), name="b")
    assert Step(Question((Asked(CAT),))) != Step(Question((Asked(CAT, Box(0, 0, 9, 9)),)))
