import json
import os
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import DamagedIndex
from photosearch.index import files
from photosearch.index.files import INCOMPLETE, Files
from photosearch.index.segments import Segments

KEY, DIMENSIONS = "0123456789abcdef", 24


def load(folder: Path, key: str = KEY, dimensions: int = DIMENSIONS) -> tuple[Segments, int] | None:
    """Return the index and its generation, once all of it is read."""
    found = list(Files(folder, key, dimensions).load(full=200))
    return found[-1] if found else None


def only(folder: Path, ending: str) -> Path:
    return sorted(folder.glob(f"*.{ending}"))[0]


@pytest.fixture
def index(vectors: np.ndarray) -> Segments:
    """Two graphs: a full one and one that is half full."""
    index = Segments(DIMENSIONS, full=200)
    index.add(np.arange(10, 310), vectors[:300])
    index.remove(np.array([12]))
    return index


@pytest.fixture
def saved(tmp_path: Path, index: Segments) -> Path:
    Files(tmp_path, KEY, DIMENSIONS).save(index, generation=5)
    return tmp_path


def test_what_was_saved_is_loaded_with_its_generation(saved: Path, vectors: np.ndarray) -> None:
    found = load(saved)
    assert found is not None
    index, generation = found
    assert generation == 5
    assert index.labels().tolist() == [10, 11, *range(13, 310)]
    assert index.search(vectors[7], 1)[0].tolist() == [17]
    assert index.search(vectors[2], 1)[0].tolist() != [12]


def test_no_file_is_no_index(tmp_path: Path) -> None:
    assert load(tmp_path) is None


def test_only_what_has_grown_is_written_again_and_nothing_else_stays(tmp_path: Path, index: Segments) -> None:
    kept = Files(tmp_path, KEY, DIMENSIONS)
    kept.save(index, generation=INCOMPLETE)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.hnsw")}
    index.add(np.array([1000]), np.ones((1, DIMENSIONS), np.float32))
    index.remove(np.array([20, 21]))
    kept.save(index, generation=7)
    after = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.hnsw")}
    assert len(after) == 2
    assert len(before.items() & after.items()) == 1
    assert len(list(tmp_path.iterdir())) == 5
    found = load(tmp_path)
    assert found is not None
    assert found[1] == 7
    assert found[0].labels().tolist() == index.labels().tolist()
    for loaded in (found[0], index):
        assert sorted(loaded.search(np.ones(DIMENSIONS, np.float32), 1000)[0].tolist()) == index.labels().tolist()


def test_an_index_that_was_read_and_kept_as_it_is_is_not_written_again(saved: Path) -> None:
    again = Files(saved, KEY, DIMENSIONS)
    (*_, (index, _)) = again.load(full=200)
    before = {path: path.stat().st_mtime_ns for path in saved.glob("*.hnsw")}
    again.save(index, generation=9)
    assert {path: path.stat().st_mtime_ns for path in saved.glob("*.hnsw")} == before
    assert files.saved_generation(saved, KEY) == 9


def test_files_that_another_process_deleted_are_written_again(tmp_path: Path, index: Segments) -> None:
    ours, theirs = (Files(tmp_path, KEY, DIMENSIONS) for _ in range(2))
    ours.save(index, generation=1)
    other = Segments(DIMENSIONS)
    other.add(np.arange(3), np.eye(3, DIMENSIONS, dtype=np.float32))
    theirs.save(other, generation=2)
    ours.save(index, generation=3)
    found = load(tmp_path)
    assert found is not None
    assert found[0].labels().tolist() == index.labels().tolist()


@pytest.mark.parametrize("ending", ["hnsw", "rows"])
def test_one_changed_byte_anywhere_is_noticed(saved: Path, ending: str) -> None:
    path = only(saved, ending)
    whole = path.read_bytes()
    for position in (0, 20, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(DamagedIndex):
            load(saved)


@pytest.mark.parametrize("keep", [0, 1, 96, 5000])
def test_a_truncated_file_is_noticed(saved: Path, keep: int) -> None:
    path = only(saved, "hnsw")
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedIndex):
        load(saved)


