"""Another network takes over once it has seen all photos; until then searches go on with the old one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.services.check import check
from photosearch.services.find import find
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.networks import networks
from photosearch.services.next_network import change_network, keep_network, next_network
from photosearch.services.remembered import extra_descriptors
from tests.drawing import FAKE, draw, finish
from tests.services.test_networks import OTHER


@pytest.fixture
def other(tmp_path: Path) -> str:
    path = tmp_path / "other.toml"
    path.write_text(OTHER)
    return str(path)


def scores(library: Library, photo: Path) -> list[float]:
    return [hit.score for hit in finish(find(library, photo)).hits]


def seen(library: Library) -> dict[str, int]:
    return {choice.title: choice.photos for choice in networks(library)}


def test_the_old_network_serves_until_the_new_one_has_seen_all(added: Library, other: str, photos: Path) -> None:
    before, meanwhile = scores(added, photos / "3.jpg"), []
    job = change_network(added, other, Cancel())
    change = None
    while change is None:
        try:
            next(job)
            meanwhile.append((added.manifest.name, scores(added, photos / "3.jpg") == before, next_network(added)))
        except StopIteration as end:
            change = end.value
    assert len(meanwhile) > 1
    assert set(meanwhile) == {("fake", True, other)}
    assert (change.switched, change.stopped, change.title, change.old) == (True, False, "other", "fake")
    assert (change.photos, change.total, change.away) == (6, 6, 0)
    assert (added.manifest.name, next_network(added)) == ("other", None)
    assert Library(added.folder).manifest.name == "other"
    assert scores(added, photos / "3.jpg")[0] == pytest.approx(1, abs=1e-3)
    assert finish(scan(added, Cancel())).indexed == 0
    back = finish(change_network(added, str(FAKE), Cancel()))
    assert back.switched
    assert scores(added, photos / "3.jpg") == before


def test_stopping_keeps_what_is_done_and_the_old_network(added: Library, other: str, photos: Path) -> None:
    for number in range(6, 70):
        draw(photos / f"{number}.jpg", number)
    finish(scan(added, Cancel()))
    before, cancel = scores(added, photos / "3.jpg"), Cancel()
    job = change_network(added, other, cancel)
    while next(job).done < 8:
        pass
    cancel.cancel()
    change = finish(job)
    assert (change.switched, change.stopped) == (False, True)
    assert 0 < change.photos < change.total == 70
    assert scores(added, photos / "3.jpg") == before
    assert Library(added.folder).manifest.name == "fake"
    assert next_network(added) == other
    keep_network(added)
    assert next_network(added) is None
    assert seen(added)["other"] == change.photos
    assert finish(change_network(added, other, Cancel())).switched
    assert seen(added) == {"Photosearch built-in": 0, "fake": 70, "other": 70}


def test_photos_that_cannot_be_reached_are_waited_for(added: Library, other: str, photos: Path) -> None:
    away = photos.rename(photos.with_name("away"))
    change = finish(change_network(added, other, Cancel()))
    assert (change.switched, change.stopped, change.photos, change.away) == (False, False, 0, 6)
    assert added.manifest.name == "fake"
    away.rename(photos)
    assert finish(change_network(added, other, Cancel())).switched


def test_a_photo_that_has_changed_or_gone_does_not_hold_the_change_up(added: Library, other: str, photos: Path) -> None:
    (photos / "1.jpg").unlink()
    draw(photos / "2.jpg", 99, size=(64, 64))
    os.utime(photos / "2.jpg", (1, 1))
    change = finish(change_network(added, other, Cancel()))
    assert (change.switched, change.photos, change.total) == (True, 4, 6)
    finish(scan(added, Cancel()))
    assert seen(added)["other"] == 5


def test_a_library_that_has_seen_nothing_or_lost_its_network_changes_at_once(
    tmp_path: Path, added: Library, other: str
) -> None:
    with Library(tmp_path / "empty", str(FAKE)) as empty:
        assert finish(change_network(empty, other, Cancel())).switched
        assert empty.manifest.name == "other"
        assert not empty.exists
    lost = tmp_path / "lost.toml"
    lost.write_text(OTHER.replace("other", "lost"))
    finish(change_network(added, str(lost), Cancel()))
    lost.unlink()
    with Library(added.folder) as library:
        change = finish(change_network(library, other, Cancel()))
    assert (change.switched, change.photos, change.old) == (True, 0, str(lost))


def test_a_network_that_cannot_be_used_changes_nothing(added: Library, tmp_path: Path) -> None:
    with pytest.raises(ModelProblem):
        finish(change_network(added, str(tmp_path / "missing.toml"), Cancel()))
    assert (added.manifest.name, next_network(added)) == ("fake", None)


def test_what_only_the_old_network_serves_is_not_forgotten(added: Library, tmp_path: Path) -> None:
    finish(scan(added, Cancel(), ["scda_plus"]))
    plain = tmp_path / "plain.toml"
    plain.write_text(OTHER.replace("other", "plain"))
    finish(change_network(added, str(plain), Cancel()))
    finish(scan(added, Cancel()))
    with added.reading() as store:
        assert extra_descriptors(store) == ["scda_plus"]


CODE = """
import sys
from pathlib import Path
from photosearch.jobs import Cancel
from photosearch.services.library import Library
from photosearch.services.next_network import change_network

folder, model, other = sys.argv[1:]
with Library(Path(folder), model, workers=2) as library:
    print("ready", flush=True)
    for _ in change_network(library, other, Cancel()):
        pass
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, other: str) -> None:
    photos, folder = tmp_path / "photos", tmp_path / "library"
    for number in range(200):
        draw(photos / f"{number}.jpg", number, size=(480, 640))
    with Library(folder, str(FAKE)) as library:
        finish(add(library, [photos], Cancel()))
        before = scores(library, photos / "3.jpg")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done, killed = 0, 0
    for delay in (0.02, 0.2, 0.5, 0.9):
        with subprocess.Popen(
            [sys.executable, "-c", CODE, str(folder), str(FAKE), other], env=environment, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        with Library(folder) as library:
            assert finish(check(library, Cancel())) == []
            counts = seen(library)
            assert counts["fake"] == 200
            assert counts.get("other", 0) >= done
            done = counts.get("other", 0)
            if library.manifest.name == "fake":
                assert scores(library, photos / "3.jpg") == before
            else:
                assert done == 200
    assert killed
    with Library(folder) as library:
        assert finish(change_network(library, other, Cancel())).switched
        assert seen(library)["other"] == 200
        finish(change_network(library, str(FAKE), Cancel()))
        assert scores(library, photos / "3.jpg") == before
