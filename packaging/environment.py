"""Make or renew a virtual environment of this checkout: `python packaging/environment.py application`.

Runs under the system's Python, so it uses the standard library alone. Nothing happens, quickly, when the environment
already has what is asked for; when `pyproject.toml`, the Python or the place of the checkout changed, it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
WHEELS = ROOT / "build" / "wheels"


@dataclass(frozen=True)
class Environment:
    """A folder below the checkout, and the extras of `pyproject.toml` that it has."""

    folder: str
    extras: frozenset[str]


ENVIRONMENTS = {
    "application": Environment(".venv", frozenset({"raw"})),
    "development": Environment(".venv", frozenset({"demo", "dev", "milvus", "raw"})),
    "torch": Environment(".venv-torch", frozenset({"dev", "raw", "train"})),
}


def identity() -> str:
    """Return a checksum of all that an environment is made from: if it changes, the environment is made anew."""
    facts = [(ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT), sys.version.encode()]
    return hashlib.sha256(b"\0".join(facts)).hexdigest()


def extras_present(stamp: Path) -> frozenset[str]:
    """Return the extras of a finished environment of today's identity; the empty set if there is none."""
    if not stamp.is_file():
        return frozenset()
    made = json.loads(stamp.read_text())
    return frozenset(made["extras"]) if made["identity"] == identity() else frozenset()


def run(*command: str | Path, **variables: str) -> None:
    """Run a command in the checkout with more environment variables; end this program if it fails."""
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode
    if code:
        sys.exit(f"This did not work (exit code {code}): {' '.join(map(str, command))}")


def hnswlib_wheel(python: Path) -> Path:
    """Return the wheel of hnswlib, compiled here for any processor of this kind.

    PyPI has its source only, which compiles for the very processor it finds. pip caches the result, and a home folder
    that moves to an older machine would crash there: hence our own options and no cache.
    """
    tag = f"cp{sys.version_info.major}{sys.version_info.minor}"
    built = sorted(WHEELS.glob(f"hnswlib-*-{tag}-*.whl"))
    if not built:
        wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
        [requirement] = [line for line in wanted if line.startswith("hnswlib")]
        options = ["--no-deps", "--no-binary", "hnswlib", "--no-cache-dir", "--wheel-dir", str(WHEELS)]
        run(python, "-m", "pip", "wheel", *options, requirement, HNSWLIB_NO_NATIVE="1")
        built = sorted(WHEELS.glob(f"hnswlib-*-{tag}-*.whl"))
    return built[-1]


def make(environment: Environment) -> None:
    """Make an environment, or add what it lacks."""
    folder = ROOT / environment.folder
    stamp = folder / "photosearch-environment.json"
    present = extras_present(stamp)
    if environment.extras <= present:
        return
    if not system_packages.provide():
        sys.exit(1)
    python = folder / "bin" / "python"
    if not present:
        print(f"Making {folder}: a few minutes the first time.", flush=True)
        run(sys.executable, "-m", "venv", "--clear", folder)
    extras = environment.extras | present
    project = f".[{','.join(sorted(extras))}]"
    run(python, "-m", "pip", "install", hnswlib_wheel(python), "--editable", project)
    stamp.write_text(json.dumps({"identity": identity(), "extras": sorted(extras)}))


if __name__ == "__main__":
    make(ENVIRONMENTS[sys.argv[1]])
