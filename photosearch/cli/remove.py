"""`photosearch remove FOLDER`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.curate import remove_folder


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def remove(context: Context, folder: Path) -> None:
    """Take a folder out of the library. The photos themselves stay where they are."""
    with context.open() as library:
        count = remove_folder(library, folder)
    context.say(f"Took {folder} and its {count:,} photos out of the library. The files themselves were not touched.")
    context.answer({"folder": str(folder), "photos": count})
