import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from photosearch.backbones.manifest import load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.backbones.saliency import SaliencyNetwork, load_saliency_manifest, open_saliency
from photosearch.errors import ModelProblem

Sides = tuple[int | None, int | None]
WEIGHTS = np.array([0.5, 0.25, 0.25], np.float32)


def drawn(
    sides: Sides = (None, None), channels: int = 1, power: float | None = None, *, squeeze: bool = False
) -> bytes:
    """A 1 x 1 convolution that weighs the colours, takes 0.25 away and may raise the result to a power."""
    take = np.repeat(WEIGHTS.reshape(1, 3, 1, 1), channels, axis=0)
    nodes = [helper.make_node("Conv", ["input", "take", "less"], ["brightness"])]
    values = {"take": take, "less": np.full(channels, -0.25, np.float32)}
    last, shape = "brightness", [1, channels, *sides]
    if power is not None:
        nodes.append(helper.make_node("Pow", [last, "power"], ["powered"]))
        last, values["power"] = "powered", np.array(power, np.float32)
    if squeeze:
        nodes.append(helper.make_node("Squeeze", [last, "axis"], ["squeezed"]))
        last, shape, values["axis"] = "squeezed", [1, *sides], np.array([1])
    graph = helper.make_graph(
        [*nodes, helper.make_node("Identity", [last], ["saliency"])],
        "tiny",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, *sides])],
        [helper.make_tensor_value_info("saliency", TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(value, name) for name, value in values.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a network and its manifest, of which single lines can be replaced."""

    def write(network: bytes | None = None, **changes: str) -> Path:
        network = drawn() if network is None else network
        (tmp_path / "tiny.onnx").write_bytes(network)
        lines = {
            "name": 'name = "tiny"\ntitle = "Tiny"\nlicence = "MIT"\nsource = "drawn"',
            "kind": 'kind = "saliency"',
            "file": '[file]\nname = "tiny.onnx"',
            "sha256": f'sha256 = "{hashlib.sha256(network).hexdigest()}"',
            "input": '[input]\nname = "input"',
            "mean": "mean = [0, 0, 0]\nstd = [255, 255, 255]",
            "size": "",
            "output": '[output]\nname = "saliency"',
        }
        path = tmp_path / "tiny.toml"
        path.write_text("\n".join((lines | changes).values()) + "\n", encoding="utf-8")
        return path

    return write


Write = Callable[..., Path]


def opened(path: Path) -> SaliencyNetwork:
    return open_saliency(load_saliency_manifest(path))


def picture(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).integers(0, 256, (height, width, 3), np.uint8)


def by_hand(rgb: np.ndarray) -> np.ndarray:
    return np.maximum((rgb / 255) @ WEIGHTS - 0.25, 0)


def test_everything_in_a_manifest_is_read(write: Write, tmp_path: Path) -> None:
    manifest = load_saliency_manifest(write(size="size = [6, 8]"))
    assert (manifest.name, manifest.title, manifest.licence, manifest.source) == ("tiny", "Tiny", "MIT", "drawn")
    assert (manifest.file, manifest.input, manifest.output) == (tmp_path / "tiny.onnx", "input", "saliency")
    assert (manifest.mean, manifest.std, manifest.size) == ((0, 0, 0), (255, 255, 255), (6, 8))


def test_preprocessings_that_give_other_maps_have_other_words(write: Write) -> None:
    changes = [{}, {"size": "size = [6, 8]"}, {"size": "size = [8, 6]"}, {"mean": "mean = [1, 0, 0]\nstd = [1, 1, 1]"}]
    assert len({load_saliency_manifest(write(**change)).preprocessing for change in changes}) == len(changes)


@pytest.mark.parametrize("squeeze", [False, True], ids=["n x 1 x h x w", "n x h x w"])
def test_values_are_the_networks_with_negative_ones_as_0(write: Write, squeeze: bool) -> None:
    network = opened(write(drawn(squeeze=squeeze)))
    for rgb in (picture(5, 7), picture(12, 3), np.zeros((4, 4, 3), np.uint8)):
        found = network.run(rgb)
        assert (found.shape, found.dtype) == (rgb.shape[:2], np.float32)
        np.testing.assert_allclose(found, by_hand(rgb), atol=1e-6)


def test_mean_and_std_are_applied_per_colour(write: Write) -> None:
    rgb = np.full((2, 2, 3), (100, 60, 30), np.uint8)
    found = opened(write(mean="mean = [90, 40, 20]\nstd = [10, 20, 5]")).run(rgb)
    np.testing.assert_allclose(found, 0.5 * 1 + 0.25 * 1 + 0.25 * 2 - 0.25, atol=1e-6)


@pytest.mark.parametrize("sides", [(6, 8), (None, None)])
def test_a_picture_is_stretched_to_the_fixed_size_by_averages(write: Write, sides: Sides) -> None:
    network = opened(write(drawn(sides), size="size = [6, 8]"))
    rgb = np.repeat(np.repeat(picture(6, 8), 4, axis=0), 2, axis=1)
    np.testing.assert_allclose(network.run(rgb), by_hand(picture(6, 8)), atol=1e-6)
    assert network.run(picture(3, 20)).shape == (6, 8)


def test_threads_that_share_a_network_get_what_one_gets(write: Write) -> None:
    network = opened(write())
    together: dict[int, np.ndarray] = {}
    threads = [
        threading.Thread(target=lambda n=n: together.update({n: network.run(picture(40 + n, 30))})) for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n in range(3):
        np.testing.assert_array_equal(together[n], network.run(picture(40 + n, 30)))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": ""}, 'kind is "onnx"; that of a saliency network must be "saliency"'),
        ({"name": ""}, "name must be a text"),
        ({"sha256": 'sha256 = "123"'}, "64 hexadecimal digits"),
        ({"mean": "mean = [0, 0]"}, r"\[input\] mean must be three numbers"),
        ({"size": "size = [6]"}, r"\[input\] size must be two whole numbers"),
        ({"size": "size = [0, 6]"}, r"\[input\] size must be two whole numbers"),
        ({"size": "size = [true, 6]"}, r"\[input\] size must be two whole numbers"),
        ({"size": "size = [6, 1000000]"}, "from 1 to 4096"),
        ({"output": ""}, r"\[output\] name must be a text"),
        ({"file": '[file]\nname = "gone.onnx"'}, r"needs the file gone\.onnx.*PHOTOSEARCH_MODEL_DIR"),
        ({"name": "name = "}, "not valid TOML"),
    ],
)
def test_a_wrong_manifest_says_what_is_wrong(write: Write, change: dict[str, str], complaint: str) -> None:
    with pytest.raises(ModelProblem, match=complaint):
        load_saliency_manifest(write(**change))


@pytest.mark.parametrize("name", ["../outside.onnx", "/etc/passwd"])
def test_a_file_may_not_leave_the_manifest_folder(write: Write, tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "outside.onnx").write_bytes(b"")
    with pytest.raises(ModelProblem, match="leaves the folder"):
        load_saliency_manifest(write(file=f'[file]\nname = "{name}"'))


def test_a_manifest_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"none\.toml cannot be read"):
        load_saliency_manifest(tmp_path / "none.toml")


def test_a_backbones_manifest_is_no_saliency_networks_and_the_other_way_round(
    write_manifest: Write, write: Write
) -> None:
    with pytest.raises(ModelProblem, match='must be "saliency"'):
        load_saliency_manifest(write_manifest())
    with pytest.raises(ModelProblem, match=r"a saliency network .* has no features to compare"):
        load_manifest(write())


def test_a_file_with_another_checksum_is_not_loaded(write: Write, tmp_path: Path) -> None:
    manifest = load_saliency_manifest(write())
    (tmp_path / "tiny.onnx").write_bytes(drawn(power=2))
    with pytest.raises(ModelProblem, match=r"not the one that .* describes .*sha256"):
        open_saliency(manifest)


def test_a_file_that_vanishes_before_it_is_opened_is_named(write: Write, tmp_path: Path) -> None:
    manifest = load_saliency_manifest(write())
    (tmp_path / "tiny.onnx").unlink()
    with pytest.raises(ModelProblem, match=r"tiny\.onnx cannot be read"):
        open_saliency(manifest)


@pytest.mark.parametrize(
    ("network", "change", "complaint"),
    [
        (b"no network", {}, "cannot be run"),
        (drawn(), {"output": '[output]\nname = "elsewhere"'}, "no output elsewhere.*it has saliency"),
        (drawn(), {"input": '[input]\nname = "picture"'}, "no input picture"),
        (drawn(channels=3), {}, r"gives \[1, 3, .*no single map"),
        (drawn((6, 8)), {}, r"one height and width only, \[6, 8\].*\[input\] size"),
        (drawn((6, 8)), {"size": "size = [8, 6]"}, r"one height and width only, \[6, 8\].*\[input\] size"),
    ],
)
def test_a_network_that_does_not_fit_its_manifest_is_not_opened(
    write: Write, network: bytes, change: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ModelProblem, match=complaint):
        opened(write(network, **change))


@pytest.mark.parametrize("power", [0.5, -1])  # of a negative number: not a number; of 0: infinite
def test_values_that_are_no_finite_numbers_are_refused(write: Write, power: float) -> None:
    network = opened(write(drawn(power=power), mean="mean = [0, 0, 0]\nstd = [1, 1, 1]"))
    assert network.run(np.full((2, 2, 3), 9, np.uint8)).min() > 0
    rgb = np.zeros((2, 2, 3), np.uint8)
    less = "mean = [-0.25, -0.25, -0.25]" if power < 0 else "mean = [0, 0, 0]"
    with pytest.raises(ModelProblem, match="not finite numbers"):
        opened(write(drawn(power=power), mean=f"{less}\nstd = [1, 1, 1]")).run(rgb)


def test_three_channels_that_only_show_when_it_runs_are_refused(write: Write) -> None:
    model = onnx.load_from_string(drawn(channels=3))
    model.graph.output[0].type.tensor_type.ClearField("shape")
    model.graph.input[0].type.tensor_type.ClearField("shape")
    with pytest.raises(ModelProblem, match="no single map"):
        opened(write(model.SerializeToString())).run(picture(4, 4))


def test_a_picture_that_the_network_cannot_take_names_the_sizes(write: Write) -> None:
    model = onnx.load_from_string(drawn())
    model.graph.initializer.append(numpy_helper.from_array(np.array([1, 1, 5, 5]), "five"))
    model.graph.node.insert(1, helper.make_node("Reshape", ["brightness", "five"], ["fixed"]))
    model.graph.node[2].input[0] = "fixed"
    network = opened(write(model.SerializeToString()))
    assert network.run(picture(5, 5)).shape == (5, 5)
    with pytest.raises(ModelProblem, match=r"failed on 4 x 4 pixels.*\[input\] size"):
        network.run(picture(4, 4))


def test_weights_outside_the_file_which_no_checksum_covers_are_refused(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = onnx.load_from_string(drawn())
    tensor = next(tensor for tensor in model.graph.initializer if tensor.name == "take")
    (tmp_path / "take.bin").write_bytes(tensor.raw_data)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "take.bin"
    monkeypatch.chdir(tmp_path)  # where onnxruntime would look for them
    with pytest.raises(ModelProblem, match=r"cannot be run.*take"):
        opened(write(model.SerializeToString()))
    backbone = write(model.SerializeToString(), kind="", output='[layers]\ndeep = "saliency"')
    with pytest.raises(ModelProblem, match=r"cannot be run.*take"):
        open_backbone(load_manifest(backbone))
