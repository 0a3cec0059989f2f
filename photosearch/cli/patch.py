"""`photosearch patch IMAGE --at ROW,COLUMN`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.find import hit_facts
from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.explain import explain_patches
from photosearch.services.patches import find_patches
from photosearch.services.query import Spot


def _spots(_context: click.Context, option: click.Parameter, written: tuple[str, ...]) -> tuple[Spot, ...]:
    try:
        points = [tuple(int(number) for number in text.split(",")) for text in written]
        return tuple(Spot(row, column, wanted=option.name == "at") for row, column in points)
    except ValueError as error:
        raise click.UsageError("A point is written as ROW,COLUMN, in pixels of the upright photo: 240,410.") from error


@click.command()
@click.argument("image", type=click.Path(path_type=Path))
@click.option(
    "--at", multiple=True, required=True, metavar="ROW,COLUMN", callback=_spots, help="Photos hold what is here."
)
@click.option("--not-at", multiple=True, metavar="ROW,COLUMN", callback=_spots, help="Photos do not hold what is here.")
@click.option("-k", "count", type=int, default=20, show_default=True, help="How many photos to show.")
@click.option(
    "--explain",
    "explain_to",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write pictures there in which it is lit.",
)
@json_option
@click.pass_obj
def patch(
    context: Context,
    image: Path,
    at: tuple[Spot, ...],
    not_at: tuple[Spot, ...],
    count: int,
    explain_to: Path | None,
) -> None:
    """Find photos that hold the texture or detail at a point of IMAGE, or at several points, by visual words."""
    with context.open() as library:
        found = context.follow(find_patches(library, image, [*at, *not_at], count, context.cancel))
        written = context.follow(explain_patches(library, image, found, explain_to)) if explain_to else []
    context.answer(
        {
            "hits": [hit_facts(h) for h in found.hits],
            "words": sorted(found.words),
        }
        | ({"explained": [str(path) for path in written]} if explain_to else {})
    )
    for hit in found.hits:
        context.say(f"{hit.rank:4d}  {hit.score:.3f}  {one_line(hit.path)}")
    if explain_to:
        context.say(f"{len(written)} pictures in which it is lit are in {explain_to}")
