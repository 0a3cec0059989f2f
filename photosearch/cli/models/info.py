"""`photosearch models info NAME`."""

from __future__ import annotations

from dataclasses import asdict

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.fastest import Record, known, runs_with, short
from photosearch.services.offers import AVAILABLE, offer


@click.command()
@click.argument("name")
@json_option
@click.pass_obj
def info(context: Context, name: str) -> None:
    """Say what is known of a network: licence, size, layers, and how to come by it."""
    found = offer(name)
    here = known(found.sha256) if found.sha256 and found.state != AVAILABLE else Record()
    context.answer({**asdict(found), "runs_with": short(runs_with(here)), "measured": asdict(here)})
    layers = ", ".join(f"{role} = {output}" for role, output in found.layers.items())
    lines = {
        "State": found.state,
        "Licence": found.licence,
        "From": found.source,
        "Size": "" if found.size is None else f"{found.size:,} bytes",
        "sha256": found.sha256 or "",
        "Input": found.preprocessing,
        "Layers": layers or "found when it is installed",
        "Class maps": "yes" if found.class_maps else "no",
        "Quality": found.quality,
        "Run by": _run_by(here),
        "Speed here": f"{here.rate:.1f} photos/s" if here.rate else "",
        "Note": here.note,
        "Problem": found.problem or "",
        "To install": found.how,
    }
    context.say(f"{found.name}: {found.title}")
    for title, text in lines.items():
        if text:
            context.say(f"{title + ':':<12} {text}")


def _run_by(here: Record) -> str:
    """Return what runs the network on this machine, and how it came to that."""
    if not here.provider:
        return ""
    if here.provider != runs_with(here):
        return f"cpu, as {short(here.provider)}, which was chosen, is not installed any more"
    speeds = ", ".join(f"{short(speed.provider)} {speed.per_second:.1f} photos/s" for speed in here.speeds)
    return f"{short(here.provider)} ({'chosen by hand' if here.by_hand else 'the fastest'}; measured: {speeds})"
