"""Paris: 6,412 photos, 55 queries with boxes; its 20 corrupt files are left out.

Philbin, Chum, Isard, Sivic, Zisserman: "Lost in Quantization", CVPR 2008. Photos in one folder or in a sub-folder for
each landmark; lists as in `oxford5k`. The data set's page lists the corrupt files.
"""

from __future__ import annotations

from pathlib import Path

from photosearch.evaluate.benchmark import Benchmark
from photosearch.evaluate.sets.oxford5k import landmarks

CORRUPT = frozenset(
    f"paris_{name}"
    for name in (
        "louvre_000136 louvre_000146 moulinrouge_000422 museedorsay_001059 notredame_000188 pantheon_000284 "
        "pantheon_000960 pantheon_000974 pompidou_000195 pompidou_000196 pompidou_000201 pompidou_000467 "
        "pompidou_000640 sacrecoeur_000299 sacrecoeur_000330 sacrecoeur_000353 triomphe_000662 triomphe_000833 "
        "triomphe_000863 triomphe_000867"
    ).split()
)


def load(root: Path) -> Benchmark:
    """Read the photos and the lists.

    Raises
    ------
    QueryProblem
        A list is missing or wrong, or a photo that it names is not there.
    """
    return landmarks("paris6k", root, CORRUPT)
