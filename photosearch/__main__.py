"""`photosearch` and `python -m photosearch`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from photosearch.errors import PersonError
from photosearch.importing import uncollected


def main() -> None:
    """Run the command line, or open the window when that is asked for."""
    _silence_c_libraries()
    # Any bytes may stand in a file name; what the terminal cannot show must not end the program.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    with uncollected():
        from photosearch.cli.main import run  # noqa: PLC0415  # a slow import, after the streams can show its errors

    sys.exit(run(sys.argv[1:], _open_window))


def _open_window(library: Path, model: str | None, folders: Sequence[Path], index_server: str | None) -> int:
    """Open the window; Qt is imported here alone, so that the command line works without it."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        raise PersonError("There is no screen to open the window on. The command line needs none: photosearch --help")
    try:
        with uncollected():
            from photosearch.ui.app import run as run_window  # noqa: PLC0415
    except ImportError as error:
        raise PersonError(
            f"The window cannot be opened: {error}. The command line works without it: photosearch --help"
        ) from error
    return run_window(library, model, folders, index_server)


def _silence_c_libraries() -> None:
    """Keep libtiff and its like from writing about broken files past Python: what is wrong is told by us."""
    own = os.dup(2)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # a device
        os.dup2(nowhere.fileno(), 2)
    sys.stderr = os.fdopen(own, "w", buffering=1, errors="backslashreplace")


if __name__ == "__main__":
    main()
