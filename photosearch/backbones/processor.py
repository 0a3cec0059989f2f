"""What this machine's processor can do, as far as networks in whole numbers are concerned."""

from __future__ import annotations

import platform
from pathlib import Path

INT8 = ("avx512_vnni", "avx_vnni", "avx_vnni_int8", "amx_int8", "asimddp", "i8mm")
"""Instructions that multiply and add whole numbers in one step, without overflow of the sums of two products."""
_SHOWN = ("avx2", "avx512f", *INT8)
_CPUINFO = Path("/proc/cpuinfo")


def flags(cpuinfo: Path = _CPUINFO) -> frozenset[str] | None:
    """Return the processor's flags as Linux tells them, None where the system does not."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    found = [
        line.partition(":")[2].split() for line in lines if line.partition(":")[0].strip() in ("flags", "Features")
    ]
    return frozenset(found[0]) if found else None


def described(cpuinfo: Path = _CPUINFO) -> str:
    """Return the processor and those of its flags that matter for int8, as a short text."""
    known = flags(cpuinfo)
    if known is None:
        return f"{platform.processor() or platform.machine()}, whose flags this system does not tell"
    has = [flag for flag in _SHOWN if flag in known]
    lacks = "" if known.intersection(INT8) else "; no VNNI"
    return f"{platform.machine()} with {', '.join(has) or 'none of ' + ', '.join(_SHOWN)}{lacks}"


def multiplies_int8(cpuinfo: Path = _CPUINFO) -> bool:
    """Whether it has instructions for int8; without them weights must leave one bit free, or sums overflow."""
    return bool((flags(cpuinfo) or frozenset()).intersection(INT8))
