"""What this program needs of the system, and how to get it: `python packaging/system_packages.py`.

Without a compiler and Python's headers nothing can be installed (hnswlib comes as source only). Without Qt's libraries
and fonts only the window is missing. Each thing is looked for where it is used, so that no package manager is asked.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A Debian package, how to tell that what it brings is there, and whether nothing works without it."""

    name: str
    present: Callable[[], bool]
    vital: bool


WINDOW_LIBRARIES = {
    "libdbus-1-3": "libdbus-1.so.3",
    "libegl1": "libEGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxkbcommon0": "libxkbcommon.so.0",
}
"""Shared libraries that Qt loads, by Debian package. Qt complains of xcb-cursor whichever is missing."""

FONTS = {"fonts-droid-fallback": "DroidSansFallback*", "fonts-noto-color-emoji": "NotoColorEmoji*"}
"""Fonts for file names in Chinese, Japanese, Korean and emoji, by Debian package."""


def packages() -> list[Package]:
    """Return all that this system needs: on Linux Qt finds its libraries and fonts there, elsewhere it brings them."""
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    vital = [
        Package("g++", has_compiler, vital=True),
        Package(f"{python}-dev", has_headers, vital=True),
        Package(f"{python}-venv", has_ensurepip, vital=True),
    ]
    if sys.platform != "linux":
        return vital
    libraries = [Package(name, partial(has_library, file), vital=False) for name, file in WINDOW_LIBRARIES.items()]
    fonts = [Package(name, partial(has_font, pattern), vital=False) for name, pattern in FONTS.items()]
    return [*vital, *libraries, *fonts]


def has_compiler() -> bool:
    """Whether a C++ compiler is on the PATH."""
    return any(shutil.which(name) for name in ("g++", "c++", "clang++"))


def has_headers() -> bool:
    """Whether programs in C++ can be compiled for this Python."""
    return Path(sysconfig.get_path("include"), "Python.h").is_file()


def has_ensurepip() -> bool:
    """Whether this Python can make environments; Debian's cannot without one more package."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def has_library(file: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    """Whether a program is on the PATH."""
    return shutil.which(name) is not None


def has_font(pattern: str) -> bool:
    """Whether a font file is among the system's or the person's own."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(any(folder.rglob(pattern)) for folder in folders)


def administrator() -> list[str] | None:
    """Return what to put before a command to run it as root without a password, None if that is not possible."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install(missing: Sequence[Package], prefix: Sequence[str]) -> None:
    """Install packages with apt-get; what nothing works without goes first, so that no font can stand in its way."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.run([*apt, "update"], check=False)  # one unreachable source must not stop the others
    for vital in (True, False):
        names = [package.name for package in missing if package.vital == vital]
        if names:
            subprocess.run([*apt, "install", "-y", "--no-install-recommends", *names], check=False)


def advice(missing: Sequence[Package]) -> str:
    """Return what the person can do about missing packages: one command where apt is known."""
    names = [package.name for package in missing]
    if not shutil.which("apt-get"):
        return "On Debian these are called as follows; install what your system calls them:\n    " + " ".join(names)
    command = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(names)
    wrapped = command.replace("apt-get", "sudo apt-get") if shutil.which("sudo") else f"su -c {shlex.quote(command)}"
    return f"Type this, then the same make command again:\n    {wrapped}"


def provide() -> bool:
    """Install what is missing where that is allowed, and say what is still missing.

    Returns
    -------
    bool
        Whether an environment can be made now.
    """
    missing = [package for package in packages() if not package.present()]
    prefix = administrator() if missing and shutil.which("apt-get") else None
    if prefix is not None:
        print("Installing system packages:", " ".join(package.name for package in missing), flush=True)
        install(missing, prefix)
        missing = [package for package in missing if not package.present()]
    if not missing:
        return True
    vital = any(package.vital for package in missing)
    heading = "Something must be installed first." if vital else "The window needs something more; the rest works now."
    print(f"{heading} {advice(missing)}", file=sys.stderr, flush=True)
    return not vital


if __name__ == "__main__":
    sys.exit(not provide())
