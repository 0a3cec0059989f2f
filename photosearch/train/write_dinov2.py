"""DINOv2 as an ONNX file with dynamic batch, height and width, written operation by operation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from torch import nn

from photosearch.train.dinov2 import EPSILON, HEADS, LEARNED, OFFSET, PATCH, WIDTH, DinoV2
from photosearch.train.export import array
from photosearch.train.onnx_graph import DEEP_OUTPUT, INPUT, OnnxGraph

INT64, FLOAT = 7, 1
"""ONNX's numbers for these types."""


def write_dinov2(network: DinoV2, *, half: bool) -> bytes:
    """Return the network as an ONNX file.

    Parameters
    ----------
    half
        Keep the weights of linear layers and of the patches' convolution as float16.
    """
    return _Writer(half=half).written(network)


class _Writer(OnnxGraph):
    """Knows the parts of a vision transformer."""

    def written(self, network: DinoV2) -> bytes:
        size = self.node("Shape", [INPUT])
        batch, sides = self.cut(size, 0, 1), self.cut(size, 2, 4)
        patches = self.node("Div", [self.node("Cast", [sides], to=FLOAT), self.number(PATCH)])
        rounded = self.node("Floor", [self.node("Add", [patches, self.number(0.5)])])
        cells = self.node("Max", [rounded, self.number(1)])
        grid = self.node("Cast", [cells], to=INT64)
        tokens = self.node("Add", [self.patches(network, size, grid), self.positions(network, cells)])
        first = array(network.cls_token + network.pos_embed[:, :1])
        shape = self.node("Concat", [batch, self.whole(1, WIDTH)], axis=0)
        tokens = self.node("Concat", [self.node("Expand", [self.exact("first", first), shape]), tokens], axis=1)
        for number, block in enumerate(network.blocks):
            tokens = self.block(block, f"blocks.{number}", tokens)
        seen = self.cut(self.norm(network.norm, "norm", tokens), 1, 2**31, axis=1)
        shape = self.node("Concat", [batch, self.whole(WIDTH), grid], axis=0)
        self.node("Reshape", [self.node("Transpose", [seen], perm=[0, 2, 1]), shape], DEEP_OUTPUT)
        return self.model({DEEP_OUTPUT: ["n", WIDTH, f"{DEEP_OUTPUT}_rows", f"{DEEP_OUTPUT}_columns"]})

    def patches(self, network: DinoV2, size: str, grid: str) -> str:
        """Write the pictures, resized to whole patches, as tokens."""
        sides = self.node("Mul", [grid, self.whole(PATCH)])
        target = self.node("Concat", [self.cut(size, 0, 2), sides], axis=0)
        picture = self.node("Resize", [INPUT, "", "", target], mode="linear")
        layer = network.patch_embed["proj"]
        inputs = [
            picture,
            *(self.weight(f"patches.{part}", array(getattr(layer, part))) for part in ("weight", "bias")),
        ]
        return self.tokens(self.node("Conv", inputs, kernel_shape=[PATCH] * 2, strides=[PATCH] * 2))

    def positions(self, network: DinoV2, cells: str) -> str:
        """Write the position embeddings, scaled to the picture's patches."""
        learned = array(network.pos_embed)[:, 1:].reshape(1, LEARNED, LEARNED, WIDTH).transpose(0, 3, 1, 2)
        factors = self.node("Div", [self.node("Add", [cells, self.number(OFFSET)]), self.number(LEARNED)])
        scales = self.node("Concat", [self.exact("ones", np.ones(2, np.float32)), factors], axis=0)
        inputs = [self.exact("positions", learned), "", scales]
        return self.tokens(self.node("Resize", inputs, mode="cubic", cubic_coeff_a=-0.75))

    def block(self, block: Any, name: str, tokens: str) -> str:
        parts = self.attention(block, name, self.norm(block.norm1, f"{name}.norm1", tokens))
        tokens = self.node("Add", [tokens, self.scaled(parts, f"{name}.ls1", block.ls1.gamma)])
        inner = self.linear(block.mlp.fc1, f"{name}.fc1", self.norm(block.norm2, f"{name}.norm2", tokens))
        outer = self.linear(block.mlp.fc2, f"{name}.fc2", self.gelu(inner))
        return self.node("Add", [tokens, self.scaled(outer, f"{name}.ls2", block.ls2.gamma)])

    def attention(self, block: Any, name: str, tokens: str) -> str:
        side = WIDTH // HEADS
        all_ = self.linear(block.attn.qkv, f"{name}.qkv", tokens)
        parts = self.node("Reshape", [all_, self.whole(0, 0, 3, HEADS, side)])
        parts = self.node("Transpose", [parts], perm=[2, 0, 3, 1, 4])
        query, key, value = (
            self.node("Squeeze", [self.cut(parts, place, place + 1), self.whole(0)]) for place in range(3)
        )
        asked = self.node("Mul", [query, self.number(side**-0.5)])
        alike = self.node("MatMul", [asked, self.node("Transpose", [key], perm=[0, 1, 3, 2])])
        found = self.node("MatMul", [self.node("Softmax", [alike], axis=-1), value])
        joined = self.node("Reshape", [self.node("Transpose", [found], perm=[0, 2, 1, 3]), self.whole(0, 0, WIDTH)])
        return self.linear(block.attn.proj, f"{name}.proj", joined)

    def tokens(self, maps: str) -> str:
        """Write maps (n, width, rows, columns) as tokens (n, rows * columns, width)."""
        return self.node("Transpose", [self.node("Reshape", [maps, self.whole(0, 0, -1)])], perm=[0, 2, 1])

    def linear(self, layer: nn.Linear, name: str, tokens: str) -> str:
        product = self.node("MatMul", [tokens, self.weight(f"{name}.weight", array(layer.weight).T)])
        return self.node("Add", [product, self.weight(f"{name}.bias", array(layer.bias))])

    def norm(self, layer: nn.LayerNorm, name: str, tokens: str) -> str:
        parts = [self.exact(f"{name}.{part}", array(getattr(layer, part))) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [tokens, *parts], axis=-1, epsilon=EPSILON)

    def scaled(self, tokens: str, name: str, gamma: nn.Parameter) -> str:
        return self.node("Mul", [tokens, self.exact(name, array(gamma))])

    def gelu(self, given: str) -> str:
        """Write x / 2 * (1 + erf(x / sqrt 2)): ONNX has it as one operator only since its version 20."""
        share = self.node("Erf", [self.node("Div", [given, self.number(math.sqrt(2))])])
        return self.node(
            "Mul", [self.node("Mul", [given, self.number(0.5)]), self.node("Add", [share, self.number(1)])]
        )

    def cut(self, given: str, first: int, end: int, axis: int = 0) -> str:
        return self.node("Slice", [given, self.whole(first), self.whole(end), self.whole(axis)])

    def whole(self, *values: int) -> str:
        return self.exact(f"whole {' '.join(map(str, values))}", np.array(values, np.int64))

    def number(self, value: float) -> str:
        return self.exact(f"exact {value!r}", np.array(value, np.float32))