def test_the_graphs_before_a_damaged_one_are_still_there(saved: Path) -> None:
    second = json.loads((saved / f"{KEY}.json").read_bytes())["graphs"][1]["sha256"][0]
    (saved / f"{KEY}.{second[:16]}.hnsw").write_bytes(b"")
    found: list[tuple[Segments, int]] = []
    with pytest.raises(DamagedIndex):
        found.extend(Files(saved, KEY, DIMENSIONS).load(full=200))
    reading = Files(saved, KEY, DIMENSIONS).load(full=200)
    index, _ = next(reading)
    next(reading)
    with pytest.raises(DamagedIndex):
        next(reading)
    assert index.labels().tolist() == [10, 11, *range(13, 210)]


def test_the_index_of_another_space_is_noticed(saved: Path) -> None:
    other = "f" * 16
    for path in list(saved.iterdir()):
        path.rename(path.with_name(path.name.replace(KEY, other)))
    with pytest.raises(DamagedIndex):
        load(saved, other)


def test_other_dimensions_are_noticed(saved: Path) -> None:
    with pytest.raises(DamagedIndex):
        load(saved, dimensions=DIMENSIONS + 1)


@pytest.mark.parametrize("side", [b"", b"{", b"[]", b"{}", b"\xff", b'{"graphs": "x"}'])
def test_a_damaged_side_file_is_noticed(saved: Path, side: bytes) -> None:
    (saved / f"{KEY}.json").write_bytes(side)
    with pytest.raises(DamagedIndex):
        load(saved)


def test_a_missing_side_file_is_noticed(saved: Path) -> None:
    (saved / f"{KEY}.json").unlink()
    with pytest.raises(DamagedIndex):
        load(saved)


def test_a_side_file_that_counts_otherwise_or_names_unknown_labels_is_noticed(saved: Path) -> None:
    path = saved / f"{KEY}.json"
    facts = json.loads(path.read_bytes())
    path.write_text(json.dumps(facts | {"count": 300}))
    with pytest.raises(DamagedIndex, match="300"):
        load(saved)
    facts["graphs"][0]["removed"] = [7]
    path.write_text(json.dumps(facts))
    with pytest.raises(DamagedIndex, match="lacks 1"):
        load(saved)


def test_a_crash_at_any_moment_of_saving_leaves_the_old_index_or_the_new_one(
    tmp_path: Path, index: Segments, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Files(tmp_path, KEY, DIMENSIONS)
    kept.save(index, generation=5)
    before, moment, reached = index.labels().tolist(), 0, 0
    real_replace, real_unlink, real_sync = Path.replace, Path.unlink, os.fsync

    def step() -> None:
        nonlocal reached
        reached += 1
        if reached == moment:
            raise KeyboardInterrupt

    def replace(self: Path, target: Path) -> Path:
        step()
        return real_replace(self, target)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        step()
        real_unlink(self, missing_ok)

    def sync(descriptor: int) -> None:
        step()
        real_sync(descriptor)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr(os, "fsync", sync)
    index.add(np.array([5000]), np.ones((1, DIMENSIONS), np.float32))
    cut = 0
    while True:
        moment, reached = cut + 1, 0
        try:
            kept.save(index, generation=6)
            break
        except KeyboardInterrupt:
            cut += 1
        found = load(tmp_path)
        assert found is not None
        assert (found[1], found[0].labels().tolist()) in [(5, before), (6, index.labels().tolist())]
    assert cut > 5


def test_a_full_disk_is_an_oserror_and_leaves_the_old_index(saved: Path, index: Segments) -> None:
    blocked = saved / "blocked"
    blocked.write_bytes(b"a file where a folder should be")
    with pytest.raises(OSError, match="blocked"):
        Files(blocked, KEY, DIMENSIONS).save(index, generation=6)
    assert load(saved) is not None


def test_graphs_that_a_power_cut_left_without_a_side_file_are_swept(saved: Path) -> None:
    (saved / f"{KEY}.json").unlink()
    assert len(files.unfinished(saved)) == 4
    assert files.sweep(saved)
    assert not list(saved.iterdir())
    assert load(saved) is None


def test_leftovers_of_killed_processes_are_swept_and_indexes_stay(saved: Path) -> None:
    (saved / f"{KEY}.123.part").write_bytes(b"half")
    assert [path.name for path in files.unfinished(saved)] == [f"{KEY}.123.part"]
    assert files.sweep(saved)
    assert not files.sweep(saved)
    assert len(list(saved.iterdir())) == 5
    files.discard(saved, KEY)
    assert not list(saved.iterdir())
    files.discard(saved, KEY)
