import os
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from photosearch.decode.read import read
from photosearch.errors import LibraryProblem, PersonError
from photosearch.explain import new_file
from photosearch.jobs import Cancel
from photosearch.services import crops
from photosearch.services.browse import cell_picture
from photosearch.services.crops import CropSummary, export_crops
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.types import Box
from tests.drawing import draw, finish


def pixels(path: Path) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]


def save(library: Library, paths: Sequence[Path], folder: Path, box: Box | None = None) -> CropSummary:
    boxes = {} if box is None else dict.fromkeys(paths, box)
    return finish(export_crops(library, paths, folder, Cancel(), boxes))


def put_box(library: Library, name: str, box: tuple[int, int, int, int] | None) -> None:
    with library.writing() as store:
        store.run(
            "UPDATE photos SET box_top = ?, box_left = ?, box_bottom = ?, box_right = ? "
            "WHERE file_id = (SELECT id FROM files WHERE path = ?)",
            [*(box or (None,) * 4), name.encode()],
        )


def test_pixels_are_those_of_the_photo_at_full_size_in_the_box_grown_by_a_twentieth(
    added: Library, photos: Path, tmp_path: Path
) -> None:
    put_box(added, "sub/4.png", (20, 30, 60, 110))  # 40 x 80, so 42 x 84
    summary = save(added, [photos / "sub" / "4.png"], tmp_path / "new" / "out")
    ((photo, file),) = summary.written
    assert (photo, file) == (photos / "sub" / "4.png", tmp_path / "new" / "out" / "4 crop.png")
    np.testing.assert_array_equal(pixels(file), read(photo).rgb[19:61, 28:112])
    assert not summary.stopped
    assert summary.failure is None


