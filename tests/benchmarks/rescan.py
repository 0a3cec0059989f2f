"""A scan of 100,000 unchanged photos beside a walk over the same folders that does nothing."""

import os
import tempfile
from pathlib import Path

import numpy as np

from photosearch.decode.read import capabilities
from photosearch.files.walk import Listing, walk
from photosearch.jobs import Cancel
from photosearch.services.ingest import scan
from photosearch.services.library import Library
from photosearch.services.look import Seen
from photosearch.services.remembered import NETWORK
from photosearch.services.summary import Summary
from photosearch.services.writer import Writer
from photosearch.store.meta import set_meta
from photosearch.store.roots import add_root
from photosearch.store.waiting import Task
from photosearch.types import Encoding, Metadata, Picture, StoredMaps
from tests.benchmarks.setting import finish, paired, row

COUNT = 100_000
FAKE = Path(__file__).parents[1] / "fixtures" / "models" / "fake.toml"


def main() -> None:
    """Fill folders and a library, then compare a scan with a bare walk (os.scandir and one stat a file)."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "photos"
        fill_folders(root)
        fill_library(Path(folder) / "library", root)
        with Library(Path(folder) / "library", str(FAKE)) as library:

            def rescan() -> None:
                summary = finish(scan(library, Cancel()))
                assert (summary.unchanged, summary.indexed) == (COUNT, 0)

            ours, bare = paired(rescan, lambda: bare_walk(os.fsencode(root)), rounds=5)
    row(f"rescan of {COUNT:,} unchanged / bare walk", f"{ours / bare:.2f} x", f"{ours:.2f} s, {bare:.2f} s")


def fill_folders(root: Path) -> None:
    """Make empty files in folders of 500."""
    for number in range(COUNT):
        place = root / f"{number // 500:03}"
        if number % 500 == 0:
            place.mkdir(parents=True)
        (place / f"IMG_{number:06}.jpg").touch()


def bare_walk(folder: bytes) -> int:
    """Return the bytes of all files below a folder."""
    total = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                total += bare_walk(entry.path)
            else:
                total += entry.stat().st_size
    return total


def fill_library(folder: Path, root: Path) -> None:
    """Store every file as a photo with all its vectors, without looking at any."""
    grid = np.zeros((1, 1), np.uint8)
    maps = StoredMaps(grid, 0.0, grid > 0, grid > 0)
    with Library(folder, str(FAKE)) as library:
        spaces = library.spaces(library.wanted_descriptors())
        vectors = {name: np.ones(12, np.float32) for name in spaces}
        seen = Seen(Picture(np.zeros((1, 1, 3), np.uint8), Metadata(1, 1, "jpeg")), Encoding(vectors, maps, None), b"x")
        with library.writing() as store:
            set_meta(store, NETWORK, library.network_reference)
            writer = Writer(store, spaces, capabilities(), Summary(), {})
            registered = add_root(store, root)
            for listing in walk(root):
                assert isinstance(listing, Listing)
                for found in listing.found():
                    writer.take(Task(registered, found), seen)
            writer.flush()
        finish(scan(library, Cancel()))
