"""`photosearch models install`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.installing import install as fetch
from photosearch.services.installing import install_file


@click.command()
@click.argument("name", required=False)
@click.option("--mirror", metavar="URL", help="Fetch it from here: a file's address, or a folder's, ending in /.")
@click.option(
    "--file", "file", type=click.Path(path_type=Path), metavar="FILE", help="Take this ONNX file or manifest instead."
)
@json_option
@click.pass_obj
def install(context: Context, name: str | None, mirror: str | None, file: Path | None) -> None:
    """Install network NAME of the catalogue, from the internet, or with --file from a file, without it."""
    if file is not None and mirror is not None:
        raise click.UsageError("Give --file or --mirror, not both.")
    if file is not None:
        done = context.follow(install_file(file, context.cancel, name))
    elif name is not None:
        done = context.follow(fetch(name, context.cancel, mirror))
    else:
        raise click.UsageError("Name a network (see photosearch models list), or a file with --file.")
    if done is None:
        context.say("Stopped. What has arrived is kept; the same command goes on from there.")
        return
    context.say(f"Installed {done.name}. Use it: photosearch --model {done.name} add FOLDER")
    context.answer({"name": done.name, "manifest": str(done.path), "sha256": done.sha256})
