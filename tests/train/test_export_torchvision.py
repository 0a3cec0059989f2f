"""Exported files are compared with torchvision's own networks, layer by layer, and go through the whole application."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file
from torch import Tensor, nn

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.backbones.preprocess import normalise
from photosearch.errors import ModelProblem, PersonError
from photosearch.explain import cam
from photosearch.jobs import Cancel
from photosearch.services.export import Done, Order, export
from photosearch.services.installing import install_file
from photosearch.services.library import Library
from photosearch.services.sights import fresh_sight
from tests.drawing import draw, finish

zoo = pytest.importorskip("torchvision.models", exc_type=(ImportError, RuntimeError))

pytestmark = pytest.mark.torch
CLASSES = 6


class Vgg(nn.Module):
    """Torchvision's VGG-16 with fully connected layers that are small: the export drops them."""

    def __init__(self) -> None:
        super().__init__()
        self.features = zoo.vgg.make_layers(zoo.vgg.cfgs["D"])
        self.classifier = nn.Sequential(nn.Linear(512, 8), nn.ReLU(), nn.Linear(8, CLASSES))

    def forward(self, pictures: Tensor) -> Tensor:
        return self.classifier(self.features(pictures).mean(dim=(2, 3)))


LAYERS: dict[str, tuple[Callable[[], nn.Module], dict[str, str]]] = {
    "resnet18": (lambda: zoo.resnet18(num_classes=CLASSES), {"second": "layer3", "deep": "layer4"}),
    "resnet50": (lambda: zoo.resnet50(num_classes=CLASSES), {"second": "layer3", "deep": "layer4"}),
    "vgg16": (Vgg, {"conv5_1": "features.25", "second": "features.27", "deep": "features.30"}),
    "mobilenet_v2": (
        lambda: zoo.mobilenet_v2(num_classes=CLASSES),
        {"second": "features.14.conv.0", "deep": "features.18"},
    ),
}
"""Networks, and by the names that torchvision gives them, the layers that the export must give."""
CHANNELS = {"resnet18": (512, 256), "resnet50": (2048, 1024), "vgg16": (512, 512), "mobilenet_v2": (1280, 576)}


def settled(net: nn.Module) -> nn.Module:
    """Return a network whose batch norms do something, as if they had learned."""
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_var, 0.5, 1.5)
            nn.init.uniform_(module.running_mean, -0.2, 0.2)
            nn.init.uniform_(module.weight, 0.6, 1.1)
            nn.init.uniform_(module.bias, -0.1, 0.3)
    return net.eval()


def seen(net: nn.Module, layers: dict[str, str], pictures: Tensor) -> dict[str, Tensor]:
    """Return what layers of torchvision's network give, told by hooks."""
    found: dict[str, Tensor] = {}

    def keep(name: str) -> Callable[[nn.Module, Any, Tensor], None]:
        return lambda _module, _given, made: found.update({name: made.clone()})

    hooks = [net.get_submodule(layer).register_forward_hook(keep(name)) for name, layer in layers.items()]
    with torch.no_grad():
        found["logits"] = net(pictures)
    for hook in hooks:
        hook.remove()
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return draw(tmp_path / "photo.png", 3)


@pytest.mark.parametrize(
    ("name", "ending", "full"),
    [
        ("resnet18", ".pth", True),
        ("resnet18", ".safetensors", False),
        ("resnet50", ".safetensors", True),
        ("vgg16", ".pth", False),
        ("mobilenet_v2", ".safetensors", True),
    ],
)
def test_saved_weights_become_a_file_that_does_what_torchvision_does(
    name: str, ending: str, full: bool, tmp_path: Path, photo: Path
) -> None:
    make, layers = LAYERS[name]
    torch.manual_seed(1)
    net = settled(make())
    weights = tmp_path / f"weights{ending}"
    if ending == ".pth":
        torch.save(net.state_dict(), weights)
    else:
        save_file(net.state_dict(), weights)
    done = export(Order(name, tmp_path / "out", weights=weights, photo=photo, full=full))
    assert max(done.parity.values()) <= 1e-4
    assert (done.rounding is None) == full
    pictures = torch.randn(3, 3, 96, 64)
    wanted = seen(net, layers, pictures)
    if name == "vgg16":
        del wanted["logits"]
    given = onnxruntime.InferenceSession(done.file).run(list(wanted), {"input": pictures.numpy()})
    for (output, values), found in zip(wanted.items(), given, strict=True):
        assert found.shape == tuple(values.shape), output
        assert abs(found - values.numpy()).max() <= (1e-4 if full else 2e-2) * float(values.abs().max()), output


