import os
import socket
import tempfile
from pathlib import Path

import pytest

from photosearch.files.walk import Listing, Unwalkable, walk
from photosearch.types import Stamp


def write(root: Path, *names: str | bytes) -> None:
    for name in names:
        path = root / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def paths(root: Path, *skip: Path) -> list[bytes]:
    """All files of a walk that met no closed folder."""
    listings = list(walk(root, frozenset(skip)))
    assert all(isinstance(listing, Listing) for listing in listings)
    return sorted(item.relative for listing in listings for item in listing.found())


def test_every_file_of_every_folder_is_found_once_whatever_its_name(tmp_path: Path) -> None:
    names = [b"a.jpg", b"b/c.jpg", b"b/d/e", b"\xff\xfe.jpg", b"new\nline/\r.jpg", "ü/照片.jpg".encode()]
    write(tmp_path, *names)
    assert paths(tmp_path) == sorted(names)


def test_a_file_comes_with_its_size_and_time(tmp_path: Path) -> None:
    write(tmp_path, "a")
    os.utime(tmp_path / "a", ns=(5, 1234567890123456789))
    (listing,) = walk(tmp_path)
    assert isinstance(listing, Listing)
    assert listing.found()[0].stamp == Stamp(1, 1234567890123456789)


def test_hidden_files_junk_and_folders_without_media_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.jpg", ".b.jpg", ".git/c.jpg", "Thumbs.db", "@eaDir/d.jpg", "lost+found/e.jpg", "x/desktop.ini")
    write(tmp_path, "album/.nomedia", "album/f.jpg", "album/below/g.jpg", "my@eaDir/h.jpg")
    assert paths(tmp_path) == [b"a.jpg", b"my@eaDir/h.jpg"]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "a/b/x.jpg")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path)
    (tmp_path / "around").symlink_to(tmp_path.parent)
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert paths(tmp_path) == [b"a/b/x.jpg"]


def test_a_linked_folder_outside_is_entered_once(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(outside, "x.jpg")
    write(root, "y.jpg")
    for name in ("first", "second"):
        (root / name).symlink_to(outside)
    (outside / "back").symlink_to(root)
    found = paths(root)
    assert len(found) == 2
    assert found[0] in (b"first/x.jpg", b"second/x.jpg")


def test_linked_files_are_found_unless_they_are_there_already(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "a.jpg")
    write(tmp_path, "outside.jpg")
    (root / "inside.jpg").symlink_to(root / "a.jpg")
    (root / "linked.jpg").symlink_to(tmp_path / "outside.jpg")
    (root / "broken.jpg").symlink_to(tmp_path / "nothing")
    assert paths(root) == [b"a.jpg", b"linked.jpg"]


def test_pipes_sockets_and_links_to_devices_are_left_out(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as short:  # socket names are limited in length
        root = Path(short)
        write(root, "a.jpg")
        os.mkfifo(root / "pipe.jpg")
        (root / "null.jpg").symlink_to("/dev/null")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(root / "socket.jpg"))
            assert paths(root) == [b"a.jpg"]


def test_skipped_folders_are_not_entered(tmp_path: Path) -> None:
    write(tmp_path, "a/x.jpg", "b/y.jpg")
    assert paths(tmp_path, tmp_path / "a") == [b"b/y.jpg"]


def test_a_folder_that_cannot_be_listed_is_said_and_the_others_are_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "closed/x.jpg", "open/y.jpg")
    scandir = os.scandir

    def refusing(path: bytes) -> object:
        if path.endswith(b"closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = list(walk(tmp_path))
    assert [item for item in found if isinstance(item, Unwalkable)] == [Unwalkable(b"closed", "Permission denied")]
    assert {item.relative for item in found} == {b"", b"closed", b"open"}


def test_a_file_that_vanishes_between_listing_and_stat_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a", "b")
    scandir = os.scandir

    class Vanishing:
        def __init__(self, path: bytes) -> None:
            self.entries = list(scandir(path))
            (tmp_path / "a").unlink()

        def __enter__(self) -> list[os.DirEntry[bytes]]:
            return self.entries

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(os, "scandir", Vanishing)
    (listing,) = walk(tmp_path)
    assert isinstance(listing, Listing)
    assert listing.names == [b"b"]


def listed(root: Path) -> bytes:
    (listing,) = walk(root)
    assert isinstance(listing, Listing)
    return listing.digest()


def test_a_digest_changes_with_every_change_and_with_none_else(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    first = listed(tmp_path)
    assert listed(tmp_path) == first
    seen = {first}
    for change in (
        lambda: (tmp_path / "a").rename(tmp_path / "c"),
        lambda: (tmp_path / "c").write_bytes(b"longer"),
        lambda: os.utime(tmp_path / "c", ns=(1, 1)),
        lambda: os.utime(tmp_path / "c", ns=(1, 2**62)),
        (tmp_path / "d").touch,
        (tmp_path / "b").unlink,
    ):
        change()
        now = listed(tmp_path)
        assert now not in seen
        seen.add(now)


def test_a_time_beyond_64_bits_has_a_digest_too() -> None:
    far, further = Listing(b"", [b"a"], [1, 2**70]), Listing(b"", [b"a"], [1, 2**71])
    assert far.digest() != further.digest()
