import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photosearch.backbones.fake import FakeBackbone
from photosearch.errors import FolderProblem, LibraryBusy, LibraryProblem, LibraryReadOnly, QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.status import Status, status
from photosearch.services.summary import Summary
from photosearch.store.features import all_spaces
from tests.drawing import FAKE, draw, finish

Rescan = Callable[..., Summary]


def ids(library: Library) -> dict[str, int]:
    """Photo ids by file name."""
    with library.reading() as store:
        return {
            os.fsdecode(path).rsplit("/", 1)[-1]: key
            for path, key in store.rows("SELECT path, photos.id FROM photos JOIN files ON files.id = file_id")
        }


def state(library: Library) -> Status:
    return status(library)


def test_every_walked_file_is_a_photo_unreadable_or_skipped(library: Library, photos: Path) -> None:
    summary = finish(add(library, [photos], Cancel()))
    assert (summary.walked, summary.indexed, summary.unreadable, summary.skipped) == (9, 6, 1, 2)
    counts = state(library).counts
    assert (counts.photos, counts.indexed, counts.unreadable, counts.skipped) == (6, 6, 1, 2)


def test_every_refused_file_is_listed_with_a_reason(added: Library) -> None:
    problems = {problem.path.name: problem for problem in state(added).problems}
    assert set(problems) == {"broken.jpg", "film.mp4", "notes.txt"}
    assert all(problem.reason for problem in problems.values())


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every file that this process opens during the test, however it does."""
    paths: list[str] = []
    listening = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "open" and isinstance(arguments[0], str | bytes):
            paths.append(os.fsdecode(arguments[0]))

    sys.addaudithook(hook)  # there is no way to take it back, so it is told to stop
    yield paths
    listening.clear()


def test_a_second_scan_opens_no_file(added: Library, photos: Path, rescan: Rescan, opened: list[str]) -> None:
    summary = rescan()
    assert [path for path in opened if path.startswith(str(photos))] == []
    assert (summary.unchanged, summary.indexed) == (9, 0)
    os.utime(photos / "0.jpg", ns=(1, 1))
    rescan()
    assert str(photos / "0.jpg") in opened


def test_a_second_scan_does_not_load_the_network(
    added: Library, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "backbone", property(lambda _: pytest.fail("the network was loaded")))
    assert rescan().unchanged == 9


def test_new_changed_and_vanished_files_are_told_apart(added: Library, photos: Path, rescan: Rescan) -> None:
    before = ids(added)
    draw(photos / "new.jpg", 77)
    draw(photos / "1.jpg", 78, size=(64, 64))
    (photos / "2.jpg").unlink()
    summary = rescan()
    assert (summary.indexed, summary.missing, summary.moved) == (2, 1, 0)
    after = ids(added)
    assert after["1.jpg"] == before["1.jpg"]
    assert "new.jpg" in after
    counts = state(added).counts
    assert (counts.photos, counts.missing) == (6, 1)


def test_a_changed_time_always_means_decoding_again(added: Library, photos: Path, rescan: Rescan) -> None:
    os.utime(photos / "0.jpg", ns=(1, 1))
    assert rescan().indexed == 1
    assert rescan().indexed == 0


def test_renamed_and_moved_photos_keep_their_work(
    added: Library, photos: Path, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ids(added)
    (photos / "0.jpg").rename(photos / "renamed.jpg")
    (photos / "sub").rename(photos / "elsewhere")
    monkeypatch.setattr(Library, "backbone", property(lambda _: pytest.fail("the network was loaded")))
    summary = rescan()
    assert (summary.moved, summary.indexed, summary.unchanged) == (3, 0, 6)
    after = ids(added)
    assert after["renamed.jpg"] == before["0.jpg"]
    assert after["5.webp"] == before["5.webp"]
    assert state(added).counts.missing == 0


def test_a_photo_moved_to_another_root_keeps_its_work(added: Library, photos: Path, tmp_path: Path) -> None:
    before = ids(added)
    other = tmp_path / "other"
    other.mkdir()
    (photos / "0.jpg").rename(other / "0.jpg")
    summary = finish(add(added, [other], Cancel()))
    assert (summary.moved, summary.indexed) == (1, 0)
    assert ids(added)["0.jpg"] == before["0.jpg"]


def test_a_copy_is_a_photo_of_its_own(added: Library, photos: Path, rescan: Rescan) -> None:
    before = ids(added)
    shutil.copy2(photos / "0.jpg", photos / "copy.jpg")
    assert rescan().indexed == 1
    assert ids(added)["copy.jpg"] not in before.values()


def test_a_photo_that_comes_back_is_found_again_without_a_look(added: Library, photos: Path, rescan: Rescan) -> None:
    hidden = photos.parent / "0.jpg"
    shutil.copy2(photos / "0.jpg", hidden)
    (photos / "0.jpg").unlink()
    rescan()
    shutil.copy2(hidden, photos / "0.jpg")
    summary = rescan()
    assert summary.indexed == 0
    assert state(added).counts.missing == 0


@pytest.mark.parametrize("leave_mount_point", [True, False])
def test_an_unplugged_drive_is_offline_and_loses_nothing(
    added: Library, photos: Path, rescan: Rescan, leave_mount_point: bool
) -> None:
    photos.rename(photos.parent / "unplugged")
    if leave_mount_point:
        photos.mkdir()
    summary = rescan()
    assert summary.offline == [photos]
    assert (summary.missing, state(added).counts.photos) == (0, 6)
    assert not state(added).roots[0].online
    if leave_mount_point:
        photos.rmdir()
    (photos.parent / "unplugged").rename(photos)
    assert rescan().unchanged == 9


def test_a_folder_inside_a_root_is_part_of_it(added: Library, photos: Path) -> None:
    summary = finish(add(added, [photos / "sub"], Cancel()))
    assert (summary.indexed, summary.unchanged) == (0, 9)
    assert [root.path for root in state(added).roots] == [photos]


def test_a_folder_around_a_root_takes_it_over_with_all_work(library: Library, photos: Path) -> None:
    finish(add(library, [photos / "sub"], Cancel()))
    before = ids(library)
    summary = finish(add(library, [photos], Cancel()))
    assert (summary.indexed, summary.unchanged) == (4, 2)
    assert [root.path for root in state(library).roots] == [photos]
    assert ids(library).items() >= before.items()


def test_the_same_folder_twice_is_one_root(library: Library, photos: Path) -> None:
    link = photos.parent / "link"
    link.symlink_to(photos)
    summary = finish(add(library, [photos, photos, link], Cancel()))
    assert summary.walked == 9
    assert [root.path for root in state(library).roots] == [photos]


def test_the_library_inside_a_root_is_not_walked(photos: Path) -> None:
    with Library(photos / "library", str(FAKE)) as library:
        finish(add(library, [photos], Cancel()))
        assert finish(scan(library, Cancel())).walked == 9


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.jpg", b"line\nbreak.jpg", "ünïcödé 照片.jpg".encode(), b"'; DROP TABLE x.jpg"]
)
def test_photos_of_any_name_are_indexed(library: Library, photos: Path, name: bytes) -> None:
    (photos / "0.jpg").rename(photos / os.fsdecode(name))
    assert finish(add(library, [photos], Cancel())).indexed == 6
    assert os.fsdecode(name) in ids(library)
    assert finish(scan(library, Cancel())).unchanged == 9


def test_a_raw_beside_its_jpeg_is_one_photo_until_the_jpeg_goes(library: Library, photos: Path, rescan: Rescan) -> None:
    (photos / "0.CR2").write_bytes(b"II*\0\x10\0\0\0CR\x02\0" + bytes(500))
    summary = finish(add(library, [photos], Cancel()))
    assert (summary.indexed, summary.unreadable, summary.skipped) == (6, 1, 3)
    assert summary.walked == 10
    reasons = {problem.path.name: problem.reason for problem in state(library).problems}
    assert "0.jpg" in reasons["0.CR2"]
    assert rescan().unchanged == 10
    (photos / "0.jpg").unlink()
    summary = rescan()
    assert (summary.missing, summary.unreadable) == (1, 1)


def test_a_file_swapped_while_it_is_read_is_tried_again(
    library: Library, photos: Path, rescan: Rescan, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapped = []

    def swap() -> None:
        if not swapped:
            swapped.append(draw(photos / "0.jpg", 99, size=(300, 300)))

    library._backbone = FakeBackbone("fake", before_run=swap)
    library.workers = 1
    summary = finish(add(library, [photos / "."], Cancel()))
    assert summary.indexed + summary.unreadable == 7
    assert rescan().indexed in (0, 1)
    assert state(library).counts.indexed == 6


def test_a_file_that_vanishes_before_its_turn_is_no_error(library: Library, photos: Path, rescan: Rescan) -> None:
    library._backbone = FakeBackbone("fake", before_run=lambda: (photos / "sub" / "4.png").unlink(missing_ok=True))
    library.workers = 1
    finish(add(library, [photos], Cancel()))
    summary = rescan()
    assert summary.walked == 8
    assert state(library).counts.photos == 5


def test_a_bug_of_ours_on_one_photo_does_not_cost_the_others(
    library: Library, photos: Path, caplog: pytest.LogCaptureFixture
) -> None:
    calls = []

    def fail_once() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise ZeroDivisionError("a bug")

    library._backbone = FakeBackbone("fake", before_run=fail_once)
    summary = finish(add(library, [photos], Cancel()))
    assert (summary.indexed, summary.unreadable) == (5, 2)
    assert "ZeroDivisionError" in caplog.text
    assert finish(scan(library, Cancel())).indexed == 1


def test_stop_keeps_what_is_done_and_the_next_scan_does_the_rest(
    library: Library, photos: Path, rescan: Rescan
) -> None:
    cancel = Cancel()
    seen = []

    def stop_after_two() -> None:
        seen.append(1)
        if len(seen) == 2:
            cancel.cancel()

    library.workers = 1
    library._backbone = FakeBackbone("fake", before_run=stop_after_two)
    summary = finish(add(library, [photos], cancel))
    assert summary.stopped
    assert 1 <= summary.indexed < 6
    rest = rescan()
    assert rest.indexed == 6 - summary.indexed
    assert state(library).counts.indexed == 6


def test_a_generator_that_is_dropped_leaves_no_thread_and_a_sound_library(library: Library, photos: Path) -> None:
    job = add(library, [photos], Cancel())
    for progress in job:
        if progress.stage == "Indexing":
            break
    job.close()
    assert finish(scan(library, Cancel())).walked == 9
    assert state(library).counts.indexed == 6


def test_progress_counts_up_to_all_files_and_knows_the_remaining_time(library: Library, photos: Path) -> None:
    seen = [progress for progress in add(library, [photos], Cancel()) if progress.stage == "Indexing"]
    assert seen[-1].done == seen[-1].total == 9


def test_a_flip_descriptor_asked_for_once_is_kept_up(library: Library, photos: Path, rescan: Rescan) -> None:
    finish(add(library, [photos], Cancel()))
    assert rescan(["scda_flip"]).indexed == 6
    with library.reading() as store:
        assert {row.space.descriptor: row.count for row in all_spaces(store)}["scda_flip"] == 6
    draw(photos / "new.jpg", 42)
    assert rescan().indexed == 1
    with library.reading() as store:
        assert {row.space.descriptor: row.count for row in all_spaces(store)}["scda_flip"] == 7


def test_another_network_indexes_everything_again_beside_the_first(
    library: Library, photos: Path, tmp_path: Path
) -> None:
    finish(add(library, [photos], Cancel()))
    other = tmp_path / "other.toml"
    other.write_text(FAKE.read_text().replace('name = "fake"', 'name = "other"'))
    with Library(library.folder, str(other)) as second:
        assert finish(scan(second, Cancel())).indexed == 6
    with Library(library.folder) as third:
        assert third.manifest.name == "other"
        with third.reading() as store:
            networks = {row.space.network: row.count for row in all_spaces(store)}
        assert networks == {"fake": 6, "other": 6}


def test_a_changed_photo_loses_what_other_networks_knew_of_it(library: Library, photos: Path, tmp_path: Path) -> None:
    test_another_network_indexes_everything_again_beside_the_first(library, photos, tmp_path)
    draw(photos / "0.jpg", 1234, size=(50, 50))
    with Library(library.folder) as third:
        finish(scan(third, Cancel()))
        with third.reading() as store:
            networks = {row.space.network: row.count for row in all_spaces(store)}
    assert networks == {"fake": 5, "other": 6}


def test_a_root_that_is_a_file_or_missing_registers_nothing(library: Library, photos: Path) -> None:
    for wrong in (photos / "0.jpg", photos / "missing"):
        with pytest.raises(FolderProblem, match=wrong.name):
            finish(add(library, [photos, wrong], Cancel()))
    assert not library.exists


def test_an_unknown_descriptor_is_refused_before_anything_is_made(library: Library, photos: Path) -> None:
    with pytest.raises(QueryProblem, match="scda"):
        finish(add(library, [photos], Cancel(), ["surf"]))
    assert not library.exists


def test_scanning_without_a_library_or_without_folders_says_what_to_do(library: Library, photos: Path) -> None:
    with pytest.raises(LibraryProblem, match="photosearch add"):
        finish(scan(library, Cancel()))
    with library.writing():
        pass
    with pytest.raises(LibraryProblem, match="photosearch add"):
        finish(scan(library, Cancel()))


def test_two_writers_do_not_meet(library: Library, photos: Path) -> None:
    with library.writing(), pytest.raises(LibraryBusy, match="Another photosearch"):
        finish(add(Library(library.folder, str(FAKE)), [photos], Cancel()))


def test_a_library_that_is_a_file_is_refused(photos: Path) -> None:
    with pytest.raises(LibraryProblem, match="is a file"):
        finish(add(Library(photos / "0.jpg", str(FAKE)), [photos], Cancel()))


def test_a_full_disk_keeps_what_was_committed(library: Library, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(add(library, [photos / "sub"], Cancel()))
    from photosearch.store.database import Store

    prepare = Store._prepare

    def with_little_room(self: Store, *, read_only: bool) -> None:
        prepare(self, read_only=read_only)
        if not read_only:
            self.run(f"PRAGMA max_page_count = {self.rows('PRAGMA page_count')[0][0]}")

    monkeypatch.setattr(Store, "_prepare", with_little_room)
    for number in range(60):
        draw(photos / f"more{number}.jpg", 100 + number)
    with pytest.raises(LibraryReadOnly, match="full"):
        finish(add(library, [photos], Cancel()))
    monkeypatch.undo()
    assert state(library).counts.indexed >= 2
    finish(add(library, [photos], Cancel()))
    assert state(library).counts.indexed == 66
