from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from photosearch.backbones import runtime
from photosearch.backbones.manifest import Manifest, load_manifest
from photosearch.backbones.onnx_backbone import OnnxBackbone, open_backbone
from photosearch.backbones.providers import CPU, installed
from photosearch.backbones.runtime import Record, fastest_session, measure, record, recorded
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


OPENVINO = "OpenVINOExecutionProvider"


class Other:
    """A session of another provider: the processor's, with what is wrong with it."""

    def __init__(self, session: onnxruntime.InferenceSession, factor: float = 1.0, says: str = OPENVINO) -> None:
        self.session, self.factor, self.says = session, factor, says

    def get_providers(self) -> list[str]:
        return [self.says, CPU]

    def get_inputs(self) -> list[Any]:
        return list(self.session.get_inputs())

    def get_outputs(self) -> list[Any]:
        return list(self.session.get_outputs())

    def run(self, names: list[str], given: dict[str, Any]) -> list[Any]:
        if not self.factor:
            raise RuntimeError("the device is gone\nand more lines")
        return [values * np.float32(self.factor) for values in self.session.run(names, given)]


@pytest.fixture
def with_openvino(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Pretends that OpenVINO is installed, and how it does."""
    genuine = runtime.open_session

    def install(factor: float = 1.0, says: str = OPENVINO) -> None:
        def opened(file: str, model: bytes, threads: int, provider: str = CPU, **more: Any) -> Any:
            session = genuine(file, model, threads, **{k: v for k, v in more.items() if k != "workers"})
            return session if provider == CPU else Other(session, factor, says)

        monkeypatch.setattr(runtime, "installed", lambda: [CPU, OPENVINO])
        monkeypatch.setattr(runtime, "open_session", opened)

    return install


@pytest.mark.parametrize(
    ("factor", "says", "complaint"),
    [
        (1.01, OPENVINO, "Its maps differ from the processor's by 1.0% of the strongest value"),
        (float("nan"), OPENVINO, "Its maps differ from the processor's in size, or are not finite"),
        (0, OPENVINO, "openvino failed: the device is gone"),
        (1, CPU, "openvino could not be started, although its package is installed"),
    ],
)
def test_a_provider_that_sees_otherwise_fails_or_only_seems_to_be_there_is_never_used(
    manifest: Manifest, with_openvino: Callable[..., None], factor: float, says: str, complaint: str
) -> None:
    with_openvino(factor, says)
    best, other = finish(measure(manifest, 0.1, Cancel()))
    assert (best.provider, best.problem) == (CPU, None)
    assert (other.provider, other.per_second) == (OPENVINO, 0)
    assert complaint in str(other.problem)


def test_a_provider_that_sees_alike_is_measured_and_run(
    manifest: Manifest, tmp_path: Path, with_openvino: Callable[..., None]
) -> None:
    with_openvino(1.0001)
    speeds = {speed.provider: speed for speed in finish(measure(manifest, 0.1, Cancel(), workers=2))}
    assert speeds[OPENVINO].problem is None
    assert speeds[OPENVINO].apart == pytest.approx(1e-4, rel=0.01)
    assert min(speed.per_second for speed in speeds.values()) > 0
    record(manifest.sha256, Record(OPENVINO, by_hand=True, speeds=tuple(speeds.values()), rate=7), tmp_path)
    plain = open_backbone(manifest).run(PICTURE).maps[DEEP]
    found = opened(manifest, tmp_path).run(PICTURE).maps[DEEP]
    np.testing.assert_allclose(found, 1.0001 * plain, rtol=1e-6)
    assert (found != plain).any()
    known = recorded(manifest.sha256, tmp_path)
    assert (known.provider, known.by_hand, known.note, known.rate) == (OPENVINO, True, "", 7)
    assert known.speeds == tuple(speeds.values())


@pytest.mark.parametrize(("factor", "says"), [(0, OPENVINO), (1, CPU)])
def test_a_chosen_provider_that_fails_gives_way_to_the_processor_and_the_record_says_so(
    manifest: Manifest,
    tmp_path: Path,
    with_openvino: Callable[..., None],
    factor: float,
    says: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with_openvino(factor, says)
    record(manifest.sha256, Record(OPENVINO, rate=7), tmp_path)
    expected = open_backbone(manifest).run(PICTURE).maps[DEEP]
    np.testing.assert_array_equal(opened(manifest, tmp_path).run(PICTURE).maps[DEEP], expected)
    known = recorded(manifest.sha256, tmp_path)
    assert (known.provider, known.rate) == (CPU, 7)
    assert "openvino was chosen and has failed, so that the processor runs it" in known.note
    assert known.note in caplog.text


def test_a_network_without_a_file_cannot_be_measured() -> None:
    with pytest.raises(ModelProblem, match="no file"):
        finish(measure(load_manifest(FAKE), 0.1, Cancel()))


@pytest.mark.parametrize("damage", ["gone", "short", "changed", "empty"])
def test_a_damaged_record_is_as_if_nothing_had_been_measured(manifest: Manifest, tmp_path: Path, damage: str) -> None:
    record(manifest.sha256, Record(CPU, rate=7), tmp_path / "cache")
    assert recorded(manifest.sha256, tmp_path / "cache") == Record(CPU, rate=7)
    [file] = (tmp_path / "cache").iterdir()
    content = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    else:
        content[0] ^= 0xFF
        file.write_bytes({"short": content[1:-9], "changed": content, "empty": b""}[damage])
    assert recorded(manifest.sha256, tmp_path / "cache") == Record()
    expected = open_backbone(manifest).run(PICTURE).maps[DEEP]
    np.testing.assert_array_equal(opened(manifest, tmp_path / "cache").run(PICTURE).maps[DEEP], expected)


def test_a_provider_that_is_gone_is_passed_over(manifest: Manifest, tmp_path: Path) -> None:
    record(manifest.sha256, Record("CUDAExecutionProvider"), tmp_path)
    expected = open_backbone(manifest).run(PICTURE).maps[DEEP]
    np.testing.assert_array_equal(opened(manifest, tmp_path).run(PICTURE).maps[DEEP], expected)


def test_a_cache_that_cannot_be_written_to_is_told(manifest: Manifest, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ModelProblem, match="cannot be written to"):
        record(manifest.sha256, Record(CPU), tmp_path / "file" / "cache")
