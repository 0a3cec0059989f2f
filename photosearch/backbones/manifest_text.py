"""Writes manifests: the few kinds of values that TOML needs for them, as the standard library can only read it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = str | float | bool | Sequence[float]


def manifest_text(facts: Mapping[str, Value | Mapping[str, Value]], comment: str = "") -> str:
    """Return a manifest as TOML: single values first, then tables.

    Parameters
    ----------
    comment : str
        Lines that are put above it.
    """
    lines = [f"# {line}" for line in comment.splitlines()]
    lines += [f"{key} = {_value(value)}" for key, value in facts.items() if not isinstance(value, Mapping)]
    for name, table in facts.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _value(value: Value) -> str:
    if isinstance(value, str):
        # JSON's escapes are TOML's, but for the delete character, which TOML wants escaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value if isinstance(value, bool | int | float) else list(value))
