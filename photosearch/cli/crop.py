"""`photosearch crop PHOTO... --out DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from photosearch.cli.output import Context, box_option, json_option, one_line
from photosearch.errors import PersonError
from photosearch.services.crops import CropSummary, export_crops
from photosearch.types import Box


@click.command()
@click.argument("photos", metavar="PHOTO...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write to.")
@click.option(
    "--box",
    metavar="TOP,LEFT,BOTTOM,RIGHT",
    callback=box_option,
    help="Write this part of PHOTO instead, in pixels of the upright photo; bottom and right are not part of it.",
)
@json_option
@click.pass_obj
def crop(context: Context, photos: tuple[Path, ...], out: Path, box: Box | None) -> None:
    """Write the main object of each PHOTO of the library, at full size, into a folder, as "NAME crop.jpg".

    PNG, BMP, GIF and TIFF photos become PNG files. No file is ever overwritten: where a name is taken, a number is
    added. Date, place and camera (EXIF) are not copied.
    """
    if box is not None and len(photos) > 1:
        raise click.UsageError("--box is a part of one photo; give one.")
    boxes = {} if box is None else {photos[0]: box}
    with context.open() as library:
        found = context.follow(export_crops(library, photos, out, context.cancel, boxes))
    context.answer(_facts(found, out))
    for photo, file in found.written:
        context.say(f"{one_line(photo)} -> {one_line(file)}")
    for photo in found.without_object:
        context.say(f"{one_line(photo)} has no main object.")
    for _, problem in found.problems:
        context.warn(problem)
    context.say(f"{len(found.written):,} of {len(photos):,} photos cut out, into {one_line(out)}")
    if found.failure is not None:
        raise PersonError(found.failure)
    if not found.written and not found.stopped:
        raise PersonError("Nothing was written.")


def _facts(found: CropSummary, out: Path) -> dict[str, object]:
    return {
        "out": str(out.absolute()),
        "written": [{"photo": str(photo), "file": str(file.absolute())} for photo, file in found.written],
        "without_object": [str(photo) for photo in found.without_object],
        "problems": [{"photo": str(photo), "problem": problem} for photo, problem in found.problems],
        "stopped": found.stopped,
        "failure": found.failure,
    }
