from collections.abc import Callable

from photosearch.store.database import Store
from photosearch.store.features import all_spaces
from photosearch.store.maps import pack
from photosearch.store.old_networks import drop_some, drop_spaces, size_of_maps, size_of_vectors
from photosearch.types import StoredMaps
from tests.store.conftest import NETWORK


def test_sizes_are_those_of_vectors_and_maps(store: Store, put: Callable[..., int], maps: StoredMaps) -> None:
    assert (size_of_vectors(store, 1), size_of_maps(store, NETWORK)) == (0, 0)
    for name in (b"a", b"b", b"c"):
        put(name, (1, 2, 3, 4))
    assert size_of_vectors(store, 1) == 3 * 4 * 2
    assert size_of_maps(store, NETWORK) == 3 * len(pack(maps))
    assert size_of_maps(store, "cd" * 32) == 0


def test_a_little_at_a_time_is_dropped_of_one_network_alone(store: Store, put: Callable[..., int]) -> None:
    for name in (b"a", b"b", b"c"):
        put(name)
    assert drop_some(store, [], "cd" * 32, 2) == 0
    gone = []
    while count := drop_some(store, [1], NETWORK, 2):
        gone.append(count)
    assert gone == [2, 1, 2, 1]
    assert [row.count for row in all_spaces(store)] == [0]
    drop_spaces(store, [1])
    assert all_spaces(store) == []
