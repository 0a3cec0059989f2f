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


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system at a mount point: its kind, such as ``ext4``, its source, and whether all of it is there."""

    point: Path
    kind: str
    source: str
    is_whole: bool


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


def mount_around(folder: Path) -> Mount | None:
    """Return what is mounted at a folder or around it, the last where several are; None where the system does not tell.

    Nothing is asked of the folder itself: one of a network that is away would keep the question waiting.
    """
    around = [mount for mount in _mounts() if folder.is_relative_to(mount.point)]
    deepest = max((len(mount.point.parts) for mount in around), default=0)
    return next((mount for mount in reversed(around) if len(mount.point.parts) == deepest), None)


def mount_text() -> bytes:
    """Return a text that changes when something is mounted or taken away; empty where the system has none."""
    try:
        return MOUNTS.read_bytes()
    except OSError:
        return b""


def _mounted() -> dict[Path, str]:
    """Return the UUID of every file system that is mounted whole, by its mount point."""
    try:
        names = {os.path.realpath(link): link.name for link in UUIDS.iterdir()}
    except OSError:
        return {}
    devices = [(mount.point, os.path.realpath(mount.source)) for mount in _mounts() if mount.is_whole]
    return {point: names[device] for point, device in devices if device in names}


def _mounts() -> list[Mount]:
    """Return everything that is mounted, in the order in which it was; nothing where the system does not tell."""
    found = []
    for line in os.fsdecode(mount_text()).splitlines():
        facts, _, source = line.partition(" - ")
        fields, device = facts.split(" "), source.split(" ")
        if len(fields) > _POINT and len(device) > 1:
            whole = fields[_ROOT] == _WHOLE
            found.append(Mount(Path(_plain(fields[_POINT])), device[0], _plain(device[1]), whole))
    return found


def _plain(text: str) -> str:
    r"""Return a field of mountinfo as it was: white space and backslashes stand there as octal numbers (\040)."""
    return re.sub(r"\\([0-7]{3})", lambda number: chr(int(number[1], 8)), text)
