import contextlib
import os
import socket
import tempfile
from collections.abc import Sequence
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
    found: list[bytes] = []
    for listing in walk(root, frozenset(skip)):
        assert isinstance(listing, Listing)
        found += [item.relative for item in listing.found()]
    return sorted(found)


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


def test_links_to_a_folder_and_to_one_in_it_find_every_file_once(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(outside, "a/x.jpg", "a/b/y.jpg", "z.jpg")
    root.mkdir()
    for name, target in (("one", "a/b"), ("two", "."), ("three", "a")):
        (root / name).symlink_to(outside / target)
    (outside / "a" / "self").symlink_to(outside / "a")
    (outside / "a" / "b" / "up").symlink_to(outside)
    assert sorted(path.rpartition(b"/")[2] for path in paths(root)) == [b"x.jpg", b"y.jpg", b"z.jpg"]


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


def test_no_link_leads_into_a_skipped_folder(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(outside, "library/below/x.jpg", "y.jpg")
    root.mkdir()
    (root / "around").symlink_to(outside)
    (root / "below").symlink_to(outside / "library" / "below")
    (root / "file.jpg").symlink_to(outside / "library" / "below" / "x.jpg")
    (tmp_path / "link").symlink_to(outside / "library")
    assert paths(root, outside / "library") == paths(root, tmp_path / "link") == [b"around/y.jpg"]


def test_what_windows_hides_by_an_attribute_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.jpg", "hidden.jpg", "hidden/b.jpg", "open/c.jpg")
    hidden = {(tmp_path / name).stat().st_ino for name in ("hidden.jpg", "hidden")}
    monkeypatch.setitem(walk.__globals__, "_HIDDEN_BY_ATTRIBUTE", True)
    monkeypatch.setitem(walk.__globals__, "_is_hidden", lambda facts: facts.st_ino in hidden)
    assert paths(tmp_path) == [b"a.jpg", b"open/c.jpg"]


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


class Refusing:
    """An entry whose facts may not be asked for, as in a folder that one may list but not enter."""

    def __init__(self, entry: os.DirEntry[bytes]) -> None:
        self._entry = entry

    def __getattr__(self, name: str) -> object:
        return getattr(self._entry, name)

    def stat(self) -> os.stat_result:
        raise PermissionError(13, "Permission denied")


def test_files_whose_facts_are_refused_do_not_count_as_gone_but_links_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "closed/x.jpg", "open/y.jpg")
    (tmp_path / "open" / "link.jpg").symlink_to("/nothing")
    scandir = os.scandir

    def listing(path: bytes) -> contextlib.AbstractContextManager[Sequence[object]]:
        with scandir(path) as entries:
            refused = [Refusing(e) if e.is_symlink() or path.endswith(b"closed") else e for e in entries]
        return contextlib.nullcontext(refused)

    monkeypatch.setattr(os, "scandir", listing)
    found = {item.relative: item for item in walk(tmp_path)}
    assert found[b"closed"] == Unwalkable(b"closed", "Permission denied (x.jpg)")
    assert isinstance(found[b"open"], Listing)
    assert found[b"open"].names == [b"y.jpg"]


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
