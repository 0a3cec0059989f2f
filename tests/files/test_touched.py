import os
from pathlib import Path

import pytest

from photosearch.files.touched import MOST_EVENTS, PATIENCE_SECONDS, QUIET_SECONDS, Touched

ROOT = Path("/photos")


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def touched(clock: Clock) -> Touched:
    return Touched([ROOT / "library"], clock)


def note(touched: Touched, *names: str, is_folder: bool = False) -> None:
    for name in names:
        touched.note(ROOT, os.fsencode(ROOT / name), is_folder=is_folder)


def test_a_file_touches_its_folder_and_a_folder_itself(touched: Touched, clock: Clock) -> None:
    note(touched, "a.jpg", "trip/b.jpg", "trip/deep/c.jpg")
    note(touched, "new", is_folder=True)
    clock.now += QUIET_SECONDS
    assert touched.take() == {ROOT: frozenset({b"", b"trip", b"trip/deep", b"new"})}
    assert touched.take() == {}


def test_what_goes_on_is_waited_for_but_not_for_ever(touched: Touched, clock: Clock) -> None:
    begun = clock.now
    while clock.now - begun < PATIENCE_SECONDS:
        note(touched, "copy/a.jpg")
        assert touched.take() == {}
        clock.now += 1
    assert touched.take() == {ROOT: frozenset({b"copy"})}


def test_every_root_rests_on_its_own(touched: Touched, clock: Clock) -> None:
    other = Path("/other")
    note(touched, "a.jpg")
    clock.now += QUIET_SECONDS
    touched.note(other, b"/other/b.jpg", is_folder=False)
    assert touched.take() == {ROOT: frozenset({b""})}
    clock.now += QUIET_SECONDS
    assert touched.take() == {other: frozenset({b""})}


def test_hidden_files_junk_and_the_library_itself_do_not_count(touched: Touched, clock: Clock) -> None:
    note(touched, ".a.jpg.Xy12", ".git/objects/1", "@eaDir/x.jpg", "trip/Thumbs.db", "library/photos.sqlite-wal")
    note(touched, "library", ".cache", is_folder=True)
    clock.now += QUIET_SECONDS
    assert touched.take() == {}
    note(touched, "trip/.nomedia", "library card.jpg")  # that one tells to pass over a folder
    clock.now += QUIET_SECONDS
    assert touched.take() == {ROOT: frozenset({b"trip", b""})}


def test_a_flood_makes_the_whole_root_count(touched: Touched, clock: Clock) -> None:
    for _ in range(MOST_EVENTS + 1):
        note(touched, "a.jpg")
    clock.now += QUIET_SECONDS
    assert touched.take() == {ROOT: None}


def test_what_was_not_at_rest_is_noted_again(touched: Touched, clock: Clock) -> None:
    touched.note_folders({ROOT: frozenset({b"trip"})})
    note(touched, "a.jpg")
    clock.now += QUIET_SECONDS
    assert touched.take() == {ROOT: frozenset({b"trip", b""})}
    touched.note_folders({ROOT: None})
    touched.forget()
    clock.now += QUIET_SECONDS
    assert touched.take() == {}
