from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.store.database import Store
from photosearch.store.features import ensure_space, put_vectors
from photosearch.store.files import put_file
from photosearch.store.maps import put_maps
from photosearch.store.photos import put_photo
from photosearch.store.roots import Root, add_root
from photosearch.types import Box, FileState, FoundFile, InputPolicy, Metadata, Picture, Space, Stamp, StoredMaps

NETWORK = "ab" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "photos.sqlite") as store:
        yield store


@pytest.fixture
def root(store: Store) -> Root:
    return add_root(store, Path("/photos"))


@pytest.fixture
def space() -> Space:
    return Space("tiny", NETWORK, ("deep=features",), InputPolicy(), "gem", (("p", "3"),), preprocessing="none")


@pytest.fixture
def maps() -> StoredMaps:
    random = np.random.default_rng(0)
    cells = random.random((3, 5)) > 0.5
    return StoredMaps(
        random.integers(0, 255, (3, 5), np.uint8),
        7.5,
        cells,
        cells & (random.random((3, 5)) > 0.5),
        (4, 1000),
        (0.5, 0.25),
        random.integers(0, 255, (2, 3, 5), np.uint8),
    )


@pytest.fixture
def put(store: Store, root: Root, space: Space, maps: StoredMaps) -> Callable[..., int]:
    """Stores a photo at a path and returns its id."""

    def put(path: bytes, vector: tuple[float, ...] = (1, 0), size: int = 10, at: Root = root) -> int:
        with store.transaction():
            file_id = put_file(store, at, FoundFile(path, Stamp(size, 5)), FileState.PHOTO, "decoder")
            picture = Picture(np.zeros((1, 1, 3), np.uint8), Metadata(30, 40, "jpeg"))
            photo_id = put_photo(store, file_id, b"print of " + path, picture, Box(1, 2, 3, 4))
            space_id = ensure_space(store, space, len(vector))
            put_vectors(store, photo_id, [(space_id, np.array(vector, np.float32))])
            put_maps(store, photo_id, NETWORK, maps)
        return photo_id

    return put
