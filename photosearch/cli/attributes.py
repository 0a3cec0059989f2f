"""`photosearch attributes [PHOTO]`."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import click

from photosearch.cli.output import Context, json_option, one_line
from photosearch.services.attributes import Attributes, paths_of, photo_id_of
from photosearch.services.attributes import attributes as library_attributes
from photosearch.services.library import Library

STRONGEST, SHOWN, TOP = 5, 20, 3
"""How many are shown unless -k says otherwise: dimensions of a photo, photos along one, photos of each."""
Said: TypeAlias = tuple[dict[str, object], list[str]]
"""An answer as JSON values, and in words."""


@click.command()
@click.argument("photo", metavar="[PHOTO]", required=False, type=click.Path(path_type=Path))
@click.option("--along", type=int, metavar="N", help="Show the photos with the most of dimension N, counted from 1.")
@click.option("-k", "count", type=click.IntRange(1), metavar="COUNT", help="How many photos or dimensions to show.")
@click.option("--least", is_flag=True, help="With --along: show the photos with the least of it, the least first.")
@json_option
@click.pass_obj
def attributes(context: Context, photo: Path | None, along: int | None, count: int | None, least: bool) -> None:
    """Show what tells the library's photos apart: the photos that lead each dimension, or what PHOTO stands out in."""
    if photo is not None and along is not None:
        raise click.UsageError("Give a photo or --along, not both.")
    if least and along is None:
        raise click.UsageError("--least needs --along.")
    with context.open() as library:
        key = None if photo is None else photo_id_of(library, photo)
        found = context.follow(library_attributes(library, context.cancel))
        if context.cancel.cancelled:
            return  # ranks among some of the photos would be wrong
        if key is not None:
            facts, lines = _of_photo(library, found, key, count or STRONGEST)
        elif along is not None:
            facts, lines = _along(library, found, along, count or SHOWN, least=least)
        else:
            facts, lines = _overview(library, found, count or TOP)
    photos, dimensions = found.values.shape
    context.answer({"descriptor": found.descriptor, "photos": photos, "dimensions": dimensions} | facts)
    for line in lines:
        context.say(line)


def _of_photo(library: Library, found: Attributes, key: int, count: int) -> Said:
    strongest = found.strongest(key, count)
    facts: dict[str, object] = {
        "photo": {"path": str(paths_of(library, [key])[key]), "photo_id": key},
        "strongest": [{"dimension": d, "rank": rank, "value": value} for d, rank, value in strongest],
    }
    lines = [f"{d:4d}  {value:.3f}  photo {rank:,} of {len(found.photo_ids):,}" for d, rank, value in strongest]
    return facts, lines or ["This photo stands out in nothing."]


def _along(library: Library, found: Attributes, along: int, count: int, *, least: bool) -> Said:
    """Rank 1 is the photo with the most, whichever end is shown."""
    ranks = list(enumerate(found.along(along).tolist(), 1))
    shown = ranks[::-1][:count] if least else ranks[:count]
    paths = paths_of(library, [key for _, key in shown])
    rows = [(rank, key, found.value(key, along)) for rank, key in shown if key in paths]
    photos = [{"rank": rank, "path": str(paths[key]), "photo_id": key, "value": value} for rank, key, value in rows]
    lines = [f"{rank:4d}  {value:6.3f}  {one_line(paths[key])}" for rank, key, value in rows]
    return {"along": along, "least": least, "ranked": photos}, lines


def _overview(library: Library, found: Attributes, count: int) -> Said:
    tops = {d: found.along(d)[:count].tolist() for d in range(1, found.values.shape[1] + 1)}
    paths = paths_of(library, [key for top in tops.values() for key in top])
    known = {d: [paths[key] for key in top if key in paths] for d, top in tops.items()}
    facts = [{"dimension": d, "paths": [str(path) for path in top]} for d, top in known.items()]
    return {"tops": facts}, [f"{d:4d}  {'  '.join(one_line(path.name) for path in top)}" for d, top in known.items()]
