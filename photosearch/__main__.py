"""`photosearch` and `python -m photosearch`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line."""
    _silence_c_libraries()
    # Any bytes may stand in a file name; what the terminal cannot show must not end the program.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    from photosearch.cli.main import run  # noqa: PLC0415  # a slow import, after the streams can show its errors

    sys.exit(run(sys.argv[1:]))


def _silence_c_libraries() -> None:
    """Keep libtiff and its like from writing about broken files past Python: what is wrong is told by us."""
    own = os.dup(2)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # a device
        os.dup2(nowhere.fileno(), 2)
    sys.stderr = os.fdopen(own, "w", buffering=1, errors="backslashreplace")


if __name__ == "__main__":
    main()
