"""Files that are whole at any time, whatever happens while they are written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file: whoever looks at its path finds the old one or the new one, after a power cut too.

    Raises
    ------
    OSError
        It cannot be written; what was there before is as it was.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else the name may reach the disk before the content
        part.replace(path)
    except OSError:
        with suppress(OSError):  # the first failure is the one to tell of
            part.unlink(missing_ok=True)
        raise
