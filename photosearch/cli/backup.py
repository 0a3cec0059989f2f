"""`photosearch backup FILE`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.backup import backup as back_up_library


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@json_option
@click.pass_obj
def backup(context: Context, file: Path) -> None:
    """Write all that the library knows, but not the photos, into one file. It may be in use meanwhile."""
    with context.open() as library:
        done = context.follow(back_up_library(library, file, context.cancel))
    size = file.stat().st_size if done else 0
    context.answer({"file": str(file), "bytes": size, "stopped": not done})
    context.say(f"{one_line(file)}: {size / 1e6:,.1f} MB." if done else "Stopped; no backup was written.")
