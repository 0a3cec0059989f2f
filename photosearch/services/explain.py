"""Pictures that show why: overlays over one photo, over two side by side, and over all hits of an answer."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from photosearch.decode.names import printable
from photosearch.decode.read import read
from photosearch.errors import PersonError, UnreadablePhoto
from photosearch.explain.contact_sheet import Tile, contact_sheet
from photosearch.explain.png import write_png
from photosearch.explain.render import render
from photosearch.explain.side_by_side import side_by_side
from photosearch.explain.table import OVERLAYS
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.search.noise import cosines
from photosearch.services.ask import photo_of, same_on_disk
from photosearch.services.find import Answer
from photosearch.services.library import Library
from photosearch.store.database import Store
from photosearch.store.maps import get_maps
from photosearch.types import Picture, Rgb, StoredMaps, Vector

SHOWN_SIDE = 720
"""Photos are rendered with a short side of about so many pixels."""
COLUMNS = 5
OVERLAY_IDS = tuple(OVERLAYS)
"""What may be laid over a photo, in the order in which a person is offered it."""


def explain_photo(library: Library, image: Path, overlay: str, out: Path) -> None:
    """Write a picture of what the network sees in a photo, of the library or any other.

    Raises
    ------
    UnreadablePhoto
        The photo cannot be shown.
    PersonError
        The picture cannot be written.
    """
    write_png(out, _look(library, image, overlay)[0])


def explain_pair(library: Library, image: Path, other: Path, overlay: str, out: Path) -> None:
    """Write a picture of two photos side by side, each with the overlay, and how alike they are.

    Raises
    ------
    UnreadablePhoto
        One of them cannot be shown.
    PersonError
        The picture cannot be written.
    """
    (left, vector), (right, other_vector) = (_look(library, path, overlay) for path in (image, other))
    titles = (printable(image.name), printable(other.name))
    likeness = float(cosines(vector, other_vector[None])[0])
    write_png(out, side_by_side(left, right, titles, f"{library.default_descriptor} {likeness:.3f}"))


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
    query = _shown(library, answer.query.path, overlay)
    name = printable(answer.query.path.name)
    tiles = [Tile(query, name, None, accent=True)]
    written: list[Path] = []
    pace = Pace("Drawing", total=len(answer.hits))
    for hit in answer.hits:
        if cancel is not None and cancel.cancelled:
            break
        path = Path(hit.path)
        try:
            shown = _shown(library, path, overlay)
        except UnreadablePhoto:
            continue
        tiles.append(Tile(shown, printable(path.name), hit.score))
        written.append(folder / f"hit-{hit.rank:03}.png")
        titles = (name, printable(path.name))
        write_png(written[-1], side_by_side(query, shown, titles, f"{answer.space.space.descriptor} {hit.score:.3f}"))
        pace.step()
        if pace.due():
            yield pace.report(path.name)
    sheet = folder / "contact-sheet.png"
    write_png(sheet, contact_sheet(tiles, COLUMNS, f"Photos like {name}"))
    return [sheet, *written]


def _look(library: Library, image: Path, overlay: str) -> tuple[Rgb, Vector]:
    """Return a photo with its overlay, and its vector."""
    picture = read(image, SHOWN_SIDE, library.pixel_limit)
    name = library.default_descriptor
    encoding = library.encoder([name]).encode(picture)
    return _rendered(picture, encoding.maps, overlay), encoding.vectors[name]


def _shown(library: Library, image: Path, overlay: str) -> Rgb:
    """Return a photo with its overlay, from stored maps where there are any."""
    picture = read(image, SHOWN_SIDE, library.pixel_limit)
    with library.reading() as store:
        maps = _kept_maps(library, store, image)
    if maps is None:
        maps = library.encoder([]).encode(picture).maps
    return _rendered(picture, maps, overlay)


def _kept_maps(library: Library, store: Store, image: Path) -> StoredMaps | None:
    photo = photo_of(store, image)
    if photo is None or not same_on_disk(photo):
        return None
    return get_maps(store, photo.photo_id, library.manifest.sha256)


def _rendered(picture: Picture, maps: StoredMaps, overlay: str) -> Rgb:
    return render(picture.rgb, OVERLAYS[overlay].make(maps, picture.rgb.shape[:2]))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PersonError(f"The folder {folder} cannot be made: {error.strerror}.") from error
