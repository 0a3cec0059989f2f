"""What a library takes on the disk, by what it is for."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photosearch.services.library import Library
from photosearch.services.spec import spec_of
from photosearch.store import features, sizes


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes of a library of `photos`: `vectors` by feature space, `maps` for overlays, `facts` (paths, times, places).

    `thumbnails` are pictures for the grid, `indexes` what makes searching fast, `learned` what methods learned from the
    photos and everything else in the folder. Vectors, maps and facts are told apart by samples; their sum is exact.
    """

    photos: int
    vectors: Mapping[str, int]
    maps: int
    facts: int
    thumbnails: int
    indexes: int
    learned: int

    @property
    def parts(self) -> Mapping[str, int]:
        """Bytes by part, in the order of this class."""
        vectors = {f"vectors of {name}": count for name, count in self.vectors.items()}
        rest = ("maps", "facts", "thumbnails", "indexes", "learned")
        return vectors | {name: int(getattr(self, name)) for name in rest}


def disk_use(library: Library) -> DiskUse:
    """Return what a library takes on the disk.

    Raises
    ------
    LibraryProblem
        There is none, or it cannot be read.
    """
    with library.reading() as store:
        rows = features.all_spaces(store)
        own = sizes.vector_bytes(store)
        vectors = {f"{spec_of(row)} of {row.space.network}": own.get(row.id, 0) for row in rows}
        maps, database = sizes.map_bytes(store), sizes.database_bytes(store)
        ((photos,),) = store.rows("SELECT count(*) FROM photos")
    files = {
        path: size for path, size in file_sizes(library.folder).items() if not path.name.startswith("photos.sqlite")
    }
    thumbnails = sum(size for path, size in files.items() if path.name.startswith("thumbnails.sqlite"))
    indexes = sum(size for path, size in files.items() if path.parent == library.shelf.folder)
    return DiskUse(
        photos=photos,
        vectors=vectors,
        maps=maps,
        facts=max(0, database - maps - sum(vectors.values())),
        thumbnails=thumbnails,
        indexes=indexes,
        learned=sum(files.values()) - thumbnails - indexes,
    )


def file_sizes(folder: Path) -> dict[Path, int]:
    """Return the sizes of all files of a folder; SQLite's companions may vanish meanwhile."""
    found = {}
    for path in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            if path.is_file():
                found[path] = path.stat().st_size
    return found
