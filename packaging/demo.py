"""What `make demo` does: index photos, search among them, and leave one contact sheet. Needs no screen.

The photos are those of PHOTOS; without it, of the person's picture folder; without photos there, samples. The question
is the picture QUERY; without it, the newest of the photos. Everything goes through the command line, as a script would.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from pictures_folder import pictures_folder
from samples import make_samples

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "demo"
SHEET_FOLDER = ROOT / "demo"
QUESTION_FORMATS = {".avif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
QUESTIONS_TRIED = 5


class Demo:
    """One folder of photos and the library made of it; a second demo of the same folder finds its work done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        library = BUILD / hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        self.command = [sys.executable, "-m", "photosearch", "--library", str(library)]

    def photosearch(self, *arguments: str | Path) -> int:
        """Run one command on the library, as a person would, and return its exit code."""
        return subprocess.run([*self.command, *arguments], check=False).returncode

    def photos(self) -> int:
        """Return how many photos the library has."""
        status = subprocess.run([*self.command, "--json", "status"], check=True, capture_output=True)
        return int(json.loads(status.stdout)["photos"])

    def index(self) -> int:
        """Index the folder and return how many photos there are now."""
        print(f"Indexing {self.folder}", flush=True)
        code = self.photosearch("add", self.folder)
        if code:
            sys.exit(code)
        return self.photos()

    def newest(self) -> list[Path]:
        """Return the photos of the folder, newest first."""
        shown = [path for path in self.folder.rglob("*") if path.suffix.lower() in QUESTION_FORMATS]
        shown = [
            path for path in shown if not any(part.startswith(".") for part in path.relative_to(self.folder).parts)
        ]
        return sorted(shown, key=lambda path: path.stat().st_mtime, reverse=True)

    def answer(self, questions: Sequence[Path]) -> Path:
        """Find photos like the first question that can be read, and return the contact sheet."""
        for question in questions[:QUESTIONS_TRIED]:
            if self.photosearch("find", question, "-k", "9", "--exclude-self", "--explain", SHEET_FOLDER) == 0:
                return SHEET_FOLDER / "contact-sheet.png"
        sys.exit(f"No photo to ask with was found in {self.folder}; name one: make demo QUERY=/some/photo.jpg")


def main() -> None:
    """Make the contact sheet of one search."""
    chosen, query = os.environ.get("PHOTOS"), os.environ.get("QUERY")
    questions = [Path(query).expanduser()] if query else []
    folder = Path(chosen).expanduser().absolute() if chosen else pictures_folder()
    demo = Demo(folder) if folder else None
    if demo is None or (demo.index() == 0 and not chosen):
        samples, sample = make_samples(BUILD / "samples")
        demo, questions = Demo(samples), questions or [sample]
        demo.index()
    print(f"\nThe contact sheet is {demo.answer(questions or demo.newest())}")


if __name__ == "__main__":
    main()
