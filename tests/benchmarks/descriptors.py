"""What a descriptor costs beside the forward pass that it is made of."""

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.decode.read import read
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.encode.observe import observe
from photosearch.encode.stored_maps import stored_maps
from photosearch.types import InputPolicy
from tests.benchmarks.setting import paired, photos, row


def main() -> None:
    """Compare each descriptor with one forward pass of the built-in network."""
    backbone, policy = open_backbone(load_manifest(find_manifest("pilot"))), InputPolicy()
    rgb = read(photos("labelled/birds")[0]).rgb
    observation = observe(rgb, backbone, policy, mirrored=True)
    works = {name: descriptor.compute for name, descriptor in DESCRIPTORS.items()} | {"stored maps": stored_maps}
    for name, work in works.items():
        cost, forward = paired(lambda: work(observation), lambda: backbone.run(observation.rgb), rounds=15)  # noqa: B023
        row(
            f"descriptor: {name} / forward pass",
            f"{cost / forward:.4f}",
            f"{cost * 1e3:.2f} ms, {forward * 1e3:.1f} ms",
        )
