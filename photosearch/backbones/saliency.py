"""A saliency network, such as SalNet, SalGAN or SAM: an ONNX file that a person brings, with a TOML manifest.

It says where people look first in a picture, as one number per pixel or cell. A manifest with every key::

    name = "salgan"
    title = "SalGAN"                    # by default the name
    licence = "MIT"
    source = "where it comes from"
    kind = "saliency"                   # what tells it from a network whose features are compared

    [file]
    name = "salgan.onnx"                # looked for beside the manifest, then in PHOTOSEARCH_MODEL_DIR
    sha256 = "64 hex digits"

    [input]
    name = "input"                      # n x 3 x height x width, float32 RGB
    mean = [123.7, 116.8, 103.9]        # (x - mean) / std, of values 0 to 255
    std = [1, 1, 1]
    size = [192, 256]                   # height and width, for a network of fixed input size: the picture is stretched
                                        # to it. Left out, it is fed at its own size.

    [output]
    name = "saliency"                   # n x 1 x height x width, or n x height x width, of any size and range
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from photosearch.backbones.manifest import Reader
from photosearch.backbones.onnx_backbone import check_names, open_session, read_verified
from photosearch.backbones.preprocess import normalise
from photosearch.errors import ModelProblem
from photosearch.types import SALIENCY, Grid, Rgb

LARGEST = 4096
"""The longest side of a fixed input: a slip of the pen must not take all memory."""
_FLOATS = ("tensor(float)", "tensor(float16)", "tensor(double)")


@dataclass(frozen=True, slots=True)
class SaliencyManifest:
    """A saliency network's description.

    `mean` and `std` are those of R, G, B in 0..255; `size` is the fixed (height, width) of its input, None where it
    takes pictures of any size; `input` and `output` are names in the network.
    """

    path: Path
    name: str
    title: str
    licence: str
    source: str
    file: Path
    sha256: str
    input: str
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    size: tuple[int, int] | None
    output: str

    @property
    def preprocessing(self) -> str:
        """How a picture becomes its input, in words that differ where its maps would."""
        size = f"{self.size[0]} x {self.size[1]}" if self.size else "own"
        return f"mean {self.mean} std {self.std} size {size}"


def load_saliency_manifest(path: Path) -> SaliencyManifest:
    """Read and check a saliency network's manifest; the network itself is not opened.

    Raises
    ------
    ModelProblem
        It cannot be read, is that of another kind of network, lacks a key, or names a file outside its folder.
    """
    return _SaliencyReader(path).manifest()


def open_saliency(manifest: SaliencyManifest, threads: int = 1) -> SaliencyNetwork:
    """Load the network of a manifest.

    Parameters
    ----------
    threads
        How many threads one forward pass may use.

    Raises
    ------
    ModelProblem
        The file cannot be read, is not the one that the manifest describes, or does not take pictures and give a map.
    """
    return SaliencyNetwork(manifest, read_verified(manifest.file, manifest.sha256, manifest.path), threads)


class SaliencyNetwork:
    """One session, shared by all threads."""

    def __init__(self, manifest: SaliencyManifest, model: bytes, threads: int = 1) -> None:
        self.manifest = manifest
        self._session = open_session(str(manifest.file), model, threads)
        check_names(self._session, str(manifest.file), manifest.path, manifest.input, [manifest.output])
        self._check_input()
        self._check_output()

    def run(self, rgb: Rgb) -> Grid:
        """Return where people look first in a picture, (height, width, 3).

        Returns
        -------
        Grid
            (rows, columns) float32 of the network's own output size, not negative: what it makes negative is 0.

        Raises
        ------
        ModelProblem
            The network cannot take the picture, or what it makes of it is no map of finite numbers.
        """
        manifest = self.manifest
        if manifest.size:
            rgb = _stretched(rgb, manifest.size)
        planes = normalise(rgb, manifest.mean, manifest.std)
        try:
            (result,) = self._session.run([manifest.output], {manifest.input: planes})
        except Exception as error:  # onnxruntime raises bare and private types
            # Not our bug, as it is with a backbone: no size is promised to suit a network that a person brings.
            raise self._problem(
                f"failed on {rgb.shape[0]} x {rgb.shape[1]} pixels; if it takes pictures of one size only, say so with "
                f"[input] size in {manifest.path}: {error}"
            ) from error
        # (1, height, width) or (1, 1, height, width): all but the last two are one.
        if result.ndim not in (3, 4) or result.size == 0 or result.shape[:-2] != (1,) * (result.ndim - 2):
            raise self._no_map(result.shape)
        with np.errstate(over="ignore"):  # what float32 cannot hold becomes infinite, which is refused below
            found = result.reshape(result.shape[-2:]).astype(np.float32)
        if not np.isfinite(found).all():
            raise self._problem("gave values that are not finite numbers; check mean and std in its manifest")
        grid: Grid = np.maximum(found, np.float32(0))
        return grid

    def _check_input(self) -> None:
        size = self.manifest.size
        for given in self._session.get_inputs():
            if given.name != self.manifest.input:
                raise self._problem(f"needs a further input, {given.name}, and only the picture can be given")
            if given.type != "tensor(float)" or (given.shape and not _suits(given.shape, (1, 3, None, None))):
                raise self._problem(f"takes {given.type} {given.shape}, not one float32 picture (1, 3, height, width)")
            if given.shape and not _suits(given.shape[2:], size or (-1, -1)):
                raise self._problem(
                    f"takes pictures of one height and width only, {given.shape[2:]}; [input] size in "
                    f"{self.manifest.path} must say so"
                )

    def _check_output(self) -> None:
        (given,) = (output for output in self._session.get_outputs() if output.name == self.manifest.output)
        if given.type not in _FLOATS:
            raise self._problem(f"gives {given.type}, not floating-point numbers, as {given.name}")
        # An empty shape is one that the file does not tell: `run` sees it.
        if given.shape and not any(_suits(given.shape, wanted) for wanted in ((1, 1, None, None), (1, None, None))):
            raise self._no_map(given.shape)

    def _no_map(self, shape: Sequence[int | str | None]) -> ModelProblem:
        return self._problem(
            f"gives {list(shape)} as {self.manifest.output}, which is no single map (1, 1, height, width) or "
            "(1, height, width); name another output"
        )

    def _problem(self, what: str) -> ModelProblem:
        return ModelProblem(f"The saliency network {self.manifest.file} {what}.")


def _suits(shape: Sequence[int | str | None], wanted: Sequence[int | None]) -> bool:
    """Whether a shape, of which names and None are free, can be the wanted one, of which None is free."""
    return len(shape) == len(wanted) and all(
        size == want or want is None or not isinstance(size, int) for size, want in zip(shape, wanted, strict=True)
    )


def _stretched(rgb: Rgb, size: tuple[int, int]) -> Rgb:
    """Return a picture at this (height, width); areas are averaged where it only shrinks."""
    shrinks = size[0] <= rgb.shape[0] and size[1] <= rgb.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(rgb, (size[1], size[0]), interpolation=how), dtype=np.uint8)


class _SaliencyReader(Reader):
    """Reads the manifest of a saliency network."""

    def manifest(self) -> SaliencyManifest:
        kind = self._text("kind", default="onnx")
        if kind != SALIENCY:
            raise self._wrong(f'kind is "{kind}"; that of a saliency network must be "{SALIENCY}"')
        return SaliencyManifest(
            path=self._path,
            name=self._text("name"),
            title=self._text("title", default=self._text("name")),
            licence=self._text("licence", default="unknown"),
            source=self._text("source", default="unknown"),
            file=self._located("name", "file"),
            sha256=self._checksum(),
            input=self._text("name", "input", default="input"),
            mean=self._triple("mean"),
            std=self._triple("std"),
            size=self._size() if "size" in self._table("input") else None,
            output=self._text("name", "output"),
        )

    def _size(self) -> tuple[int, int]:
        value = self._table("input")["size"]
        # `type`, not isinstance: true is no number of pixels.
        if not (
            isinstance(value, list) and len(value) == 2 and all(type(x) is int and 0 < x <= LARGEST for x in value)
        ):
            raise self._wrong(f"[input] size must be two whole numbers from 1 to {LARGEST}, height and width")
        height, width = value
        return height, width
