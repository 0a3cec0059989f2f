"""`photosearch compositions`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.composition import Composition, photos_with


@click.command()
@click.option(
    "--is",
    "wanted",
    multiple=True,
    type=click.Choice([str(word) for word in Composition]),
    help="What is wanted; may be repeated: --is small --is left --is right finds small objects on either side.",
)
@click.option("-k", "count", type=click.IntRange(1), default=20, show_default=True, help="How many photos to show.")
@json_option
@click.pass_obj
def compositions(context: Context, wanted: tuple[str, ...], count: int) -> None:
    """List photos by where their main object is and how much of the photo it takes up, the newest first.

    It fills the photo at 60 % of it or more and is small at 10 % or less; left, centred and right are the thirds that
    its middle lies in; none is a photo without a main object.
    """
    with context.open() as library:
        there, found = photos_with(library, [Composition(word) for word in wanted], count)
    shown = [(key, path, [str(word) for word in Composition if word in words]) for key, path, words in found]
    photos = [{"path": path, "photo_id": key, "composition": words} for key, path, words in shown]
    context.answer({"wanted": list(wanted), "count": there, "photos": photos})
    for _, path, words in shown:
        context.say(f"{', '.join(words):<14}  {one_line(path)}")
    if not found:
        context.say("No photo is composed like that. Ask for less." if wanted else "There are no photos yet.")
    elif there > count:
        context.say(f"{count:,} of {there:,} photos; show more with -k.")
