"""What kind of place a folder lies in: a drive of this machine, one that can be unplugged, or another machine."""

from __future__ import annotations

import ctypes
import os
import sys
from enum import StrEnum
from pathlib import Path

from photosearch.files import drive

BLOCKS = Path("/sys/class/block")
_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ceph glusterfs lustre fuse.sshfs fuse.rclone fuse.gvfsd-fuse fuse.davfs fuse.davfs2 "
    "davfs fuse.s3fs fuse.smbnetfs fuse.glusterfs fuse.ceph fuse.juicefs fuse.curlftpfs".split()
)
_SHARED = frozenset("9p virtiofs vboxsf vmhgfs fuse.vmhgfs-fuse prl_fs drvfs".split())
"""Folders of the system around a virtual machine: changes that are made there are told to nobody here."""
_WINDOWS = {2: "removable", 3: "local", 4: "network"}


class Place(StrEnum):
    """Where a folder lies, as far as the system tells."""

    LOCAL = "local"
    REMOVABLE = "removable"
    NETWORK = "network"
    SHARED = "shared"
    UNKNOWN = ""


def place_of(folder: Path) -> Place:
    """Return the kind of place that a folder lies in; no file is touched for that."""
    if sys.platform == "win32":
        number = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
        return Place(_WINDOWS.get(number, ""))
    found = drive.mount_around(folder)
    if found is None:
        return Place.UNKNOWN
    if found.kind in _NETWORK or found.source.startswith("//"):
        return Place.NETWORK
    if found.kind in _SHARED:
        return Place.SHARED
    if not found.source.startswith("/dev/"):
        return Place.UNKNOWN
    return Place.REMOVABLE if _is_removable(Path(os.path.realpath(found.source)).name) else Place.LOCAL


def _is_removable(device: str) -> bool:
    """Whether a block device can be taken out, or hangs on USB, as drives do that never call themselves removable."""
    path = Path(os.path.realpath(BLOCKS / device))
    flags = (path / "removable", path.parent / "removable")  # the second one is that of a partition's drive
    return any(_text(flag) == "1" for flag in flags) or any(part.startswith("usb") for part in path.parts)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""
