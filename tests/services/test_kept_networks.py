from pathlib import Path

import pytest

from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.kept_networks import find_kept, forget_network, kept_networks
from photosearch.services.library import Library
from photosearch.services.networks import networks
from photosearch.services.next_network import change_network
from photosearch.store.old_networks import compact
from tests.drawing import FAKE, draw, finish
from tests.services.test_networks import OTHER


@pytest.fixture
def changed(tmp_path: Path) -> Library:
    """A library of forty photos with an index file and a projection, whose first network is kept beside the second."""
    for number in range(40):
        draw(tmp_path / "photos" / f"{number}.jpg", number)
    (tmp_path / "other.toml").write_text(OTHER)
    with Library(tmp_path / "library", str(FAKE), exact_limit=10) as library:
        finish(add(library, [tmp_path / "photos"], Cancel(), ["scda:pca:8"]))
        finish(change_network(library, str(tmp_path / "other.toml"), Cancel()))
        return library


def rows(library: Library) -> tuple[int, int, int]:
    with library.reading() as store:
        return tuple(store.rows(f"SELECT count(*) FROM {name}")[0][0] for name in ("spaces", "vectors", "maps"))  # type: ignore[return-value]


def test_what_a_network_saw_is_forgotten_with_its_files_and_the_disk_gets_the_room(
    changed: Library, tmp_path: Path
) -> None:
    (kept,) = kept_networks(changed)
    assert (kept.name, kept.photos, kept.references) == ("fake", 40, (str(FAKE),))
    answer = finish(find(changed, tmp_path / "photos" / "3.jpg"))
    spaces, vectors, maps = rows(changed)
    files = {path.name for path in changed.folder.rglob("*") if path.parent != changed.folder}
    size = changed.database.stat().st_size
    done = finish(forget_network(changed, "fake", Cancel()))
    assert (done.stopped, done.compacted, done.bytes) == (False, True, kept.bytes)
    assert 0.2 < (size - changed.database.stat().st_size) / kept.bytes < 5
    after = rows(changed)
    assert after[0] < spaces
    assert after[1] < vectors
    assert after[2] == maps / 2
    assert {path.name for path in changed.folder.rglob("*") if path.parent != changed.folder} < files
    assert kept_networks(changed) == []
    assert "fake" not in [choice.title for choice in networks(changed)]
    assert finish(check(changed, Cancel())) == []
    again = finish(find(changed, tmp_path / "photos" / "3.jpg"))
    assert [hit.score for hit in again.hits] == [hit.score for hit in answer.hits]
    assert finish(change_network(changed, str(FAKE), Cancel())).photos == 40


def test_the_network_in_use_is_never_forgotten(changed: Library, tmp_path: Path) -> None:
    before = rows(changed)
    for name in ("other", str(tmp_path / "other.toml"), changed.manifest.sha256):
        with pytest.raises(ModelProblem, match="in use"):
            finish(forget_network(changed, name, Cancel()))
    with pytest.raises(ModelProblem, match=r"keeps nothing that nobody saw.*fake"):
        find_kept(changed, "nobody")
    assert rows(changed) == before


def test_stopping_leaves_a_library_that_is_sound_and_can_go_on(
    changed: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photosearch.services.kept_networks.BATCH", 3)
    before, cancel = rows(changed), Cancel()
    job = forget_network(changed, "fake", cancel)
    next(job)
    cancel.cancel()
    assert finish(job).stopped
    assert 0 < before[1] - rows(changed)[1] < 40
    assert finish(check(changed, Cancel())) == []
    assert finish(forget_network(changed, str(FAKE), Cancel())).compacted
    assert finish(scan(changed, Cancel())).indexed == 0


def test_a_network_whose_manifest_is_gone_is_forgotten_by_its_name(changed: Library, tmp_path: Path) -> None:
    finish(change_network(changed, str(FAKE), Cancel()))
    (tmp_path / "other.toml").unlink()
    (kept,) = kept_networks(changed)
    assert kept.references == (str(tmp_path / "other.toml"),)
    finish(forget_network(changed, "other", Cancel()))
    assert kept_networks(changed) == []
    assert "other" not in [choice.title for choice in networks(changed)]


def test_a_library_that_does_not_exist_keeps_nothing(tmp_path: Path) -> None:
    assert kept_networks(Library(tmp_path / "none", str(FAKE))) == []


def test_a_disk_without_room_is_left_alone(changed: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        free = 0

    monkeypatch.setattr("photosearch.store.old_networks.shutil.disk_usage", lambda _: Full)
    size = changed.database.stat().st_size
    with changed.writing() as store:
        assert not compact(store)
    assert changed.database.stat().st_size == size
