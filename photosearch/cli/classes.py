"""`photosearch classes [NAME]`."""

from __future__ import annotations

import click

from photosearch.cli.find import hit_facts
from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.classes import photos_of_class, seen_classes


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("-k", "count", type=int, default=20, show_default=True, help="How many photos, or kinds, to show.")
@json_option
@click.pass_obj
def classes(context: Context, name: str | None, count: int) -> None:
    """List the kinds of things in the library's photos, or rank photos by how likely they show NAME."""
    with context.open() as library:
        if name is None:
            found = seen_classes(library)[: max(0, count)]
            context.answer(
                {"classes": [{"number": one.number, "name": one.name, "photos": one.photos} for one in found]}
            )
            for one in found:
                context.say(f"{one.photos:7,d}  {one.name}")
            return
        hits = photos_of_class(library, name, count)
    context.answer(
        {
            "class": name,
            "hits": [hit_facts(h) for h in hits],
        }
    )
    for hit in hits:
        context.say(f"{hit.rank:4d}  {hit.score:.3f}  {one_line(hit.path)}")
