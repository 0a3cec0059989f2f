"""What a method costs beside the forward pass that it is made of."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.decode.read import read
from photosearch.descriptors.table import DESCRIPTORS, FITTED, WORD_METHODS
from photosearch.descriptors.words import bag_of
from photosearch.encode.observe import observe
from photosearch.encode.stored_maps import stored_maps
from photosearch.index.words import ApproximateWords, nearest_words
from photosearch.store.words import pack
from photosearch.types import SALIENCY, InputPolicy, Needs, Observation
from tests.benchmarks.setting import paired, photos, row

LEARNED_FROM = 120
WORDS, DIMENSIONS = 25_000, 128


def main() -> None:
    """Compare each method with one forward pass of the built-in network."""
    backbone, policy = open_backbone(load_manifest(find_manifest("builtin"))), InputPolicy()
    rgb = read(photos("labelled/birds")[0]).rgb
    seen = observe(rgb, backbone, policy, Needs(mirrored=True, boxed=True, scaled=True))
    seen = Observation(**{**_fields(seen), "extra": {SALIENCY: np.ones((64, 64), np.float32)}})
    pool = photos("pool")
    chosen = [pool[n] for n in np.random.default_rng(0).choice(len(pool), LEARNED_FROM, replace=False)]
    with ThreadPoolExecutor() as threads:
        others = list(threads.map(lambda path: observe(read(path, policy.short_side).rgb, backbone, policy), chosen))
    learned = {name: method.fit(others) for name, method in FITTED.items()}
    for name, method in WORD_METHODS.items():
        if name == method.vocabulary:
            learned[name] = method.fit(others, len(others), lambda: None)

    def one_pass() -> None:
        for descriptor in DESCRIPTORS.values():
            # What the eye sees is looked for in the picture, not in the maps: it is counted alone below.
            if descriptor.needs.passes == 1 and descriptor.id.rpartition(":")[2] not in ("bms", "ittikoch"):
                descriptor.compute(seen)

    works = {"all one-pass global methods together": one_pass, "stored maps": lambda: stored_maps(seen)}
    works |= {name: lambda d=descriptor: d.compute(seen) for name, descriptor in DESCRIPTORS.items()}
    works |= {name: lambda d=method: d.compute(seen, learned[d.id]) for name, method in FITTED.items()}
    for name, method in WORD_METHODS.items():
        words = learned[method.vocabulary]["words"]
        nearest = nearest_words(words)
        works[f"{name}, {len(words):,} words"] = lambda m=method, n=nearest: m.assign(seen, learned[m.vocabulary], n)
    vectors = np.random.default_rng(0).normal(size=(WORDS, learned["blcf"]["words"].shape[1])).astype(np.float32)
    full = ApproximateWords(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    works[f"blcf, {WORDS:,} words"] = lambda: WORD_METHODS["blcf"].assign(seen, learned["blcf"], full)
    for name, work in works.items():
        cost, forward = paired(work, lambda: backbone.run(seen.rgb), rounds=15)
        ratio = f"{cost / forward:.4f}"
        row(f"method: {name} / forward pass", ratio, f"{cost * 1e3:.2f} ms, {forward * 1e3:.1f} ms")
    for name, method in FITTED.items():
        vectors = method.compute(seen, learned[name])
        row(f"method: {name}, kept of a photo", f"{2 * vectors.size:,} B", f"{len(vectors)} x {vectors.shape[1]}")
    for name, method in WORD_METHODS.items():
        known = learned[method.vocabulary]
        words = method.assign(seen, known, nearest_words(known["words"]))
        found = bag_of(words)
        row(
            f"method: {name}, kept of a photo",
            f"{len(pack(words)):,} B",
            f"{words.ids.size} places, {len(found.words)} words",
        )


def _fields(seen: Observation) -> dict[str, object]:
    return {name: getattr(seen, name) for name in Observation.__dataclass_fields__}
