"""The engines side by side: one by one, the graph, and Milvus Lite: ``python -m tests.benchmarks.engines``.

Each is filled with the same vectors in a process of its own, which tells its memory and what it leaves on the disk;
then all are asked the same questions. Other programs disturb the times of one and not of another: the processor's time
stands beside them. Milvus Lite has FLAT, IVF and HNSW indexes; HNSW with the parameters of ours is what is used.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from photosearch.index.exact import ExactIndex
from photosearch.index.files import Files
from photosearch.index.hnsw import HnswIndex
from photosearch.index.milvus import MilvusIndex
from photosearch.index.milvus_server import MilvusServer
from photosearch.index.segments import Segments
from tests.benchmarks.setting import row

ENGINES = {"exact": "one by one", "hnsw": "hnswlib, HNSW", "milvus": "Milvus Lite, HNSW"}
COUNT, DIMENSIONS, QUERIES, TOP, PORTION = 20_000, 256, 200, 10, 500


def gallery(count: int, dimensions: int) -> np.ndarray:
    """Return unit vectors (count + QUERIES, dimensions) in clusters of about 50, as photos come in, as float16."""
    random = np.random.default_rng(11)
    centres = random.standard_normal((max(1, count // 50), dimensions), np.float32)
    rows = np.empty((count + QUERIES, dimensions), np.float16)
    for start in range(0, len(rows), 10_000):
        part = rows[start : start + 10_000]
        near = centres[random.integers(0, len(centres), len(part))]
        found = near + 0.7 * random.standard_normal(part.shape, np.float32)
        part[:] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return random.permutation(rows)


def memory() -> int:
    """Return the resident bytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def measure(engine: str, rows_file: Path, folder: Path) -> dict[str, object]:
    """Fill one engine and ask it; what it finds is kept for the comparison."""
    rows = np.load(rows_file, mmap_mode="r")
    count, dimensions = len(rows) - QUERIES, rows.shape[1]
    server = MilvusServer(str(folder / "index.db"), deadline=600) if engine == "milvus" else None
    before = memory()
    index: ExactIndex | HnswIndex | MilvusIndex = (
        MilvusIndex(server, "bench", "space", dimensions)
        if server is not None
        else {"exact": ExactIndex, "hnsw": HnswIndex}[engine](dimensions)
    )
    started, used = time.perf_counter(), time.process_time()
    for start in range(0, count, PORTION):
        labels = np.arange(start, min(start + PORTION, count))
        index.add(labels, rows[start : labels[-1] + 1].astype(np.float32))
    if isinstance(index, MilvusIndex) and server is not None:
        index.settle(1)
        while server.call("describe_index", index.name, "vector").get("pending_index_rows"):
            time.sleep(0.1)  # it builds its graph beside the filling
    filled, worked = time.perf_counter() - started, time.process_time() - used
    index.search(rows[count].astype(np.float32), TOP)
    first = time.perf_counter() - started - filled
    times, found, used = [], [], time.process_time()
    for query in rows[count:]:
        started = time.perf_counter()
        found.append(index.search(query.astype(np.float32), TOP)[0].tolist())
        times.append(time.perf_counter() - started)
    thought = (time.process_time() - used) / QUERIES
    grown = memory() - before
    if isinstance(index, HnswIndex):
        Files(folder, "space", dimensions).save(Segments(dimensions, count, [index]), generation=1)
    if server is not None:
        server.close()
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    p50, p95 = np.percentile(times, [50, 95]).tolist()
    return {
        "filled": filled, "worked": worked, "first": first, "p50": p50, "p95": p95, "memory": grown, "disk": disk,
        "found": found, "thought": thought,
    }  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Measure every engine and print one line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.engines", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--dimensions", type=int, default=DIMENSIONS)
    parser.add_argument("--only", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--folder", type=Path, help="where temporary files go")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args([] if arguments is None else arguments)
    if chosen.measure:
        engine, rows_file, folder = chosen.measure
        print(json.dumps(measure(engine, Path(rows_file), Path(folder))))
        return
    with tempfile.TemporaryDirectory(dir=chosen.folder) as home:
        rows_file = Path(home) / "rows.npy"
        np.save(rows_file, gallery(chosen.count, chosen.dimensions))
        truth: list[list[int]] = []
        for engine in dict.fromkeys(["exact", *chosen.only]):
            folder = Path(home) / engine
            folder.mkdir()
            done = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.engines", "--measure", engine, rows_file, folder],
                stdout=subprocess.PIPE, check=True, env=os.environ,
            )  # fmt: skip
            came = json.loads(done.stdout)
            truth = truth or came["found"]
            pairs = zip(truth, came["found"], strict=True)
            recall = sum(len(set(a) & set(b)) for a, b in pairs) / (TOP * len(truth))
            row(
                f"{ENGINES[engine]}: {chosen.count:,} x {chosen.dimensions}",
                f"{1e3 * came['p50']:.2f} ms",
                f"p95 {1e3 * came['p95']:.2f} ms, {1e3 * came['thought']:.2f} ms of processor, "
                f"first {came['first']:.2f} s; recall at {TOP} {recall:.3f}; "
                f"filled {chosen.count / came['filled']:,.0f}/s ({came['worked']:.1f} s of processor); "
                f"memory {came['memory'] / 2**20:,.0f} MB, disk {came['disk'] / 2**20:,.0f} MB",
            )


if __name__ == "__main__":
    main(sys.argv[1:])
