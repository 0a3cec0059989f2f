"""Where half of the digits give twice the speed."""

from __future__ import annotations

import torch


def half_is_fast(device: torch.device) -> bool:
    """Whether a device multiplies bfloat16 faster than float32: every GPU, and processors with instructions for it.

    Other processors do it by float32, with conversions before and after.
    """
    if device.type != "cpu":
        return True
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
