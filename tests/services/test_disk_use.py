from pathlib import Path

import pytest

from photosearch.errors import LibraryProblem
from photosearch.services.disk_use import disk_use
from photosearch.services.library import Library
from photosearch.services.timeline import timeline


def test_the_parts_are_all_that_the_folder_holds(added: Library) -> None:
    (added.folder / "learned").mkdir(exist_ok=True)
    (added.folder / "learned" / "words.npz").write_bytes(bytes(1000))
    added.shelf.folder.mkdir(exist_ok=True)
    (added.shelf.folder / "some.hnsw").write_bytes(bytes(2000))
    use = disk_use(added)
    assert use.photos == len(timeline(added)) == 6
    assert (use.indexes, use.thumbnails > 10_000, use.learned >= 1000) == (2000, True, True)
    files = {path: path.stat().st_size for path in added.folder.rglob("*") if path.is_file()}
    beside = sum(size for path, size in files.items() if path.name.startswith("photos.sqlite-"))
    assert sum(use.parts.values()) == sum(files.values()) - beside


def test_vectors_are_told_by_what_they_are_of(added: Library) -> None:
    use = disk_use(added)
    assert set(use.vectors) == {f"{name} of {added.manifest.name}" for name in added.wanted_descriptors()}
    assert all(0 < size < use.facts for size in use.vectors.values())
    assert list(use.parts)[-5:] == ["maps", "facts", "thumbnails", "indexes", "learned"]


def test_without_a_library_there_is_a_sentence(tmp_path: Path) -> None:
    with Library(tmp_path / "nowhere") as library, pytest.raises(LibraryProblem):
        disk_use(library)
