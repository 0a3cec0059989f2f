from pathlib import Path

import pytest

from photosearch.errors import VanishedFile
from photosearch.jobs import Cancel
from photosearch.services.browse import KeptPicture, picture
from photosearch.services.ingest import add
from photosearch.services.library import Library
from tests.drawing import draw, finish


@pytest.fixture
def photo(library: Library, tmp_path: Path) -> Path:
    """A photo of the library, 600 x 800."""
    draw(tmp_path / "drive" / "other.jpg", 2)
    photo = draw(tmp_path / "drive" / "a.jpg", 1, size=(600, 800))
    finish(add(library, [photo.parent], Cancel()))
    return photo


def test_of_a_photo_that_cannot_be_reached_its_thumbnail_is_shown_as_large_as_the_photo(
    library: Library, photo: Path
) -> None:
    assert not isinstance(picture(library, photo, 480), KeptPicture)
    aside = photo.rename(photo.with_name("moved"))
    gone = picture(library, photo, 480)
    aside.rename(photo)
    photo.parent.rename(photo.parent.with_name("unplugged"))
    offline = picture(library, photo, 480)
    assert isinstance(gone, KeptPicture)
    assert isinstance(offline, KeptPicture)
    assert (gone.offline, offline.offline) == (False, True)
    assert offline.rgb.shape == (600, 800, 3)
    assert (offline.metadata.height, offline.metadata.width) == (600, 800)


def test_what_was_not_kept_or_is_not_known_is_said(library: Library, photo: Path) -> None:
    photo.parent.rename(photo.parent.with_name("unplugged"))
    library.thumbnails.empty()
    with pytest.raises(VanishedFile, match="on a drive that is not connected; no picture of it was kept"):
        picture(library, photo, 480)
    with pytest.raises(VanishedFile, match="is not there"):
        picture(library, photo.with_name("never.jpg"), 480)
