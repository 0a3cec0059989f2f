from pathlib import Path

import pytest

from photosearch.errors import FolderProblem
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.curate import remove_folder
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.status import status
from tests.drawing import draw, finish


@pytest.fixture
def two(added: Library, tmp_path: Path) -> Path:
    other = tmp_path / "other"
    draw(other / "x.jpg", 50)
    finish(add(added, [other], Cancel()))
    return other


def test_a_removed_folder_takes_its_photos_out_and_leaves_the_files(added: Library, photos: Path, two: Path) -> None:
    assert remove_folder(added, photos) == 6
    assert status(added).counts.photos == 1
    assert [Path(hit.path).name for hit in finish(find(added, two / "x.jpg")).hits] == ["x.jpg"]
    assert len(list(photos.rglob("*.jpg"))) == 5
    assert finish(check(added, Cancel())) == []


def test_an_unplugged_folder_can_be_removed(added: Library, photos: Path, two: Path) -> None:
    photos.rename(photos.parent / "unplugged")
    assert remove_folder(added, photos) == 6


def test_a_folder_that_is_no_root_is_refused_and_the_roots_are_named(added: Library, photos: Path) -> None:
    with pytest.raises(FolderProblem, match=f"(?s)not one of.*{photos}"):
        remove_folder(added, photos / "sub")
    assert status(added).counts.photos == 6


def test_the_last_folder_can_be_removed_and_added_again(added: Library, photos: Path) -> None:
    remove_folder(added, photos)
    assert status(added).spaces == []
    assert finish(add(added, [photos], Cancel())).indexed == 6
