import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import LibraryProblem, QueryProblem
from photosearch.jobs import Cancel
from photosearch.services import likeness
from photosearch.services import self_test as module
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.networks import use_network
from photosearch.services.remembered import extra_descriptors
from photosearch.services.self_test import SelfTest, adopt, as_json, as_markdown, self_test
from photosearch.services.self_test_report import Measured, best_first
from photosearch.services.spec import spec_of
from photosearch.store import features
from photosearch.store import photos as stored_photos
from tests.drawing import FAKE, draw, finish

OTHER = 'name = "other"\nkind = "fake"\n[layers]\ndeep = "deep"\nsecond = "second"\n'


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Two folders of two photos."""
    for number, name in enumerate(["a/0", "a/1", "b/0", "b/1"]):
        draw(tmp_path / "photos" / f"{name}.png", number)
    return tmp_path / "photos"


@pytest.fixture
def paired(library: Library, pairs: Path) -> Iterator[Library]:
    finish(add(library, [pairs], Cancel()))
    return library


def put(library: Library, descriptor: str, vectors: dict[str, tuple[float, float]]) -> None:
    """Give photos made-up vectors."""
    with library.writing() as store:
        (row,) = [r for r in features.all_spaces(store) if r.space.descriptor == descriptor]
        for name, vector in vectors.items():
            (photo,) = [key for key, _, path in stored_photos.listed(store) if path == f"{name}.png".encode()]
            long = np.zeros(row.dimensions, np.float32)
            long[:2] = vector
            features.put_vectors(store, photo, [(row.id, long)])


def row_of(report: SelfTest, method: str) -> Measured:
    (row,) = [row for row in report.rows if row.method == method]
    return row


def test_figures_are_those_that_a_hand_computes(paired: Library) -> None:
    put(paired, "avg", {"a/0": (1, 0), "a/1": (0.8, 0.6), "b/0": (0.6, 0.8), "b/1": (0, 1)})
    put(paired, "gem", {"a/0": (1, 0), "a/1": (1, 0), "b/0": (0, 1), "b/1": (0, 1)})
    report = finish(self_test(paired, Cancel()))
    # a/0 finds a/1 first (0.8 > 0.6 > 0), a/1 only second (0.96 of b/0 > 0.8); b the same, mirrored.
    avg = row_of(report, "avg")
    assert (avg.top1, avg.map, avg.queries) == (0.5, 0.75, 4)
    assert avg.seconds > 0
    gem = row_of(report, "gem")
    assert (gem.top1, gem.map) == (1, 1)
    assert (report.photos, report.folders, report.default, report.network) == (4, 2, "gem", "fake")
    assert report.best == report.offered == "gem"
    maps = [row.map for row in report.rows]
    assert maps == sorted(maps, reverse=True)
    assert len(maps) == len(paired.wanted_descriptors())


def test_photos_that_a_method_lacks_count_against_it_and_are_no_hits(
    paired: Library, pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(paired, "avg", {"a/0": (1, 0), "a/1": (1, 0), "b/0": (0, 1), "b/1": (0, 1)})
    with paired.writing() as store:
        photo = stored_photos.photo_at(store, pairs / "a" / "0.png")
        assert photo is not None
        (row,) = [r for r in features.all_spaces(store) if r.space.descriptor == "avg"]
        store.run("DELETE FROM vectors WHERE space_id = ? AND photo_id = ?", [row.id, photo.photo_id])
    assert "avg" not in {row.method for row in finish(self_test(paired, Cancel())).rows}
    monkeypatch.setattr(module, "NEARLY_ALL", 0.7)
    avg = row_of(finish(self_test(paired, Cancel())), "avg")
    # a/0 has nothing to ask with; a/1 finds it last of three; b/0 and b/1 find each other.
    assert (avg.top1, avg.map) == (0.5, pytest.approx((0 + 1 / 3 + 1 + 1) / 4))


def test_missing_photos_are_neither_searched_nor_searched_with(paired: Library, pairs: Path) -> None:
    draw(pairs / "b" / "2.png", 9)
    finish(scan(paired, Cancel()))
    (pairs / "b" / "2.png").unlink()
    finish(scan(paired, Cancel()))
    report = finish(self_test(paired, Cancel()))
    assert report.photos == 4
    assert {row.queries for row in report.rows} == {4}


def test_every_kind_of_method_is_compared_as_a_search_compares_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(46):
        draw(tmp_path / "photos" / str(number % 3) / f"{number}.png", number)
    extra = ["regional", "blcf", "gem:pca:3"]
    finish(add(library, [tmp_path / "photos"], Cancel(), extra))
    monkeypatch.setattr(likeness, "CHUNK", 50)  # several chunks
    query = tmp_path / "photos" / "1" / "7.png"
    with library.reading() as store:
        known = {photo: path.decode() for photo, _, path in stored_photos.listed(store)}
        rows = {spec_of(row): row for row in features.all_spaces(store)}
        own = next(photo for photo, path in known.items() if path == "1/7.png")
        ids = np.array(sorted(known), np.int64)
        found = {
            name: dict(zip(ids.tolist(), finish(likeness.likenesses(store, rows[name], ids, [own]))[0][0], strict=True))
            for name in [*extra, "gem"]
        }
    for name, scores in found.items():
        hits = finish(find(library, query, 46, descriptor=name, exclude_self=True)).hits
        assert len(hits) == 45
        for hit in hits:
            assert scores[hit.photo_id] == pytest.approx(hit.score, abs=2e-6), name
    assert {*extra, "gem"} <= {row.method for row in finish(self_test(library, Cancel())).rows}


def test_a_library_without_folders_to_compare_says_what_it_needs(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryProblem, match="photosearch add"):
        finish(self_test(library, Cancel()))
    for number in range(3):
        draw(tmp_path / "one" / f"{number}.png", number)
    finish(add(library, [tmp_path / "one"], Cancel()))
    with pytest.raises(QueryProblem, match="2 or more folders of 2 to 1,000 photos each, and this library has 1"):
        finish(self_test(library, Cancel()))
    assert not (library.folder / "reports").exists()


def test_a_library_of_another_network_says_so(paired: Library, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(OTHER)
    use_network(paired, str(tmp_path / "other.toml"))
    with pytest.raises(QueryProblem, match="network other yet"):
        finish(self_test(paired, Cancel()))


def test_stop_keeps_the_methods_that_were_measured(paired: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.Pace, "due", lambda _: True)
    cancel = Cancel()
    job = self_test(paired, cancel)
    seen: list[str] = []
    while True:
        try:
            progress = next(job)
        except StopIteration as end:
            report = end.value
            break
        assert 0 <= progress.done <= progress.total
        if progress.note and progress.note not in seen:
            seen.append(progress.note)
        if len(seen) == 3:
            cancel.cancel()
    assert report.stopped
    assert {row.method for row in report.rows} == set(seen[:2])
    assert "stopped" in report.report.read_text()


def test_a_test_that_was_stopped_at_once_keeps_no_report(paired: Library) -> None:
    cancel = Cancel()
    cancel.cancel()
    report = finish(self_test(paired, cancel))
    assert (report.rows, report.best, report.offered, report.stopped) == ((), None, None, True)
    assert not (paired.folder / "reports").exists()


def test_a_whole_test_reports_progress_to_the_end(paired: Library) -> None:
    reports = list(self_test(paired, Cancel()))
    assert reports[0].done == 0
    assert reports[-1].done == reports[-1].total == len(paired.wanted_descriptors()) * 8


def test_the_report_is_kept_in_the_library_as_a_table_and_as_json(paired: Library) -> None:
    report = finish(self_test(paired, Cancel()))
    assert report.report is not None
    assert report.warning is None
    assert report.report.parent == paired.folder / "reports"
    assert report.report.read_text() == as_markdown(report)
    assert json.loads(report.report.with_suffix(".json").read_text()) == as_json(report)
    assert len(list(report.report.parent.iterdir())) == 2
    for row in report.rows:
        assert f"| `{row.method}` | {row.top1:.3f} | {row.map:.3f} |" in as_markdown(report)


def test_a_reports_folder_that_cannot_be_written_to_is_a_warning_and_nothing_half_written_is_left(
    paired: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        report = finish(self_test(paired, Cancel()))
    assert report.rows
    assert report.report is None
    assert "No space left on device" in (report.warning or "")
    assert list((paired.folder / "reports").iterdir()) == []
    (paired.folder / "reports").rmdir()
    (paired.folder / "reports").touch()
    report = finish(self_test(paired, Cancel()))
    assert report.rows
    assert "could not be kept" in (report.warning or "")


def test_of_equally_good_methods_the_default_is_the_best_and_only_what_needs_no_learning_is_offered() -> None:
    rows = [Measured(name, 1.0, value, 4, 0.0) for name, value in [("avg", 0.5), ("gem", 0.5), ("blcf", 0.9)]]
    report = SelfTest(best_first(rows, "gem"), "gem", "fake", 4, 2, "2026-01-02T03:04:05+00:00")
    assert [row.method for row in report.rows] == ["blcf", "gem", "avg"]
    assert (report.best, report.offered) == ("blcf", "gem")


def test_adoption_changes_what_find_uses_and_survives_reopening(paired: Library, pairs: Path) -> None:
    image = pairs / "a" / "0.png"
    assert finish(find(paired, image)).space.space.descriptor == "gem"
    adopt(paired, "avg")
    assert finish(find(paired, image)).space.space.descriptor == "avg"
    with Library(paired.folder, str(FAKE)) as again:
        assert again.default_descriptor == "avg"
        assert finish(find(again, image)).space.space.descriptor == "avg"
        assert finish(self_test(again, Cancel())).default == "avg"
    adopt(paired, "gem")
    assert finish(find(paired, image)).space.space.descriptor == "gem"


def test_what_was_adopted_with_one_network_is_not_used_with_another(paired: Library, tmp_path: Path) -> None:
    adopt(paired, "avg")
    (tmp_path / "other.toml").write_text(OTHER)
    use_network(paired, str(tmp_path / "other.toml"))
    assert paired.default_descriptor == "gem"
    finish(scan(paired, Cancel()))
    adopt(paired, "max")
    assert paired.default_descriptor == "max"
    use_network(paired, str(FAKE))
    assert paired.default_descriptor == "avg"


def test_what_every_new_photo_does_not_get_at_once_is_not_adopted(paired: Library) -> None:
    finish(scan(paired, Cancel(), ["gem:pca:2"]))
    for name, why in [
        ("nonsense", "no descriptor"),
        ("gem:pca:2", "photosearch find IMAGE --descriptor gem:pca:2"),
        ("vlad", "cannot be the default"),
        ("scda_flip", "0 of 4 photos.*photosearch scan --descriptor scda_flip"),
    ]:
        with pytest.raises(QueryProblem, match=why):
            adopt(paired, name)
    assert paired.default_descriptor == "gem"


def test_an_adopted_descriptor_that_is_no_everyday_one_is_made_of_new_photos_too(paired: Library, pairs: Path) -> None:
    finish(scan(paired, Cancel(), ["scda_flip"]))
    with paired.writing() as store:
        store.run("DELETE FROM meta WHERE key = 'descriptors'")
    adopt(paired, "scda_flip")
    with paired.reading() as store:
        assert extra_descriptors(store) == ["scda_flip"]
    draw(pairs / "b" / "2.png", 9)
    finish(scan(paired, Cancel()))
    assert len(finish(find(paired, pairs / "a" / "0.png")).hits) == 5
