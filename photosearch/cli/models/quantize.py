"""`photosearch models quantize NAME`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.quantizing import TOP, Made, accept, quantize_network


@click.command()
@click.argument("name")
@click.option(
    "--photos",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Photos of yours, which its ranges are learned from.",
)
@click.option("--yes", is_flag=True, help="Install it without asking.")
@json_option
@click.pass_obj
def quantize(context: Context, name: str, photos: Path, yes: bool) -> None:
    """Make network NAME faster, in whole numbers of 8 bits; see what it costs before you install it."""
    made = context.follow(quantize_network(name, photos, context.cancel))
    if made is None:
        context.say("Stopped. Nothing was made.")
        return
    for line in _told(made):
        context.say(line)
    wanted = yes or (not context.json and click.confirm(f"Install it as {made.name}?"))
    context.answer(
        {
            "name": made.name,
            "of": made.of.name,
            "photos": made.photos,
            "learned_from": made.learned_from,
            "layers": made.layers,
            "kept": made.kept,
            "faster": made.faster,
            "quartiles": [made.low, made.high],
            "descriptor": made.descriptor,
            "agreement": made.agreement,
            "first": made.first,
            "processor": made.processor,
            "bytes": len(made.network),
            "installed": wanted,
        }
    )
    if not wanted:
        context.say("Nothing was installed.")
        return
    accept(made)
    context.say(f"Installed {made.name}. {made.of.name} stays as it is. Use it: photosearch --model {made.name} scan")


def _told(made: Made) -> list[str]:
    size = f"{made.name}: {len(made.network):,} bytes, ranges learned from {made.learned_from} photos."
    speed = (
        f"On {made.photos} other photos, in turn with {made.of.name}, it sees {made.faster:.2f} times as many a second"
    )
    spread = f"(half of them {made.low:.2f} to {made.high:.2f} times)"
    likeness = f"Of the {TOP} most alike photos by {made.descriptor}, {made.agreement:.0%} are the same"
    kept = f"Of its {made.layers} layers, {made.kept} lose most in whole numbers and stay as they were."
    return [
        size,
        kept,
        f"{speed} {spread}.",
        f"The processor: {made.processor}.",
        f"{likeness}; of the most alike one, {made.first:.0%}.",
    ]
