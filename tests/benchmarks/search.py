"""The HNSW graph beside exact search, over 100,000 vectors of real photos: crops and mirror images of a pool."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.decode.read import read
from photosearch.descriptors import scda
from photosearch.encode.observe import observe
from photosearch.index.exact import ExactIndex
from photosearch.index.hnsw import EF, HnswIndex
from photosearch.types import InputPolicy, Rgb
from tests.benchmarks.setting import photos, row

COUNT, QUERIES, VIEWS = 100_000, 500, 12
CACHE = Path(__file__).resolve().parents[2] / "build" / "pool-vectors.npy"
POLICY = InputPolicy(short_side=96)
"""Small input, so that 100,000 forward passes take minutes."""


def main() -> None:
    """Build both, ask both the same held-out queries in turns, and compare answers and times."""
    vectors = _vectors()
    queries, gallery = vectors[:QUERIES], vectors[QUERIES : QUERIES + COUNT]
    labels = np.arange(len(gallery), dtype=np.int64)
    exact, graph = ExactIndex(gallery.shape[1]), HnswIndex(gallery.shape[1])
    exact.add(labels, gallery)
    started = time.perf_counter()
    for start in range(0, len(gallery), 1000):
        graph.add(labels[start : start + 1000], gallery[start : start + 1000])
    built = time.perf_counter() - started
    hits, ours, truth = 0, [], []
    for query in queries:
        a = time.perf_counter()
        found = graph.search(query, 10)[0]
        b = time.perf_counter()
        expected = exact.search(query, 10)[0]
        c = time.perf_counter()
        hits += len(set(found.tolist()) & set(expected.tolist()))
        ours.append(b - a)
        truth.append(c - b)
    fast, slow = float(np.median(ours)), float(np.median(truth))
    recall = hits / (10 * QUERIES)
    row(
        f"search: exact / HNSW, {len(gallery):,} x {gallery.shape[1]}",
        f"{slow / fast:.1f} x",
        f"{slow * 1e3:.1f} ms, {fast * 1e3:.2f} ms; recall at 10 {recall:.3f} with ef {EF}; built in {built:.0f} s",
    )


def _vectors() -> np.ndarray:
    """Return SCDA vectors of views of the pool's photos, queries first: they share no photo with the gallery."""
    if CACHE.exists():
        return np.load(CACHE).astype(np.float32)
    backbone = open_backbone(load_manifest(find_manifest("pilot")))
    sources = photos("pool", "*.jpg")
    np.random.default_rng(0).shuffle(sources)  # type: ignore[arg-type]

    def encode(job: tuple[int, Path]) -> list[np.ndarray]:
        number, path = job
        views = _views(read(path).rgb, number)
        kept = views[:1] if number < QUERIES else views
        return [scda.compute(observe(view, backbone, POLICY)) for view in kept]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [vector for vectors in pool.map(encode, enumerate(sources)) for vector in vectors]
    stacked = np.stack(found[: QUERIES + COUNT])
    CACHE.parent.mkdir(exist_ok=True)
    np.save(CACHE, stacked.astype(np.float16))
    return stacked


def _views(rgb: Rgb, seed: int) -> list[Rgb]:
    """Return a photo, random crops of it, and the mirror images of half of them."""
    random = np.random.default_rng(seed)
    height, width = rgb.shape[:2]
    views = [rgb]
    while len(views) < VIEWS:
        share = random.uniform(0.5, 0.95)
        rows, columns = max(1, int(height * share)), max(1, int(width * share))
        top, left = random.integers(0, height - rows + 1), random.integers(0, width - columns + 1)
        crop = rgb[top : top + rows, left : left + columns]
        views.append(np.ascontiguousarray(crop[:, ::-1] if len(views) % 2 else crop))
    return views
