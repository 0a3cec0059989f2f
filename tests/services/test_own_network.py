from pathlib import Path

import numpy as np
import onnx
import pytest
from PIL import Image

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.errors import ModelProblem
from photosearch.services.own_network import Wish, accept, proposed, show
from photosearch.types import DEEP
from tests.drawing import draw
from tests.networks import CHANNELS, CLASSES, network


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "My network (1).onnx"
    path.write_bytes(network("gemm"))
    return path


def test_a_network_is_proposed_shown_and_installed_only_when_accepted(home: Path, file: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("".join(f"thing {n}\n" for n in range(CLASSES)))
    photo = draw(tmp_path / "photo.jpg", 3, size=(200, 300))
    with proposed(file, Wish(classes=names)) as found:
        seen = show(found, photo, tmp_path / "seen.png")
        assert not home.exists()
        accept(found)
    assert found.name == "My-network-1"
    assert not found.trial.path.exists()
    assert len(seen) == 3
    assert all(text.startswith("thing ") and text.endswith("%") for text in seen)
    assert any("is a guess (imagenet)" in note for note in found.notes)
    manifest = load_manifest(find_manifest("My-network-1"))
    assert manifest.outputs == {"deep": "deep", "second": "half"}
    activations = open_backbone(manifest).run(np.zeros((96, 64, 3), np.uint8))
    assert activations.maps[DEEP].shape == (CHANNELS, 3, 2)
    with Image.open(tmp_path / "seen.png") as picture:
        assert picture.width > picture.height
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 1000


def test_a_drawn_picture_will_do_and_a_network_without_classes_too(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "plain.onnx"
    path.write_bytes(network("flat"))
    with proposed(path, Wish(input="signed")) as found:
        assert show(found, None, tmp_path / "seen.png") == []
        assert any("as you said: signed" in note for note in found.notes)
    assert (tmp_path / "seen.png").exists()


def test_class_names_of_another_number_are_refused(home: Path, file: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("one\ntwo\n")
    with pytest.raises(ModelProblem, match="2 names for 7 classes"), proposed(file, Wish(classes=names)):
        pass
    names.unlink()
    with pytest.raises(ModelProblem, match="cannot be read"), proposed(file, Wish(classes=names)):
        pass


@pytest.mark.parametrize("name", ["../x", "builtin", "pilot", "a/b"])
def test_a_name_is_a_plain_word_that_is_free(home: Path, file: Path, name: str) -> None:
    with pytest.raises(ModelProblem, match=r"cannot be called|built-in"), proposed(file, Wish(name)):
        pass


def changed(model: onnx.ModelProto, kind: str) -> None:
    graph = model.graph
    if kind == "outside":
        graph.initializer[0].data_location = onnx.TensorProto.EXTERNAL
        graph.initializer[0].external_data.add(key="location", value="/etc/passwd")
    elif kind == "operators":
        graph.node[0].domain = "evil"
        model.opset_import.add(domain="evil", version=1)
    elif kind == "constant":
        for tensor in graph.initializer:
            tensor.raw_data = bytes(len(tensor.raw_data))
    elif kind == "endless":
        graph.initializer[1].CopyFrom(onnx.numpy_helper.from_array(np.full((10, 8, 2, 2), np.nan, np.float32), "w2"))
    elif kind == "size":
        graph.input[0].type.tensor_type.shape.dim[2].dim_value = 96
        graph.input[0].type.tensor_type.shape.dim[3].dim_value = 96
        shape = onnx.numpy_helper.from_array(np.array([1, CHANNELS, 3, 3], np.int64), "shape")
        graph.initializer.append(shape)
        graph.node.insert(6, onnx.helper.make_node("Reshape", ["deep", "shape"], ["deeper"]))
        graph.node[7].input[0] = "deeper"


@pytest.mark.parametrize(
    ("kind", "complaint"),
    [
        ("outside", "another file"),
        ("operators", "not loaded"),
        ("constant", "the same everywhere"),
        ("endless", "not finite"),
        ("size", "different sizes"),
    ],
)
def test_what_cannot_be_used_or_trusted_is_refused(
    home: Path, file: Path, tmp_path: Path, kind: str, complaint: str
) -> None:
    model = onnx.load_from_string(file.read_bytes())
    changed(model, kind)
    file.write_bytes(model.SerializeToString())
    with pytest.raises(ModelProblem, match=complaint), proposed(file, Wish()) as found:
        show(found, None, tmp_path / "seen.png")
    assert not home.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 a photo", b"<html>not found</html>", bytes(4096)])
def test_what_is_no_network_is_refused(home: Path, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(ModelProblem, match="no ONNX network"), proposed(file, Wish()):
        pass


@pytest.mark.parametrize("stem", ["mobilenetv2", "squeezenet1.1"])
def test_real_networks_are_understood(home: Path, shared: Path, tmp_path: Path, stem: str) -> None:
    with proposed(shared / "models" / f"{stem}.onnx", Wish()) as found:
        assert len(show(found, None, tmp_path / "seen.png")) == 3
    assert found.trial.outputs[DEEP] == {"mobilenetv2": "features", "squeezenet1.1": "fire9"}[stem]
    assert found.trial.classifier is not None
    assert found.trial.classifier.logits == "logits"