@pytest.mark.parametrize("name", list(LAYERS))
def test_a_random_network_is_exported_installed_and_looks_at_photos(
    name: str, tmp_path: Path, home: Path, photo: Path
) -> None:
    done = export(Order(name, tmp_path / "out", random=True, photo=photo))
    assert done.file.stat().st_size == done.size
    checksum = (tmp_path / "out" / f"{name}.onnx.sha256").read_text()
    assert checksum == f"{done.sha256}  {name}.onnx\n"
    finish(install_file(done.manifest, Cancel()))
    manifest = load_manifest(find_manifest(name))
    assert manifest.sha256 == done.sha256
    assert manifest.has_classifier == (name != "vgg16")
    activations = open_backbone(manifest).run(np.zeros((96, 128, 3), np.uint8))
    deep, second = CHANNELS[name]
    assert activations.maps["deep"].shape == (deep, 3, 4)
    assert activations.maps["second"].shape == (second, 6, 8)
    assert min(maps.min() for maps in activations.maps.values()) >= 0
    assert (activations.logits is None) == (name == "vgg16")


@pytest.mark.parametrize("name", ["densenet121", "googlenet", "inception-v3", "efficientnet_b0", "convnext_tiny"])
def test_other_kinds_of_networks_are_exported_as_the_catalogue_says(name: str, tmp_path: Path, home: Path) -> None:
    name = name.replace("-", "_")
    photo = draw(tmp_path / "photo.png", 3, size=(128, 160))
    done = export(Order(name, tmp_path / "out", random=True, photo=photo))
    assert max(done.parity.values()) <= 1e-4
    # The catalogue's entry must fit the file alone, too, without the manifest beside it.
    installed = finish(install_file(done.file, Cancel(), name))
    ours = load_manifest(done.manifest)
    assert installed is not None
    assert (installed.outputs, installed.mean, installed.std) == (ours.outputs, ours.mean, ours.std)
    assert installed.has_classifier == ours.has_classifier == (name != "convnext_tiny")


def test_the_class_map_of_an_exported_network_is_that_of_the_definition(
    tmp_path: Path, photo: Path, home: Path
) -> None:
    from photosearch.train.torchvision_networks import VggCam

    torch.manual_seed(2)
    net = VggCam(CLASSES).eval()
    for module in net.features:
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")  # maps that differ from place to place
    torch.save({"model": net.state_dict()}, tmp_path / "cam.pth")
    names = tmp_path / "names.txt"
    names.write_text("".join(f"thing {number}\n" for number in range(CLASSES)))
    order = Order("vgg16-cam", tmp_path / "out", tmp_path / "cam.pth", photo=photo, classes=names, full=True)
    done = export(order)
    with Library(tmp_path / "library", str(done.manifest)) as library:
        sight = fresh_sight(library, photo)
    manifest = load_manifest(done.manifest)
    with Image.open(photo) as picture:
        rgb = np.asarray(picture.convert("RGB"))
    with torch.no_grad():
        maps = net.features(torch.from_numpy(normalise(rgb, manifest.mean, manifest.std)))[0]
    weight = net.classifier.weight.detach()
    shown_at_all = 0
    for number in range(CLASSES):
        # Zhou et al., equation (1), and the scaling that class_maps documents.
        wanted = torch.einsum("k,kij->ij", weight[number], maps).numpy()
        shown = cam.make(sight, wanted.shape, f"thing {number}").values
        shown_at_all += bool(shown.any())
        scaled = wanted / wanted.max() if wanted.max() > 0 else np.zeros_like(wanted)
        np.testing.assert_allclose(shown, np.maximum(scaled, 0), atol=2 / 255)
    assert shown_at_all > 1


