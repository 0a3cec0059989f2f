from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.backbones.manifest import find_manifest, is_built_in, known_networks, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.errors import ModelProblem
from photosearch.settings import data_folder

Write = Callable[..., Path]


def test_the_built_in_network_has_a_manifest_with_both_layers_and_a_classifier() -> None:
    manifest = load_manifest(find_manifest("builtin"))
    assert list(manifest.outputs) == ["deep", "second"]
    assert manifest.has_classifier
    assert manifest.licence == "Apache-2.0"
    assert manifest.file == data_folder("models").resolve() / "builtin.onnx"


def test_everything_in_a_manifest_is_read(write_manifest: Write) -> None:
    manifest = load_manifest(write_manifest())
    assert (manifest.name, manifest.title, manifest.input) == ("tiny", "tiny", "input")
    assert (manifest.mean, manifest.std) == ((0, 0, 0), (255, 255, 255))
    assert manifest.outputs == {"deep": "features"}
    assert manifest.classifier is not None
    assert manifest.classifier.names is None


def test_an_unknown_name_lists_the_built_in_networks() -> None:
    with pytest.raises(ModelProblem, match=r"nothing.*builtin"):
        find_manifest("nothing")


def test_a_missing_manifest_file_is_named() -> None:
    with pytest.raises(ModelProblem, match=r"missing\.toml"):
        find_manifest("/nowhere/missing.toml")


@pytest.mark.parametrize("name", ["../outside.onnx", "/etc/passwd", "a/../../outside.onnx"])
def test_a_file_may_not_leave_the_manifest_folder(write_manifest: Write, tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "outside.onnx").write_bytes(b"")
    with pytest.raises(ModelProblem, match="leaves the folder"):
        load_manifest(write_manifest(file=f'[file]\nname = "{name}"'))


def test_a_link_may_not_lead_out_of_the_manifest_folder(
    write_manifest: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "secret"
    outside.write_bytes(b"")
    (tmp_path / "link.onnx").symlink_to(outside)
    with pytest.raises(ModelProblem, match="leaves the folder"):
        load_manifest(write_manifest(file='[file]\nname = "link.onnx"'))


def test_the_file_is_looked_for_in_the_model_folder_too(
    write_manifest: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_manifest()
    elsewhere = tmp_path / "models"
    elsewhere.mkdir()
    (tmp_path / "tiny.onnx").rename(elsewhere / "tiny.onnx")
    with pytest.raises(ModelProblem, match="PHOTOSEARCH_MODEL_DIR"):
        load_manifest(path)
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(elsewhere))
    assert load_manifest(path).file == elsewhere / "tiny.onnx"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name": ""}, "name must be a text"),
        ({"name": "name = 3"}, "name must be a text"),
        ({"name": 'name = "x"\nkind = "torch"'}, "kind"),
        ({"sha256": 'sha256 = "123"'}, "64 hexadecimal digits"),
        ({"mean": "mean = [0, 0]"}, "three numbers"),
        ({"std": "std = [1, 0, 1]"}, "greater than 0"),
        ({"layers": "[layers]"}, "deep layer"),
        ({"layers": "layers = 3"}, "must be a table"),
        ({"classifier": '[classifier]\nlogits = "logits"'}, r"\[classifier\] weight"),
        (
            {"classifier": '[classifier]\nlogits = "l"\nweight = "w"\nbias = "b"\ncentre = 1'},
            "centre must be true or false",
        ),
        ({"name": "name = "}, "not valid TOML"),
    ],
)
def test_a_wrong_manifest_says_what_is_wrong(write_manifest: Write, change: dict[str, str], complaint: str) -> None:
    if "layers" in change and change["layers"] == "layers = 3":
        change = {"name": 'name = "x"\nlayers = 3', "layers": ""}
    with pytest.raises(ModelProblem, match=complaint):
        load_manifest(write_manifest(**change))


def test_a_manifest_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelProblem, match="not valid TOML"):
        load_manifest(path)


def test_the_fake_network_needs_no_file_and_has_its_own_checksum() -> None:
    folder = Path(__file__).parents[1] / "fixtures" / "models"
    manifest = load_manifest(folder / "fake.toml")
    assert manifest.file is None
    assert len(manifest.sha256) == 64


def test_the_built_in_network_names_its_classes() -> None:
    classifier = open_backbone(load_manifest(find_manifest("builtin"))).classifier
    assert classifier is not None
    assert len(classifier.names) == len(set(classifier.names)) == len(classifier.bias) == 1001
    assert classifier.names[:3] == ("background", "tench", "goldfish")
    assert classifier.names[-1] == "toilet tissue"
    assert all(name.isascii() and name == name.strip() for name in classifier.names)


def test_a_former_built_in_network_is_found_by_who_knows_its_name_and_offered_to_nobody() -> None:
    manifest = load_manifest(find_manifest("pilot"))
    assert manifest.file == data_folder("models").resolve() / "former" / "pilot.onnx"
    assert manifest.classifier is not None
    assert manifest.classifier.names == data_folder("models").resolve() / "imagenet-classes.txt"
    assert "pilot" not in known_networks()
    assert is_built_in("pilot")
    assert is_built_in("builtin")
    assert not is_built_in("own")
