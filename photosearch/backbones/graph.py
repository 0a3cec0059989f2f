"""The graph of an ONNX network: where its feature maps and its classifier are, and how inner layers become outputs.

Needs the package `onnx` (the extra `models`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from photosearch.errors import ModelProblem

WEIGHT, BIAS = "photosearch.classifier.weight", "photosearch.classifier.bias"
"""Initializers that are added where the graph holds the classifier in another form than (classes, channels)."""
_POOLS = ("GlobalAveragePool", "ReduceMean", "AveragePool")
_SHAPERS = ("Flatten", "Reshape", "Squeeze", "Identity", "Dropout", "Cast", "Unsqueeze", "Transpose")
_LAST = ("Softmax", "LogSoftmax", "Sigmoid", *_SHAPERS)
_LINEAR = ("Gemm", "MatMul", "Conv")


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A classifier on the mean of maps: logits = weight @ mean + bias, weight (classes, channels).

    `logits` names the output before softmax; `names` are those of the graph's own weight and bias where they have this
    form already. `exact` is false where a rectifier stands between classifier and mean, as in SqueezeNet: class maps
    are then those before it.
    """

    logits: str
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    names: tuple[str, str] | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Where a network ends: the tensor of its deepest maps, None where the graph does not tell, and its classifier."""

    deep: str | None
    linear: Linear | None


class Graph:
    """A parsed network.

    Raises
    ------
    ModelProblem
        The bytes are no ONNX network.
    """

    def __init__(self, model: bytes, file: str) -> None:
        try:
            self.model = onnx.load_from_string(model)
        except Exception as error:  # protobuf raises types of its several implementations
            raise ModelProblem(f"{file} is no ONNX network, or is damaged: {error}.") from error
        self.file = file
        graph = self.model.graph
        self.made_by = {name: node for node in graph.node for name in node.output}
        self.weights = {tensor.name: tensor for tensor in graph.initializer}
        for node in graph.node:
            if node.op_type == "Constant":
                self.weights.update((node.output[0], at.t) for at in node.attribute if at.name == "value")
        self.inputs = [given.name for given in graph.input if given.name not in self.weights]
        self.maps = self._maps()

    def _maps(self) -> dict[str, None]:
        """Return the names of all tensors that operators make of the picture, in order."""
        known = set(self.inputs)
        found: dict[str, None] = {}
        for node in self.model.graph.node:
            if known.intersection(_inputs(node)):
                known.update(node.output)
                found |= dict.fromkeys(name for name in node.output if name)
        return found

    def ends(self) -> Ends:
        """Return where the first output that tells of it comes from: maps, perhaps pooled and classified."""
        for output in self.model.graph.output:
            found = self._ends_of(output.name)
            if found.deep is not None:
                return found
        return Ends(None, None)

    def _ends_of(self, output: str) -> Ends:
        chain = list(self._back(output))
        pool = next((at for at, node in enumerate(chain) if node.op_type in _POOLS), None)
        if pool is None:
            flat = [at for at, node in enumerate(chain) if node.op_type in ("Flatten", "Reshape")]
            return Ends(chain[flat[-1]].input[0] if flat else None, None)
        deep, linear = chain[pool].input[0], self._linear(chain[:pool])
        if linear is None and all(node.op_type in _LAST for node in chain[:pool]):
            before = [node for node in self._back(deep) if node.op_type not in _SHAPERS]
            rectified = bool(before) and before[0].op_type == "Relu"
            conv = before[rectified] if len(before) > rectified else None
            found = self._linear([conv]) if conv is not None else None
            if conv is not None and found is not None:
                return Ends(conv.input[0], replace(found, logits=output, exact=not rectified))
        return Ends(deep, linear)

    def _back(self, name: str) -> Iterator[onnx.NodeProto]:
        """Yield the operators before a tensor, the nearest first, for as long as one follows from one."""
        node = self.made_by.get(name)
        while node is not None:
            yield node
            data = [given for given in node.input if given in self.maps]
            node = self.made_by[data[0]] if len(data) == 1 or (data and node.op_type in _SHAPERS) else None

    def _linear(self, chain: Sequence[onnx.NodeProto]) -> Linear | None:
        """Return the classifier, where there is one linear layer between output and pool, and but shapes beside it."""
        work = [node for node in chain if node.op_type not in _LAST]
        adds = [node for node in work if node.op_type == "Add"]
        layers = [node for node in work if node.op_type in _LINEAR]
        if len(layers) != 1 or len(adds) + 1 != len(work) or len(adds) > 1:
            return None
        [layer] = layers
        weight = self._matrix(layer)
        if weight is None:
            return None
        terms = [*layer.input[2:], *(name for node in adds for name in node.input)]
        values = [value for value in map(self.value, terms) if value is not None]
        if len(values) > 1 or any(value.size != len(weight) for value in values):
            return None
        bias = values[0].reshape(-1) if values else np.zeros(len(weight), np.float32)
        # Reshaped logits are logits; those behind a softmax are not.
        shaped = all(node.op_type in _SHAPERS for node in chain[: chain.index(work[0])])
        logits = chain[0] if shaped else work[0]
        return Linear(logits.output[0], weight, bias, self._plain(layer))

    def _plain(self, layer: onnx.NodeProto) -> tuple[str, str] | None:
        """Return the names of a layer's weight and bias where both are stored as (classes, channels) and (classes,)."""
        upright = layer.op_type == "Conv" or any(at.name == "transB" and at.i for at in layer.attribute)
        names = [self._stored(name) for name in layer.input[1:]]
        return (names[0], names[1]) if upright and len(names) == 2 and names[0] and names[1] else None

    def _stored(self, name: str) -> str | None:
        """Return the initializer that a tensor is, perhaps in another precision."""
        node = self.made_by.get(name)
        if node is not None and node.op_type in ("Cast", "Identity"):
            return self._stored(node.input[0])
        return name if any(tensor.name == name for tensor in self.model.graph.initializer) else None

    def _matrix(self, layer: onnx.NodeProto) -> NDArray[np.float32] | None:
        """Return the weights of a linear layer as (classes, channels), None where they are not those of one."""
        value = self.value(layer.input[1])
        options = {at.name: onnx.helper.get_attribute_value(at) for at in layer.attribute}
        if value is None or options.get("alpha", 1.0) != 1.0 or options.get("beta", 1.0) != 1.0:
            return None
        if layer.op_type == "Conv":
            single = value.ndim == 4 and value.shape[2:] == (1, 1) and options.get("group", 1) == 1
            return value.reshape(len(value), -1) if single else None
        if value.ndim != 2 or options.get("transA", 0):
            return None
        return value if layer.op_type == "Gemm" and options.get("transB", 0) else np.ascontiguousarray(value.T)

    def value(self, name: str) -> NDArray[np.float32] | None:
        """Return a tensor that does not depend on the picture as float32, None where it is not a plain one."""
        node = self.made_by.get(name)
        if name in self.weights:
            return np.asarray(numpy_helper.to_array(self.weights[name]), np.float32)
        if node is not None and node.op_type in ("Cast", "Identity"):
            return self.value(node.input[0])
        if node is not None and node.op_type == "Transpose":
            value = self.value(node.input[0])
            return value.T if value is not None and value.ndim == 2 else None
        return None

    def exposed(self, outputs: Sequence[str], linear: Linear | None = None) -> bytes:
        """Return the network with these tensors as its outputs, pictures of any size as input, and nothing else.

        Operators that no output needs are left out, such as fully connected layers, which take one size only.

        Raises
        ------
        ModelProblem
            The graph has no such tensor.
        """
        known = list(self.maps)
        missing = [name for name in outputs if name not in known]
        if missing:
            raise ModelProblem(
                f"{self.file} has no layer {', '.join(missing)}, which its manifest names; the last of its "
                f"{len(known)} are {', '.join(known[-8:])}."
            )
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        graph = model.graph
        needed = self.needed(outputs)
        nodes = [node for node in graph.node if needed.intersection(node.output)]
        kept = [tensor for tensor in graph.initializer if tensor.name in needed]
        given = [value for value in graph.input if value.name in self.inputs]
        del graph.node[:], graph.initializer[:], graph.output[:], graph.input[:], graph.value_info[:]
        graph.node.extend(nodes)
        graph.input.extend(given)
        graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in outputs)
        graph.initializer.extend(kept)
        if linear is not None:
            graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(linear.weight), WEIGHT))
            graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(linear.bias), BIAS))
        [picture] = graph.input
        for axis, name in ((0, "n"), (2, "height"), (3, "width")):
            picture.type.tensor_type.shape.dim[axis].dim_param = name
        return bytes(model.SerializeToString())

    def needed(self, outputs: Sequence[str]) -> set[str]:
        """Return the names of all tensors that outputs are made of."""
        needed, open_ends = set[str](), list(outputs)
        while open_ends:
            name = open_ends.pop()
            if name in needed:
                continue
            needed.add(name)
            if name in self.made_by:
                open_ends += _inputs(self.made_by[name])
        return needed


def _inputs(node: onnx.NodeProto) -> list[str]:
    """Return what an operator is given, and what the graphs inside it are."""
    inner = [inside for at in node.attribute if at.HasField("g") for inside in at.g.node]
    return [*node.input, *(name for inside in inner for name in _inputs(inside))]
