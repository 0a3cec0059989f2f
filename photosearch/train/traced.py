"""A network of torch as a graph of single operations, ready to be written: batch norms folded, weights rounded.

The graph is torch.fx's; torch.onnx needs another package for its exporter of today, and will lose the former one.
"""

from __future__ import annotations

import torch
from torch import Tensor, fx, nn

from photosearch.errors import ModelProblem
from photosearch.train.export import fold
from photosearch.train.onnx_graph import CLASSIFIER, LOGITS
from photosearch.train.torchvision_networks import Stages

HALF_MAX = 65504.0
"""The largest number of float16."""


class Tapped(nn.Module):
    """Gives the maps after each stage, by their names, and the logits if there is a classifier."""

    def __init__(self, stages: Stages, classifier: nn.Linear | None) -> None:
        super().__init__()
        self.stages = nn.ModuleDict(stages)
        self.add_module(CLASSIFIER, classifier)

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        """Return maps (n, channels, rows, columns) and logits (n, classes)."""
        found, maps = {}, pictures
        for name, stage in self.stages.items():
            maps = found[name] = stage(maps)
        if self.classifier is not None:
            found[LOGITS] = self.classifier(maps.mean(dim=(2, 3)))
        return found


def traced(tapped: Tapped) -> fx.GraphModule:
    """Return a network as its single operations, every batch norm folded into the convolution that it follows."""
    graph = fx.symbolic_trace(tapped.eval())
    modules = dict(graph.named_modules())
    for node in list(graph.graph.nodes):
        norm, before = modules.get(str(node.target)), node.args[0] if node.args else None
        if node.op != "call_module" or not isinstance(norm, nn.BatchNorm2d) or not isinstance(before, fx.Node):
            continue
        conv = modules.get(str(before.target)) if before.op == "call_module" else None
        if isinstance(conv, nn.Conv2d) and len(before.users) == 1:
            weight, bias = fold(conv, norm)
            conv.weight, conv.bias = nn.Parameter(weight.float()), nn.Parameter(bias.float())
            node.replace_all_uses_with(before)
            graph.graph.erase_node(node)
    graph.recompile()
    graph.delete_all_unused_submodules()
    return graph.requires_grad_(requires_grad=False)


def round_weights(network: nn.Module) -> None:
    """Round the weights of convolutions and linear layers, in place, to numbers that float16 has.

    Raises
    ------
    ModelProblem
        One is too large for it.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            for values in module.parameters(recurse=False):
                if float(values.abs().max()) > HALF_MAX:
                    raise ModelProblem("A weight is too large for float16: export with --full, which keeps float32.")
                values.copy_(values.half().float())


def run(network: nn.Module, pictures: Tensor) -> dict[str, Tensor]:
    """Return the outputs of a network without remembering how they came about."""
    with torch.inference_mode():
        found: dict[str, Tensor] = network(pictures)
    return found
