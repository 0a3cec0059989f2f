"""`photosearch models add FILE.onnx`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.own_network import GUESS, INPUTS, Wish, accept, proposed, show


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.onnx")
@click.option("--name", help="What to call it; by default as the file.")
@click.option("--deep", metavar="OUTPUT", help="Its deepest maps; by default found.")
@click.option("--second", metavar="OUTPUT", help="Its next-shallower rectified maps; only with --deep.")
@click.option("--input", "given", type=click.Choice(list(INPUTS)), help="How its input is normalised; no file tells.")
@click.option("--classes", type=click.Path(path_type=Path), metavar="FILE.txt", help="Its classes' names, one a line.")
@click.option("--licence", default="unknown", help="Under which licence you have it.")
@click.option("--photo", type=click.Path(path_type=Path), help="Try it on this photo; by default on a drawn picture.")
@click.option(
    "--overlay",
    type=click.Path(path_type=Path),
    default=Path("overlay.png"),
    show_default=True,
    help="Write what it sees in the photo here.",
)
@click.option("--yes", is_flag=True, help="Install it without asking.")
@json_option
@click.pass_obj
def add(
    context: Context,
    file: Path,
    name: str | None,
    deep: str | None,
    second: str | None,
    given: str | None,
    classes: Path | None,
    licence: str,
    photo: Path | None,
    overlay: Path,
    yes: bool,
) -> None:
    """Bring a network of your own: see what it seems to be and what it sees, then install it."""
    if second and not deep:
        raise click.UsageError("--second needs --deep.")
    layers = {role: output for role, output in (("deep", deep), ("second", second)) if output}
    with proposed(file, Wish(name, given, layers, classes, licence)) as found:
        for note in found.notes:
            context.say(note)
        if given is None:
            context.say(f"Other ways to normalise it: --input {', '.join(name for name in INPUTS if name != GUESS)}.")
        seen = show(found, photo, overlay)
        if seen:
            context.say(f"It takes {photo.name if photo else 'the drawn picture'} for: {', '.join(seen)}.")
        context.say(f"What it sees there: {overlay}. Look at it before you go on.")
        facts = {"name": found.name, "notes": list(found.notes), "seen": seen, "overlay": str(overlay.absolute())}
        if not yes and (context.json or not click.confirm(f"Install it as {found.name}?")):
            context.answer({**facts, "installed": False})
            context.say("Nothing was installed.")
            return
        accept(found)
    context.answer({**facts, "installed": True})
    context.say(f"Installed {found.name}. Use it: photosearch --model {found.name} add FOLDER")
