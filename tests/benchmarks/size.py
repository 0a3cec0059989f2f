"""What a photo costs on the disk and in memory."""

import subprocess
import sys
import tempfile
from pathlib import Path

from photosearch.services.library import Library
from photosearch.services.status import status
from tests.benchmarks.setting import SHARED, photos, row

_ADD = """
import resource, sys
from photosearch.cli.main import run
run(["--library", sys.argv[1], "--json", "add", *sys.argv[2:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def main() -> None:
    """Index some photos and then more, each in a process of its own, and compare the peaks of memory."""
    photos("labelled/pets")  # ends here without the reference data
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for number, sets in enumerate((("pets",), ("pets", "birds", "cd_covers"))):
            library = Path(folder) / str(number)
            roots = [str(SHARED / "data" / "labelled" / name) for name in sets]
            done = subprocess.run(
                [sys.executable, "-c", _ADD, str(library), *roots], check=True, capture_output=True, text=True
            )
            peaks.append(int(done.stderr.split()[-1]) / 1024)
        with Library(library) as opened:
            state = status(opened)
    count = state.counts.photos
    row(
        "disk per photo, all descriptors",
        f"{state.bytes / count / 1024:.1f} KiB",
        f"{count} photos, {len(state.spaces)} spaces",
    )
    row(
        "peak memory of add",
        f"{peaks[1]:.0f} MiB",
        f"120 photos: {peaks[0]:.0f} MiB, {count} photos: {peaks[1]:.0f} MiB",
    )
