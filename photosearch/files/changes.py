"""What has changed between what is known and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from photosearch.types import FoundFile, Stamp


@dataclass(frozen=True, slots=True)
class Changes:
    """Every found file is unchanged (these are only counted), new or changed; every known path may have vanished."""

    unchanged: int
    new: list[FoundFile]
    changed: list[FoundFile]
    vanished: list[bytes]


def compare(known: Mapping[bytes, Stamp], found: Sequence[FoundFile], unlisted: Sequence[bytes] = ()) -> Changes:
    """Compare known stamps with found ones.

    Parameters
    ----------
    unlisted
        Folders, as paths below the root, that could not be listed: nothing below them has vanished.
    """
    new: list[FoundFile] = []
    changed: list[FoundFile] = []
    get = known.get
    for item in found:
        before = get(item.relative)
        if before is None:
            new.append(item)
        elif before != item.stamp:
            changed.append(item)
    unchanged = len(found) - len(new) - len(changed)
    if unchanged + len(changed) == len(known):
        return Changes(unchanged, new, changed, [])
    met = {item.relative for item in found}
    closed = tuple(folder + b"/" if folder else b"" for folder in unlisted)
    vanished = [path for path in known if path not in met and not (closed and path.startswith(closed))]
    return Changes(unchanged, new, changed, vanished)
