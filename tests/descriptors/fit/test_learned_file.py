from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.descriptors.fit.learned_file import identity, load_learned, save_learned
from photosearch.errors import LibraryDamaged, LibraryReadOnly

LEARNED = {"mean": np.arange(3, dtype=np.float32), "axes": np.eye(3, dtype=np.float32)}


def test_what_is_written_is_read_and_has_the_same_identity(tmp_path: Path) -> None:
    save_learned(tmp_path / "x.npz", LEARNED)
    found = load_learned(tmp_path / "x.npz")
    assert set(found) == set(LEARNED)
    assert all(np.array_equal(found[name], LEARNED[name]) for name in found)
    assert identity(found) == identity(LEARNED)
    assert [path.name for path in tmp_path.iterdir()] == ["x.npz"]


def test_the_identity_tells_names_shapes_and_values_apart() -> None:
    others = [
        {"mean": LEARNED["mean"]},
        {"axes": LEARNED["mean"], "mean": LEARNED["axes"]},
        {**LEARNED, "mean": LEARNED["mean"][None]},
        {**LEARNED, "mean": LEARNED["mean"] + 1},
    ]
    assert len({identity(learned) for learned in (LEARNED, *others)}) == 5


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_file_is_said_or_still_sound(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int) -> None:
    path = tmp_path_factory.mktemp("learned") / "x.npz"
    save_learned(path, LEARNED)
    content = bytearray(path.read_bytes())
    content[place % len(content)] = byte
    path.write_bytes(content)
    with suppress(LibraryDamaged):
        found = load_learned(path)
        assert all(np.isfinite(part).all() for part in found.values())


@pytest.mark.parametrize("wrong", [{}, {"a": np.array([np.nan], np.float32)}, {"a": np.zeros(3)}])
def test_what_cannot_have_been_learned_is_refused(tmp_path: Path, wrong: dict[str, np.ndarray]) -> None:
    np.savez(tmp_path / "x.npz", **wrong)
    with pytest.raises(LibraryDamaged, match="does not hold"):
        load_learned(tmp_path / "x.npz")


def test_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    np.savez(tmp_path / "x.npz", a=np.array([{"a": 1}], object), allow_pickle=True)
    with pytest.raises(LibraryDamaged):
        load_learned(tmp_path / "x.npz")


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(LibraryReadOnly, match="cannot be written"):
        save_learned(tmp_path / "missing" / "x.npz", LEARNED)
