import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from photosearch.store import thumbnails
from photosearch.store.thumbnails import ThumbnailCache

PICTURE = b"picture" * 500


def key(number: int) -> bytes:
    return number.to_bytes(32, "little")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ThumbnailCache]:
    cache = ThumbnailCache(tmp_path / "thumbnails.sqlite", 1 << 30)
    yield cache
    cache.close()


def test_the_smallest_that_suffices_is_returned(cache: ThumbnailCache) -> None:
    assert cache.get(key(1), 256) is None
    assert cache.put(key(1), 512, b"large")
    assert cache.put(key(1), 256, b"small")
    assert (cache.get(key(1), 256), cache.get(key(1), 300), cache.get(key(1), 513)) == (b"small", b"large", None)
    assert cache.largest(key(1)) == b"large"
    assert cache.largest(key(2)) is None
    assert cache.held({key(1), key(2)}, 512) == {key(1)}
    assert cache.held({key(1)}, 1024) == set()
    cache.put(key(1), 256, b"newer")
    assert cache.get(key(1), 256) == b"newer"


def test_no_file_is_made_where_there_is_no_library(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "none" / "thumbnails.sqlite")
    assert not cache.put(key(1), 256, PICTURE)
    assert cache.get(key(1), 256) is None
    assert not (tmp_path / "none").exists()
    (tmp_path / "none").mkdir()
    assert cache.put(key(1), 256, PICTURE)
    cache.close()
    assert cache.get(key(1), 256) == PICTURE  # opened again
    cache.close()


def test_pictures_not_looked_at_for_longest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 1 << 20
    monkeypatch.setattr(thumbnails, "BATCH", 16)
    cache = ThumbnailCache(tmp_path / "thumbnails.sqlite", limit)
    today = 100
    monkeypatch.setattr(thumbnails, "_today", lambda: today)
    for number in range(1000):
        today = 100 + number // 50
        assert cache.put(key(number), 256, PICTURE)
        assert cache.get(key(0), 256) == PICTURE  # looked at every day
    cache.close()
    size = (tmp_path / "thumbnails.sqlite").stat().st_size
    assert 0.7 * limit < size < 1.1 * limit
    held = cache.held({key(number) for number in range(900)} | {key(999)}, 256)
    assert key(999) in held
    assert key(0) in held
    assert key(1) not in held
    assert not cache.has_room
    cache.close()


def test_what_cannot_be_made_again_goes_last_but_goes(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "thumbnails.sqlite", 1 << 20)
    asked = []

    def offline() -> frozenset[bytes]:
        asked.append(True)
        return frozenset(key(number) for number in range(20))

    for number in range(600):
        cache.put(key(number), 256, PICTURE, offline)
    assert 0 < len(asked) < 60  # only when something had to go
    assert cache.held({key(number) for number in range(30)}, 256) == {key(number) for number in range(20)}
    for number in range(600):
        assert cache.put(key(number), 256, PICTURE, lambda: frozenset(key(number) for number in range(600)))
    cache.close()
    assert (tmp_path / "thumbnails.sqlite").stat().st_size < 1.1 * (1 << 20)


