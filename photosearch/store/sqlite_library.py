"""sqlite-utils, without pandas: where that is installed it is imported too, and costs half a second of every start."""

from __future__ import annotations

import sys

_is_new = "pandas" not in sys.modules
if _is_new:
    sys.modules["pandas"] = None  # type: ignore[assignment]  # Python's own way to say that a module is not to be had
try:
    from sqlite_utils import Database, Migrations
finally:
    if _is_new:
        del sys.modules["pandas"]

__all__ = ["Database", "Migrations"]
