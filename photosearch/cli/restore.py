"""`photosearch restore FILE`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.restore import restore as restore_library


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--library", "folder", type=click.Path(path_type=Path), default=None, help="A new or an empty folder for it."
)
@json_option
@click.pass_obj
def restore(context: Context, file: Path, folder: Path | None) -> None:
    """Make a library in a new folder from a backup. Where photos have moved, add their folders anew."""
    folder = folder or context.library
    done = context.follow(restore_library(file, folder, context.cancel))
    context.answer({"library": str(folder), "stopped": not done})
    context.say(f"The library is in {one_line(folder)}." if done else "Stopped; nothing was restored.")
