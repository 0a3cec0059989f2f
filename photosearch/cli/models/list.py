"""`photosearch models list`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.offers import offers


@click.command("list")
@json_option
@click.pass_obj
def list_networks(context: Context) -> None:
    """List the networks that are here, and those that can be installed."""
    found = offers()
    context.answer(
        {"networks": [{"name": o.name, "title": o.title, "state": o.state, "problem": o.problem} for o in found]}
    )
    for each in found:
        size = "" if each.size is None else f"{each.size / 1e6:,.0f} MB"
        context.say(
            f"{each.name:<18} {each.state:<10} {size:>7}  {each.title}" + f"  ({each.problem})" * bool(each.problem)
        )
    context.say("More of one: photosearch models info NAME")
