"""What a library knows of a file."""

from __future__ import annotations

from pathlib import Path

from photosearch.services.library import Library
from photosearch.store import photos
from photosearch.store.database import Store
from photosearch.store.photos import PhotoRow


def photo_of(store: Store, image: Path) -> PhotoRow | None:
    """Return the library's photo of a path, which may be a link to it or lead there in a roundabout way."""
    return photos.photo_at(store, image.absolute()) or photos.photo_at(store, image.resolve())


def known_photo(library: Library, image: Path) -> PhotoRow | None:
    """Return the library's photo of a path, None where there is none or the file has changed since it was indexed."""
    if not library.exists:
        return None
    with library.reading() as store:
        photo = photo_of(store, image)
    return photo if photo is not None and same_on_disk(photo) else None


def same_on_disk(photo: PhotoRow) -> bool:
    """Whether a photo's file is as it was when it was indexed; one that cannot be reached (offline) counts as such."""
    try:
        now = photo.path.stat()
    except OSError:
        return True
    return (now.st_size, now.st_mtime_ns) == (photo.stamp.size, photo.stamp.mtime_ns)
