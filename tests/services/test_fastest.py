from pathlib import Path

import pytest

from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.services.fastest import measure_network
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.own_network import Wish, accept, proposed
from tests.drawing import FAKE, finish
from tests.networks import network


def test_what_was_found_fastest_is_used_by_libraries_with_the_same_answers(
    tmp_path: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    monkeypatch.setattr("photosearch.services.fastest.cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "own.onnx").write_bytes(network("gemm"))
    with proposed(tmp_path / "own.onnx", Wish()) as found:
        accept(found)
    with Library(tmp_path / "library", "own") as library:
        finish(add(library, [photos], Cancel()))
        before = [hit.score for hit in finish(find(library, photos / "2.jpg")).hits]
    cancel = Cancel()
    cancel.cancel()
    finish(measure_network("own", cancel, 0.2))
    assert not (tmp_path / "cache").exists()
    speeds = finish(measure_network("own", Cancel(), 0.2))
    assert speeds[0].problem is None
    assert len(list((tmp_path / "cache" / "networks").glob("*.json"))) == 1
    with Library(tmp_path / "library", "own") as library:
        assert [hit.score for hit in finish(find(library, photos / "2.jpg")).hits] == pytest.approx(before, abs=1e-5)


def test_a_network_without_a_file_is_told() -> None:
    with pytest.raises(ModelProblem, match="no file"):
        finish(measure_network(str(FAKE), Cancel(), 0.1))
