import os
from pathlib import Path

import pytest

from photosearch.files import drive
from photosearch.files.drive import Drive, drive_of, places


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system that has one drive mounted at a folder with a space in its name, and the folder itself."""
    device, point = tmp_path / "sdb1", tmp_path / "my drive"
    (tmp_path / "by-uuid").mkdir()
    (tmp_path / "by-uuid" / "1234-ABCD").symlink_to(device)
    point.mkdir()
    where = str(point).replace(" ", "\\040")
    (tmp_path / "mountinfo").write_text(
        f"23 1 8:2 / / rw,relatime shared:1 - ext4 /dev/elsewhere rw\n"
        f"36 35 8:17 / {where} rw,relatime master:1 - ext4 {device} rw\n"
        f"37 35 8:17 /part {tmp_path / 'bound'} rw - ext4 {device} rw\n"
        "38 35 0:50 / /run rw\n"
    )
    monkeypatch.setattr(drive, "MOUNTS", tmp_path / "mountinfo")
    monkeypatch.setattr(drive, "UUIDS", tmp_path / "by-uuid")
    ismount = os.path.ismount
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == point or ismount(path))
    return point


def test_a_folder_is_known_by_its_drive_and_its_path_there(mounted: Path) -> None:
    assert drive_of(mounted / "photos" / "2020") == Drive("1234-ABCD", Path("photos/2020"))
    assert drive_of(mounted) == Drive("1234-ABCD", Path())


def test_a_drive_is_found_where_it_is_mounted_whole(mounted: Path) -> None:
    assert places(Drive("1234-ABCD", Path("photos"))) == [mounted / "photos"]
    assert places(Drive("another", Path("photos"))) == []


def test_what_the_system_does_not_tell_is_not_known(mounted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drive_of(mounted.parent) is None
    monkeypatch.setattr(drive, "UUIDS", mounted / "missing")
    assert drive_of(mounted / "photos") is None
    assert places(Drive("1234-ABCD", Path())) == []
