"""How long the command line takes to start."""

import subprocess
import sys

from tests.benchmarks.setting import paired, row


def main() -> None:
    """Compare `photosearch --version` with an interpreter that does nothing."""
    ours, bare = paired(
        lambda: subprocess.run([sys.executable, "-m", "photosearch", "--version"], check=True, capture_output=True),
        lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        rounds=9,
    )
    row("start: --version / bare interpreter", f"{ours / bare:.1f} x", f"{ours * 1e3:.0f} ms, {bare * 1e3:.0f} ms")
