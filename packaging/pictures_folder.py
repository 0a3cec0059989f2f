"""Where the person keeps pictures: `python packaging/pictures_folder.py` prints it, or fails if there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs


def pictures_folder() -> Path | None:
    """Return the desktop's own picture folder, whatever its language calls it, or None.

    A desktop that has none names the home folder instead, which is not what anybody means by "my pictures".
    """
    folder = Path(platformdirs.user_pictures_dir())
    return folder if folder.is_dir() and folder != Path.home() else None


if __name__ == "__main__":
    found = pictures_folder()
    if found is None:
        sys.exit(1)
    print(found)
