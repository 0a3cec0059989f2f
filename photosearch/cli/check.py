"""`photosearch check`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option
from photosearch.errors import LibraryDamaged
from photosearch.services.check import check as check_library


@click.command()
@json_option
@click.pass_obj
def check(context: Context) -> None:
    """Look for damage in the library."""
    with context.open() as library:
        problems = context.follow(check_library(library, context.cancel))
    context.answer({"clean": not problems, "problems": problems})
    if not problems:
        context.say("The library is sound.")
        return
    for problem in problems:
        context.say(problem)
    raise LibraryDamaged(f"{len(problems)} problems found. Put them right with: photosearch repair")
