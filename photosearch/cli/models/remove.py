"""`photosearch models remove NAME`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.installing import remove as take_away


@click.command()
@click.argument("name")
@json_option
@click.pass_obj
def remove(context: Context, name: str) -> None:
    """Remove an installed network. What libraries have made with it is kept."""
    take_away(name)
    context.say(f"Removed {name}.")
    context.answer({"removed": name})
