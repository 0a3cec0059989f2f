"""`photosearch self-test`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.self_test import SelfTest, adopt, as_json, as_markdown
from photosearch.services.self_test import self_test as run


@click.command()
@click.option("--adopt", "wanted", is_flag=True, help="Compare photos by the best method from now on.")
@json_option
@click.pass_obj
def self_test(context: Context, wanted: bool) -> None:
    """Measure which method finds most in your library: photos of one folder are taken to belong together."""
    with context.open() as library:
        found = context.follow(run(library, context.cancel))
        # A stopped test has not seen all methods; which one is the best is not known.
        adopted = found.offered if wanted and not found.stopped else None
        if adopted is not None:
            adopt(library, adopted)
    report = None if found.report is None else str(found.report)
    context.answer(as_json(found) | {"report": report, "warning": found.warning, "adopted": adopted})
    context.say(as_markdown(found))
    for line in _next(found, adopted):
        context.say(line)
    if found.report is not None:
        context.say(f"The report is kept: {one_line(found.report)}")
    if found.warning is not None:
        context.warn(found.warning)


def _next(found: SelfTest, adopted: str | None) -> list[str]:
    """Return what was done with the best method, or can be."""
    if found.stopped:
        return ["Nothing is adopted from a test that was stopped. Run it again: photosearch self-test"]
    if adopted is not None:
        return [f"Photos are compared by {adopted} from now on."]
    lines = []
    if found.best != found.offered:
        lines.append(f"Search by the best: photosearch find IMAGE --descriptor {found.best}")
    if found.offered is None:
        return lines
    if found.offered == found.default:
        return [*lines, f"{found.offered} is the best that can be the default, and it is."]
    return [*lines, f"Compare photos by {found.offered} from now on: photosearch self-test --adopt"]
