import sys
from pathlib import Path

import numpy as np
import pytest

from photosearch.backbones.manifest import load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.services.own_network import Wish, accept, proposed
from photosearch.services.quantizing import accept as accept_int8
from photosearch.services.quantizing import agreement, quantize_network
from photosearch.types import DEEP, SECOND
from tests.drawing import draw, finish
from tests.networks import network


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an installed network."""
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    (tmp_path / "own.onnx").write_bytes(network("gemm"))
    with proposed(tmp_path / "own.onnx", Wish()) as found:
        accept(found)
    return "own"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(30):
        draw(tmp_path / "many" / f"{number % 3}" / f"{number}.png", number, size=(192, 256))
    return tmp_path / "many"


def test_int8_looks_at_photos_almost_as_before_and_is_installed_beside_the_old_one(own: str, many: Path) -> None:
    made = finish(quantize_network(own, many, Cancel()))
    assert made is not None
    assert (made.name, made.learned_from, made.photos) == ("own-int8", 15, 15)
    assert made.low <= made.faster <= made.high
    assert made.agreement > 0.8
    manifest = accept_int8(made)
    old, new = open_backbone(made.of), open_backbone(manifest)
    picture = np.random.default_rng(0).integers(0, 256, (192, 256, 3), np.uint8)
    a, b = old.run(picture), new.run(picture)
    for role in (DEEP, SECOND):
        assert not np.array_equal(a.maps[role], b.maps[role])
        assert np.corrcoef(a.maps[role].ravel(), b.maps[role].ravel())[0, 1] > 0.95
    assert old.classifier is not None
    assert new.classifier is not None
    np.testing.assert_array_equal(old.classifier.weights, new.classifier.weights)
    assert b.logits is not None
    # What follows the maps is still in floating-point numbers.
    expected = new.classifier.weights @ b.maps[DEEP].mean(axis=(1, 2)) + new.classifier.bias
    np.testing.assert_allclose(b.logits, expected, atol=1e-4)
    assert load_manifest(made.of.path) == made.of


@pytest.mark.slow
def test_the_built_in_network_keeps_its_half_precision_classifier(own: str, many: Path) -> None:
    made = finish(quantize_network("builtin", many, Cancel()))
    classifier = open_backbone(accept_int8(made)).classifier
    assert classifier is not None
    np.testing.assert_array_equal(classifier.weights, open_backbone(made.of).classifier.weights)
    assert len(made.network) < 0.75 * made.of.file.stat().st_size


def test_rankings_are_compared_by_hand() -> None:
    angles = np.deg2rad([0, 10, 40, 90])
    old = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert agreement(old, old * 3, top=2) == (1, 1)
    angles = np.deg2rad([0, 40, 10, 90])  # the second and the third change places
    new = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    # The nearest of each: old 1 0 1 2, new 2 2 0 1.
    assert agreement(old, new, top=1) == (0, 0)
    # The two nearest of each: old 12, 02, 10, 21; new 21, 20, 01, 12.
    assert agreement(old, new, top=2)[0] == 1


def test_too_few_photos_no_folder_and_an_unknown_network_are_told(own: str, many: Path, photos: Path) -> None:
    for reference, folder, complaint in (
        (own, photos, "at least 24 are needed"),
        (own, many / "missing", "is no folder"),
        ("nothing", many, "no network manifest nothing"),
    ):
        with pytest.raises(ModelProblem, match=complaint):
            finish(quantize_network(reference, folder, Cancel()))


def test_a_cancelled_job_makes_nothing(own: str, many: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    assert finish(quantize_network(own, many, cancel)) is None


def test_without_the_package_for_graphs_it_says_what_is_missing(
    own: str, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "photosearch.backbones.quantize", raising=False)
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ModelProblem, match=r"photosearch\[models\]"):
        finish(quantize_network(own, many, Cancel()))
