"""Work that makes way: threads and processes that get the processor, and the disk, when nobody else wants them."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from contextlib import suppress

NICE = 10
"""On Linux that lowers the claim to the disk too: the kernel takes it from this number."""
_BELOW_NORMAL = -1
_QOS_UTILITY = 0x11
_YIELDING = threading.local()


def make_way() -> None:
    """Let the present thread make way for all others from now on; there is no way back. A hint: it never fails."""
    _YIELDING.now = True
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.GetCurrentThread.restype = ctypes.c_void_p  # a handle does not fit into ctypes' int
            kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), _BELOW_NORMAL)
        elif sys.platform == "darwin":  # where only whole processes have a nice number
            ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_UTILITY, 0)
        elif sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def makes_way() -> bool:
    """Whether the present thread makes way for others."""
    return getattr(_YIELDING, "now", False)


def make_process_way(pid: int) -> None:
    """Let a process of ours make way that has just begun. Windows is asked for that when it begins."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, NICE)
