"""Searching 100,000 bags of words: the inverted file against a scan of dense histograms."""

import statistics
import tempfile
from pathlib import Path

import numpy as np

from photosearch.index.inverted import InvertedFile
from tests.benchmarks.setting import paired, row, seconds

PHOTOS, WORDS, PLACES = 100_000, 25_000, 310
EXPONENT = 0.6
"""Of Zipf's law: how often words of 500 small unrelated photos occur against their ranks (0.61)."""
SCANNED = 4_000
"""Dense histograms of all photos would take 10 GB; so many are scanned, and the time is scaled."""


def bags(count: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return bags of words whose frequencies follow Zipf's law."""
    random = np.random.default_rng(seed)
    chance = 1 / np.arange(1, WORDS + 1) ** EXPONENT
    steps = np.cumsum(chance / chance.sum())
    found = []
    for _ in range(count):
        words, counts = np.unique(np.searchsorted(steps, random.random(PLACES)), return_counts=True)
        found.append((words.astype(np.int32), counts.astype(np.float32)))
    return found


def main() -> None:
    """Build, search and measure."""
    gallery, asked = bags(PHOTOS, 0), bags(30, 1)
    index = InvertedFile(WORDS)
    built = seconds(lambda: index.add(range(PHOTOS), gallery))
    dense = np.zeros((SCANNED, WORDS), np.float32)
    for line, (words, counts) in zip(dense, gallery[:SCANNED], strict=True):
        line[words] = counts / np.linalg.norm(counts)
    query = np.zeros(WORDS, np.float32)
    query[asked[0][0]] = asked[0][1]
    times = [seconds(lambda bag=bag: index.search_bag(*bag, k=100)) for bag in asked]
    inverted, scan = paired(lambda: index.search_bag(*asked[0], k=100), lambda: dense @ query, rounds=9)
    words = statistics.mean(len(words) for words, _ in gallery[:1000])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words"
        index.save(path)
        size = path.stat().st_size / PHOTOS
    row("inverted file: median search, 100,000 bags", f"{1e3 * statistics.median(times):.1f} ms", "goal: under 50 ms")
    ratio = scan * PHOTOS / SCANNED / inverted
    row("inverted file: dense scan / search", f"{ratio:.1f} x", f"{words:.0f} words a bag, of {WORDS:,}")
    row("inverted file: disk per photo", f"{size:.0f} B", f"built in {built:.1f} s")
