"""`photosearch explain IMAGE [OTHER]`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.explain import OVERLAY_IDS, explain_pair, explain_photo


@click.command()
@click.argument("image", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path), required=False)
@click.option("--overlay", type=click.Choice(OVERLAY_IDS), required=True, help="What to show over the photo.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE.png", help="The picture to write.")
@json_option
@click.pass_obj
def explain(context: Context, image: Path, other: Path | None, overlay: str, out: Path) -> None:
    """Show what the network sees in IMAGE, or in two photos side by side."""
    with context.open() as library:
        if other is None:
            explain_photo(library, image, overlay, out)
        else:
            explain_pair(library, image, other, overlay, out)
    context.say(f"Wrote {out}")
    context.answer({"overlay": overlay, "out": str(out.absolute())})
