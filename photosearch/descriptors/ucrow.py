"""CroW without its weights: plain sum pooling, the paper's own baseline.

Kalantidis, Mellina, Osindero: "Cross-dimensional Weighting for Aggregated Deep Convolutional Features", ECCV Workshops
2016. Raw, it equals `spoc`; the two differ in how their papers whiten them.
"""

from __future__ import annotations

from photosearch.descriptors import spoc
from photosearch.descriptors.descriptor import Descriptor

DESCRIPTOR = Descriptor(
    id="ucrow",
    title="Sum of everything, unweighted",
    summary="What “salient and rare” is compared with: the same sum without its weights, for researchers.",
    compute=spoc.compute,
    everyday=False,
)
