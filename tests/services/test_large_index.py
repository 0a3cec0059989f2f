import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from photosearch.index.files import INCOMPLETE, saved_generation
from photosearch.index.segments import Segments
from photosearch.jobs import Cancel
from photosearch.services.large_index import LargeIndex
from photosearch.services.rest import WithRest
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.files import set_missing
from photosearch.store.photos import drop_photo
from photosearch.types import Searchable
from tests.drawing import finish
from tests.many import SPACE, fill, row_of

FULL = 50
QUERY = np.array([1, 0, 0, 0], np.float32)


def vectors(numbers: range) -> np.ndarray:
    return np.stack([np.random.default_rng(n).integers(-8, 9, 4) / 8 for n in numbers])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "photos.sqlite") as store:
        fill(store, 1, 230, vectors)
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "indexes"


def ask(large: LargeIndex, store: Store, notes: list[str] | None = None) -> Searchable:
    return finish(large.prepare(store, row_of(store), Cancel(), [] if notes is None else notes))


def check(index: Searchable, store: Store) -> None:
    """What is found is what the store holds; of photos that have gone, those that look it up know it."""
    there = features.labels(store, row_of(store).id)
    found, scores = index.search(QUERY, 10_000)
    assert set(there.tolist()) <= set(found.tolist())
    assert len(set(found.tolist())) == len(found)
    rows = features.read_vectors(store, row_of(store).id, found)
    truth = dict(zip(rows[0].tolist(), rows[1], strict=True))
    for label, score in zip(found.tolist(), scores.tolist(), strict=True):
        if label in truth:
            length = np.linalg.norm(truth[label])
            assert score == pytest.approx(truth[label][0] / length if length else 0, abs=1e-5)


def test_a_search_is_answered_whole_before_anything_is_built(store: Store, folder: Path) -> None:
    large = LargeIndex(folder, row_of(store), FULL)
    large._changing.acquire()  # building cannot begin
    index = ask(large, store)
    assert isinstance(index, WithRest)
    check(index, store)
    large._changing.release()
    large.wait()
    assert isinstance(ask(large, store), Segments)
    check(ask(large, store), store)
    assert len(list(folder.glob("*.hnsw"))) == 5


def test_searches_while_it_is_being_built_are_whole_at_any_moment(store: Store, folder: Path) -> None:
    large = LargeIndex(folder, row_of(store), FULL)
    job, moments = large.keep(store, row_of(store), Cancel(), []), 0
    original = Segments.add

    def watched(self: Segments, labels: np.ndarray, rows: np.ndarray) -> None:
        nonlocal moments
        for start in range(0, len(labels), 20):
            original(self, labels[start : start + 20], rows[start : start + 20])
            moments += 1
            thread = threading.Thread(target=search_aside)
            thread.start()
            thread.join()

    failures: list[Exception] = []

    def search_aside() -> None:
        try:
            with Store.open(store.path, read_only=True) as own:
                check(ask(large, own), own)
        except (AssertionError, RuntimeError) as error:
            failures.append(error)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Segments, "add", watched)
        finish(job)
    large.stop()
    assert not failures
    assert moments > 10


