"""`photosearch train`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.train import Lesson
from photosearch.services.train import distill as run

_FILE = click.Path(path_type=Path)


def _numbers(_: click.Context, __: click.Parameter, given: str | None) -> tuple[int, ...] | None:
    """Return numbers that commas part."""
    if given is None:
        return None
    try:
        numbers = tuple(int(part) for part in given.split(","))
    except ValueError:
        numbers = ()
    if not numbers or min(numbers) < 1:
        raise click.BadParameter("name whole numbers from 1, parted by commas, such as 2,2,3,2.")
    return numbers


@click.group()
def train() -> None:
    """Train networks of your own; needs the extra train: pip install 'photosearch[train]'."""


@train.command()
@click.option("--teacher", required=True, type=_FILE, metavar="FILE.onnx", help="The network to learn from.")
@click.option("--teacher-manifest", type=_FILE, metavar="FILE.toml", help="What describes it; default: beside it.")
@click.option(
    "--photos",
    required=True,
    multiple=True,
    type=_FILE,
    metavar="DIR",
    help="Photos to learn from; may be repeated, and a folder named twice is shown twice as often.",
)
@click.option("--out", required=True, type=_FILE, metavar="DIR", help="Where network, card, curves and checkpoint go.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True)
@click.option("--views", type=click.IntRange(1), help="End after so many views instead, however long it takes.")
@click.option("--resume", is_flag=True, help="Let the run in the folder go on.")
@click.option("--start", type=_FILE, metavar="FILE.onnx", help="Begin from a network trained here before.")
@click.option("--hold", type=click.IntRange(0, 4), default=0, help="Keep so many first parts of it as they are.")
@click.option(
    "--rate",
    type=click.FloatRange(0, min_open=True),
    help="How fast it learns; default .002, .0015 from a start, .001 with --hold, .0003 with --settle.",
)
@click.option("--settle", is_flag=True, help="Keep the statistics of its batch norms: to change a start a little.")
@click.option(
    "--side",
    type=click.IntRange(32),
    help="Show photos at this size in pixels; default: it grows; 224 with --hold, 192 with --settle.",
)
@click.option(
    "--blocks",
    callback=_numbers,
    metavar="N,N,N,N",
    help="Blocks of each stage; more than a start has grow it, of fewer the last are left out.",
)
@click.option(
    "--stem",
    nargs=2,
    type=click.IntRange(1),
    metavar="N N",
    help="Channels of its first two layers; default: 24 48, or as a start has, whose first may get fewer.",
)
@click.option("--threads", type=click.IntRange(1), help="How many threads; default: all cores.")
@click.option("--keep", is_flag=True, help="Keep the network of every checkpoint, in float32, to score them later.")
@click.option("--name", default="student", show_default=True, help="What the network is called.")
@json_option
@click.pass_obj
def distill(
    context: Context,
    teacher: Path,
    teacher_manifest: Path | None,
    photos: tuple[Path, ...],
    out: Path,
    minutes: float,
    views: int | None,
    resume: bool,
    start: Path | None,
    hold: int,
    settle: bool,
    rate: float | None,
    side: int | None,
    blocks: tuple[int, ...] | None,
    stem: tuple[int, int] | None,
    threads: int | None,
    keep: bool,
    name: str,
) -> None:
    """Let a small network of our own learn what a larger one sees in photos; they need no labels."""
    lesson = Lesson(
        teacher=teacher,
        photos=photos,
        out=out,
        manifest=teacher_manifest,
        start=start,
        views=views,
        minutes=minutes,
        threads=threads,
        name=name,
        hold=hold,
        settle=settle,
        rate=rate,
        side=side,
        blocks=blocks,
        stem=stem,
        keep=keep,
        resume=resume,
    )
    learned = context.follow(run(lesson, context.cancel))
    seen = f"{learned.views:,} views of {learned.photos:,} photos"
    ended = "Finished" if learned.finished else "Stopped; --resume lets it go on"
    skipped = f" ({learned.skipped:,} files were no readable photos)" if learned.skipped else ""
    context.say(f"{ended}: {seen}{skipped}, {learned.minutes:.1f} minutes.")
    if learned.manifest is not None:
        context.say(f"The network's manifest: {learned.manifest}")
    context.answer({**asdict(learned), "manifest": learned.manifest and str(learned.manifest)})
