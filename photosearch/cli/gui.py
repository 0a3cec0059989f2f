"""`photosearch gui`, or no command at all."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[FOLDER...]")
@click.pass_context
def gui(click_context: click.Context, folders: tuple[Path, ...]) -> None:
    """Open the window, and add folders in it."""
    context: Context = click_context.obj
    click_context.exit(context.open_window(context.library, context.model, folders, context.index_server))
