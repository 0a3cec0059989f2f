import os

from photosearch.store.database import Store
from photosearch.store.meta import get_meta, set_meta


def test_facts_come_back_even_if_they_hold_undecodable_bytes(store: Store) -> None:
    assert get_meta(store, "network") is None
    for value in ("pilot", "/mödels/x.toml", os.fsdecode(b"/mod\xffels/x.toml"), ""):
        set_meta(store, "network", value)
        assert get_meta(store, "network") == value
