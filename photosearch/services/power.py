"""Whether the machine runs on its battery."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

SUPPLIES = Path("/sys/class/power_supply")
_SECONDS = 5.0
_OF_DEVICES = "Device"
"""What Linux calls the reach of a battery that is not the machine's: that of a mouse or a pen."""


class Power(Protocol):
    """Tells where the power comes from."""

    def on_battery(self) -> bool:
        """Whether the machine runs on its battery; False where that is not known."""


class LinuxPower:
    """The kernel's own files: a supply that is connected outweighs a battery that is being emptied."""

    def __init__(self, folder: Path = SUPPLIES) -> None:
        self._folder = folder

    def on_battery(self) -> bool:
        """Whether a battery of the machine is being emptied, and nothing else feeds it."""
        try:
            supplies = sorted(self._folder.iterdir())
        except OSError:
            return False
        connected = any(_text(s / "online") == "1" for s in supplies if _text(s / "type") != "Battery")
        batteries = [s for s in supplies if _text(s / "type") == "Battery" and _text(s / "scope") != _OF_DEVICES]
        return not connected and any(_text(battery / "status") == "Discharging" for battery in batteries)


class MacPower:
    """What the system's own program says."""

    def __init__(self, say: Callable[[], str] | None = None) -> None:
        self._say = say or _pmset

    def on_battery(self) -> bool:
        """Whether power is drawn from the battery."""
        return "drawing from 'battery power'" in self._say().lower()


class WindowsPower:
    """What the system answers, as the state of its line: 0 is not connected, 1 is, all else is not known."""

    def __init__(self, line: Callable[[], int] | None = None) -> None:
        self._line = line or _line_status

    def on_battery(self) -> bool:
        """Whether no power comes from outside."""
        return self._line() == 0


class NoPower:
    """A system that does not tell."""

    def on_battery(self) -> bool:
        """Answer that it does not."""
        return False


def power_here() -> Power:
    """Return what tells on this system."""
    kinds: dict[str, Callable[[], Power]] = {"linux": LinuxPower, "darwin": MacPower, "win32": WindowsPower}
    return kinds.get(sys.platform, NoPower)()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _pmset() -> str:
    try:
        done = subprocess.run(["pmset", "-g", "batt"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


class _SystemPowerStatus(ctypes.Structure):
    """Windows' SYSTEM_POWER_STATUS."""

    _fields_ = (
        ("line", ctypes.c_ubyte),
        ("battery", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds", ctypes.c_ulong),
        ("full_seconds", ctypes.c_ulong),
    )


def _line_status() -> int:
    found = _SystemPowerStatus()
    windows = getattr(ctypes, "windll", None)
    known = windows is not None and windows.kernel32.GetSystemPowerStatus(ctypes.byref(found))
    return int(found.line) if known else 255
