"""Pictures that show why: overlays over one photo, over two side by side, and over all hits of an answer."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import numpy as np

from photosearch.decode.names import printable
from photosearch.decode.read import read
from photosearch.errors import PersonError, UnreadablePhoto
from photosearch.explain.contact_sheet import Tile, contact_sheet
from photosearch.explain.legend import legend
from photosearch.explain.overlay import Overlay
from photosearch.explain.png import write_png
from photosearch.explain.render import render
from photosearch.explain.side_by_side import MARGIN, captioned, side_by_side
from photosearch.explain.table import OVERLAYS, PAIRS
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.search.noise import cosines
from photosearch.services.find import Answer
from photosearch.services.library import Library
from photosearch.services.patches import lit
from photosearch.services.sights import USUAL, Manner, is_pair, overlay_of, overlays_of_pair, says_more_beside
from photosearch.services.spec import spec_of
from photosearch.types import Rgb

SHOWN_SIDE = 720
"""Photos are rendered with a short side of about so many pixels."""
COLUMNS = 5


def explain_photo(library: Library, image: Path, overlay: str, out: Path, how: Manner = USUAL) -> None:
    """Write a picture of what the network sees in a photo, of the library or any other.

    Raises
    ------
    UnreadablePhoto
        The photo cannot be shown.
    QueryProblem
        The overlay shows two photos, or its argument names nothing.
    PersonError
        The picture cannot be written.
    """
    write_png(out, picture_of(library, image, overlay, how))


def explain_pair(library: Library, image: Path, other: Path, overlay: str, out: Path, how: Manner = USUAL) -> None:
    """Write a picture of two photos side by side, each with the overlay, and how alike they are.

    Raises
    ------
    UnreadablePhoto
        One of them cannot be shown.
    QueryProblem
        The overlay's argument names nothing.
    PersonError
        The picture cannot be written.
    """
    write_png(out, picture_of_pair(library, image, other, overlay, how=how))


def draw_why(
    library: Library, hit: Path, query: Path | None, overlay: str, verdict: str, how: Manner, out: Path | None = None
) -> Rgb:
    """Return the picture of a hit beside the query, of the photo alone where there is none, and write it if asked.

    Raises
    ------
    UnreadablePhoto
        One of the photos cannot be shown.
    PersonError
        The picture cannot be written.
    """
    if query is None:
        picture = picture_of(library, hit, "" if is_pair(overlay) else overlay, how)
    else:
        picture = picture_of_pair(library, query, hit, overlay, verdict, how)
    if out is not None:
        write_png(out, picture)
    return picture


def picture_of(library: Library, image: Path, overlay: str, how: Manner = USUAL) -> Rgb:
    """Return a photo under an overlay, with what is seen and what the overlay means under it.

    Parameters
    ----------
    overlay : str
        Its name, perhaps with an argument; empty for the photo alone.
    """
    rgb = read(image, SHOWN_SIDE, library.pixel_limit).rgb
    if not overlay:
        return rgb
    found = overlay_of(library, image, overlay, rgb.shape[:2], how)
    shown = captioned(render(rgb, found), found.note)
    return np.concatenate([shown, legend(found, _meaning(overlay), shown.shape[1], round(shown.shape[1] / 40))])


def picture_of_pair(
    library: Library, image: Path, other: Path, overlay: str, verdict: str = "", how: Manner = USUAL
) -> Rgb:
    """Return two photos side by side, each under an overlay, with what is seen and what the overlay means under them.

    Parameters
    ----------
    overlay : str
        Its name, perhaps with an argument; empty for the photos alone.
    verdict : str
        How alike the photos are; by default the cosine of the library's usual descriptor where the overlay says
        nothing of both.
    """
    left, right = (read(path, SHOWN_SIDE, library.pixel_limit).rgb for path in (image, other))
    sizes = left.shape[:2], right.shape[:2]
    titles = printable(image.name), printable(other.name)
    if not overlay:
        return side_by_side(left, right, titles, verdict or _likeness(library, image, other))
    if says_more_beside(overlay):
        first, second = overlays_of_pair(library, image, other, overlay, *sizes, how=how)
        verdict = ", ".join(words for words in (verdict, first.note) if words)
    else:
        first, second = (
            overlay_of(library, path, overlay, size, how) for path, size in zip((image, other), sizes, strict=True)
        )
        verdict = verdict or _likeness(library, image, other)
        titles = _titled(image, first), _titled(other, second)
    sheet = side_by_side(render(left, first), render(right, second), titles, verdict)
    return np.concatenate([sheet, legend(first, _meaning(overlay), sheet.shape[1], MARGIN)])


def _meaning(overlay: str) -> str:
    name = overlay.partition(":")[0]
    kind = PAIRS[name] if name in PAIRS else OVERLAYS[name]
    return f"{kind.title}. {kind.legend}"


def _titled(path: Path, overlay: Overlay) -> str:
    return printable(path.name) + (f": {overlay.note}" if overlay.note else "")


def _likeness(library: Library, image: Path, other: Path) -> str:
    name = library.default_descriptor
    encoder = library.encoder([name])
    vectors = [encoder.encode_file(path, library.pixel_limit)[1].vectors[name] for path in (image, other)]
    return f"{name} {float(cosines(vectors[0], vectors[1][None])[0]):.3f}"


def explain_answer(
    library: Library, answer: Answer, folder: Path, overlay: str = "component", cancel: Cancel | None = None
) -> Generator[Progress, None, list[Path]]:
    """Write a picture of every hit beside the query, and a contact sheet of all; return their paths.

    Hits whose files cannot be reached now are left out.

    Raises
    ------
    PersonError
        The folder cannot be written to.
    """
    _make(folder)
    over = "component" if is_pair(overlay) else overlay  # a contact sheet shows each photo by itself
    query = answer.query.path
    name = printable(query.name)
    tiles = [Tile(_shown(library, query, over), name, None, accent=True)]
    written: list[Path] = []
    pace = Pace("Drawing", total=len(answer.hits))
    for hit in answer.hits:
        if cancel is not None and cancel.cancelled:
            break
        path = Path(hit.path)
        try:
            shown = _shown(library, path, over)
            how = Manner(method=spec_of(answer.space))
            pair = picture_of_pair(
                library, query, path, overlay, f"{answer.space.space.descriptor} {hit.score:.3f}", how
            )
        except UnreadablePhoto:
            continue
        tiles.append(Tile(shown, printable(path.name), hit.score))
        written.append(folder / f"hit-{hit.rank:03}.png")
        write_png(written[-1], pair)
        pace.step()
        if pace.due():
            yield pace.report(path.name)
    sheet = folder / "contact-sheet.png"
    write_png(sheet, contact_sheet(tiles, COLUMNS, f"Photos like {name}"))
    return [sheet, *written]


def explain_patches(
    library: Library, image: Path, found: Answer, folder: Path
) -> Generator[Progress, None, list[Path]]:
    """Write a contact sheet of a picture and of photos that hold what was pointed at, which is lit; return its path.

    Raises
    ------
    PersonError
        The folder cannot be written to.
    """
    _make(folder)
    tiles = [Tile(_lit(library, image, found), printable(image.name), None, accent=True)]
    pace = Pace("Drawing", total=len(found.hits))
    for hit in found.hits:
        path = Path(hit.path)
        try:
            tiles.append(Tile(_lit(library, path, found), printable(path.name), hit.score))
        except UnreadablePhoto:
            continue
        pace.step()
        if pace.due():
            yield pace.report(path.name)
    sheet = folder / "contact-sheet.png"
    write_png(sheet, contact_sheet(tiles, COLUMNS, f"Photos with a detail of {printable(image.name)}"))
    return [sheet]


def _lit(library: Library, image: Path, found: Answer) -> Rgb:
    rgb = read(image, SHOWN_SIDE, library.pixel_limit).rgb
    return render(rgb, lit(library, image, found.words, rgb.shape[:2]))


def _shown(library: Library, image: Path, overlay: str) -> Rgb:
    """Return a photo with its overlay, from stored maps where they will do."""
    rgb = read(image, SHOWN_SIDE, library.pixel_limit).rgb
    return render(rgb, overlay_of(library, image, overlay, rgb.shape[:2]))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PersonError(f"The folder {folder} cannot be made: {error.strerror}.") from error
