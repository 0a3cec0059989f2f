"""DINOv2's small vision transformer, ViT-S/14, with its patch tokens as a map.

Oquab et al., "DINOv2: Learning Robust Visual Features without Supervision", 2023; without registers. Weights have the
names of the authors' file dinov2_vits14_pretrain.pth, of which only the mask token, needed in training, is left out.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

PATCH, WIDTH, DEPTH, HEADS = 14, 384, 12, 6
LEARNED = 37
"""Rows and columns of the position embeddings that were learned."""
OFFSET = 0.1
"""What the authors add to rows and columns before they scale position embeddings; the weights are used to it."""
EPSILON = 1e-6


def cells(side: int) -> int:
    """Return how many patches a side of so many pixels has: the picture is resized to whole patches."""
    return max(1, (2 * side + PATCH) // (2 * PATCH))


class Attention(nn.Module):
    """Tokens look at each other, with several heads."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return tokens (n, count, width)."""
        n, count, width = tokens.shape
        parts = self.qkv(tokens).reshape(n, count, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        shares = (query * (width // self.heads) ** -0.5 @ key.transpose(-2, -1)).softmax(dim=-1)
        found: Tensor = self.proj((shares @ value).transpose(1, 2).reshape(n, count, width))
        return found


class Scale(nn.Module):
    """A factor for every channel (LayerScale: Touvron et al., "Going deeper with Image Transformers", 2021)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(width))

    def forward(self, tokens: Tensor) -> Tensor:
        """Return the tokens, scaled."""
        return tokens * self.gamma


class Mlp(nn.Module):
    """Two linear layers with a GELU between them, for every token alone."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return tokens (n, count, width)."""
        found: Tensor = self.fc2(functional.gelu(self.fc1(tokens)))
        return found


class Block(nn.Module):
    """One of the transformer's blocks."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width, EPSILON), nn.LayerNorm(width, EPSILON)
        self.attn, self.mlp = Attention(width, heads), Mlp(width)
        self.ls1, self.ls2 = Scale(width), Scale(width)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return tokens (n, count, width)."""
        tokens = tokens + self.ls1(self.attn(self.norm1(tokens)))
        seen: Tensor = tokens + self.ls2(self.mlp(self.norm2(tokens)))
        return seen


class DinoV2(nn.Module):
    """Takes pictures (n, 3, height, width) of any size and returns the patch tokens as maps.

    Position embeddings are scaled at every size; the authors leave that out at 518 x 518 pixels alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.pos_embed = nn.Parameter(nn.init.trunc_normal_(torch.empty(1, LEARNED**2 + 1, WIDTH), std=0.02))
        self.patch_embed = nn.ModuleDict({"proj": nn.Conv2d(3, WIDTH, PATCH, PATCH)})
        self.blocks = nn.ModuleList(Block(WIDTH, HEADS) for _ in range(DEPTH))
        self.norm = nn.LayerNorm(WIDTH, EPSILON)

    def positions(self, rows: int, columns: int) -> Tensor:
        """Return the position embeddings of so many patches, (1, rows * columns, width)."""
        learned = self.pos_embed[:, 1:].reshape(1, LEARNED, LEARNED, WIDTH).permute(0, 3, 1, 2)
        factors = ((rows + OFFSET) / LEARNED, (columns + OFFSET) / LEARNED)
        scaled = functional.interpolate(learned, scale_factor=factors, mode="bicubic")
        return scaled.flatten(2).transpose(1, 2)

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        """Return the normalised patch tokens as maps (n, 384, rows, columns), under the name "deep"."""
        rows, columns = (cells(side) for side in pictures.shape[2:])
        whole = functional.interpolate(pictures, size=(rows * PATCH, columns * PATCH), mode="bilinear")
        patches = self.patch_embed["proj"](whole).flatten(2).transpose(1, 2) + self.positions(rows, columns)
        first = (self.cls_token + self.pos_embed[:, :1]).expand(len(pictures), -1, -1)
        tokens = torch.cat((first, patches), dim=1)
        for block in self.blocks:
            tokens = block(tokens)
        seen = self.norm(tokens)[:, 1:].transpose(1, 2)
        return {"deep": seen.reshape(len(pictures), WIDTH, rows, columns)}
