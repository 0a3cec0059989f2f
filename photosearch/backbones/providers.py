"""Which of onnxruntime's execution providers may run a network, how each is told to keep float32, and whether it does.

A feature space is that of a network, not of what runs it: vectors made by one provider are compared with those of
another. So every provider is asked for full precision, and one that still gives other maps than the processor is
refused, see `apart`. Some would: bfloat16 in OpenVINO on processors that have it, TF32 in CUDA, float16 in Core ML.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import ModelProblem

if TYPE_CHECKING:
    import onnxruntime

CPU = "CPUExecutionProvider"
"""What runs a network where nothing else was found faster."""
PROVIDERS: Mapping[str, str] = MappingProxyType(
    {
        "cpu": CPU,
        "openvino": "OpenVINOExecutionProvider",
        "cuda": "CUDAExecutionProvider",
        "coreml": "CoreMLExecutionProvider",
        "directml": "DmlExecutionProvider",
        "xnnpack": "XnnpackExecutionProvider",
    }
)
"""Those that may be used where their packages are installed, by the name that a person writes. Of others, Azure's sends
pictures elsewhere."""
ONE_AT_A_TIME = frozenset({"DmlExecutionProvider"})
"""Those whose sessions must not be run by two threads at once: onnxruntime's documentation of DirectML says so."""
LIMIT = 1e-3
"""How far a provider's maps may be from the processor's, as a share of the strongest value of each: float16's rounding
is half of that, and sums of float32 in another order are a hundred times closer."""


def installed() -> list[str]:
    """Return the execution providers that are here, of those that may be used."""
    import onnxruntime  # noqa: PLC0415  # a slow import, when there is a network to run

    here = onnxruntime.get_available_providers()
    return [provider for provider in PROVIDERS.values() if provider in here]


def short(provider: str) -> str:
    """Return the name by which a person knows a provider."""
    return next((name for name, full in PROVIDERS.items() if full == provider), provider)


def options(provider: str, workers: int) -> Mapping[str, str]:
    """Return what a provider is told: full precision, and how many photos it is given at a time."""
    told: Mapping[str, Mapping[str, str]] = {
        "OpenVINOExecutionProvider": {
            "device_type": "CPU",
            "precision": "FP32",
            "num_of_threads": str(workers),
            "num_streams": str(workers),
        },
        "CUDAExecutionProvider": {"use_tf32": "0", "cudnn_conv_algo_search": "HEURISTIC"},
        "CoreMLExecutionProvider": {"ModelFormat": "MLProgram", "MLComputeUnits": "CPUAndGPU"},
        "XnnpackExecutionProvider": {"intra_op_num_threads": "1"},
    }
    return told.get(provider, {})


def started(session: onnxruntime.InferenceSession, provider: str) -> None:
    """Check that a session has the provider that it was opened for: onnxruntime goes on with the processor in silence.

    Raises
    ------
    ModelProblem
        It has not.
    """
    if session.get_providers()[0] != provider:
        raise ModelProblem(f"{short(provider)} could not be started, although its package is installed.")


def run_all(
    session: onnxruntime.InferenceSession,
    provider: str,
    outputs: Sequence[str],
    inputs: Sequence[Mapping[str, NDArray[np.float32]]],
    pool: ThreadPoolExecutor,
) -> list[list[NDArray[np.float32]]]:
    """Run a session over all inputs as workers do: several at a time, where the provider allows it.

    Raises
    ------
    ModelProblem
        It fails.
    """
    lock = threading.Lock()

    def one(given: Mapping[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        if provider in ONE_AT_A_TIME:
            with lock:
                return list(session.run(list(outputs), given))
        return list(session.run(list(outputs), given))

    try:
        return list(pool.map(one, inputs))
    except Exception as error:  # onnxruntime raises bare and private types
        raise ModelProblem(f"{short(provider)} failed: {str(error).strip().splitlines()[0]}") from error


def apart(wanted: Sequence[Sequence[NDArray[np.float32]]], found: Sequence[Sequence[NDArray[np.float32]]]) -> float:
    """Return how far two runs are apart: the largest difference as a share of the strongest value of each output."""
    worst = 0.0
    for mine, theirs in zip(wanted, found, strict=True):
        for a, b in zip(mine, theirs, strict=True):
            if a.shape != b.shape or not np.isfinite(b).all():
                return float("inf")
            worst = max(worst, float(np.abs(a - b).max()) / max(float(np.abs(a).max()), 1e-12))
    return worst
