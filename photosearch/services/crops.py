"""The main objects of photos, cut out at full size into files of their own."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from photosearch.decode.names import printable
from photosearch.errors import PersonError, QueryProblem, UnreadablePhoto
from photosearch.explain.new_file import write_new
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.known import photo_of, same_on_disk
from photosearch.services.library import Library
from photosearch.services.region import grown, read_part
from photosearch.types import Box, Picture

MARGIN = 0.05
"""So much higher and wider than the main object is what is written."""
_NO_BOXES: Mapping[Path, Box] = {}
LOSSLESS = frozenset({"png", "bmp", "gif", "tiff"})
"""Photos of these formats become PNG files, others JPEG."""


@dataclass(frozen=True, slots=True)
class CropSummary:
    """What became of photos.

    Attributes
    ----------
    written
        (photo, new file) of each that was written.
    without_object
        Photos that have no main object.
    problems
        (photo, why nothing of it could be written).
    stopped
        Stopping was asked for before all were done.
    failure
        Why writing ended early, None if it did not; what was written before is kept.
    """

    written: tuple[tuple[Path, Path], ...]
    without_object: tuple[Path, ...]
    problems: tuple[tuple[Path, str], ...]
    stopped: bool = False
    failure: str | None = None


def export_crops(
    library: Library, paths: Sequence[Path], folder: Path, cancel: Cancel, boxes: Mapping[Path, Box] = _NO_BOXES
) -> Generator[Progress, None, CropSummary]:
    """Write the main object of each photo into a folder, as "NAME crop.jpg"; no file is ever overwritten.

    Pixels are those of the upright photo at full size. What a camera wrote into a photo (EXIF) is not copied.

    Parameters
    ----------
    boxes : mapping of Path to Box
        The part to write instead, in pixels of the upright photo, of photos that need not be of the library then.

    Raises
    ------
    PersonError
        The folder cannot be made, or not even one file can be written.
    LibraryProblem
        There is no library, or it cannot be read.
    """
    _make(folder)
    written: list[tuple[Path, Path]] = []
    without: list[Path] = []
    problems: list[tuple[Path, str]] = []
    failure = None
    pace = Pace("Saving main objects", total=len(paths))
    for path in paths:
        if cancel.cancelled:
            break
        if pace.due():
            yield pace.report(path.name)
        pace.step()
        try:
            picture = _cut(library, path, boxes.get(path))
        except (UnreadablePhoto, QueryProblem) as problem:
            problems.append((path, str(problem)))
            continue
        if picture is None:
            without.append(path)
            continue
        suffix = ".png" if picture.metadata.format in LOSSLESS else ".jpg"
        try:
            written.append((path, write_new(folder, f"{path.stem} crop", suffix, picture.rgb)))
        except PersonError as problem:
            if not written:
                raise
            failure = str(problem)
            break
    done = len(written) + len(without) + len(problems)
    stopped = failure is None and done < len(paths)
    return CropSummary(tuple(written), tuple(without), tuple(problems), stopped, failure)


def _cut(library: Library, path: Path, box: Box | None) -> Picture | None:
    """Return a part of a photo, or its main object and a little around it; None where it has none."""
    if box is None:
        with library.reading() as store:
            photo = photo_of(store, path)
        name = printable(path)
        if photo is None:
            raise QueryProblem(f"{name} is not a photo of this library. Add its folder: photosearch add FOLDER")
        if not same_on_disk(photo):
            raise QueryProblem(f"{name} has changed since it was indexed. Bring it up to date: photosearch scan")
        if photo.box is None:
            return None
        box = grown(photo.box, MARGIN, photo.metadata.height, photo.metadata.width)
    return read_part(path, box, 0, library.pixel_limit)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PersonError(f"The folder {folder} cannot be made: {error.strerror}. Choose another one.") from error
