"""`photosearch scan`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option
from photosearch.cli.summary import facts, sentence
from photosearch.services.ingest import scan as scan_roots


@click.command()
@click.option(
    "--descriptor",
    "descriptors",
    multiple=True,
    metavar="ID",
    help="Make this too: scda_flip, or a projection such as scda:pca:256.",
)
@click.option("--retry", is_flag=True, help="Look again at unchanged files that could not be shown.")
@json_option
@click.pass_obj
def scan(context: Context, descriptors: tuple[str, ...], retry: bool) -> None:
    """Index what is new or changed under all folders of the library."""
    with context.open() as library:
        summary = context.follow(scan_roots(library, context.cancel, descriptors, retry=retry))
    context.say(sentence(summary))
    context.answer(facts(summary))
