"""The whole life of a network: offered, fetched from a bad server, used, damaged, replaced, removed."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.backbones.install import Files, changing, put
from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.manifest_text import manifest_text
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.installing import install, install_file, remove, verify
from photosearch.services.library import Library
from photosearch.services.networks import networks
from photosearch.services.offers import AVAILABLE, INSTALLED, offer, offers
from photosearch.settings import data_folder
from tests.drawing import finish
from tests.loopback import Server, serving
from tests.networks import CLASSES, network

NETWORK = network("gemm")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of installed networks, and a catalogue with the drawn network beside the real one's."""
    home = tmp_path / "home"
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(home))
    monkeypatch.setenv("no_proxy", "*")
    models = tmp_path / "package" / "models"
    (models / "catalogue").mkdir(parents=True)
    for path in data_folder("models").iterdir():
        if path.is_file():
            (models / path.name).symlink_to(path)
    (models / "seven.txt").write_text("background\n" + "".join(f"thing {n}\n" for n in range(CLASSES)))
    write_entry(models / "catalogue" / "drawn.toml")
    for module in ("catalogue", "manifest"):
        monkeypatch.setattr(f"photosearch.backbones.{module}.data_folder", lambda _: models)
    return home


def write_entry(path: Path, **changes: object) -> None:
    obtain = {"file": "drawn.onnx", "how": "Draw it.", "sha256": hashlib.sha256(NETWORK).hexdigest()}
    obtain |= {"bytes": len(NETWORK), "listed_in": "this test"} | changes  # type: ignore[dict-item]
    facts = {
        "name": "drawn", "title": "Drawn", "licence": "Apache-2.0", "source": "a test",
        "obtain": {key: value for key, value in obtain.items() if value is not None},
        "input": {"mean": [0, 0, 0], "std": [255, 255, 255]},
        "classifier": {"names": "seven.txt"},
    }  # fmt: skip
    path.write_text(manifest_text(facts))  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(NETWORK) as server:
        yield server


def names(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir() if path.name != "lock") if home.exists() else []


