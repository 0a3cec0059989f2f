"""What a scan did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Summary:
    """Counts of files, all of this one scan.

    `walked` are the files met; `unchanged` of them were known and not opened, `moved` found again under a new path;
    `indexed` are photos looked at (of which `damaged` only in part), `unreadable` and `skipped` what was refused;
    `missing` files were there before and are gone, `returned` ones were missing before and are there again,
    unchanged; `offline` are roots that could not be reached.
    """

    walked: int = 0
    indexed: int = 0
    unchanged: int = 0
    moved: int = 0
    missing: int = 0
    returned: int = 0
    unreadable: int = 0
    skipped: int = 0
    damaged: int = 0
    offline: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stopped: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was found where something happened; `restless` folders, by root, hold files that are being written."""

    summary: Summary
    restless: Mapping[Path, frozenset[bytes]]

    @property
    def is_seen(self) -> bool:
        """Whether there is anything else to show than before."""
        found = self.summary
        return any((found.indexed, found.moved, found.missing, found.returned, found.unreadable))
