"""`photosearch models forget NAME`."""

from __future__ import annotations

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.kept_networks import find_kept, forget_network


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Forget it without asking.")
@json_option
@click.pass_obj
def forget(context: Context, name: str, yes: bool) -> None:
    """Forget what network NAME saw in the library's photos, where it is not in use. Photos stay where they are."""
    with context.open() as library:
        library.require_existing()
        kept = find_kept(library, name)
        facts = {"name": kept.name, "photos": kept.photos, "bytes": kept.bytes}
        context.say(f"{kept.name} saw {kept.photos:,} photos; that takes about {kept.bytes / 1e6:,.1f} MB.")
        if not yes and (context.json or not click.confirm("Forget it? It can be made again, by looking at all photos")):
            context.answer({**facts, "forgotten": False})
            context.say("Nothing was forgotten.")
            return
        done = context.follow(forget_network(library, kept.sha256, context.cancel))
    context.answer({**facts, "forgotten": not done.stopped})
    if done.stopped:
        context.say("Stopped. What is forgotten stays so; the same command goes on from there.")
    elif done.compacted:
        context.say(f"Forgot what {kept.name} saw.")
    else:
        context.say(f"Forgot what {kept.name} saw. The disk is too full to give the room back; it is used again later.")
