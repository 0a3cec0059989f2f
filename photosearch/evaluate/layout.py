"""Reading data sets as they are published: lists of files, and nothing outside their folder."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.types import Box

PHOTOS = {".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"}


def expected(path: Path, what: str) -> Path:
    """Return a path that must be there.

    Raises
    ------
    QueryProblem
        It is not; the message says what was expected where.
    """
    if not path.exists():
        raise QueryProblem(f"{path} is missing: {what}. Name the data set's own folder with --root.")
    return path


def lines(path: Path, what: str) -> list[list[str]]:
    """Return the lines of a list, split at blanks, without empty ones.

    Raises
    ------
    QueryProblem
        The file is missing or no text.
    """
    try:
        text = expected(path, what).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryProblem(f"{path} cannot be read as a list: {error}.") from error
    return [line.split() for line in text.splitlines() if line.strip()]


def inside(root: Path, relative: str) -> Path:
    """Return the path of a file that a list names.

    Raises
    ------
    QueryProblem
        It would leave the data set's folder, or is no name of a file.
    """
    pure = PurePosixPath(relative.replace("\\", "/"))
    # A drive anywhere in a path begins the path anew on Windows.
    if pure.is_absolute() or ".." in pure.parts or any(PureWindowsPath(part).drive for part in pure.parts):
        raise QueryProblem(f"{relative!r} leaves the data set's folder {root}, which is not allowed.")
    if not pure.parts or "\0" in relative:
        raise QueryProblem(f"{relative!r} in a list of {root} is no name of a file.")
    return root.joinpath(*pure.parts)


def photos_below(folder: Path, what: str) -> list[Path]:
    """Return the photos of a folder and those below it, in order of their paths; hidden ones are none.

    Raises
    ------
    QueryProblem
        There are none.
    """
    everything = expected(folder, what).rglob("*")
    # Archives packed on a Mac hold a "._NAME.jpg" beside every photo.
    names = (path for path in everything if path.suffix.lower() in PHOTOS and not is_hidden(path, folder))
    found = sorted(path for path in names if path.is_file())
    if not found:
        raise QueryProblem(f"{folder} holds no photos: {what}.")
    return found


def is_hidden(path: Path, folder: Path) -> bool:
    """Return whether a path below a folder, or one between them, has a name that begins with a dot."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def numbers(parts: Sequence[str], count: int, where: Path) -> list[float]:
    """Return texts as finite numbers.

    Raises
    ------
    QueryProblem
        They are not, or not so many.
    """
    try:
        found = [float(part) for part in parts]
    except ValueError as error:
        raise QueryProblem(f"{where} should hold numbers, not {' '.join(parts)!r}.") from error
    if not all(map(math.isfinite, found)):
        raise QueryProblem(f"{where} should hold finite numbers, not {' '.join(parts)!r}.")
    if len(found) != count:
        raise QueryProblem(f"{where} should hold {count} numbers in a line, not {len(found)}.")
    return found


def box_of(left: float, top: float, right: float, bottom: float) -> Box:
    """Return the box of a list in x, y order, half-open, at least one pixel large, and not outside on top or left."""
    # A negative edge would be counted from the other side when a picture is cut.
    first, second = (max(0, round(top)), max(0, round(left))), (round(bottom), round(right))
    return Box(*first, max(second[0], first[0] + 1), max(second[1], first[1] + 1))


def leave_one_out(name: str, root: Path, items: Iterable[Item]) -> Benchmark:
    """Return a benchmark in which every photo is asked with against all others; its label says what is right."""
    gallery = tuple(items)
    same: dict[str | None, set[int]] = defaultdict(set)
    for place, item in enumerate(gallery):
        same[item.label].add(place)
    queries = tuple(
        Query(place, item.path, item.box, frozenset(same[item.label] - {place}), frozenset([place]))
        for place, item in enumerate(gallery)
    )
    return Benchmark(name, root, gallery, queries, Protocol.LEAVE_ONE_OUT)


def split(name: str, root: Path, items: Iterable[Item], is_query: Callable[[int], bool]) -> Benchmark:
    """Return a benchmark in which test photos are asked with against training photos."""
    everything = list(items)
    train = [place for place in range(len(everything)) if not is_query(place)]
    gallery = tuple(everything[place] for place in train)
    same: dict[str | None, set[int]] = defaultdict(set)
    for place, item in enumerate(gallery):
        same[item.label].add(place)
    right = {label: frozenset(places) for label, places in same.items()}
    queries = tuple(
        Query(None, item.path, item.box, right.get(item.label, frozenset()))
        for place, item in enumerate(everything)
        if is_query(place)
    )
    if not queries or not gallery:
        raise QueryProblem(
            f"{root} has no photos to ask with, or none to find: its lists of training and test are wrong."
        )
    return Benchmark(name, root, gallery, queries, Protocol.SPLIT)
