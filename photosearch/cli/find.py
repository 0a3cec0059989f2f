"""`photosearch find IMAGE`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from photosearch.cli.output import Context, box_option, closer_look, json_option, one_line
from photosearch.services.explain import explain_answer
from photosearch.services.find import Answer
from photosearch.services.find import find as find_photos
from photosearch.services.library import Library
from photosearch.services.mix import AIMS, aims, find_mixed
from photosearch.services.query import Asked
from photosearch.services.second_stage import LOOKS, SecondStage
from photosearch.types import Box, Hit

_BOX = re.compile(r"(\d+),(\d+),(\d+),(\d+)")


def _said(_context: click.Context, _option: click.Parameter, written: tuple[str, ...]) -> tuple[Asked, ...]:
    """Return photos, or parts of them: a path, perhaps with a colon and a box behind it."""
    found = []
    for text in written:
        path, _, corners = text.rpartition(":")
        numbers = _BOX.fullmatch(corners)
        found.append(Asked(Path(path), Box(*map(int, numbers.groups()))) if path and numbers else Asked(Path(text)))
    return tuple(found)


@click.command()
@click.argument("images", metavar="IMAGE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-k", "count", type=int, default=20, show_default=True, help="How many photos to show.")
@click.option("--descriptor", metavar="ID", default=None, help="What photos are compared by; see photosearch status.")
@click.option("--exclude-self", is_flag=True, help="Leave the query out where it is a photo of the library.")
@click.option(
    "--explain",
    "explain_to",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write pictures there that show why.",
)
@click.option("--mix", metavar="ID=WEIGHT,...", default=None, help="Mix methods, as in scda=1,crow=0.5.")
@click.option(
    "--right",
    multiple=True,
    metavar="PHOTO[:BOX]",
    callback=_said,
    help="A photo found before that is right, or a part of it: PHOTO:TOP,LEFT,BOTTOM,RIGHT.",
)
@click.option(
    "--wrong", multiple=True, metavar="PHOTO[:BOX]", callback=_said, help="A photo, or a part of one, that is wrong."
)
@click.option("--expand", type=click.IntRange(0), default=0, help="Search again with so many of the best hits added.")
@click.option("--augment", is_flag=True, help="Search with the mirror image and the middle of the picture, too.")
@click.option(
    "--rerank",
    metavar="NAME:R",
    callback=closer_look,
    help=f"Look closely at the best R hits: {', '.join(LOOKS)}.",
)
@click.option(
    "--box",
    metavar="TOP,LEFT,BOTTOM,RIGHT",
    callback=box_option,
    help="Search for this part of IMAGE alone, in pixels of the upright photo; bottom and right are not part of it.",
)
@click.option(
    "--classes",
    metavar="NAME,-NAME,...",
    help="Search for the part of IMAGE that shows these kinds of things, and not those with a minus.",
)
@click.option(
    "--by",
    type=click.Choice(AIMS),
    help="What to compare: the main object, what is behind it, both alike, or the same place with another subject.",
)
@click.option(
    "--weights", metavar="W,W,...", help="What each IMAGE counts, in order; below 0, photos like it come later."
)
@click.option(
    "--in",
    "within",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Rank only the photos in this folder and below it.",
)
@json_option
@click.pass_obj
def find(
    context: Context,
    images: tuple[Path, ...],
    count: int,
    descriptor: str | None,
    exclude_self: bool,
    explain_to: Path | None,
    mix: str | None,
    right: tuple[Asked, ...],
    wrong: tuple[Asked, ...],
    expand: int,
    augment: bool,
    rerank: tuple[str, int],
    box: Box | None,
    classes: str | None,
    by: str | None,
    weights: str | None,
    within: Path | None,
) -> None:
    """Rank the library's photos by their likeness to IMAGE; several images are searched for together."""
    counted = _counted(weights, len(images))
    asked = [Asked(path, weight=weight) for path, weight in zip(images, counted, strict=True)]
    asked[0] = replace(asked[0], box=box, classes=() if classes is None else tuple(classes.split(",")))
    if by is not None and (mix is not None or descriptor is not None):
        raise click.UsageError("--by chooses what is compared; leave out --mix and --descriptor.")
    second = SecondStage(expand, *rerank, right, wrong, augment)
    with context.open() as library:
        mixed = _weights(mix) if mix is not None else aims(library.lacking)[by] if by is not None else {}
        if len(mixed) > 1 or mix is not None:
            _find_mixed(context, library, asked, mixed, count, second, within)
            return
        descriptor = next(iter(mixed), descriptor)
        answer = context.follow(
            find_photos(
                library,
                asked[0],
                count,
                others=asked[1:],
                descriptor=descriptor,
                second=second,
                exclude_self=exclude_self,
                within=within,
            )
        )
        written = context.follow(explain_answer(library, answer, explain_to)) if explain_to else []
    context.answer(facts(answer) | ({"explained": [str(path) for path in written]} if explain_to else {}))
    for hit in answer.hits:
        looked = f"  {answer.closer[hit.photo_id]:8.3f}" if hit.photo_id in answer.closer else ""
        context.say(f"{hit.rank:4d}  {hit.score:.3f}{looked}  {one_line(hit.path)}")
    for note in answer.notes:
        context.warn(note)
    if explain_to:
        context.say(f"{len(written)} pictures that show why are in {explain_to}")


