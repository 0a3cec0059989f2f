"""The figures that the descriptors must reach on real photos; see also `python -m tests.benchmarks retrieval`."""

from pathlib import Path

import pytest

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.descriptors.table import one_pass
from photosearch.types import Backbone
from tests.benchmarks.builtin import see
from tests.benchmarks.retrieval import MANIFESTS, leave_one_out, localisation

SLACK = 0.015
COSTLY = ("bms", "ittikoch")
BUILT_IN = {"birds": (0.664, 0.374), "pets": (0.925, 0.792), "cd_covers": (0.881, 0.790)}
"""Top-1 and mean average precision of the built-in network by its default, as `models/builtin.md` has them."""


@pytest.fixture(scope="module")
def mobilenet(shared: Path) -> Backbone:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTOSEARCH_MODEL_DIR", str(shared / "models"))
        return open_backbone(load_manifest(MANIFESTS / "mobilenetv2.toml"))


@pytest.fixture(scope="module")
def built_in() -> Backbone:
    return open_backbone(load_manifest(find_manifest("builtin")))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "top_1", "precision", "boxes"),
    [("birds", 0.760, 0.505, 0.664), ("pets", 0.900, 0.777, 0.683), ("cd_covers", 0.762, 0.645, None)],
)
def test_scda_of_mobilenet_finds_and_locates_what_it_must(
    shared: Path, mobilenet: Backbone, name: str, top_1: float, precision: float, boxes: float | None
) -> None:
    seen = see(shared, name, mobilenet, ("scda",))
    found = leave_one_out(seen.vectors["scda"], seen.labels)
    assert found[0] >= top_1 - SLACK
    assert found[1] >= precision - SLACK
    if boxes is not None:
        located = localisation(seen)
        assert located is not None
        assert located >= boxes - SLACK


@pytest.mark.slow
def test_the_built_in_network_is_as_good_as_its_card_says_and_its_default_is_its_best(
    shared: Path, built_in: Backbone
) -> None:
    # Weights that look at the picture cost a quarter of a forward pass each: none of them can be a default.
    cheap = [name for name in one_pass(list(built_in.outputs), True) if name.rpartition(":")[2] not in COSTLY]
    sets = {name: see(shared, name, built_in, cheap) for name in BUILT_IN}
    found = {
        descriptor: [leave_one_out(seen.vectors[descriptor], seen.labels) for seen in sets.values()]
        for descriptor in cheap
    }
    means = {descriptor: sum(precision for _, precision in scores) for descriptor, scores in found.items()}
    default = load_manifest(find_manifest("builtin")).descriptor
    assert default is not None
    assert means[default] >= max(means.values()) - 0.005
    for (top_1, precision), expected in zip(found[default], BUILT_IN.values(), strict=True):
        assert top_1 >= expected[0] - SLACK
        assert precision >= expected[1] - SLACK
