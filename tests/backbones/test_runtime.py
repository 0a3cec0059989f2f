from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photosearch.backbones.manifest import Manifest, load_manifest
from photosearch.backbones.onnx_backbone import CPU, OnnxBackbone, open_backbone
from photosearch.backbones.runtime import fastest_session, installed, measure, remember
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.types import DEEP
from tests.drawing import FAKE, finish

PICTURE = np.random.default_rng(0).integers(0, 256, (64, 96, 3), np.uint8)


@pytest.fixture
def manifest(write_manifest: Callable[..., Path]) -> Manifest:
    return load_manifest(write_manifest())


def opened(manifest: Manifest, folder: Path) -> OnnxBackbone:
    found = open_backbone(manifest, opener=lambda *given: fastest_session(*given, folder))
    assert isinstance(found, OnnxBackbone)
    return found


def test_every_provider_is_measured_and_one_that_fails_says_why(manifest: Manifest) -> None:
    assert CPU in installed()
    assert "AzureExecutionProvider" not in installed()
    [speed] = finish(measure(manifest, 0.2, Cancel(), [CPU]))
    assert (speed.provider, speed.problem) == (CPU, None)
    assert speed.per_second > 0
    (Path(str(manifest.file))).write_bytes(b"damaged")
    with pytest.raises(ModelProblem, match="not the one that"):
        finish(measure(manifest, 0.2, Cancel(), [CPU]))


def test_a_network_without_a_file_cannot_be_measured() -> None:
    with pytest.raises(ModelProblem, match="no file"):
        finish(measure(load_manifest(FAKE), 0.1, Cancel()))


def test_the_optimised_graph_gives_the_same_maps(manifest: Manifest, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    before = opened(manifest, folder).run(PICTURE)
    choice = remember(manifest, CPU, folder)
    assert choice.graph is not None
    after = opened(manifest, folder).run(PICTURE)
    np.testing.assert_array_equal(after.maps[DEEP], before.maps[DEEP])
    assert {path.suffix for path in folder.iterdir()} == {".onnx", ".json"}


def test_the_cached_graph_is_what_is_run(manifest: Manifest, tmp_path: Path, network: bytes) -> None:
    """A graph with other weights under a record of its checksum shows in the maps: the cache is really read."""
    import hashlib
    import json

    import onnx

    remember(manifest, CPU, tmp_path / "cache")
    [graph], [record] = (list((tmp_path / "cache").glob(f"*.{ending}")) for ending in ("onnx", "json"))
    model = onnx.load_from_string(network)
    take = next(tensor for tensor in model.graph.initializer if tensor.name == "take")
    take.CopyFrom(onnx.numpy_helper.from_array(2 * onnx.numpy_helper.to_array(take), "take"))
    graph.write_bytes(model.SerializeToString())
    record.write_text(json.dumps({"provider": CPU, "graph": hashlib.sha256(graph.read_bytes()).hexdigest()}))
    plain = open_backbone(manifest).run(PICTURE).maps[DEEP]
    np.testing.assert_allclose(opened(manifest, tmp_path / "cache").run(PICTURE).maps[DEEP], 2 * plain, rtol=1e-5)


@pytest.mark.parametrize("ending", ["onnx", "json"])
@pytest.mark.parametrize("damage", ["gone", "short", "changed", "empty"])
def test_a_damaged_cache_is_passed_over(manifest: Manifest, tmp_path: Path, ending: str, damage: str) -> None:
    remember(manifest, CPU, tmp_path / "cache")
    [file] = (tmp_path / "cache").glob(f"*.{ending}")
    content = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    else:
        content[len(content) // 2] ^= 0xFF
        file.write_bytes({"short": content[:-9], "changed": content, "empty": b""}[damage])
    expected = open_backbone(manifest).run(PICTURE).maps[DEEP]
    np.testing.assert_array_equal(opened(manifest, tmp_path / "cache").run(PICTURE).maps[DEEP], expected)


def test_a_provider_that_is_gone_is_passed_over(manifest: Manifest, tmp_path: Path) -> None:
    remember(manifest, "CUDAExecutionProvider", tmp_path)
    expected = open_backbone(manifest).run(PICTURE).maps[DEEP]
    np.testing.assert_array_equal(opened(manifest, tmp_path).run(PICTURE).maps[DEEP], expected)


def test_a_cache_that_cannot_be_written_to_is_told(manifest: Manifest, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ModelProblem, match="cannot be written to"):
        remember(manifest, CPU, tmp_path / "file" / "cache")
