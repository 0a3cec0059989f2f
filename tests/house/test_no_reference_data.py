"""The reference data may not be copied into the project: several sets are research sets without a licence for that."""

import hashlib
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

OUR_OWN = {"models/former/pilot.onnx"}


def tracked_files(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [root / name for name in listed.stdout.decode().split("\0") if name and name not in OUR_OWN]


def digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def test_no_tracked_file_is_a_copy_of_reference_data(root: Path, shared: Path) -> None:
    reference = defaultdict(list)
    for path in shared.rglob("*"):
        if path.is_file():
            reference[path.stat().st_size].append(path)
    # Empty files are equal to each other, and no copies.
    ours = [path for path in tracked_files(root) if path.is_file() and path.stat().st_size]
    alike = [(path, other) for path in ours for other in reference[path.stat().st_size]]
    assert [(path, other) for path, other in alike if digest(path) == digest(other)] == []
