"""`photosearch explain IMAGE [OTHER]`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.explain import explain_pair, explain_photo
from photosearch.services.sights import OVERLAY_IDS, Manner, check_overlay, is_pair
from photosearch.services.spec import parse


@click.command()
@click.argument("image", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path), required=False)
@click.option(
    "--overlay",
    metavar="NAME",
    required=True,
    help=f"What to show: {', '.join(OVERLAY_IDS)}; cam:CLASS and saliency:WEIGHT take a name, words:N+N "
    "takes the numbers that `photosearch patch --json` tells.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE.png", help="The picture to write.")
@click.option("--cells", is_flag=True, help="Show the network's own cells, not interpolated.")
@click.option("--descriptor", metavar="NAME", help="What the score is by of which regions show their shares.")
@json_option
@click.pass_obj
def explain(
    context: Context, image: Path, other: Path | None, overlay: str, out: Path, cells: bool, descriptor: str | None
) -> None:
    """Show what the network sees in IMAGE, or in two photos side by side."""
    check_overlay(overlay)
    if is_pair(overlay) and other is None:
        raise click.UsageError(f"{overlay} compares two photos: photosearch explain IMAGE OTHER --overlay {overlay}")
    how = Manner(cells, descriptor)
    with context.open() as library:
        if descriptor is not None:
            library.require(parse(descriptor).descriptor)
        if other is None:
            explain_photo(library, image, overlay, out, how)
        else:
            explain_pair(library, image, other, overlay, out, how)
    context.say(f"Wrote {out}")
    context.answer({"overlay": overlay, "out": str(out.absolute())})
