"""Does to a library all that life does to one, and prints what that cost: ``python -m tests.faults [NAME...]``.

Without a name every fault of the table is done; the files in `PHOTOSEARCH_SHARED/data/bad` come last. Exit code 1:
photos were lost, or the program failed in a way that it does not mean to.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.table import FAULTS
from tests.faults.world import IS_ROOT, Outcome, tried


def main(names: list[str]) -> int:
    """Do the faults of some names, or all of them."""
    unknown = [name for name in names if name not in FAULTS]
    if unknown:
        sys.exit(f"There is no fault {unknown[0]}. Choose from: {', '.join(FAULTS)}")
    wrong = 0
    print(f"{'fault':<26} {'tried':>5} {'lost':>4}  what the person sees (how it was done)")
    for name in names or FAULTS:
        with tempfile.TemporaryDirectory(prefix="photosearch-fault-") as folder:
            home = Path(folder).resolve()
            home.chmod(0o755)
            came = tried(FAULTS[name], home)
        if isinstance(came, Outcome):
            seen = came.seen.replace(str(home), "...") + (f" ({came.how})" if came.how else "")
            print(f"{name:<26} {came.tried:>5} {came.lost:>4}  {seen}", flush=True)
            for line in came.table:
                print(f"{'':<26} {line.replace(str(home), '...')}", flush=True)
            wrong += came.lost > 0
        else:
            print(f"{name:<26} failed:\n{came.replace(str(home), '...')}", flush=True)
            wrong += 1
    return min(wrong, 1)


def _own_disks() -> None:
    """Start again in a space of our own, in which a user may mount small disks, where the system has such."""
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    if IS_ROOT or not shutil.which(own[0]):
        return
    if subprocess.run([*own, "true"], check=False, capture_output=True).returncode == 0:
        os.execvp(own[0], [*own, sys.executable, "-m", "tests.faults", *sys.argv[1:]])


if __name__ == "__main__":
    _own_disks()
    sys.exit(main(sys.argv[1:]))
