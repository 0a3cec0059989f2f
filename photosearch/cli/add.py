"""`photosearch add FOLDER...`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.cli.summary import facts, sentence
from photosearch.services.ingest import add as add_folders


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER...")
@click.option(
    "--descriptor",
    "descriptors",
    multiple=True,
    metavar="ID",
    help="Make this too: scda_flip, or a projection such as scda:pca:256.",
)
@json_option
@click.pass_obj
def add(context: Context, folders: tuple[Path, ...], descriptors: tuple[str, ...]) -> None:
    """Register folders and index the photos in them."""
    with context.open() as library:
        summary = context.follow(add_folders(library, folders, context.cancel, descriptors))
    context.say(sentence(summary))
    context.answer(facts(summary))
