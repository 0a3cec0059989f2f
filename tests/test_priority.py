import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from photosearch.priority import NICE, make_process_way, make_way, makes_way


def test_only_the_thread_that_makes_way_does() -> None:
    with ThreadPoolExecutor(1, initializer=make_way) as pool:
        assert pool.submit(makes_way).result()
    assert not makes_way()


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no nice number elsewhere")
def test_on_linux_it_is_nice_and_what_it_starts_is_too() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)

    def nice() -> int:
        return os.getpriority(os.PRIO_PROCESS, 0)

    with ThreadPoolExecutor(1, initializer=make_way) as pool:
        assert pool.submit(nice).result() == NICE
    assert nice() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked when a process begins")
def test_a_process_is_nice_from_then_on() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        make_process_way(process.pid)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == NICE
        process.kill()
    make_process_way(process.pid)  # it is gone: nothing is raised
