"""The door of the room: files of every kind, and all that may go wrong with them."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.formats import formats
from photosearch.decode.read import capabilities, read, read_bytes
from photosearch.errors import NotAPhoto, UnreadablePhoto, VanishedFile
from photosearch.settings import PIXEL_LIMIT
from photosearch.types import Picture


def test_a_name_of_any_bytes_is_read(tmp_path: Path, scene: Image.Image, encoded: Callable[..., bytes]) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.png"))
    try:
        path.write_bytes(encoded(scene, "PNG"))
    except OSError:
        pytest.skip("this file system takes no such name")
    assert np.array_equal(read(path).rgb, np.asarray(scene))


def test_messages_name_the_file_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(VanishedFile) as caught:
        read(tmp_path / "two\nlines\udcff.jpg")
    assert str(caught.value).isprintable()
    assert str(caught.value).endswith(r"two\nlines\udcff.jpg is not there")


@pytest.mark.parametrize(
    ("content", "expected", "says"),
    [
        (b"", NotAPhoto, "is empty"),
        (b"some text, no photo\n" * 50, NotAPhoto, "is not a picture"),
        (bytes(5000), NotAPhoto, "is not a picture"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", UnreadablePhoto, r"a\.jpg"),
        (b"\xff\xd8\xff", UnreadablePhoto, r"a\.jpg"),
    ],
)
def test_what_is_no_photo_is_refused(tmp_path: Path, content: bytes, expected: type[Exception], says: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(expected, match=says):
        read(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhoto, match="is a folder"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(UnreadablePhoto, match="not an ordinary file"):
        read(tmp_path / "a.jpg")


def test_a_file_that_may_not_be_read_is_worth_another_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")

    def denied(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(VanishedFile, match="may not be read"):
        read(path)


def test_a_name_too_long_or_with_a_nul_is_refused(tmp_path: Path) -> None:
    for name in ("a" * 5000, "nul\0"):
        with pytest.raises(UnreadablePhoto):
            read(tmp_path / name)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate((1 << 30) + 1)
    with pytest.raises(UnreadablePhoto, match="larger than 1 GiB"):
        read(path)


def test_capabilities_change_with_the_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    before = capabilities()
    assert before == capabilities()
    assert "pillow=" in before
    monkeypatch.setattr("photosearch.decode.read._version", lambda _: "-")
    assert capabilities() != before


def test_hostile_files_yield_a_picture_or_a_reason_and_none_that_pillow_shows_is_lost(shared: Path) -> None:
    files = [path for path in sorted((shared / "data/bad").rglob("*")) if path.is_file()]
    assert len(files) > 1000
    shown, lost = 0, []
    for path in files:
        try:
            picture = read(path, 320)
        except UnreadablePhoto:
            if pillow_shows(path):
                lost.append(path.name)
        else:
            shown += 1
            assert isinstance(picture, Picture)
            assert picture.rgb.dtype == np.uint8
            assert picture.rgb.ndim == 3
            assert picture.rgb.flags.c_contiguous
    assert not lost
    assert shown > 250


def pillow_shows(path: Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=formats()) as image:
                image.convert("RGB")
                return image.width * image.height <= PIXEL_LIMIT
        except Exception:  # noqa: BLE001  whatever a plug-in raises
            return False


def test_every_personal_photo_is_shown(shared: Path) -> None:
    suffixes = {".jpg", ".jpeg", ".png", ".heic", ".heif", ".tif", ".tiff", ".webp", ".avif"}
    paths = [path for path in sorted((shared / "data/personal").rglob("*")) if path.suffix.lower() in suffixes]
    assert paths
    for path in paths:
        assert min(read(path, 64).rgb.shape[:2]) >= 1, path.name


def test_bytes_and_files_give_the_same_picture(
    tmp_path: Path, scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    data = encoded(scene, "JPEG")
    (tmp_path / "a.jpg").write_bytes(data)
    assert np.array_equal(read(tmp_path / "a.jpg").rgb, read_bytes(data, "a.jpg").rgb)
