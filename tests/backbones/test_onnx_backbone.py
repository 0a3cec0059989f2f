import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.backbones.fake import FakeBackbone
from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.descriptors.class_map import class_maps, strongest_classes
from photosearch.errors import ModelProblem, ProgramError
from photosearch.types import DEEP, SECOND

Write = Callable[..., Path]
FIXTURES = Path(__file__).parents[1] / "fixtures" / "models"


def test_a_network_gives_the_maps_and_logits_computed_by_hand(write_manifest: Write) -> None:
    backbone = open_backbone(load_manifest(write_manifest()))
    picture = np.zeros((64, 32, 3), np.uint8)
    picture[:32, :, 0] = 255  # the upper cell is red
    picture[32:, :, 1] = 51  # the lower one a dark green
    activations = backbone.run(picture)
    np.testing.assert_allclose(activations.maps[DEEP][:, :, 0], [[1, 0], [0, 0.2]], atol=1e-5)
    assert activations.logits is not None
    np.testing.assert_allclose(activations.logits, [1.0, 0.1, 0.4], atol=1e-5)


def test_the_classifier_is_read_from_the_file_and_explains_the_logits(write_manifest: Write, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("red\ngreen\ncontrast\n")
    entry = '[classifier]\nlogits = "logits"\nweight = "weight"\nbias = "bias"\nnames = "names.txt"'
    backbone = open_backbone(load_manifest(write_manifest(classifier=entry)))
    assert backbone.classifier is not None
    assert backbone.classifier.names == ("red", "green", "contrast")
    np.testing.assert_allclose(backbone.classifier.weights, [[1, 0], [0, 1], [1, -1]])
    np.testing.assert_allclose(backbone.classifier.bias, [0.5, 0, 0])


def test_what_all_classes_share_can_be_taken_away(write_manifest: Write) -> None:
    entry = '[classifier]\nlogits = "logits"\nweight = "weight"\nbias = "bias"\ncentre = true'
    classifier = open_backbone(load_manifest(write_manifest(classifier=entry))).classifier
    assert classifier is not None
    np.testing.assert_allclose(classifier.weights, np.array([[1, 0], [-2, 3], [1, -3]]) / 3, atol=1e-6)
    np.testing.assert_allclose(classifier.bias, np.array([2, -1, -1]) / 6, atol=1e-6)


def test_a_wrong_number_of_class_names_is_refused(write_manifest: Write, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("red\n")
    entry = '[classifier]\nlogits = "logits"\nweight = "weight"\nbias = "bias"\nnames = "names.txt"'
    with pytest.raises(ModelProblem, match="1 names for 3 classes"):
        open_backbone(load_manifest(write_manifest(classifier=entry)))


def test_a_file_with_another_checksum_is_not_loaded(write_manifest: Write, tmp_path: Path) -> None:
    manifest = load_manifest(write_manifest())
    with (tmp_path / "tiny.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelProblem, match="sha256"):
        open_backbone(manifest)


def test_a_file_that_is_no_network_is_refused(write_manifest: Write, tmp_path: Path) -> None:

    checksum = hashlib.sha256(b"no network").hexdigest()
    manifest_path = write_manifest(sha256=f'sha256 = "{checksum}"')
    (tmp_path / "tiny.onnx").write_bytes(b"no network")
    with pytest.raises(ModelProblem, match="cannot be run"):
        open_backbone(load_manifest(manifest_path))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"layers": '[layers]\ndeep = "elsewhere"'}, r"no output elsewhere.*features"),
        ({"input": '[input]\nname = "picture"'}, "no input picture"),
        ({"classifier": '[classifier]\nlogits = "logits"\nweight = "w"\nbias = "bias"'}, "no weights called w"),
        ({"classifier": '[classifier]\nlogits = "logits"\nweight = "weight"\nbias = "weight"'}, "3 classes"),
    ],
)
def test_what_a_manifest_names_must_be_in_the_network(
    write_manifest: Write, change: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ModelProblem, match=complaint):
        open_backbone(load_manifest(write_manifest(**change)))


def test_a_picture_that_the_network_cannot_take_is_our_bug(write_manifest: Write) -> None:
    backbone = open_backbone(load_manifest(write_manifest()))
    with pytest.raises(ProgramError, match="tiny failed on 16 x 16"):
        backbone.run(np.zeros((16, 16, 3), np.uint8))


def test_threads_that_share_a_network_get_what_one_gets() -> None:
    backbone = open_backbone(load_manifest(find_manifest("builtin")))
    pictures = [np.random.default_rng(n).integers(0, 255, (64 + 32 * n, 96, 3), np.uint8) for n in range(3)]
    alone = [backbone.run(picture).maps[DEEP] for picture in pictures]
    together: dict[int, np.ndarray] = {}
    threads = [
        threading.Thread(target=lambda n=n: together.update({n: backbone.run(pictures[n]).maps[DEEP]}))
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, maps in enumerate(alone):
        np.testing.assert_array_equal(together[number], maps)


def test_the_built_in_network_has_rectified_maps_and_a_classifier_that_explains_its_logits() -> None:
    backbone = open_backbone(load_manifest(find_manifest("builtin")))
    activations = backbone.run(np.random.default_rng(0).integers(0, 255, (320, 416, 3), np.uint8))
    assert activations.maps[DEEP].shape == (512, 10, 13)
    assert activations.maps[SECOND].shape == (192, 20, 26)
    assert min(maps.min() for maps in activations.maps.values()) >= 0
    classifier = backbone.classifier
    assert classifier is not None
    logits = classifier.weights @ activations.maps[DEEP].mean(axis=(1, 2)) + classifier.bias
    assert activations.logits is not None
    # Centring has taken away what softmax does not see: one number, the same for all classes.
    np.testing.assert_allclose(activations.logits - activations.logits.mean(), logits, atol=1e-3)


def test_the_built_in_networks_strongest_class_has_a_map(shared: Path) -> None:
    backbone = open_backbone(load_manifest(find_manifest("builtin")))
    with Image.open(next((shared / "data" / "labelled" / "pets").rglob("*.jpg"))) as photo:
        activations = backbone.run(np.asarray(photo.convert("RGB").resize((416, 320))))
    assert activations.logits is not None
    assert backbone.classifier is not None
    found = class_maps(activations.maps[DEEP], backbone.classifier, strongest_classes(activations.logits, 3)[0])
    assert found.max(axis=(1, 2)).tolist() == [1, 1, 1]
    assert found.mean() < 0.5


@pytest.mark.parametrize(("name", "channels"), [("mobilenetv2", 1280), ("squeezenet1.1", 512)])
def test_the_reference_networks_open_with_their_manifests(
    shared: Path, monkeypatch: pytest.MonkeyPatch, name: str, channels: int
) -> None:
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(shared / "models"))
    backbone = open_backbone(load_manifest(FIXTURES / f"{name}.toml"))
    activations = backbone.run(np.zeros((64, 96, 3), np.uint8))
    assert len(activations.maps[DEEP]) == channels
    assert backbone.classifier is not None
    assert backbone.classifier.weights.shape[1] == channels


def test_a_fake_manifest_opens_the_fake_network() -> None:
    manifest = load_manifest(FIXTURES / "fake.toml")
    backbone = open_backbone(manifest)
    assert isinstance(backbone, FakeBackbone)
    assert backbone.sha256 == manifest.sha256
    assert backbone.outputs == manifest.outputs
    assert backbone.preprocessing == manifest.preprocessing
