from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.errors import LibraryProblem
from photosearch.services.composition import (
    CHUNK,
    PLACES,
    SIZES,
    Composition,
    composition,
    compositions,
    matches,
    photos_with,
)
from photosearch.services.library import Library
from photosearch.store.database import Store
from photosearch.types import Box

C = Composition


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (None, {C.NONE}),
        (Box(10, 10, 10, 40), {C.NONE}),  # nothing in it
        (Box(0, 0, 60, 90), {C.FILLS, C.CENTRED}),  # 60 of 100 rows, all 90 columns: 60 %
        (Box(0, 0, 59, 90), {C.CENTRED}),
        (Box(0, 0, 30, 30), {C.SMALL, C.LEFT}),  # 900 of 9,000: 10 %
        (Box(0, 0, 30, 31), {C.LEFT}),
        (Box(40, 20, 60, 40), {C.SMALL, C.CENTRED}),  # its middle on the border of the left third, at column 30
        (Box(40, 19, 60, 40), {C.SMALL, C.LEFT}),
        (Box(40, 50, 60, 70), {C.SMALL, C.CENTRED}),  # on the border of the right third, at column 60
        (Box(40, 50, 60, 71), {C.SMALL, C.RIGHT}),
        (Box(0, 60, 100, 90), {C.RIGHT}),
    ],
)
def test_words_are_those_computed_by_hand_for_100_rows_and_90_columns(box: Box | None, words: set[C]) -> None:
    assert composition(box, 100, 90) == words


def test_height_does_not_matter_to_the_thirds_of_the_width() -> None:
    assert composition(Box(0, 0, 5, 5), 1000, 90) == composition(Box(995, 0, 1000, 5), 1000, 90) == {C.SMALL, C.LEFT}


@given(st.integers(1, 9000), st.integers(1, 9000), st.data())
def test_every_photo_has_a_place_or_no_object_and_at_most_one_size(
    height: int, width: int, data: st.DataObject
) -> None:
    top, left = data.draw(st.integers(0, height)), data.draw(st.integers(0, width))
    box = Box(top, left, data.draw(st.integers(top, height)), data.draw(st.integers(left, width)))
    words = composition(box, height, width)
    assert len(words & PLACES) == (1 if box.area else 0)
    assert len(words & SIZES) <= 1
    assert (words == {C.NONE}) is (box.area == 0)


@given(st.integers(1, 500), st.integers(1, 500), st.data())
def test_left_and_right_are_mirror_images(height: int, width: int, data: st.DataObject) -> None:
    left = data.draw(st.integers(0, width - 1))
    right = data.draw(st.integers(left + 1, width))
    other = {C.LEFT: C.RIGHT, C.RIGHT: C.LEFT}
    seen = composition(Box(0, left, height, right), height, width)
    mirrored = composition(Box(0, width - right, height, width - left), height, width)
    assert mirrored == {other.get(word, word) for word in seen}


def test_wanted_places_are_alternatives_and_a_wanted_size_narrows_them() -> None:
    small_left, left = frozenset({C.SMALL, C.LEFT}), frozenset({C.LEFT})
    assert matches(small_left, {C.LEFT, C.RIGHT})
    assert matches(small_left, {C.LEFT, C.SMALL})
    assert not matches(left, {C.LEFT, C.SMALL})
    assert not matches(small_left, {C.RIGHT, C.SMALL})
    assert matches(small_left, {C.SMALL, C.FILLS})


def test_photos_without_an_object_pass_only_where_they_or_nothing_are_wanted() -> None:
    nothing = frozenset({C.NONE})
    assert matches(nothing, ())
    assert matches(nothing, {C.NONE, C.LEFT})
    assert not matches(nothing, {C.LEFT})
    assert not matches(frozenset({C.LEFT}), {C.NONE})
    assert matches(frozenset({C.LEFT}), {C.NONE, C.LEFT})


def place(library: Library, boxes: dict[str, tuple[int, int, int, int] | None]) -> None:
    """Give photos other boxes than the fake network did."""
    with library.writing() as store:
        for name, box in boxes.items():
            file_id = store.rows("SELECT id FROM files WHERE path = ?", [name.encode()])[0][0]
            store.run(
                "UPDATE photos SET height = 96, width = 128, box_top = ?, box_left = ?, box_bottom = ?, box_right = ? "
                "WHERE file_id = ?",
                [*(box or (None,) * 4), file_id],
            )


def test_a_library_tells_the_words_of_its_photos_and_lists_those_wanted(added: Library, photos: Path) -> None:
    place(added, {"0.jpg": None, "1.jpg": (0, 0, 20, 20), "2.jpg": (0, 0, 96, 128), "3.jpg": (0, 100, 96, 128)})
    found = {Path(path).name: words for _, path, words in photos_with(added, ())[1]}
    assert len(found) == 6
    assert found["0.jpg"] == {C.NONE}
    assert found["1.jpg"] == {C.SMALL, C.LEFT}
    assert found["2.jpg"] == {C.FILLS, C.CENTRED}
    assert found["3.jpg"] == {C.RIGHT}
    assert [path for _, path, _ in photos_with(added, [C.SMALL, C.LEFT])[1]] == [str(photos / "1.jpg")]
    words = compositions(added)
    assert {key: words[key] for key, _, _ in photos_with(added, ())[1]} == words


def test_photos_that_are_missing_are_not_listed(added: Library, photos: Path, rescan: Callable[[], object]) -> None:
    (photos / "1.jpg").unlink()
    rescan()
    assert str(photos / "1.jpg") not in [path for _, path, _ in photos_with(added, ())[1]]


def test_without_a_library_there_is_a_sentence(library: Library) -> None:
    with pytest.raises(LibraryProblem):
        compositions(library)


def test_100_000_photos_are_read_in_few_queries(added: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.rows
    with added.writing() as store, store.transaction():
        root = store.rows("SELECT id FROM roots")[0][0]
        store.run(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            "INSERT INTO files (root_id, path, size, mtime_ns, state, decoder) "
            "SELECT ?, CAST('many/' || i AS BLOB), 1, 1, 'photo', '' FROM n",
            [root],
        )
        store.run(
            "INSERT INTO photos (file_id, fingerprint, height, width, format, box_top, box_left, box_bottom, box_right)"
            " SELECT id, x'00', 3000, 4000, 'jpeg', 10, id % 3000, 900, id % 3000 + 900 FROM files WHERE size = 1"
        )
    statements: list[str] = []
    monkeypatch.setattr(Store, "rows", lambda self, sql, *more: statements.append(sql) or real(self, sql, *more))
    found = compositions(added)
    assert len(found) >= 100_000
    assert len([sql for sql in statements if "box" in sql]) == -(-max(found) // CHUNK)