def _counted(weights: str | None, count: int) -> list[float]:
    """Return what each picture counts."""
    if weights is None:
        return [1.0] * count
    try:
        found = [float(weight) for weight in weights.split(",")]
    except ValueError as error:
        raise click.UsageError("--weights is written as 1,0.5,-0.3.") from error
    if len(found) != count:
        raise click.UsageError(f"--weights has {len(found)} numbers for {count} pictures.")
    return found


def _weights(mix: str) -> dict[str, float]:
    try:
        pairs = [part.rsplit("=", 1) for part in mix.split(",")]
        return {name.strip(): float(weight) for name, weight in pairs}
    except ValueError as error:
        raise click.UsageError("--mix is written as scda=1,crow=0.5.") from error


def _find_mixed(
    context: Context,
    library: Library,
    asked: Sequence[Asked],
    weights: Mapping[str, float],
    count: int,
    second: SecondStage,
    within: Path | None,
) -> None:
    """Answer with mixed hits, and what each method thinks of them."""
    if second.reach:
        raise click.UsageError("A closer look puts photos in an order of its own; leave out --rerank or the mix.")
    first, *others = asked
    mixed = context.follow(
        find_mixed(library, first, weights, count, context.cancel, others=others, second=second, within=within)
    )
    thoughts = {
        hit.photo_id: {
            name: opinion[hit.photo_id] for name, opinion in mixed.opinions.items() if hit.photo_id in opinion
        }
        for hit in mixed.answer.hits
    }
    by_method = [{name: list(said) for name, said in thoughts[hit.photo_id].items()} for hit in mixed.answer.hits]
    context.answer(facts(mixed.answer) | {"weights": weights, "by_method": by_method})
    for hit in mixed.answer.hits:
        said = "  ".join(f"{name} {rank} {score:.3f}" for name, (rank, score) in thoughts[hit.photo_id].items())
        context.say(f"{hit.rank:4d}  {hit.score:.3f}  {one_line(hit.path)}   ({said})")


def facts(answer: Answer) -> dict[str, object]:
    """Return an answer as JSON values; the shape is a promise to scripts."""
    query, row = answer.query, answer.space
    return {
        "query": {
            "path": str(query.path),
            "photo_id": None if query.photo is None else query.photo.photo_id,
            "height": query.height,
            "width": query.width,
            "box": corners(query.box),
            "others": [str(path) for path in query.others],
            "region": corners(query.region),
        },
        "space": {
            "key": row.space.key,
            "descriptor": row.space.descriptor,
            "network": row.space.network,
            "projection": row.space.projection,
            "dimensions": row.dimensions,
            "photos": row.count,
        },
        "hits": [
            hit_facts(h) | ({"closer": answer.closer[h.photo_id]} if h.photo_id in answer.closer else {})
            for h in answer.hits
        ],
        "noise": answer.noise,
        "notes": list(answer.notes),
        "seconds": {name: round(seconds, 4) for name, seconds in answer.seconds.items()},
    }


def hit_facts(hit: Hit) -> dict[str, object]:
    """Return a hit as JSON values."""
    return {
        "rank": hit.rank,
        "path": hit.path,
        "score": hit.score,
        "box": corners(hit.box),
        "photo_id": hit.photo_id,
    }


def corners(box: Box | None) -> list[int] | None:
    """Return a box as [top, left, bottom, right]."""
    return None if box is None else [box.top, box.left, box.bottom, box.right]
