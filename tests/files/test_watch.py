"""Real folders that are really watched."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photosearch.files import watch as module
from photosearch.files.touched import Touched
from photosearch.files.watch import Watch
from photosearch.types import Changed

linux = pytest.mark.skipif(sys.platform != "linux", reason="the limit on watched folders is Linux's")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "photos"
    (folder / "trip" / "day").mkdir(parents=True)
    return folder


@pytest.fixture
def touched(root: Path, monkeypatch: pytest.MonkeyPatch) -> Touched:
    monkeypatch.setattr("photosearch.files.touched.QUIET_SECONDS", 0.0)
    return Touched([root / "library"])


@pytest.fixture
def watch(touched: Touched) -> Iterator[Watch]:
    before = set(threading.enumerate())
    watch = Watch(touched)
    yield watch
    watch.close()
    assert set(threading.enumerate()) == before  # daemons too


Told = Callable[[set[bytes]], set[bytes]]


@pytest.fixture
def told(touched: Touched, root: Path) -> Told:
    """Waits until some folders were noted, and returns all that were."""

    def told(wanted: set[bytes]) -> set[bytes]:
        found: set[bytes] = set()
        for _ in range(1000):
            changed: Changed = touched.take()
            found |= changed.get(root) or set()
            if wanted <= found:
                return found
            time.sleep(0.01)
        raise AssertionError(found)

    return told


def test_what_happens_to_files_and_folders_is_told(watch: Watch, root: Path, told: Told) -> None:
    assert watch.follow({root: 3}) == {root} == watch.roots
    (root / "trip" / "a.jpg").write_bytes(b"x")
    assert told({b"trip"}) == {b"trip"}
    (root / "trip" / "a.jpg").rename(root / "trip" / "day" / "b.jpg")
    assert told({b"trip", b"trip/day"}) == {b"trip", b"trip/day"}
    (root / "trip" / "day").rename(root / "night")
    assert {b"trip/day", b"night"} <= told({b"night"})
    (root / "night" / "c.jpg").write_bytes(b"x")  # a folder that was moved is still watched
    told({b"night"})
    (root / "new").mkdir()
    (root / "new" / "d.jpg").write_bytes(b"x")
    told({b"new"})
    shutil.rmtree(root / "night")
    told({b"night"})


def test_reading_and_the_library_itself_are_not_told(watch: Watch, root: Path, touched: Touched, told: Told) -> None:
    (root / "library").mkdir()
    (root / "a.jpg").write_bytes(b"x")
    watch.follow({root: 4})
    (root / "a.jpg").read_bytes()
    (root / "library" / "photos.sqlite").write_bytes(b"x")
    (root / "trip" / "last").mkdir()
    assert told({b"trip/last"}) == {b"trip/last"}


def test_a_folder_that_takes_the_place_of_a_root_is_watched_in_its_stead(watch: Watch, root: Path, told: Told) -> None:
    watch.follow({root: 3})
    root.rename(root.with_name("drawer"))
    root.mkdir()
    assert watch.follow({root: 3}) == {root}
    (root / "new").mkdir()
    told({b"new"})


def test_what_is_gone_or_no_longer_wanted_is_let_go(watch: Watch, root: Path, told: Told) -> None:
    assert watch.follow({root: 3, root.with_name("missing"): 1}) == {root}
    shutil.rmtree(root)
    assert watch.follow({root: 3}) == frozenset()
    root.mkdir()
    assert watch.follow({root: 3}) == {root}
    threads = threading.active_count()
    assert watch.follow({}) == frozenset()
    assert threading.active_count() < threads


@linux
def test_no_more_than_a_share_of_what_the_system_allows_is_taken(
    watch: Watch, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "limit").write_text("40\n")
    monkeypatch.setattr(module, "LIMIT", tmp_path / "limit")
    small = root / "trip"
    assert watch.follow({root: 15, small: 10}) == {small}
    assert watch.follow({root: 10, small: 10}) == {root, small}


CROWDED = """
import sys
from pathlib import Path
from photosearch.files.touched import Touched
from photosearch.files.watch import Watch

root, most = Path(sys.argv[1]), Path("/proc/sys/user/max_inotify_watches")
watch = Watch(Touched())
most.write_text("20")
assert watch.follow({root: 3}) == frozenset()
most.write_text("100")
assert watch.follow({root: 3}) == {root}
watch.close()
"""


@linux
def test_where_the_system_has_no_room_for_all_folders_none_is_watched(root: Path) -> None:
    for number in range(60):
        (root / f"{number}").mkdir()
    # In a space of its own the limit can be lowered without touching that of anybody else.
    apart = ["unshare", "--user", "--map-root-user"]
    if shutil.which("unshare") is None or subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system allows no user namespaces")
    subprocess.run([*apart, sys.executable, "-c", CROWDED, str(root)], check=True, timeout=60)
