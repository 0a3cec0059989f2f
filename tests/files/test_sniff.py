from collections import Counter
from pathlib import Path

import pytest

from photosearch.files.sniff import HEAD, Family, looks_like_photo, sniff


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"\xff\xd8\xff\xe0", "x", ("jpeg", Family.PHOTO)),
        (b"\x89PNG\r\n\x1a\n", "x.txt", ("png", Family.PHOTO)),
        (b"GIF89a", "x", ("gif", Family.PHOTO)),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "x", ("webp", Family.PHOTO)),
        (b"RIFF\x10\0\0\0AVI LIST", "x.jpg", ("AVI video", Family.OTHER)),
        (b"BM" + bytes(12) + b"\x28\0\0\0", "x", ("bmp", Family.PHOTO)),
        (b"BMW drivers of the world", "x", (None, Family.UNKNOWN)),
        (b"II*\0\x08\0\0\0", "x.tif", ("tiff", Family.PHOTO)),
        (b"II*\0\x08\0\0\0", "x.NEF", ("nef", Family.RAW)),
        (b"MM\0*\0\0\0\x08", "x.dng", ("dng", Family.RAW)),
        (b"II*\0\x10\0\0\0CR\x02\0", "x", ("cr2", Family.RAW)),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01", "x", ("cr3", Family.RAW)),
        (b"FUJIFILMCCD-RAW 0201", "x", ("raf", Family.RAW)),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "x", ("heif", Family.PHOTO)),
        (b"\0\0\0\x18ftypisom\0\0\0\0avifmif1", "x", ("avif", Family.PHOTO)),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "x", ("avif", Family.PHOTO)),
        (b"\0\0\0\x14ftypmif1\0\0\0\0mif1", "x", ("heif", Family.PHOTO)),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "x", ("MP4 or QuickTime video", Family.OTHER)),
        (b"P6\n640 480\n255\n", "x", ("pnm", Family.PHOTO)),
        (b"P6 is a letter", "x.txt", ("txt file", Family.OTHER)),
        (b"P2P networks", "x", (None, Family.UNKNOWN)),
        (b"\0\0\1\0\1\0\x10\x10\0\0\1\0", "x", ("ico", Family.PHOTO)),
        (b"\0\0\1\0\0\0\x10\x10\0\0\1\0", "x", (None, Family.UNKNOWN)),
        (b"II+\0\x08\0\0\0", "x", ("tiff", Family.PHOTO)),
        (b"IIU\0\x08\0\0\0", "x", ("rw2", Family.RAW)),
        (b"II\x1a\0\0\0HEAPCCDR", "x", ("crw", Family.RAW)),
        (b"\xff\xfb\x90\0", "x.jpg", ("MP3 audio", Family.OTHER)),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>", "x.jpg", ("HTML document", Family.OTHER)),
        (b'<?xpacket begin="', "x", ("XMP sidecar", Family.OTHER)),
        (b"SQLite format 3\0", "x", ("SQLite database", Family.OTHER)),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "x.heic", ("MP4 or QuickTime video", Family.OTHER)),
        (b"%PDF-1.7", "x.jpg", ("PDF document", Family.OTHER)),
        (b"crs:Version", "x.xmp", ("xmp file", Family.OTHER)),
        (b"", "x.jpg", (None, Family.UNKNOWN)),
        (b"", "x.txt", ("txt file", Family.OTHER)),
        (b"anything", "noending", (None, Family.UNKNOWN)),
    ],
)
def test_first_bytes_decide_and_the_name_is_only_a_hint(
    head: bytes, name: str, expected: tuple[str | None, Family]
) -> None:
    kind = sniff(head, name)
    assert (kind.format, kind.family) == expected


def test_every_beginning_of_a_head_is_survived() -> None:
    head = b"\0\0\0\xffftypabcd" + bytes(range(200))
    for end in range(len(head)):
        assert sniff(head[:end], "x.jpg").family in Family


@pytest.mark.parametrize(("name", "expected"), [("a.JPG", True), ("a.Nef", True), ("a.txt", False), ("jpg", False)])
def test_a_photo_is_called_so_by_its_ending(name: str, expected: bool) -> None:
    assert looks_like_photo(name) is expected


def test_the_photos_of_a_real_library_are_recognised(shared: Path) -> None:
    families = {}
    for path in (shared / "data" / "personal").rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                families[path] = sniff(file.read(HEAD), path.name)
    photos = {path for path, kind in families.items() if kind.family is Family.PHOTO}
    assert {path for path in families if looks_like_photo(path.name)} == photos
    assert Counter(kind.format for kind in families.values()) == {"jpeg": 43, "heif": 24, "png": 3, None: 3}
