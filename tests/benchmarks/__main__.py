"""Prints how fast the program is, as ratios measured side by side: ``python -m tests.benchmarks [NAME...]``.

Names: start, descriptors, ingest, size, rescan, search, engines, inverted, retrieval, builtin, boxes, subjects, window,
felt; methods takes half an hour and int8 ten minutes, so that they have to be named; growth takes hours and is run by
itself, see growth.py, and so is course, which scores a run of the trainer. PHOTOSEARCH_SHARED says where the photos
are, and PHOTOSEARCH_MODEL_DIR where the reference networks are.
"""

import importlib
import sys

NAMES = (
    "start",
    "descriptors",
    "ingest",
    "size",
    "rescan",
    "search",
    "engines",
    "inverted",
    "retrieval",
    "builtin",
    "boxes",
    "subjects",
    "window",
    "felt",
)
LONG = ("methods", "int8")

if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        if name not in (*NAMES, *LONG):
            sys.exit(f"There is no benchmark {name}. Choose from: {', '.join([*NAMES, *LONG])}")
        importlib.import_module(f"tests.benchmarks.{name}").main()
