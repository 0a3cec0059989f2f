from pathlib import Path

from photosearch.files.nearby import Nearby, nearby

KNOWN = {b"", b"a", b"a/b", b"a/b/c", b"d"}


def test_a_known_folder_is_listed_and_of_an_unknown_one_the_next_around_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert nearby(tmp_path, [b"a/b"], KNOWN) == Nearby(frozenset({b"a/b"}), frozenset())
    assert nearby(tmp_path, [b"a/new/newer"], KNOWN) == Nearby(frozenset({b"a"}), frozenset())
    assert nearby(tmp_path, [b"new"], set()) == Nearby(frozenset({b""}), frozenset())


def test_what_lies_below_a_folder_that_went_is_lost_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    found = nearby(tmp_path, [b"a/b", b"d"], KNOWN)
    assert found == Nearby(frozenset({b"d"}), frozenset({b"a/b"}))
    assert {path for path in KNOWN if found.is_lost(path, {b"d"})} == {b"a/b", b"a/b/c"}
    assert {path for path in KNOWN if found.is_lost(path, set())} == {b"a/b", b"a/b/c", b"d"}
