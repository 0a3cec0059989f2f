"""`photosearch repair`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.repair import repair as repair_library


@click.command()
@json_option
@click.pass_obj
def repair(context: Context) -> None:
    """Put right what `check` finds: save what can be read, rebuild the rest."""
    with context.open() as library:
        steps = context.follow(repair_library(library, context.cancel))
    context.answer({"steps": steps})
    for step in steps or ["There was nothing to repair."]:
        context.say(step)
    if steps:
        context.say("Now scan: photosearch scan")
