import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import filelock
import numpy as np
import pytest
from PIL import Image

from photosearch.decode.content import decode_content, is_light
from photosearch.decode.workers import Workers
from photosearch.errors import NotAPhoto, ProgramError, TooManyPixels, UnreadablePhoto
from photosearch.priority import NICE, make_way
from photosearch.settings import PIXEL_LIMIT
from tests import hostile_decoder
from tests.hostile_decoder import hostile_command


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(2, hostile_command)
    yield workers
    workers.end()
    assert not workers.pids


def wait_for(path: Path) -> None:
    for _ in range(3000):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} was not made")


def test_good_photos_are_the_same_to_the_last_byte(workers: Workers, shared: Path) -> None:
    paths = [path for folder in ("heic", "heif") for path in sorted((shared / "data/personal" / folder).iterdir())]
    heavy = [path for path in paths if path.is_file() and not is_light(path.read_bytes(), path.name)]
    assert len(heavy) > 10
    for path in heavy:
        here = decode_content(path.read_bytes(), path.name, 320, PIXEL_LIMIT)
        there = workers.decode(path.read_bytes(), path.name, 320, PIXEL_LIMIT)
        assert np.array_equal(there.rgb, here.rgb)
        assert (there.metadata, there.damage) == (here.metadata, here.damage)


def test_refusals_are_the_same(workers: Workers, scene: Image.Image, encoded: Callable[..., bytes]) -> None:
    tiff = encoded(scene, "TIFF")
    for data, limit in ((b"no photo", PIXEL_LIMIT), (tiff, 100), (tiff[:200], PIXEL_LIMIT)):
        with pytest.raises(UnreadablePhoto) as here:
            decode_content(data, "a", None, limit)
        with pytest.raises(UnreadablePhoto) as there:
            workers.decode(data, "a", None, limit)
        assert type(there.value) is type(here.value)
        assert str(there.value) == str(here.value)
    assert {NotAPhoto, TooManyPixels} <= set(UnreadablePhoto.__subclasses__())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_many_threads_get_their_own_pictures_while_others_crash(
    workers: Workers, encoded: Callable[..., bytes]
) -> None:
    def one(number: int) -> object:
        if number % 6 == 5:
            with pytest.raises(UnreadablePhoto, match=f"^{number} cannot .* crashed"):
                workers.decode(hostile_decoder.CRASH, str(number), None, PIXEL_LIMIT)
            return number
        data = encoded(Image.new("RGB", (3 + number, 2), (number, 0, 0)), "TIFF")
        rgb = workers.decode(data, str(number), None, PIXEL_LIMIT).rgb
        assert rgb.shape == (2, 3 + number, 3)
        return int(rgb[0, 0, 0])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(24))) == list(range(24))
    assert len(workers.pids) <= 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell who ended a process")
def test_a_photo_whose_decoder_is_killed_from_outside_is_decoded_by_another(workers: Workers, tmp_path: Path) -> None:
    name = str(tmp_path / "a")
    assert workers.decode(hostile_decoder.KILLED_ONCE, name, None, PIXEL_LIMIT).rgb.shape == (1, 1, 3)
    killed = workers.pids
    os.kill(killed[0], signal.SIGKILL)
    assert workers.decode(hostile_decoder.KILLED_ONCE, name, None, PIXEL_LIMIT).rgb.shape == (1, 1, 3)
    assert workers.pids != killed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell who ended a process")
def test_a_photo_whose_decoder_is_killed_twice_is_refused(workers: Workers, tmp_path: Path) -> None:
    name = tmp_path / "a"

    def kill() -> None:
        for _ in range(2):
            wait_for(Path(f"{name}.held"))
            Path(f"{name}.held").unlink()
            os.kill(workers.pids[0], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    with pytest.raises(UnreadablePhoto, match="the system ended the decoder twice"):
        workers.decode(hostile_decoder.HANG, str(name), None, PIXEL_LIMIT)
    thread.join()


def test_a_bug_of_ours_is_told_with_its_traceback(workers: Workers) -> None:
    with pytest.raises(ProgramError, match="a bug of ours"):
        workers.decode(hostile_decoder.BUG, "a", None, PIXEL_LIMIT)


def test_one_process_serves_photo_after_photo_until_the_end(
    workers: Workers, scene: Image.Image, encoded: Callable[..., bytes]
) -> None:
    seen = set()
    for _ in range(3):
        workers.decode(encoded(scene, "TIFF"), "a", None, PIXEL_LIMIT)
        seen.update(workers.pids)
    assert len(seen) == 1
    workers.end()
    assert not workers.pids
    workers.decode(encoded(scene, "TIFF"), "a", None, PIXEL_LIMIT)
    assert seen.isdisjoint(workers.pids)


def test_the_end_lets_work_be_done_first(workers: Workers, tmp_path: Path) -> None:
    name = str(tmp_path / "a")
    hanging = Workers(1, hostile_command, seconds=3)
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(hanging.decode, hostile_decoder.HANG, name, None, PIXEL_LIMIT)
        wait_for(Path(name + ".held"))
        hanging.end()
        assert hanging.pids
        with pytest.raises(UnreadablePhoto, match="was stopped"):
            future.result()
    assert not hanging.pids


@pytest.mark.parametrize("content", ["HANG", "GRIP"])
@pytest.mark.parametrize("ending", ["killed", "leaves"])
def test_no_process_outlives_a_program_that_ends_in_the_middle_of_work(
    tmp_path: Path, content: str, ending: str
) -> None:
    name = tmp_path / "a"
    held = Path(f"{name}.held")
    program = (
        "import pathlib, threading, time\n"
        "from photosearch.decode.workers import Workers\n"
        "from tests import hostile_decoder\n"
        "workers = Workers(1, hostile_decoder.hostile_command, seconds=2)\n"
        f"work = (hostile_decoder.{content}, {str(name)!r}, None, 10**6)\n"
        "threading.Thread(target=workers.decode, args=work, daemon=True).start()\n"
        f"while not pathlib.Path({str(held)!r}).exists(): time.sleep(0.01)\n"
        + ("time.sleep(600)" if ending == "killed" else "")
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).resolve().parents[2]), *sys.path])}
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.DEVNULL)
    wait_for(held)
    with suppress(ProcessLookupError):
        if ending == "killed":
            process.kill()
    process.wait(30)
    with filelock.FileLock(f"{name}.lock", timeout=30):  # taken back by the system when the last of them is gone
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no nice numbers")
def test_who_makes_way_has_processes_of_its_own_that_make_way_too(
    workers: Workers, encoded: Callable[..., bytes]
) -> None:
    data = encoded(Image.new("RGB", (3, 2)), "TIFF")

    def decode() -> set[int]:
        workers.decode(data, "a", None, PIXEL_LIMIT)
        return set(workers.pids)

    with ThreadPoolExecutor(1, initializer=make_way) as pool:
        (yielding,) = pool.submit(decode).result()
        assert len(decode()) == 2
        (own,) = decode() - {yielding}
        assert pool.submit(decode).result() == {own, yielding}
    assert os.getpriority(os.PRIO_PROCESS, yielding) == NICE
    assert os.getpriority(os.PRIO_PROCESS, own) < NICE
