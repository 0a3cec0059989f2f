"""`photosearch models list`."""

from __future__ import annotations

import re

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.fastest import known
from photosearch.services.offers import AVAILABLE, Offer, offers


@click.command("list")
@json_option
@click.pass_obj
def list_networks(context: Context) -> None:
    """List the networks that are here, and those that can be installed."""
    found = offers()
    context.answer(
        {
            "networks": [
                {
                    "name": o.name,
                    "title": o.title,
                    "state": o.state,
                    "problem": o.problem,
                    "size": o.size,
                    "licence": o.licence,
                    "quality": o.quality,
                    "photos_per_second": _rate(o) or None,
                }
                for o in found
            ]
        }
    )
    for each in found:
        size = "" if each.size is None else f"{each.size / 1e6:,.0f} MB"
        speed = f"{_rate(each):.1f} photos/s" if _rate(each) else ""
        licence = re.split(r" *[(:;,]", each.licence)[0]
        line = f"{each.name:<18} {each.state:<10} {size:>7} {speed:>14}  {licence:<13} {each.title}"
        context.say(line + f"  ({each.problem})" * bool(each.problem))
        if each.quality:
            context.say(f"{'':<18} {each.quality}")
    context.say("More of one: photosearch models info NAME. How fast one is here: photosearch models measure NAME")


def _rate(offer: Offer) -> float:
    """Return how many photos a second were seen with a network on this machine, 0 where that was not measured."""
    if offer.state == AVAILABLE or offer.sha256 is None:
        return 0.0
    found = known(offer.sha256)
    return found.rate or next((each.per_second for each in found.speeds if each.provider == found.provider), 0.0)