@pytest.mark.parametrize("spoil", ["garbage", "short", "hole", "foreign", "other version", "tables gone"])
def test_a_damaged_cache_is_begun_anew_in_silence(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "thumbnails.sqlite"
    cache = ThumbnailCache(path)
    for number in range(50):
        cache.put(key(number), 256, PICTURE)
    cache.close()
    data = path.read_bytes()
    if spoil == "garbage":
        path.write_bytes(os.urandom(50_000))
    elif spoil == "short":
        path.write_bytes(data[: len(data) // 3])
    elif spoil == "hole":
        path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    else:
        if spoil == "foreign":
            path.unlink()
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE songs (name)")
            db.execute(f"PRAGMA user_version = {7 if spoil != 'tables gone' else thumbnails.VERSION}")
            if spoil == "tables gone":
                db.execute("DROP TABLE uses")
            db.commit()
    got = [cache.get(key(number), 256) for number in range(50)]
    assert all(picture in (None, PICTURE) for picture in got)
    kept = [cache.put(key(number), 256, PICTURE) for number in range(50)]  # all, whatever the first says
    assert all(kept)
    assert [cache.get(key(number), 256) for number in range(50)] == [PICTURE] * 50
    cache.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_spoilt_picture_is_dropped_and_costs_no_other(cache: ThumbnailCache) -> None:
    cache.put(key(1), 256, PICTURE)
    cache.put(key(2), 256, PICTURE)
    with closing(sqlite3.connect(cache.path, isolation_level=None)) as db:
        db.execute("UPDATE pictures SET picture = zeroblob(length(picture)) WHERE id = 1")
    assert cache.get(key(1), 256) is None
    assert cache.held({key(1), key(2)}, 256) == {key(2)}
    assert cache.get(key(2), 256) == PICTURE


def run(script: str, *arguments: object) -> str:
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX's")
def test_a_full_disk_costs_only_what_is_new(tmp_path: Path) -> None:
    said = run(
        """
        import resource, signal, sys
        from pathlib import Path
        from photosearch.store.thumbnails import ThumbnailCache
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        cache = ThumbnailCache(Path(sys.argv[1]))
        kept = [cache.put(bytes([number]) * 32, 256, bytes([number]) * 5000) for number in range(200)]
        there = [cache.get(bytes([number]) * 32, 256) == bytes([number]) * 5000 for number in range(200)]
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(sum(kept), kept == there, cache.put(b"later", 256, b"picture"), cache.get(b"later", 256))
        cache.close()
        """,
        tmp_path / "thumbnails.sqlite",
    )
    kept, same, *later = said.split()
    assert 5 < int(kept) < 195
    assert (same, later) == ("True", ["True", "b'picture'"])


def test_several_processes_share_it(tmp_path: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from photosearch.store.thumbnails import ThumbnailCache
        cache, first = ThumbnailCache(Path(sys.argv[1])), int(sys.argv[2])
        for number in range(first, first + 300):
            own = number.to_bytes(32, "little")
            assert cache.put(own, 256, own * 100)
            assert cache.get(own, 256) == own * 100
        cache.close()
        """
    path = tmp_path / "thumbnails.sqlite"
    command = [sys.executable, "-c", textwrap.dedent(script), str(path)]
    running = [subprocess.Popen([*command, str(first)]) for first in (0, 150, 300)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    cache = ThumbnailCache(path)
    assert all(cache.get(key(number), 256) == key(number) * 100 for number in range(600))
    cache.close()


def test_a_cache_that_another_process_begins_anew_is_left_to_it(cache: ThumbnailCache) -> None:
    cache.put(key(1), 256, PICTURE)
    held = cache._db
    assert held is not None
    cache.path.rename(cache.path.with_name("old"))
    other = ThumbnailCache(cache.path)
    other.put(key(2), 256, PICTURE)
    assert cache._mended(sqlite3.DatabaseError("not a database"))
    assert other.get(key(2), 256) == cache.get(key(2), 256) == PICTURE
    other.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX's")
def test_a_cache_that_may_not_be_written_to_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    path = folder / "thumbnails.sqlite"
    cache = ThumbnailCache(path)
    cache.put(key(1), 256, PICTURE)
    cache.close()
    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    for parent in (*tmp_path.parents, tmp_path):
        if not parent.stat().st_mode & 0o005:
            parent.chmod(parent.stat().st_mode | 0o055)
    try:
        said = run(
            """
            import os, sys
            from pathlib import Path
            from photosearch.store.thumbnails import ThumbnailCache
            if os.geteuid() == 0:
                os.setuid(65534)
            cache = ThumbnailCache(Path(sys.argv[1]))
            one = (1).to_bytes(32, "little")
            print(cache.get(one, 256) == b"picture" * 500, cache.put(b"new", 256, b"x"), cache.get(b"new", 256))
            print(cache.has_room)
            cache.close()
            """,
            path,
        )
    finally:
        folder.chmod(0o755)
    assert said.split() == ["True", "False", "None", "False"]
    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == [path.name]