def test_what_came_since_is_found_at_once_and_then_added_without_comparing_all(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = LargeIndex(folder, row_of(store), FULL)
    finish(large.keep(store, row_of(store), Cancel(), []))
    fill(store, 1000, 7, vectors)
    monkeypatch.setattr(features, "labels", lambda *_: pytest.fail("all labels were read"))
    large._changing.acquire()
    index = ask(large, store)
    assert set(index.search(QUERY, 300)[0].tolist()) == set(features.ids_after(store, row_of(store).id, 0).tolist())
    large._changing.release()
    large.wait()
    monkeypatch.undo()
    assert isinstance(ask(large, store), Segments)
    check(ask(large, store), store)


def test_what_went_is_gone_once_it_has_caught_up_and_what_came_back_is_there(store: Store, folder: Path) -> None:
    large = LargeIndex(folder, row_of(store), FULL)
    finish(large.keep(store, row_of(store), Cancel(), []))
    for missing in (True, False):
        set_missing(store, [3, 4, 5], missing=missing)
        drop_photo(store, 10 + missing)
        ask(large, store)
        large.wait()
        index = ask(large, store)
        assert isinstance(index, Segments)
        assert index.labels().tolist() == features.labels(store, row_of(store).id).tolist()
        assert saved_generation(folder, SPACE.key) == row_of(store).generation
    large.stop()


def test_a_graph_that_lost_a_fifth_is_built_anew_while_searches_go_on(store: Store, folder: Path) -> None:
    large = LargeIndex(folder, row_of(store), FULL)
    finish(large.keep(store, row_of(store), Cancel(), []))
    set_missing(store, range(1, 21), missing=True)
    finish(large.keep(store, row_of(store), Cancel(), []))
    index = ask(large, store)
    assert isinstance(index, Segments)
    assert not index.worn
    assert sum(graph.held for graph in index.graphs) == 210
    check(index, store)


BUILD = """
import os, signal, sys
from pathlib import Path
from photosearch.index.segments import Segments
from photosearch.jobs import Cancel
from photosearch.services.large_index import LargeIndex
from photosearch.store.database import Store
from tests.many import row_of

moment, add = int(sys.argv[3]), Segments.add
def killed(self, labels, rows):
    if len(self) >= moment:
        os.kill(os.getpid(), signal.SIGKILL)
    add(self, labels, rows)
Segments.add = killed
with Store.open(Path(sys.argv[1])) as store:
    for _ in LargeIndex(Path(sys.argv[2]), row_of(store), 500).keep(store, row_of(store), Cancel(), []):
        pass
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_building_goes_on_where_a_kill_left_it(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[int] = []
    original = Segments.add

    def counting(self: Segments, labels: np.ndarray, rows: np.ndarray) -> None:
        added.append(len(labels))
        original(self, labels, rows)

    with Store.open(tmp_path / "photos.sqlite") as store:
        fill(store, 1, 3000, vectors)
        for moment in (1200, 2300):
            command = [sys.executable, "-c", BUILD, str(store.path), str(folder), str(moment)]
            environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
            assert subprocess.run(command, check=False, env=environment).returncode == -signal.SIGKILL
            assert saved_generation(folder, SPACE.key) == INCOMPLETE
        monkeypatch.setattr(Segments, "add", counting)
        large = LargeIndex(folder, row_of(store), 500)
        finish(large.keep(store, row_of(store), Cancel(), []))
        assert sum(added) <= 1000, "what was saved before the kills is not built again"
        index = ask(large, store)
        assert isinstance(index, Segments)
        assert index.labels().tolist() == features.labels(store, row_of(store).id).tolist()
        assert saved_generation(folder, SPACE.key) == row_of(store).generation
        check(index, store)


def test_a_cancelled_scan_goes_on_later(store: Store, folder: Path) -> None:
    cancel, large = Cancel(), LargeIndex(folder, row_of(store), FULL)
    for _ in large.keep(store, row_of(store), cancel, []):
        cancel.cancel()
    held = len(large._index)
    assert 0 < held < 230
    assert len(ask(large, store)) >= 230
    large.wait()
    check(ask(large, store), store)
    assert isinstance(ask(large, store), Segments)


def test_a_scan_waits_for_a_search_that_builds_and_has_nothing_left_to_do(store: Store, folder: Path) -> None:
    large = LargeIndex(folder, row_of(store), FULL)
    ask(large, store)
    finish(large.keep(store, row_of(store), Cancel(), []))
    assert saved_generation(folder, SPACE.key) == row_of(store).generation
    for path in folder.iterdir():
        path.unlink()
    finish(large.keep(store, row_of(store), Cancel(), []))
    assert saved_generation(folder, SPACE.key) == row_of(store).generation


def test_damage_is_said_once_and_what_is_sound_is_kept(store: Store, folder: Path) -> None:
    finish(LargeIndex(folder, row_of(store), FULL).keep(store, row_of(store), Cancel(), []))
    damaged = sorted(folder.glob("*.hnsw"), key=lambda path: path.stat().st_mtime_ns)[-1]
    damaged.write_bytes(b"")
    large, notes = LargeIndex(folder, row_of(store), FULL), []
    large._changing.acquire()
    check(ask(large, store, notes), store)
    assert len(large._index) >= FULL
    assert [note for note in notes if "built anew" in note] == notes != []
    assert saved_generation(folder, SPACE.key) == INCOMPLETE
    large._changing.release()
    large.wait()
    again: list[str] = []
    check(ask(large, store, again), store)
    assert again == []


def test_a_folder_that_cannot_be_written_to_costs_only_the_next_start(store: Store, folder: Path) -> None:
    folder.write_bytes(b"a file where a folder should be")
    large = LargeIndex(folder, row_of(store), FULL)
    finish(large.keep(store, row_of(store), Cancel(), []))
    assert isinstance(ask(large, store), Segments)


def test_photos_that_went_one_after_another_are_not_taken_for_new_ones(store: Store, folder: Path) -> None:
    """The last labels are missing when as many others go: their number alone tells nothing."""
    large = LargeIndex(folder, row_of(store), FULL)
    for numbers in (range(221, 231), range(1, 11), range(101, 111)):
        set_missing(store, numbers, missing=True)
        large.wait()
        ask(large, store)
        large.wait()
        index = ask(large, store)
        assert isinstance(index, Segments)
        assert index.labels().tolist() == features.labels(store, row_of(store).id).tolist()


class Life(RuleBasedStateMachine):
    """Whatever happens to a library, a search finds every photo that is there, at any moment."""

    home: Path

    @initialize()
    def begin(self) -> None:
        self.home.mkdir(exist_ok=True)
        self.next = 1
        self.store = Store.open(self.home / f"{len(list(self.home.iterdir()))}.sqlite")
        self.folder = self.home / f"{self.store.path.stem} indexes"
        self.missing: set[int] = set()
        self.come(30)
        self.large = LargeIndex(self.folder, row_of(self.store), 8)

    @rule(count=st.integers(1, 12))
    def come(self, count: int) -> None:
        fill(self.store, self.next, count, vectors)
        self.next += count

    @rule(share=st.floats(0, 1), missing=st.booleans())
    def go_or_come_back(self, share: float, missing: bool) -> None:
        number = 1 + int(share * (self.next - 2))
        set_missing(self.store, range(number, min(number + 6, self.next)), missing=missing)
        self.catch_up()  # what came back is found a moment later

    @rule(share=st.floats(0, 1))
    def look_anew(self, share: float) -> None:
        number = 1 + int(share * (self.next - 2))
        vector = vectors(range(5000 + self.next, 5001 + self.next))[0]
        with self.store.transaction():
            features.put_vectors(self.store, number, [(row_of(self.store).id, vector)])

    @rule()
    def close_and_open(self) -> None:
        self.large.stop()
        self.large = LargeIndex(self.folder, row_of(self.store), 8)

    @rule()
    def catch_up(self) -> None:
        self.large.wait()  # for what an earlier search has started, perhaps of an earlier generation
        ask(self.large, self.store)
        self.large.wait()
        index = ask(self.large, self.store)
        assert isinstance(index, Segments)
        assert index.labels().tolist() == features.labels(self.store, row_of(self.store).id).tolist()

    @invariant()
    def finds_all(self) -> None:
        if hasattr(self, "large"):
            check(ask(self.large, self.store), self.store)

    def teardown(self) -> None:
        if hasattr(self, "large"):
            self.large.stop()
            self.store.close()


def test_every_photo_is_found_whatever_happens(tmp_path: Path) -> None:
    class There(Life):
        home = tmp_path / "home"

    There.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
    There.TestCase().runTest()
