import json
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import DamagedIndex
from photosearch.index import files
from photosearch.index.hnsw import HnswIndex

KEY, DIMENSIONS = "0123456789abcdef", 24


@pytest.fixture
def saved(tmp_path: Path, vectors: np.ndarray) -> Path:
    index = HnswIndex(DIMENSIONS)
    index.add(np.arange(10, 310), vectors[:300])
    index.remove(np.array([12]))
    files.save(index, tmp_path, KEY, DIMENSIONS, generation=5)
    return tmp_path


def test_what_was_saved_is_loaded_with_its_generation(saved: Path, vectors: np.ndarray) -> None:
    found = files.load(saved, KEY, DIMENSIONS)
    assert found is not None
    index, generation = found
    assert generation == 5
    assert index.labels().tolist() == [10, 11, *range(13, 310)]
    assert index.search(vectors[7], 1)[0].tolist() == [17]


def test_no_file_is_no_index(tmp_path: Path) -> None:
    assert files.load(tmp_path, KEY, DIMENSIONS) is None


def test_one_changed_byte_anywhere_is_noticed(saved: Path) -> None:
    path = saved / f"{KEY}.hnsw"
    whole = path.read_bytes()
    for position in (0, 20, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(DamagedIndex):
            files.load(saved, KEY, DIMENSIONS)


@pytest.mark.parametrize("keep", [0, 1, 96, 5000])
def test_a_truncated_file_is_noticed(saved: Path, keep: int) -> None:
    path = saved / f"{KEY}.hnsw"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedIndex):
        files.load(saved, KEY, DIMENSIONS)


def test_the_index_of_another_space_is_noticed(saved: Path) -> None:
    other = "f" * 16
    for ending in ("hnsw", "json"):
        (saved / f"{KEY}.{ending}").rename(saved / f"{other}.{ending}")
    with pytest.raises(DamagedIndex):
        files.load(saved, other, DIMENSIONS)


def test_other_dimensions_are_noticed(saved: Path) -> None:
    with pytest.raises(DamagedIndex):
        files.load(saved, KEY, DIMENSIONS + 1)


@pytest.mark.parametrize("side", [b"", b"{", b"[]", b"{}", b"\xff", b'{"labels": "x"}'])
def test_a_damaged_side_file_is_noticed(saved: Path, side: bytes) -> None:
    (saved / f"{KEY}.json").write_bytes(side)
    with pytest.raises(DamagedIndex):
        files.load(saved, KEY, DIMENSIONS)


def test_a_missing_side_file_is_noticed(saved: Path) -> None:
    (saved / f"{KEY}.json").unlink()
    with pytest.raises(DamagedIndex):
        files.load(saved, KEY, DIMENSIONS)


def test_a_side_file_that_names_too_many_labels_is_noticed(saved: Path) -> None:
    path = saved / f"{KEY}.json"
    facts = json.loads(path.read_bytes())
    facts["labels"].append(10**6)
    facts["count"] += 1
    path.write_text(json.dumps(facts))
    with pytest.raises(DamagedIndex, match="lacks"):
        files.load(saved, KEY, DIMENSIONS)


def test_a_crash_while_saving_leaves_no_index_that_lies(
    saved: Path, vectors: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = HnswIndex(DIMENSIONS)
    index.add(np.arange(3), vectors[:3])
    replaced = []

    def replace_once(self: Path, target: Path) -> Path:
        if replaced:
            raise KeyboardInterrupt
        replaced.append(target)
        return self.rename(target)

    monkeypatch.setattr(Path, "replace", replace_once)
    with pytest.raises(KeyboardInterrupt):
        files.save(index, saved, KEY, DIMENSIONS, generation=6)
    with pytest.raises(DamagedIndex):
        files.load(saved, KEY, DIMENSIONS)


def test_a_full_disk_is_an_oserror_and_leaves_the_old_index(saved: Path, vectors: np.ndarray) -> None:
    index = HnswIndex(DIMENSIONS)
    index.add(np.arange(3), vectors[:3])
    blocked = saved / "blocked"
    blocked.write_bytes(b"a file where a folder should be")
    with pytest.raises(OSError, match="blocked"):
        files.save(index, blocked, KEY, DIMENSIONS, generation=6)
    assert files.load(saved, KEY, DIMENSIONS) is not None


def test_leftovers_of_killed_processes_are_swept_and_indexes_stay(saved: Path) -> None:
    (saved / f"{KEY}.123.part").write_bytes(b"half")
    assert [path.name for path in files.unfinished(saved)] == [f"{KEY}.123.part"]
    assert files.sweep(saved)
    assert not files.sweep(saved)
    assert sorted(path.name for path in saved.iterdir()) == [f"{KEY}.hnsw", f"{KEY}.json"]
    files.discard(saved, KEY)
    assert not list(saved.iterdir())
    files.discard(saved, KEY)
