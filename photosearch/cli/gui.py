"""`photosearch gui`, or no command at all."""

from __future__ import annotations

import click

from photosearch.cli.output import Context


@click.command()
@click.pass_context
def gui(click_context: click.Context) -> None:
    """Open the window."""
    context: Context = click_context.obj
    click_context.exit(context.open_window(context.library, context.model))
