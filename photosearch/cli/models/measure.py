"""`photosearch models measure NAME`."""

from __future__ import annotations

from dataclasses import asdict

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.fastest import PROVIDERS, SECONDS, described, measure_network, short


@click.command()
@click.argument("name")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 600), default=SECONDS, show_default=True, help="How long it may take."
)
@click.option("--use", "wanted", type=click.Choice(list(PROVIDERS)), help="Use this instead of the fastest.")
@json_option
@click.pass_obj
def measure(context: Context, name: str, seconds: float, wanted: str | None) -> None:
    """Find out what runs network NAME fastest on this machine, and use that from now on."""
    speeds = context.follow(measure_network(name, context.cancel, seconds, PROVIDERS[wanted] if wanted else None))
    used = None if context.cancel.cancelled or not speeds else wanted or short(speeds[0].provider)
    answer = [{**asdict(speed), "provider": short(speed.provider)} for speed in speeds]
    context.answer({"processor": described(), "used": used, "speeds": answer})
    context.say(f"The processor: {described()}.")
    for speed in speeds:
        mark = "  used from now on" if short(speed.provider) == used else ""
        context.say(f"{short(speed.provider):<9} " + (speed.problem or f"{speed.per_second:.1f} photos/s{mark}"))
