"""`photosearch models measure NAME`."""

from __future__ import annotations

from dataclasses import asdict

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.fastest import SECONDS, described, measure_network


@click.command()
@click.argument("name")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 600), default=SECONDS, show_default=True, help="How long it may take."
)
@json_option
@click.pass_obj
def measure(context: Context, name: str, seconds: float) -> None:
    """Find out what runs network NAME fastest on this machine, and use that from now on."""
    speeds = context.follow(measure_network(name, context.cancel, seconds))
    context.answer({"processor": described(), "speeds": [asdict(speed) for speed in speeds]})
    context.say(f"The processor: {described()}.")
    for speed in speeds:
        context.say(f"{speed.provider:<28} " + (speed.problem or f"{speed.per_second:.1f} photos/s with one thread"))