def test_a_photo_that_was_held_sideways_is_cut_upright(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "sideways"
    exif = Image.Exif()
    exif[0x0112] = 6
    draw(folder / "a.png", 1, exif=exif)
    finish(add(library, [folder], Cancel()))
    put_box(library, "a.png", (0, 0, 100, 40))
    ((photo, file),) = save(library, [folder / "a.png"], tmp_path / "out").written
    upright = read(photo).rgb
    assert upright.shape[:2] == (128, 96)
    np.testing.assert_array_equal(pixels(file), upright[0:103, 0:41])


def test_jpeg_photos_become_jpeg_files(added: Library, photos: Path, tmp_path: Path) -> None:
    put_box(added, "0.jpg", (0, 0, 96, 128))
    ((photo, file),) = save(added, [photos / "0.jpg"], tmp_path / "out").written
    assert file.name == "0 crop.jpg"
    assert np.abs(pixels(file).astype(int) - read(photo).rgb).mean() < 5


def test_nothing_is_overwritten_however_often_it_is_saved(added: Library, photos: Path, tmp_path: Path) -> None:
    put_box(added, "0.jpg", (0, 0, 50, 50))
    names = [save(added, [photos / "0.jpg"], tmp_path / "out").written[0][1].name for _ in range(3)]
    assert names == ["0 crop.jpg", "0 crop 2.jpg", "0 crop 3.jpg"]


def test_photos_that_have_no_object_or_cannot_be_cut_are_named_and_the_others_written(
    added: Library, photos: Path, tmp_path: Path
) -> None:
    stranger = draw(tmp_path / "stranger.jpg", 9)
    for name in ("0.jpg", "1.jpg", "2.jpg"):
        put_box(added, name, (0, 0, 50, 50))
    put_box(added, "3.jpg", None)
    (photos / "0.jpg").unlink()
    draw(photos / "1.jpg", 77, size=(200, 300))
    names = ("3.jpg", "0.jpg", "1.jpg", "2.jpg")
    summary = save(added, [stranger, *(photos / name for name in names)], tmp_path / "out")
    assert summary.without_object == (photos / "3.jpg",)
    assert [file.name for _, file in summary.written] == ["2 crop.jpg"]
    why = {path.name: reason for path, reason in summary.problems}
    assert set(why) == {"stranger.jpg", "0.jpg", "1.jpg"}
    assert "photosearch add" in why["stranger.jpg"]
    assert "not there" in why["0.jpg"]
    assert "changed" in why["1.jpg"]


def test_a_box_of_ones_own_is_cut_as_it_is_from_any_photo_without_a_library(library: Library, tmp_path: Path) -> None:
    photo = draw(tmp_path / "stranger.png", 9)
    ((_, file),) = save(library, [photo], tmp_path / "out", Box(1, 2, 30, 40)).written
    np.testing.assert_array_equal(pixels(file), read(photo).rgb[1:30, 2:40])
    summary = save(library, [photo], tmp_path / "out", Box(0, 0, 97, 5))
    assert "leaves the photo" in summary.problems[0][1]
    with pytest.raises(LibraryProblem):
        save(library, [photo], tmp_path / "out")


def test_stopping_keeps_what_is_written(added: Library, photos: Path, tmp_path: Path) -> None:
    for number in range(3):
        put_box(added, f"{number}.jpg", (0, 0, 50, 50))
    cancel = Cancel()
    job = export_crops(added, [photos / f"{number}.jpg" for number in range(3)], tmp_path / "out", cancel)
    next(job)  # before the first
    cancel.cancel()
    summary = finish(job)
    assert summary.stopped
    assert [file.name for _, file in summary.written] == ["0 crop.jpg"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["0 crop.jpg"]


def test_a_disk_that_fills_up_ends_it_with_a_sentence_and_keeps_what_is_written(
    added: Library, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(folder: Path, name: str, suffix: str, rgb: np.ndarray) -> Path:
        if name.startswith("1"):
            raise PersonError("The disk is full.")
        return new_file.write_new(folder, name, suffix, rgb)

    monkeypatch.setattr(crops, "write_new", write)
    for number in range(3):
        put_box(added, f"{number}.jpg", (0, 0, 50, 50))
    summary = save(added, [photos / f"{number}.jpg" for number in range(3)], tmp_path / "out")
    assert summary.failure == "The disk is full."
    assert [file.name for _, file in summary.written] == ["0 crop.jpg"]
    assert not summary.stopped
    with pytest.raises(PersonError, match="full"):
        save(added, [photos / "1.jpg"], tmp_path / "out")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_a_sentence(added: Library, photos: Path, tmp_path: Path) -> None:
    put_box(added, "0.jpg", (0, 0, 50, 50))
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(PersonError, match="may be written"):
        save(added, [photos / "0.jpg"], locked)
    with pytest.raises(PersonError, match="cannot be made"):
        save(added, [photos / "0.jpg"], locked / "below")


def test_a_file_in_place_of_the_folder_is_a_sentence(added: Library, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PersonError, match="cannot be made"):
        save(added, [photos / "0.jpg"], tmp_path / "file")


def test_a_cropped_thumbnail_shows_the_object_and_fits_its_cell(added: Library, photos: Path) -> None:
    photo = photos / "sub" / "4.png"
    put_box(added, "sub/4.png", (20, 30, 60, 110))  # grown by 15 %: 17 to 63 and 24 to 116
    whole = cell_picture(added, photo, 128, cropped=True)
    assert whole.shape == (46, 92, 3)
    assert np.abs(whole.astype(int) - read(photo).rgb[17:63, 24:116]).mean() < 6  # kept with a little loss
    small = cell_picture(added, photo, 46, cropped=True)
    assert small.shape == (24, 46, 3)  # rows 8.5 to 31.5, rounded
    assert cell_picture(added, photo, 46).shape == (34, 46, 3)


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (95, 127, 96, 128), (0, 64, 96, 65), (95, 0, 96, 128)])
def test_a_cropped_thumbnail_of_the_thinnest_object_is_not_empty(
    added: Library, photos: Path, box: tuple[int, int, int, int]
) -> None:
    put_box(added, "0.jpg", box)
    for side in (1, 7, 64, 300):
        shape = cell_picture(added, photos / "0.jpg", side, cropped=True).shape
        assert min(shape) >= 1
        assert max(shape[:2]) <= side


def test_a_photo_without_an_object_or_changed_since_is_shown_whole(added: Library, photos: Path) -> None:
    put_box(added, "0.jpg", None)
    put_box(added, "1.jpg", (0, 0, 10, 10))
    draw(photos / "1.jpg", 77, size=(200, 300))
    for path in (photos / "0.jpg", photos / "1.jpg"):
        np.testing.assert_array_equal(cell_picture(added, path, 64, cropped=True), cell_picture(added, path, 64))
