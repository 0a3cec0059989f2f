"""Which drive a folder lies on, and where that drive is now: by the UUID of its file system, where Linux tells it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
UUIDS = Path("/dev/disk/by-uuid")
_WHOLE = "/"
_ROOT, _POINT = 3, 4
"""Fields of a line of mountinfo: what of the file system is mounted, and where."""


@dataclass(frozen=True, slots=True)
class Drive:
    """A file system, and the path of a folder on it."""

    uuid: str
    below: Path


def drive_of(folder: Path) -> Drive | None:
    """Return where a folder lies, None where the system does not tell: not on Linux, on a network, in memory."""
    found = _mounted()
    for point in (folder, *folder.parents):
        if os.path.ismount(point):
            return Drive(found[point], folder.relative_to(point)) if point in found else None
    return None


def places(drive: Drive) -> list[Path]:
    """Return the paths at which a folder of a drive is to be found now, none where the drive is away."""
    return [point / drive.below for point, uuid in _mounted().items() if uuid == drive.uuid]


def _mounted() -> dict[Path, str]:
    """Return the UUID of every file system that is mounted whole, by its mount point."""
    try:
        names = {os.path.realpath(link): link.name for link in UUIDS.iterdir()}
        lines = os.fsdecode(MOUNTS.read_bytes()).splitlines()
    except OSError:
        return {}
    found: dict[Path, str] = {}
    for line in lines:
        facts, _, source = line.partition(" - ")
        fields, device = facts.split(" "), source.split(" ")[1:2]
        if device and fields[_ROOT] == _WHOLE and os.path.realpath(_plain(device[0])) in names:
            found[Path(_plain(fields[_POINT]))] = names[os.path.realpath(_plain(device[0]))]
    return found


def _plain(text: str) -> str:
    r"""Return a field of mountinfo as it was: white space and backslashes stand there as octal numbers (\040)."""
    return re.sub(r"\\([0-7]{3})", lambda number: chr(int(number[1], 8)), text)
