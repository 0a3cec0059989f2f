"""Searching a large space beside exact search: ``python -m tests.benchmarks.search [COUNT [FOLDER]]``.

Vectors are those of real photos, in 256 dimensions, and between two of theirs until there are enough. Where a folder is
named the index stays there, and an unfinished one is taken up again.
"""

import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.decode.read import read
from photosearch.descriptors import scda
from photosearch.encode.observe import observe
from photosearch.index.base import merged
from photosearch.index.exact import ExactIndex
from photosearch.index.files import INCOMPLETE, Files
from photosearch.index.segments import Segments
from photosearch.index.sync import CHUNK
from photosearch.types import InputPolicy
from tests.benchmarks.setting import photos, row

COUNT, DIMENSIONS, REAL, QUERIES = 100_000, 256, 3_200, 200
SHARES = (0.001, 0.01, 0.1, 0.5)
CACHE = Path(__file__).resolve().parents[2] / "build" / "pool-vectors.npy"
POLICY = InputPolicy(short_side=96)
"""Small input, so that the forward passes take no minutes."""
BATCH = 10_000


def main(count: int = COUNT, folder: Path | None = None) -> None:
    """Build an index, or go on with it, read it, and ask it held-out queries."""
    with tempfile.TemporaryDirectory() as scratch:
        files = Files(folder or Path(scratch), "benchmark", DIMENSIONS)
        before = _resident()
        _build(files, count)
        index = _load(Files(folder or Path(scratch), "benchmark", DIMENSIONS), count)
        row(f"search: memory, {count:,} x {DIMENSIONS}", f"{_resident() - before:.2f} GB", f"peak {_peak():.2f} GB")
        _ask(index, count)


def _build(files: Files, count: int) -> None:
    """Fill an index and save it; every full graph is saved at once."""
    index = Segments(DIMENSIONS)
    for index, _ in files.load():  # noqa: B007  # all that there is by the end
        pass
    begun = len(index)
    started, busy, saving = time.perf_counter(), time.process_time(), 0.0
    for batch in range(begun // BATCH * BATCH, count, BATCH):
        vectors, labels = _gallery(batch, count), np.arange(batch, min(batch + BATCH, count))
        for start in range(max(begun - batch, 0), len(labels), CHUNK):
            graphs = len(index.graphs)
            index.add(labels[start : start + CHUNK], vectors[start : start + CHUNK])
            if len(index.graphs) > max(1, graphs):
                at = time.perf_counter()
                files.save(index, INCOMPLETE)
                saving += time.perf_counter() - at
    if len(index) > begun:
        files.save(index, 1)
        took, busy = time.perf_counter() - started, time.process_time() - busy
        new = len(index) - begun
        row(
            f"search: building, {new:,} of {count:,} x {DIMENSIONS}",
            f"{new / took:,.0f} a second",
            f"{took:.0f} s, {busy:.0f} s of processor time, {saving:.0f} s of it for saving on the way",
        )


def _load(files: Files, count: int) -> Segments:
    """Read an index, and watch for how long no other thread can run."""
    gaps: list[float] = []
    done = threading.Event()

    def watch() -> None:
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.002)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    watching = threading.Thread(target=watch)
    watching.start()
    started = time.perf_counter()
    index = Segments(DIMENSIONS)
    for index, _ in files.load():  # noqa: B007
        pass
    took = time.perf_counter() - started
    done.set()
    watching.join()
    row(f"search: reading, {count:,} x {DIMENSIONS}", f"{took:.2f} s", f"the window stands still {max(gaps):.2f} s")
    return index


def _ask(index: Segments, count: int) -> None:
    """Ask for the nearest of all, and of random photos, and of photos that lie together; compare with the truth."""
    queries = _real()[:QUERIES]
    truth = _truth(queries, count)
    _report("HNSW", index.search, queries, [found[0] for found in truth], None)
    random = np.random.default_rng(5)
    for share in SHARES:
        some = np.sort(random.choice(count, round(share * count), replace=False))
        first = int(random.integers(0, count - round(share * count) + 1))
        for name, among in (("random", some), ("a folder", np.arange(first, first + len(some)))):
            expected = [found[0] for found in _truth(queries[:50], count, among)]
            _report(f"{share:.1%}, {name}", index.search, queries[:50], expected, among)