def test_a_network_is_offered_fetched_used_and_removed(
    home: Path, server: Server, photos: Path, tmp_path: Path
) -> None:
    assert offer("drawn").state == AVAILABLE
    server.break_after = [len(NETWORK) // 3, 100]
    manifest = finish(install("drawn", Cancel(), server.address))
    assert manifest is not None
    assert len(server.asked) == 3
    assert names(home) == sorted({"drawn.toml", manifest.file.name, manifest.classifier.names.name})  # type: ignore[union-attr]
    assert offer("drawn").state == INSTALLED
    assert [each.name for each in offers()].count("drawn") == 1
    with Library(tmp_path / "library", "drawn") as library:
        finish(add(library, [photos], Cancel()))
        assert next(iter(finish(find(library, photos / "3.jpg")).hits)).path == str(photos / "3.jpg")
        assert library.backbone.classifier is not None
        assert library.backbone.classifier.names == tuple(f"thing {n}" for n in range(CLASSES))
        assert "Drawn" in [choice.title for choice in networks(library) if choice.current]
    assert verify("drawn").sha256 == manifest.sha256
    remove("drawn")
    assert names(home) == []
    assert offer("drawn").state == AVAILABLE
    with pytest.raises(ModelProblem, match="no network drawn installed"):
        remove("drawn")


def test_a_folder_that_holds_the_file_is_an_address_too(home: Path, server: Server) -> None:
    finish(install("drawn", Cancel(), f"http://127.0.0.1:{server.server_port}/mirror/"))
    assert server.asked == [("/mirror/drawn.onnx", None)]


def test_wrong_bytes_get_no_name_and_are_not_gone_on_from(home: Path, server: Server) -> None:
    server.content = bytes(len(NETWORK))
    with pytest.raises(ModelProblem, match="not the file wanted"):
        finish(install("drawn", Cancel(), server.address))
    assert names(home) == []
    server.content, server.tag = NETWORK, '"two"'
    assert finish(install("drawn", Cancel(), server.address)) is not None


def test_a_download_that_was_cancelled_or_broke_off_goes_on_later(home: Path, server: Server) -> None:
    server.break_after = [1000] * 4
    with pytest.raises(ModelProblem, match="broke off"):
        finish(install("drawn", Cancel(), server.address))
    assert [name for name in names(home) if name.endswith(".part")] == ["drawn.download.part"]
    cancel = Cancel()
    cancel.cancel()
    assert finish(install("drawn", cancel, server.address)) is None
    assert finish(install("drawn", Cancel(), server.address)) is not None
    assert server.asked[-1][1] is not None


def test_nothing_is_fetched_without_an_address_or_a_checksum(home: Path, server: Server, tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"No address of drawn is known\. Draw it\."):
        finish(install("drawn", Cancel()))
    write_entry(tmp_path / "package" / "models" / "catalogue" / "drawn.toml", sha256=None)
    with pytest.raises(ModelProblem, match="No checksum of drawn is known"):
        finish(install("drawn", Cancel(), server.address))
    assert server.asked == []


def test_a_disk_that_is_too_small_is_told_before_anything_is_fetched(
    home: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photosearch.services.installing.SPARE", 10**18)
    with pytest.raises(ModelProblem, match="bytes left"):
        finish(install("drawn", Cancel(), server.address))
    assert server.asked == []


def test_a_file_brought_by_hand_is_known_by_its_bytes_or_its_name(home: Path, tmp_path: Path) -> None:
    brought = tmp_path / "anything.onnx"
    brought.write_bytes(NETWORK)
    assert finish(install_file(brought, Cancel())).name == "drawn"
    brought.write_bytes(NETWORK + b"\0")
    with pytest.raises(ModelProblem, match="not of the catalogue"):
        finish(install_file(brought, Cancel()))
    with pytest.raises(ModelProblem, match=r"not the file of drawn.*models add"):
        finish(install_file(brought, Cancel(), "drawn"))
    write_entry(tmp_path / "package" / "models" / "catalogue" / "drawn.toml", sha256=None, bytes=None)
    brought.write_bytes(network("conv"))
    assert finish(install_file(brought, Cancel(), "drawn")).name == "drawn"
    assert len([name for name in names(home) if name.endswith(".onnx")]) == 1  # the old one is swept away


def test_a_file_comes_with_its_manifest(home: Path, tmp_path: Path) -> None:
    given = network("gemm", outputs=["logits", "deep"])
    (tmp_path / "own.onnx").write_bytes(given)
    (tmp_path / "own.toml").write_text(
        f'name = "own"\n[file]\nname = "own.onnx"\nsha256 = "{hashlib.sha256(given).hexdigest()}"\n'
        '[input]\nname = "picture"\nmean = [1, 2, 3]\nstd = [4, 5, 6]\n[layers]\ndeep = "deep"\nsecond = "half"\n'
        '[classifier]\nlogits = "logits"\nweight = "weight"\nbias = "bias"\ncentre = true\n'
    )
    for brought in ("own.onnx", "own.toml"):
        done = finish(install_file(tmp_path / brought, Cancel()))
        assert (done.mean, done.outputs) == ((1, 2, 3), {"deep": "deep", "second": "half"})
        assert done.classifier.centre
        assert done.path.parent == home


def test_a_damaged_file_is_noticed_and_installed_again(home: Path, tmp_path: Path) -> None:
    (tmp_path / "drawn.onnx").write_bytes(NETWORK)
    done = finish(install_file(tmp_path / "drawn.onnx", Cancel()))
    content = bytearray(done.file.read_bytes())
    content[len(content) // 2] ^= 1
    done.file.write_bytes(content)
    with pytest.raises(ModelProblem, match="not the one that"):
        verify("drawn")
    finish(install_file(tmp_path / "drawn.onnx", Cancel()))
    verify("drawn")


def test_a_network_that_cannot_be_used_replaces_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "drawn.onnx").write_bytes(NETWORK)
    done = finish(install_file(tmp_path / "drawn.onnx", Cancel()))
    before = names(home)
    wrong = {"input": {"name": "picture", "mean": [0, 0, 0], "std": [1, 1, 1]}, "layers": {"deep": "nothing"}}
    with changing(home), pytest.raises(ModelProblem, match="no output nothing"):
        put(home, "drawn", Files(network("conv")), wrong)
    assert names(home) == before
    assert load_manifest(find_manifest("drawn")) == done


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".x", "x" * 65, "a\\b", "x.toml", "con\n"])
def test_a_name_is_a_plain_word(home: Path, name: str) -> None:
    with changing(home), pytest.raises(ModelProblem, match="cannot be called"):
        put(home, name, Files(NETWORK), {})
    with pytest.raises(ModelProblem):
        remove(name)


def test_built_in_networks_stay(home: Path) -> None:
    with pytest.raises(ModelProblem, match="built in"):
        remove("builtin")


def test_two_at_once_are_refused(home: Path, server: Server) -> None:
    with changing(home), pytest.raises(ModelProblem, match="Another photosearch"):
        finish(install("drawn", Cancel(), server.address))


def test_a_file_that_is_too_large_is_not_read(home: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.onnx"
    with huge.open("wb") as file:
        file.truncate(2_000_000_001)
    with pytest.raises(ModelProblem, match="no network of more than"):
        finish(install_file(huge, Cancel()))


CODE = """
import sys
from pathlib import Path
from photosearch.backbones.install import Files, changing, put
home, files = Path(sys.argv[1]), [Path(name).read_bytes() for name in sys.argv[2:]]
facts = {"input": {"name": "picture", "mean": [0, 0, 0], "std": [1, 1, 1]}, "layers": {"deep": "deep"}}
print("ready", flush=True)
while True:
    for content in files:
        with changing(home):
            put(home, "own", Files(content), facts)
"""


@pytest.mark.parametrize("delay", [0.0, 0.013, 0.031, 0.057, 0.11])
def test_a_kill_at_any_moment_leaves_a_whole_network_or_none(home: Path, tmp_path: Path, delay: float) -> None:
    for number, channels in enumerate((12, 40)):
        (tmp_path / f"{number}.onnx").write_bytes(network("maps", channels=channels))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-c", CODE, str(home), str(tmp_path / "0.onnx"), str(tmp_path / "1.onnx")]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    if "own.toml" in names(home):
        verify("own")
    with changing(home):
        put(
            home,
            "own",
            Files(network("maps")),
            {"input": {"name": "picture", "mean": [0, 0, 0], "std": [1, 1, 1]}, "layers": {"deep": "deep"}},
        )
    assert len(names(home)) == 2
