"""What a photo costs on the disk and in memory."""

import subprocess
import sys
import tempfile
from pathlib import Path

from photosearch.services.disk_use import disk_use
from photosearch.services.library import Library
from tests.benchmarks.setting import photos, row

_ADD = """
import resource, sys
from photosearch.cli.main import run
run(["--library", sys.argv[1], "--json", "add", *sys.argv[2:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
TIMES = 3
GOALS = {"maps": "goal: at most 16 KB"}


def main() -> None:
    """Index some photos, and in a process of its own three times as many, and compare the peaks of memory."""
    sources = [path for name in ("pets", "birds", "cd_covers") for path in photos(f"labelled/{name}", "*.jpg")]
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        roots = [Path(folder) / f"root{number}" for number in range(TIMES)]
        for root in roots:
            root.mkdir()
            for number, source in enumerate(sources):
                (root / f"{number}.jpg").symlink_to(source)
        for used in (roots[:1], roots):
            library = Path(folder) / f"library{len(used)}"
            command = [sys.executable, "-c", _ADD, str(library), *map(str, used)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            peaks.append(int(done.stderr.split()[-1]) / 1024)
        with Library(library) as opened:
            use = disk_use(opened)
    count = use.photos
    row("disk per photo", f"{sum(use.parts.values()) / count / 1024:.1f} KiB", f"{count} photos")
    for name, size in use.parts.items():
        row(f"disk per photo: {name}", f"{size / count / 1024:.1f} KiB", GOALS.get(name, ""))
    row(
        f"peak memory of add, {TIMES} x the photos / once",
        f"{peaks[1] / peaks[0]:.2f} x",
        f"{len(sources)} photos: {peaks[0]:.0f} MiB, {count} photos: {peaks[1]:.0f} MiB",
    )
