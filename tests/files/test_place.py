from pathlib import Path

import pytest

from photosearch.files import drive, place
from photosearch.files.place import Place, place_of

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="Windows is asked in another way")
LINES = """\
23 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
24 23 8:17 / /media/my\\040card rw - vfat /dev/sdb1 rw
25 23 8:33 / /media/disk rw - ext4 /dev/sdc1 rw
26 23 0:50 / /mnt/nas rw - nfs4 nas:/photos rw
27 23 0:51 / /mnt/share rw - cifs //nas/share rw
28 23 0:52 / /mnt/host rw - virtiofs host rw
29 23 0:53 / /mnt/memory rw - tmpfs tmpfs rw
30 23 0:54 / /media/disk/inner rw - tmpfs tmpfs rw
31 23 8:33 / /media/disk/inner rw - fuse.sshfs me@there: rw
"""


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with a drive, a card reader, a drive on USB and a network."""
    (tmp_path / "mountinfo").write_text(LINES)
    monkeypatch.setattr(drive, "MOUNTS", tmp_path / "mountinfo")
    blocks = tmp_path / "block"
    blocks.mkdir()
    for name, below, removable in (("sda", "pci0/ata1", 0), ("sdb", "pci0/mmc0", 1), ("sdc", "pci0/usb2/2-1", 0)):
        disk = tmp_path / "devices" / below / name
        (disk / f"{name}1").mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n")
        (blocks / f"{name}1").symlink_to(disk / f"{name}1")
    monkeypatch.setattr(place, "BLOCKS", blocks)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/Photos", Place.LOCAL),
        ("/media/my card/DCIM", Place.REMOVABLE),
        ("/media/disk", Place.REMOVABLE),
        ("/media/disk/inner/a", Place.NETWORK),
        ("/mnt/nas/2024", Place.NETWORK),
        ("/mnt/share", Place.NETWORK),
        ("/mnt/host/Pictures", Place.SHARED),
        ("/mnt/memory", Place.UNKNOWN),
    ],
)
def test_the_place_of_a_folder_is_that_of_what_is_mounted_around_it(folder: str, kind: Place) -> None:
    assert place_of(Path(folder)) is kind


def test_a_system_that_does_not_tell_is_not_guessed_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drive, "MOUNTS", tmp_path / "missing")
    assert place_of(Path("/mnt/nas")) is Place.UNKNOWN
    monkeypatch.setattr(place, "BLOCKS", tmp_path / "missing")
    (tmp_path / "mountinfo").write_text(LINES)
    monkeypatch.setattr(drive, "MOUNTS", tmp_path / "mountinfo")
    assert place_of(Path("/media/my card")) is Place.LOCAL
