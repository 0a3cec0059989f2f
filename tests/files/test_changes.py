from hypothesis import given
from hypothesis import strategies as st

from photosearch.files.changes import compare
from photosearch.types import FoundFile, Stamp

STAMPS = st.builds(Stamp, st.integers(0, 2), st.integers(0, 2))
FOLDERS = st.dictionaries(st.binary(min_size=1, max_size=2), STAMPS, max_size=12)


@given(FOLDERS, FOLDERS)
def test_every_file_is_exactly_one_of_unchanged_new_changed_and_vanished(
    known: dict[bytes, Stamp], there: dict[bytes, Stamp]
) -> None:
    found = [FoundFile(path, stamp) for path, stamp in there.items()]
    changes = compare(known, found)
    parts = [changes.unchanged, changes.new, changes.changed]
    assert sorted(item.relative for part in parts for item in part) == sorted(there)
    assert {item.relative for item in changes.new} == there.keys() - known.keys()
    assert set(changes.vanished) == known.keys() - there.keys()
    assert all(known[item.relative] == item.stamp for item in changes.unchanged)
    assert all(known[item.relative] != item.stamp for item in changes.changed)


def test_a_new_time_alone_is_a_change() -> None:
    changes = compare({b"a": Stamp(5, 1)}, [FoundFile(b"a", Stamp(5, 2))])
    assert [item.relative for item in changes.changed] == [b"a"]