def _report(
    name: str, search: Callable[..., object], queries: np.ndarray, truth: list[np.ndarray], among: np.ndarray | None
) -> None:
    times, busy, hits = [], [], 0
    for query, expected in zip(queries, truth, strict=True):
        started, worked = time.perf_counter(), time.thread_time()
        found, _ = search(query, 10, among)
        times.append(time.perf_counter() - started)
        busy.append(time.thread_time() - worked)
        assert len(found) == len(expected)
        hits += len(set(found.tolist()) & set(expected.tolist()))
    middle, late = np.percentile(times, (50, 95)) * 1e3
    row(
        f"search: among {name}" if among is not None else f"search: {name}",
        f"{late:.1f} ms",
        f"of 95 %; half {middle:.1f} ms; {np.median(busy) * 1e3:.1f} ms of processor time; "
        f"recall at 10 {hits / sum(map(len, truth)):.3f}",
    )


def _truth(queries: np.ndarray, count: int, among: np.ndarray | None = None) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the ten nearest of each query by exact search, some vectors at a time."""
    best: list[tuple[np.ndarray, np.ndarray]] = [(np.zeros(0, np.int64), np.zeros(0, np.float32)) for _ in queries]
    for batch in range(0, count, BATCH):
        labels = np.arange(batch, min(batch + BATCH, count))
        if among is not None and not np.isin(labels, among).any():
            continue
        part = ExactIndex(DIMENSIONS)
        part.add(labels, _gallery(batch, count))
        best = [merged([old, part.search(q, 10, among)], 10) for old, q in zip(best, queries, strict=True)]
    return best


def _gallery(batch: int, count: int) -> np.ndarray:
    """Return the vectors with the labels from `batch` on: real ones first, then some between two of theirs."""
    real = _real()[QUERIES:]
    labels = np.arange(batch, min(batch + BATCH, count))
    random = np.random.default_rng(batch)
    others = real[random.integers(0, len(real), len(labels))]
    noise = random.normal(0, 0.3 / np.sqrt(DIMENSIONS), others.shape)
    between = 0.7 * real[labels % len(real)] + 0.3 * others + noise.astype(np.float32)
    vectors = np.where((labels < len(real))[:, None], real[labels % len(real)], between)
    return vectors.astype(np.float16).astype(np.float32)


_KEPT: list[np.ndarray] = []


def _real() -> np.ndarray:
    """Return SCDA vectors of photos in 256 dimensions, of unit length."""
    if not _KEPT:
        full = _vectors()
        centred = full - full.mean(axis=0)
        _, _, axes = np.linalg.svd(centred, full_matrices=False)
        reduced = centred @ axes[:DIMENSIONS].T
        _KEPT.append((reduced / np.linalg.norm(reduced, axis=1, keepdims=True)).astype(np.float32))
    return _KEPT[0]


def _vectors() -> np.ndarray:
    """Return SCDA vectors of some of the pool's photos, shuffled: the first ones serve as queries."""
    if CACHE.exists():
        return np.load(CACHE).astype(np.float32)
    backbone = open_backbone(load_manifest(find_manifest("builtin")))
    sources = photos("pool", "*.jpg")
    np.random.default_rng(0).shuffle(sources)  # type: ignore[arg-type]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda path: scda.compute(observe(read(path).rgb, backbone, POLICY)), sources[:REAL]))
    stacked = np.stack(found)
    CACHE.parent.mkdir(exist_ok=True)
    np.save(CACHE, stacked.astype(np.float16))
    return stacked.astype(np.float32)


def _resident() -> float:
    """Return the memory that this process holds, in GB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e9


def _peak() -> float:
    """Return the most memory that this process has held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main(*[kind(word) for kind, word in zip((int, Path), sys.argv[1:], strict=False)])
