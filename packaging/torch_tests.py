"""Run the tests that need torch in an environment of their own: torch and its CUDA libraries are 5.5 GB.

Where no test asks for torch there is nothing to install, and this says so.
"""

from __future__ import annotations

from pathlib import Path

import environment


def tests_need_torch(tests: Path) -> bool:
    """Whether any test is marked torch, or the room with torch has tests at all."""
    return (tests / "train").is_dir() or any("mark.torch" in test.read_text() for test in tests.rglob("*.py"))


def main() -> None:
    """Run them."""
    if not tests_need_torch(environment.ROOT / "tests"):
        print("No test needs torch yet: there is no tests/train and nothing is marked torch.")
        return
    torch = environment.ENVIRONMENTS["torch"]
    environment.make(torch)
    environment.run(environment.ROOT / torch.folder / "bin" / "python", "-m", "pytest", "-m", "torch")


if __name__ == "__main__":
    main()
