"""Small folders of drawn photos, and a library with the fake network."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

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


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty-six photos; the first three hold one thing, each at another place."""
    folder = tmp_path_factory.mktemp("closer") / "photos"
    for number in range(36):
        draw(folder / f"{number:02}.png", 300 + number, size=(320, 448))
    thing = np.asarray(Image.open(draw(folder.parent / "thing.png", 7, size=(128, 160))))
    for number, (top, left) in enumerate(((32, 32), (160, 256), (96, 128))):
        rgb = np.array(Image.open(folder / f"{number:02}.png"))
        rgb[top : top + 128, left : left + 160] = thing
        Image.fromarray(rgb).save(folder / f"{number:02}.png")
    return folder


@pytest.fixture(scope="session")
def looked(gallery: Path) -> Iterator[Library]:
    """The gallery in a library that has all that closer looks need."""
    with Library(gallery.parent / "library", str(FAKE)) as library:
        finish(add(library, [gallery], Cancel(), ["blcf", "cam_ofa", "rmac"]))
        yield library
