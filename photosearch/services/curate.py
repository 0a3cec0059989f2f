"""Changes what a library watches over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photosearch.errors import FolderProblem
from photosearch.services.library import Library
from photosearch.store.features import drop_unused_spaces
from photosearch.store.files import photos_by_root
from photosearch.store.roots import all_roots, remove_root


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """How many photos came back from the trash, and those that did not."""

    count: int
    lost: Sequence[Path]


def bring_back(moved: Sequence[tuple[Path, Path]]) -> BroughtBack:
    """Bring photos back from the trash: (where each lay, where it is in the trash). Nothing in their place is lost."""
    lost = []
    for path, trashed in moved:
        try:
            if path.exists() or not trashed.exists():
                raise FileExistsError
            trashed.rename(path)
        except OSError:
            lost.append(path)
            continue
        # The trash keeps a note of where a file came from.
        (trashed.parent.parent / "info" / f"{trashed.name}.trashinfo").unlink(missing_ok=True)
    return BroughtBack(len(moved) - len(lost), lost)


def remove_folder(library: Library, folder: Path) -> int:
    """Take a root out of the library and return how many photos went with it. The files themselves are not touched.

    Raises
    ------
    FolderProblem
        The folder is not a root; the message names those that are.
    """
    library.require_existing()
    with library.writing() as store:
        roots = {root.path: root for root in all_roots(store)}
        root = roots.get(folder.absolute()) or roots.get(folder.resolve())
        if root is None:
            known = "\n".join(f"  {path}" for path in roots) or "  (none)"
            raise FolderProblem(f"{folder} is not one of the library's folders. These are:\n{known}")
        count = photos_by_root(store).get(root.id, 0)
        with store.transaction():
            remove_root(store, root)
            drop_unused_spaces(store)
    library.shelf.clear()
    return count
