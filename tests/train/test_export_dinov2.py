"""DINOv2 is exported from weights that have the names and sizes of its authors' file, and random values."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from torch import Tensor, nn

from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.errors import ModelProblem, PersonError
from photosearch.jobs import Cancel
from photosearch.services.export import Done, Order, export
from photosearch.services.installing import install_file
from tests.drawing import draw, finish

pytest.importorskip("torchvision.models", exc_type=(ImportError, RuntimeError))

pytestmark = pytest.mark.torch
WIDTH = 384


def authors_weights(width: int = WIDTH) -> dict[str, Tensor]:
    """Return random weights under the names that dinov2_vits14_pretrain.pth has."""
    shapes: dict[str, tuple[int, ...]] = {
        "cls_token": (1, 1, width),
        "pos_embed": (1, 37 * 37 + 1, width),
        "mask_token": (1, width),
        "patch_embed.proj.weight": (width, 3, 14, 14),
        "patch_embed.proj.bias": (width,),
        "norm.weight": (width,),
        "norm.bias": (width,),
    }
    for number in range(12):
        block = f"blocks.{number}"
        for name, rows, columns in (
            ("attn.qkv", 3 * width, width),
            ("attn.proj", width, width),
            ("mlp.fc1", 4 * width, width),
            ("mlp.fc2", width, 4 * width),
        ):
            shapes |= {f"{block}.{name}.weight": (rows, columns), f"{block}.{name}.bias": (rows,)}
        for name in ("norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias", "ls1.gamma", "ls2.gamma"):
            shapes[f"{block}.{name}"] = (width,)
    draw_from = torch.Generator().manual_seed(3)
    return {name: 0.08 * torch.randn(shape, generator=draw_from) for name, shape in shapes.items()}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("dinov2")
    torch.save(authors_weights(), folder / "dinov2_vits14_pretrain.pth")
    photo = draw(folder / "photo.png", 3)
    return export(Order("dinov2_vits14", folder / "out", folder / "dinov2_vits14_pretrain.pth", photo=photo, full=True))


def test_saved_weights_become_a_file_that_does_what_the_network_does_at_any_size(done: Done) -> None:
    from photosearch.train.dinov2 import DinoV2

    assert max(done.parity.values()) <= 1e-4
    net = DinoV2().eval()
    missing = net.load_state_dict(authors_weights(), strict=False)
    assert (missing.missing_keys, missing.unexpected_keys) == ([], ["mask_token"])
    session = onnxruntime.InferenceSession(done.file)
    for shape in ((2, 3, 64, 160), (1, 3, 518, 140), (1, 3, 32, 32)):
        pictures = torch.randn(shape, generator=torch.Generator().manual_seed(5))
        with torch.no_grad():
            wanted = net(pictures)["deep"].numpy()
        [found] = session.run(["deep"], {"input": pictures.numpy()})
        assert found.shape == wanted.shape == (shape[0], WIDTH, round(shape[2] / 14), round(shape[3] / 14))
        assert abs(found - wanted).max() <= 1e-4 * abs(wanted).max()


def test_the_catalogues_entry_fits_the_file_and_it_looks_at_photos(
    done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHOTOSEARCH_MODEL_DIR", str(tmp_path / "home"))
    brought = tmp_path / "dinov2_vits14.onnx"
    brought.write_bytes(done.file.read_bytes())
    manifest = finish(install_file(brought, Cancel()))
    assert manifest is not None
    assert (manifest.name, dict(manifest.outputs), manifest.has_classifier) == (
        "dinov2_vits14",
        {"deep": "deep"},
        False,
    )
    maps = open_backbone(manifest).run(np.zeros((96, 128, 3), np.uint8)).maps
    assert {role: values.shape for role, values in maps.items()} == {"deep": (WIDTH, 7, 9)}


def test_a_block_is_torchs_own_transformer_block_with_a_factor_for_every_channel() -> None:
    from photosearch.train.dinov2 import EPSILON, Block

    torch.manual_seed(4)
    block = Block(24, 3)
    own = nn.TransformerEncoderLayer(
        24, 3, 96, dropout=0, activation="gelu", layer_norm_eps=EPSILON, batch_first=True, norm_first=True
    )
    gammas = torch.rand(2, 24)
    with torch.no_grad():
        block.ls1.gamma.copy_(gammas[0])
        block.ls2.gamma.copy_(gammas[1])
        own.self_attn.in_proj_weight.copy_(block.attn.qkv.weight)
        own.self_attn.in_proj_bias.copy_(block.attn.qkv.bias)
        # A factor behind a linear layer is the same as one in its weights.
        for theirs, ours, gamma in (
            (own.self_attn.out_proj, block.attn.proj, gammas[0]),
            (own.linear2, block.mlp.fc2, gammas[1]),
            (own.linear1, block.mlp.fc1, torch.ones(96)),
        ):
            theirs.weight.copy_(ours.weight * gamma[:, None])
            theirs.bias.copy_(ours.bias * gamma)
        tokens = torch.randn(2, 5, 24)
        torch.testing.assert_close(block(tokens), own(tokens), atol=1e-5, rtol=1e-5)


def cubic(count: int) -> np.ndarray:
    """Return the matrix (count, 37) of cubic convolution as its definition has it (Keys, 1981; a = -0.75)."""

    def weight(x: float) -> float:
        a, x = -0.75, abs(x)
        if x <= 1:
            return (a + 2) * x**3 - (a + 3) * x**2 + 1
        return a * (x**3 - 5 * x**2 + 8 * x - 4) if x < 2 else 0.0

    matrix = np.zeros((count, 37))
    for row in range(count):
        place = (row + 0.5) * 37 / (count + 0.1) - 0.5  # 0.1: the authors' offset
        for tap in range(int(np.floor(place)) - 1, int(np.floor(place)) + 3):
            matrix[row, min(max(tap, 0), 36)] += weight(place - tap)
    return matrix


def test_positions_are_the_learned_ones_scaled() -> None:
    from photosearch.train.dinov2 import DinoV2, cells

    net = DinoV2().double()
    with torch.no_grad():
        found = net.positions(10, 40).reshape(10, 40, WIDTH).numpy()
    learned = net.pos_embed.detach()[0, 1:].reshape(37, 37, WIDTH).numpy()
    wanted = np.einsum("ri,cj,ijk->rck", cubic(10), cubic(40), learned)
    np.testing.assert_allclose(found, wanted, atol=1e-9)
    assert [cells(side) for side in (1, 14, 20, 21, 32, 320, 518)] == [1, 1, 1, 2, 2, 23, 37]


def test_other_weights_are_refused(tmp_path: Path) -> None:
    torch.save(authors_weights(48), tmp_path / "other.pth")
    with pytest.raises(ModelProblem, match=r"another network than dinov2_vits14: .* have another size"):
        export(Order("dinov2_vits14", tmp_path / "out", tmp_path / "other.pth"))
    torch.save({**authors_weights(), "register_tokens": torch.zeros(1, 4, WIDTH)}, tmp_path / "registers.pth")
    with pytest.raises(ModelProblem, match="such as register_tokens"):
        export(Order("dinov2_vits14", tmp_path / "out", tmp_path / "registers.pth"))
    with pytest.raises(PersonError, match="Bring them: --weights"):
        export(Order("dinov2_vits14", tmp_path / "out", download=True))
    assert not (tmp_path / "out").exists()
