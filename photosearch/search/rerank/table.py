"""The closer looks at the best hits, by id. A new one is a file and a line here.

They see different things of a photo (local features, a map of words, feature maps), so what they take differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from photosearch.search.rerank.cam_boxes import best_box
from photosearch.search.rerank.cam_ona import score
from photosearch.search.rerank.cells import best_place
from photosearch.search.rerank.geometric import verify
from photosearch.search.rerank.rmac_search import best_region
from photosearch.search.rerank.windows import best_window

RERANKERS: Mapping[str, Callable[..., object]] = {
    "geometric": verify,
    "windows": best_window,
    "rmac_search": best_region,
    "cells": best_place,
    "cam_boxes": best_box,
    "cam_ona": score,
}
