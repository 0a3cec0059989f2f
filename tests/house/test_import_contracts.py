"""The contracts on who may import whom hold, and each of them would notice a breach."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

CHECK = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"

BREACHES = {
    "errors.py": "import photosearch.store",
    "encode/breach.py": "import photosearch.files",
    "search/breach.py": "import photosearch.decode",
    "explain/breach.py": "import photosearch.index",
    "train/breach.py": "import photosearch.store",
    "cli/breach.py": "import photosearch.store",
    "__main__.py": "import photosearch.services",
    "services/breach.py": "import onnxruntime",
    "files/breach.py": "import urllib.request",
}
"""One line for each contract, in the order of pyproject.toml, that it must refuse."""


def check(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", CHECK], cwd=folder, capture_output=True, text=True, check=False)


def test_nobody_imports_what_the_house_forbids(root: Path) -> None:
    done = check(root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_notices_a_breach(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "photosearch", tmp_path / "photosearch", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    for file, line in BREACHES.items():
        path = tmp_path / "photosearch" / file
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        with path.open("a") as module:
            module.write(f"\n{line}\n")
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    report = check(tmp_path).stdout
    assert len(contracts) == len(BREACHES)
    assert [contract["name"] for contract in contracts if f"{contract['name']} BROKEN" not in report] == []
