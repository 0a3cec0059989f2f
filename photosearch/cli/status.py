"""`photosearch status`."""

from __future__ import annotations

from collections import Counter

import click

from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.disk_use import DiskUse, disk_use
from photosearch.services.status import Status
from photosearch.services.status import status as library_status
from photosearch.settings import DEFAULT_MODEL


@click.command()
@click.option(
    "--problems", "list_problems", is_flag=True, help="List every unreadable, damaged and skipped file with its reason."
)
@json_option
@click.pass_obj
def status(context: Context, list_problems: bool) -> None:
    """Say what the library holds."""
    with context.open() as library:
        state, use = library_status(library), disk_use(library)
    context.answer({**facts(state), "bytes_by_part": dict(use.parts)})
    for line in [*sentences(state), *_shares(use)]:
        context.say(line)
    if list_problems:
        for problem in state.problems:
            context.say(f"{one_line(problem.path)}\n    {problem.state}: {problem.reason}")
    elif state.problems:
        context.say("See each unreadable or skipped file and why: photosearch status --problems")


def sentences(state: Status) -> list[str]:
    """Return the library's state in words."""
    counts = state.counts
    lines = [
        f"Library {state.folder} ({state.bytes / 1e6:,.1f} MB), network {state.network}",
        f"{counts.photos:,} photos, {counts.indexed:,} indexed"
        + (f", {counts.missing:,} missing" if counts.missing else "")
        + (f", {counts.damaged:,} damaged but shown as far as they go" if counts.damaged else ""),
        f"{counts.unreadable:,} unreadable files, {counts.skipped:,} skipped (videos, sidecars and other files)",
    ]
    lines += [f"  {root.path}: {root.photos:,} photos" + ("" if root.online else " (offline)") for root in state.roots]
    versions = Counter(name for name, _ in {(row.space.network, row.space.network_sha256) for row in state.spaces})
    lines += [
        f"  {row.space.descriptor} of {row.space.network}"
        + (f" (version {row.space.network_sha256[:8]})" if versions[row.space.network] > 1 else "")
        + f": {row.count:,} photos, {row.dimensions} dimensions"
        for row in state.spaces
    ]
    if state.better:
        lines.append(
            f"{state.network} was built in once; {state.better} finds more. To look at all photos with it from now on: "
            f"photosearch --model {DEFAULT_MODEL} scan"
        )
    return lines


def _shares(use: DiskUse) -> list[str]:
    """Return what a photo takes on the disk, part by part, in words."""
    if not use.photos:
        return []
    parts = [f"{name} {count / use.photos:,.0f}" for name, count in use.parts.items()]
    return [f"On the disk a photo takes {sum(use.parts.values()) / use.photos:,.0f} bytes: {', '.join(parts)}"]


def facts(state: Status) -> dict[str, object]:
    """Return the library's state as JSON values."""
    counts = state.counts
    return {
        "library": str(state.folder),
        "network": state.network,
        "better_network": state.better or None,
        "photos": counts.photos,
        "indexed": counts.indexed,
        "missing": counts.missing,
        "unreadable": counts.unreadable,
        "damaged": counts.damaged,
        "skipped": counts.skipped,
        "bytes": state.bytes,
        "roots": [{"path": str(root.path), "online": root.online, "photos": root.photos} for root in state.roots],
        "spaces": [
            {
                "key": row.space.key,
                "descriptor": row.space.descriptor,
                "network": row.space.network,
                "projection": row.space.projection,
                "dimensions": row.dimensions,
                "photos": row.count,
            }
            for row in state.spaces
        ],
        "problems": [{"path": str(p.path), "state": p.state, "reason": p.reason} for p in state.problems],
    }
