"""Run the tests that open a real window, on a virtual screen, so that they need none and disturb nobody.

Each of them leaves a picture in build/stories.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial

import system_packages
from environment import ROOT

TOOLS = {"xvfb": "xvfb-run", "xauth": "xauth", "xdotool": "xdotool", "xclip": "xclip"}
"""Programs of the virtual screen, by Debian package."""


def main() -> None:
    """Install what is missing where that is allowed, and run the tests; say so where they cannot be run."""
    tools = [(name, partial(system_packages.has_program, program)) for name, program in TOOLS.items()]
    packages = [system_packages.Package(name, present, vital=False) for name, present in tools]
    missing = [package for package in packages if not package.present()]
    prefix = system_packages.administrator() if missing and shutil.which("apt-get") else None
    if prefix is not None:
        system_packages.install(missing, prefix)
        missing = [package for package in missing if not package.present()]
    if missing:
        print(f"The tests in a real window are left out. {system_packages.advice(missing)}")
        return
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1200x24"]
    tests = [sys.executable, "-m", "pytest", "-m", "window", "tests/ui/stories"]
    done = subprocess.run([*screen, *tests], cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "xcb"}, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
