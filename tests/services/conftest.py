"""Small folders of drawn photos, and a library with the fake network."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from photosearch.jobs import Cancel
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.summary import Summary
from tests.drawing import FAKE, draw, finish


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of six photos, a broken one and two files that are none."""
    folder = tmp_path / "photos"
    for number in range(4):
        draw(folder / f"{number}.jpg", number)
    draw(folder / "sub" / "4.png", 4)
    draw(folder / "sub" / "deeper" / "5.webp", 5)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing that follows is a picture")
    (folder / "notes.txt").write_text("no photo")
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(100))
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library", str(FAKE), workers=2) as library:
        yield library


@pytest.fixture
def added(library: Library, photos: Path) -> Library:
    """A library that holds the photos."""
    finish(add(library, [photos], Cancel()))
    return library


@pytest.fixture
def rescan(library: Library) -> Callable[..., Summary]:
    def rescan(descriptors: Sequence[str] = ()) -> Summary:
        return finish(scan(library, Cancel(), descriptors))

    return rescan
