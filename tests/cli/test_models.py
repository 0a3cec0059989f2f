import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome
from tests.drawing import draw
from tests.networks import network

Photosearch = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.onnx"
    path.write_bytes(network("gemm"))
    return path


def test_the_list_names_what_is_here_and_what_can_be_had(photosearch: Photosearch) -> None:
    said = photosearch("models", "list").out
    assert "builtin            built in" in said
    assert "resnet50           available" in said
    states = {row["name"]: row["state"] for row in photosearch("models", "list", "--json").json["networks"]}
    assert (states["builtin"], states["vgg16"]) == ("built in", "available")


def test_info_says_licence_size_and_how_to_come_by_it(photosearch: Photosearch) -> None:
    said = photosearch("models", "info", "resnet50").out
    assert "Licence:     Apache-2.0" in said
    assert "102,583,340 bytes" in said
    assert "onnxmodelzoo" in said
    assert photosearch("models", "info", "builtin", "--json").json["class_maps"] is True
    assert photosearch("models", "info", "nothing").code == 1


def test_an_own_network_is_added_asked_for_used_verified_and_removed(
    photosearch: Photosearch,
    file: Path,
    photos: Path,
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    overlay = tmp_path / "seen.png"
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    refused = photosearch("models", "add", file, "--overlay", overlay)
    assert "Nothing was installed." in refused.out
    assert (home.exists(), overlay.exists()) == (False, True)
    added = photosearch("models", "add", file, "--photo", draw(tmp_path / "p.jpg", 1), "--overlay", overlay, "--yes")
    assert added.code == 0
    assert "The deepest maps: deep, 12 channels" in added.out
    assert "Installed own." in added.out
    assert photosearch("add", photos, model=Path("own")).code == 0
    assert photosearch("models", "verify").out.splitlines() == ["builtin: in order", "own: in order"]
    [network_file] = home.glob("own-*.onnx")
    network_file.write_bytes(b"damaged")
    damaged = photosearch("models", "verify", "own")
    assert damaged.code == 1
    assert "own: The network file" in damaged.out
    assert photosearch("models", "remove", "own").out == "Removed own.\n"
    assert photosearch("models", "remove", "own").code == 1
    assert photosearch("models", "remove", "builtin").code == 1


def test_a_json_answer_is_never_a_question(photosearch: Photosearch, file: Path, tmp_path: Path, home: Path) -> None:
    facts = photosearch("models", "add", file, "--overlay", tmp_path / "seen.png", "--json").json
    assert (facts["installed"], home.exists()) == (False, False)
    facts = photosearch("models", "add", file, "--overlay", tmp_path / "seen.png", "--yes", "--json").json
    assert (facts["installed"], (home / "own.toml").exists()) == (True, True)


def test_a_file_is_installed_and_wrong_usage_is_exit_code_2(photosearch: Photosearch, file: Path) -> None:
    assert photosearch("models", "install", "--file", file, "efficientnet_b0").code == 1  # not its layers
    for wrong in ([], ["x", "--file", "y", "--mirror", "http://z"]):
        assert photosearch("models", "install", *wrong).code == 2
    assert photosearch("models", "add", file, "--second", "half").code == 2
    outcome = photosearch("models", "install", "resnet50", "--mirror", "file:///etc/passwd")
    assert outcome.code == 1
    assert "not an address of the web" in outcome.err


def test_int8_and_measuring_tell_their_figures_before_anything_changes(
    photosearch: Photosearch, file: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photosearch.services.fastest.cache_folder", lambda: tmp_path / "cache")
    assert photosearch("models", "add", file, "--overlay", tmp_path / "seen.png", "--yes").code == 0
    many = tmp_path / "many"
    for number in range(24):
        draw(many / f"{number}.png", number, size=(96, 128))
    facts = photosearch("models", "quantize", "own", "--photos", many, "--json").json
    assert (facts["name"], facts["photos"], facts["installed"]) == ("own-int8", 12, False)
    assert not (home / "own-int8.toml").exists()
    said = photosearch("models", "quantize", "own", "--photos", many, "--yes").out
    assert "times as many a second" in said
    assert "The processor: " in said
    assert "Installed own-int8." in said
    assert (home / "own-int8.toml").exists()
    measured = photosearch("models", "measure", "own-int8", "--seconds", 0.2).out
    assert "cpu " in measured
    assert "used from now on" in measured
    told = photosearch("models", "info", "own-int8").out
    assert "Run by:      cpu (the fastest; measured: cpu " in told
    assert "times as fast as own" in told
    assert "photos/s" in photosearch("models", "list").out
    chosen = photosearch("models", "measure", "own-int8", "--seconds", 0.2, "--use", "cpu", "--json").json
    assert (chosen["used"], [speed["provider"] for speed in chosen["speeds"]]) == ("cpu", ["cpu"])
    assert "chosen by hand" in photosearch("models", "info", "own-int8").out
    absent = photosearch("models", "measure", "own-int8", "--use", "coreml")
    assert (absent.code, "coreml is not installed here. There is cpu" in absent.err) == (1, True)


def test_what_a_network_saw_is_forgotten_when_another_is_in_use(
    photosearch: Photosearch, file: Path, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert photosearch("models", "add", file, "--overlay", tmp_path / "seen.png", "--yes").code == 0
    assert photosearch("add", photos).code == 0
    assert photosearch("scan", model=Path("own")).code == 0
    in_use = photosearch("models", "forget", "own", model=Path("own"))
    assert (in_use.code, "in use" in in_use.err) == (1, True)
    facts = photosearch("models", "forget", "fake", "--json", model=Path("own")).json
    assert (facts["forgotten"], facts["photos"] > 0, facts["bytes"] > 0) == (False, True, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert "Nothing was forgotten." in photosearch("models", "forget", "fake", model=Path("own")).out
    assert "Forgot what fake saw." in photosearch("models", "forget", "fake", "--yes", model=Path("own")).out
    assert photosearch("models", "forget", "fake", "--yes", model=Path("own")).code == 1
    assert photosearch("models", "forget", "own", "--yes").code == 1  # what the library itself remembers