class Hostile:
    """Would make a file when it is opened."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.file,)


def test_weights_that_hold_a_program_are_refused_and_not_run(tmp_path: Path) -> None:
    torch.save({"fc.weight": Hostile(tmp_path / "run")}, tmp_path / "bad.pth")
    with pytest.raises(ModelProblem, match=r"no plain table of weights.*Ask for safetensors"):
        export(Order("resnet18", tmp_path / "out", weights=tmp_path / "bad.pth"))
    assert not (tmp_path / "run").exists()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("ending", [".pth", ".safetensors"])
def test_a_file_that_is_no_weights_is_refused(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"bad{ending}").write_bytes(b"no weights at all" * 100)
    with pytest.raises(ModelProblem, match="damaged"):
        export(Order("resnet18", tmp_path / "out", weights=tmp_path / f"bad{ending}"))
    with pytest.raises(ModelProblem, match="cannot be read"):
        export(Order("resnet18", tmp_path / "out", weights=tmp_path / f"gone{ending}"))
    torch.save([1, 2], tmp_path / "list.pth")
    with pytest.raises(ModelProblem, match="no table of weights"):
        export(Order("resnet18", tmp_path / "out", weights=tmp_path / "list.pth"))


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    state = zoo.resnet18(num_classes=CLASSES).state_dict()
    torch.save(state, tmp_path / "other.pth")
    with pytest.raises(ModelProblem, match=r"another network than resnet50: .* are missing, such as .*another size"):
        export(Order("resnet50", tmp_path / "out", weights=tmp_path / "other.pth"))
    state["fc.bias"][0] = float("nan")
    torch.save(state, tmp_path / "wild.pth")
    with pytest.raises(ModelProblem, match=r"not finite numbers, such as fc\.bias"):
        export(Order("resnet18", tmp_path / "out", weights=tmp_path / "wild.pth"))


def test_weights_too_large_for_float16_are_told_and_kept_in_full(tmp_path: Path, photo: Path) -> None:
    net = settled(zoo.resnet18(num_classes=CLASSES))
    with torch.no_grad():
        net.fc.bias[0] = 1e6
    torch.save(net.state_dict(), tmp_path / "large.pth")
    with pytest.raises(ModelProblem, match="--full"):
        export(Order("resnet18", tmp_path / "out", weights=tmp_path / "large.pth", photo=photo))
    done = export(Order("resnet18", tmp_path / "out", weights=tmp_path / "large.pth", photo=photo, full=True))
    assert done.rounding is None


def test_names_of_another_number_of_classes_are_refused(tmp_path: Path, photo: Path) -> None:
    (tmp_path / "names.txt").write_text("one\ntwo\n")
    with pytest.raises(ModelProblem, match="2 names for 1000 classes"):
        export(Order("resnet18", tmp_path / "out", random=True, photo=photo, classes=tmp_path / "names.txt"))


@pytest.mark.parametrize(
    ("name", "said"), [("squeezenet1.1", "SqueezeNet is not exported"), ("resnet7", "There are resnet18, resnet50")]
)
def test_a_network_that_cannot_be_exported_is_told_with_what_to_do(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ModelProblem, match=said):
        export(Order(name, tmp_path / "out", random=True))


def test_nothing_is_fetched_for_a_network_that_torchvision_has_no_weights_of(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="Bring them: --weights"):
        export(Order("vgg16-cam", tmp_path / "out", download=True))


def test_only_weights_may_be_downloaded_and_their_checksum_is_checked(
    tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    state = settled(zoo.resnet18()).state_dict()

    def fetch(url: str, **options: Any) -> dict[str, Tensor]:
        asked.append((url, options))
        return state

    monkeypatch.setattr(zoo._api, "load_state_dict_from_url", fetch)
    done: Done = export(Order("resnet18", tmp_path / "out", download=True, photo=photo))
    [(url, options)] = asked
    assert url.endswith("resnet18-f37072fd.pth")
    assert options["check_hash"]
    assert options["weights_only"]
    manifest = load_manifest(done.manifest)
    assert "IMAGENET1K_V1" in manifest.source
    classifier = open_backbone(manifest).classifier
    assert classifier is not None
    assert classifier.names[0] == "tench"


def test_a_changed_file_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, photo: Path) -> None:
    from photosearch.train import write_traced

    monkeypatch.setitem(write_traced._MODULES, nn.ReLU, write_traced._plain("Abs"))
    with pytest.raises(ModelProblem, match="does not do what resnet18 does"):
        export(Order("resnet18", tmp_path / "out", random=True, photo=photo))
    assert not (tmp_path / "out").exists()


def test_where_weights_come_from_must_be_said_and_only_once(tmp_path: Path) -> None:
    for order in (Order("resnet18", tmp_path), Order("resnet18", tmp_path, random=True, download=True)):
        with pytest.raises(PersonError, match=r"--weights FILE, --download .*--random"):
            export(order)
