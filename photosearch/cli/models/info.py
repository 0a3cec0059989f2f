"""`photosearch models info NAME`."""

from __future__ import annotations

from dataclasses import asdict

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.offers import offer


@click.command()
@click.argument("name")
@json_option
@click.pass_obj
def info(context: Context, name: str) -> None:
    """Say what is known of a network: licence, size, layers, and how to come by it."""
    found = offer(name)
    context.answer(asdict(found))
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
        "Problem": found.problem or "",
        "To install": found.how,
    }
    context.say(f"{found.name}: {found.title}")
    for title, text in lines.items():
        if text:
            context.say(f"{title + ':':<12} {text}")
