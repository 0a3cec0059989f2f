"""What a file is, by its first bytes; its name is only a hint where they do not decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

HEAD = 4096
"""How many bytes are enough."""


class Family(StrEnum):
    """What a program for photos does with a file."""

    PHOTO = "photo"
    RAW = "raw"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Kind:
    """A format, such as ``jpeg`` (None where nothing is recognised), and its family."""

    format: str | None
    family: Family


PHOTO_ENDINGS = frozenset(
    ".jpg .jpeg .jpe .jfif .mpo .png .apng .gif .bmp .dib .webp .tif .tiff .avif .heic .heif .hif .jxl .jp2 .j2k "
    ".ico .psd .tga .ppm .pgm .pbm .pnm .qoi".split()
)
RAW_ENDINGS = frozenset(
    ".3fr .arw .cr2 .cr3 .crw .dcr .dng .erf .kdc .mef .mos .mrw .nef .nrw .orf .pef .raf .raw .rw2 .rwl .sr2 .srf "
    ".srw .x3f".split()
)
_OTHER_ENDINGS = frozenset(
    ".3g2 .3gp .aac .aae .ai .avi .bak .cfg .csv .db .doc .docx .dop .flac .gpx .gz .htm .html .ini .json .kml "
    ".log .m2ts .m4a .m4v .md .mkv .mov .mp3 .mp4 .mpeg .mpg .mts .nfo .ods .odt .ogg .ogv .on1 .pdf .pp3 .py .rtf "
    ".srt .svg .tar .thm .toml .ts .txt .url .vrd .wav .webm .wmv .xcf .xls .xlsx .xml .xmp .yaml .yml .zip".split()
)

_PHOTO_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\xff\x0a", "jxl"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jpeg2000"),
    (b"\xff\x4f\xff\x51", "jpeg2000"),
    (b"8BPS", "psd"),
    (b"qoif", "qoi"),
)
_RAW_STARTS = (
    (b"II*\0\x10\0\0\0CR", "cr2"),
    (b"FUJIFILMCCD-RAW", "raf"),
    (b"IIRO", "orf"),
    (b"IIRS", "orf"),
    (b"MMOR", "orf"),
    (b"IIU\0", "rw2"),
    (b"FOVb", "x3f"),
    (b"\0MRM", "mrw"),
    (b"II\x1a\0\0\0HEAPCCDR", "crw"),
)
_OTHER_STARTS = (
    (b"%PDF-", "PDF document"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"7z\xbc\xaf", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\x1aE\xdf\xa3", "Matroska video"),
    (b"\0\0\x01\xba", "MPEG video"),
    (b"\0\0\x01\xb3", "MPEG video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "Windows Media video"),
    (b"ID3", "MP3 audio"),
    *((b"\xff" + bytes([second]), "MP3 audio") for second in (0xF2, 0xF3, 0xFA, 0xFB)),
    (b"OggS", "Ogg audio or video"),
    (b"fLaC", "FLAC audio"),
    (b"%!PS", "PostScript document"),
    (b"\x7fELF", "program"),
)
_TEXT_STARTS = (
    (b"<?xml", "XML document"),
    (b"<!doctype html", "HTML document"),
    (b"<html", "HTML document"),
    (b"<svg", "SVG drawing"),
    (b"<?xpacket", "XMP sidecar"),
    (b"<x:xmpmeta", "XMP sidecar"),
)
"""In lower case, after a byte order mark and white space."""
_TIFF_STARTS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_PHOTO_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "heif"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
}
_ANY_CODEC = (b"mif1", b"msf1")
"""Brands of HEIF and AVIF alike; another brand says which."""
_PNM = re.compile(rb"P[1-6]\s+[#\d]")
_BMP_HEADERS = frozenset(size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124))
_RIFF = {b"WEBP": ("webp", Family.PHOTO), b"AVI ": ("AVI video", Family.OTHER), b"WAVE": ("WAV audio", Family.OTHER)}


def sniff(head: bytes, name: str) -> Kind:
    """Return what a file is.

    Parameters
    ----------
    head
        Its first `HEAD` bytes, or all if there are fewer.
    name
        Its name; only its ending is looked at.
    """
    for family, starts in ((Family.RAW, _RAW_STARTS), (Family.PHOTO, _PHOTO_STARTS), (Family.OTHER, _OTHER_STARTS)):
        for start, found in starts:
            if head.startswith(start):
                return Kind(found, family)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    for start, found in _TEXT_STARTS:
        if text.startswith(start):
            return Kind(found, Family.OTHER)
    return _by_fields(head, PurePath(name).suffix.lower())


def _by_fields(head: bytes, ending: str) -> Kind:
    """Return what a file is whose first bytes alone do not tell."""
    if head.startswith(_TIFF_STARTS):
        return Kind(ending[1:], Family.RAW) if ending in RAW_ENDINGS else Kind("tiff", Family.PHOTO)
    if head[4:8] == b"ftyp":
        return _media(head)
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return Kind(*_RIFF[head[8:12]])
    if head[:2] == b"BM" and head[14:18] in _BMP_HEADERS:
        return Kind("bmp", Family.PHOTO)
    if head[:4] == b"\0\0\1\0" and head[4:6] > b"\0\0" and head[9:10] == b"\0":  # a count, and a reserved byte
        return Kind("ico", Family.PHOTO)
    if _PNM.match(head):
        return Kind("pnm", Family.PHOTO)
    if ending in _OTHER_ENDINGS:
        return Kind(f"{ending[1:]} file", Family.OTHER)
    return Kind(None, Family.UNKNOWN)


def _media(head: bytes) -> Kind:
    """Return what an ISO base media file is, by its main brand, else by those that it is compatible with."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = (head[8:12], *(head[start : start + 4] for start in range(16, end - 3, 4)))
    for brand in sorted(brands, key=_ANY_CODEC.__contains__):
        if brand in _PHOTO_BRANDS:
            return Kind(_PHOTO_BRANDS[brand], Family.PHOTO)
        if brand == b"crx ":
            return Kind("cr3", Family.RAW)
    return Kind("MP4 or QuickTime video", Family.OTHER)


def looks_like_photo(name: str) -> bool:
    """Whether a file calls itself a photo."""
    return PurePath(name).suffix.lower() in PHOTO_ENDINGS | RAW_ENDINGS
