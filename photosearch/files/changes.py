"""What has changed between what is known of a folder and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from photosearch.types import FoundFile, Stamp


@dataclass(frozen=True, slots=True)
class Changes:
    """Every found file is unchanged, new or changed; a known path that was not found has vanished, if it could be."""

    unchanged: list[FoundFile]
    new: list[FoundFile]
    changed: list[FoundFile]
    vanished: list[bytes]


def compare(known: Mapping[bytes, Stamp], found: Sequence[FoundFile]) -> Changes:
    """Compare known stamps with found ones, both of the same folder."""
    changes = Changes([], [], [], [])
    for item in found:
        before = known.get(item.relative)
        if before is None:
            changes.new.append(item)
        elif before == item.stamp:
            changes.unchanged.append(item)
        else:
            changes.changed.append(item)
    met = {item.relative for item in found}
    changes.vanished.extend(path for path in known if path not in met)
    return changes
