"""`photosearch models verify`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option
from photosearch.errors import ModelProblem, PersonError
from photosearch.services.installing import verify as check
from photosearch.services.offers import AVAILABLE, offers


@click.command()
@click.argument("names", nargs=-1)
@json_option
@click.pass_obj
def verify(context: Context, names: tuple[str, ...]) -> None:
    """Check the files of networks against their checksums, by default of all that are here."""
    problems: dict[str, str | None] = {}
    for name in names or [each.name for each in offers() if each.state != AVAILABLE]:
        try:
            check(name)
        except ModelProblem as problem:
            problems[name] = str(problem)
            context.say(f"{name}: {problem}")
        else:
            problems[name] = None
            context.say(f"{name}: in order")
    context.answer({"networks": problems})
    if any(problems.values()):
        raise PersonError("Remove and install again what is damaged: photosearch models remove NAME")
