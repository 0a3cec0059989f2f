"""Imports at the start of the program, in as little time as they need."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for no cycles in a block that only makes what stays: modules, classes, functions.

    It would go through all of them a dozen times on the way, and at every large collection after it: a pause in the
    window that grows with the program.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
