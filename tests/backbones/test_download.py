"""A whole life of downloads against a server on loopback that breaks off, lies, and changes its mind."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.backbones.download import Wanted, check_address, download
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress
from tests.loopback import Server, serving

CONTENT = np.random.default_rng(3).bytes(700_001)
SIZE = len(CONTENT)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(CONTENT) as server:
        yield server


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "net.part"


def fetch(server: Server, part: Path, cancel: Cancel | None = None, **options: float) -> list[Progress]:
    job = download(Wanted(server.address, SIZE), part, cancel or Cancel(), wait=0, **options)  # type: ignore[arg-type]
    return list(job)


def test_a_file_arrives_whole_and_says_how_far_it_is(server: Server, part: Path) -> None:
    moments = fetch(server, part)
    assert part.read_bytes() == CONTENT
    assert [moment.done for moment in moments] == sorted(moment.done for moment in moments)
    assert (moments[-1].done, moments[-1].total) == (SIZE, SIZE)
    assert [path.name for path in part.parent.iterdir()] == ["net.part"]


def test_a_connection_that_breaks_off_is_gone_on_from_where_it_was(server: Server, part: Path) -> None:
    server.break_after = [300_000, 100_000]
    fetch(server, part)
    assert part.read_bytes() == CONTENT
    assert [asked for _, asked in server.asked] == [None, "bytes=300000-", "bytes=400000-"]


def test_a_server_without_ranges_begins_anew(server: Server, part: Path) -> None:
    server.ranges, server.break_after = False, [300_000]
    fetch(server, part)
    assert part.read_bytes() == CONTENT


def test_a_file_that_has_changed_meanwhile_is_never_mixed(server: Server, part: Path) -> None:
    server.break_after = [300_000]
    with pytest.raises(ModelProblem):
        fetch(server, part, attempts=1)
    server.content, server.tag = bytes(SIZE), '"two"'
    fetch(server, part)
    assert part.read_bytes() == bytes(SIZE)


def test_breaking_off_for_good_keeps_what_arrived_and_a_later_attempt_ends_it(server: Server, part: Path) -> None:
    server.break_after = [100_000] * 4
    with pytest.raises(ModelProblem, match=r"broke off 4 times; 400,000 of 700,001 bytes"):
        fetch(server, part)
    assert part.read_bytes() == CONTENT[:400_000]
    fetch(server, part)
    assert part.read_bytes() == CONTENT
    assert server.asked[-1][1] == "bytes=400000-"


@pytest.mark.parametrize("says", [SIZE - 1, SIZE + 1, 10**12])
def test_a_server_that_offers_another_length_is_refused_at_once(server: Server, part: Path, says: int) -> None:
    server.says = says
    with pytest.raises(ModelProblem, match="another version"):
        fetch(server, part)
    assert len(server.asked) == 1
    assert not part.exists()


def test_a_server_that_sends_less_than_it_says_is_told_of(server: Server, part: Path) -> None:
    server.content, server.says, server.break_after = CONTENT[:1000], SIZE, [1000] * 9
    server.ranges = False
    with pytest.raises(ModelProblem, match="broke off"):
        fetch(server, part)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/net.onnx", "data:,x"])
def test_redirects_lead_to_the_web_only(server: Server, part: Path, target: str) -> None:
    server.status, server.location = 302, target
    with pytest.raises(ModelProblem, match=r"not an address of the web|302"):
        fetch(server, part)
    assert not part.exists()


def test_a_redirect_within_the_web_is_followed(server: Server, part: Path) -> None:
    with serving(CONTENT) as other:
        server.status, server.location = 302, other.address
        fetch(server, part)
    assert part.read_bytes() == CONTENT


@pytest.mark.parametrize(("status", "asked"), [(404, 1), (403, 1), (503, 4)])
def test_what_a_server_answers_is_told_and_only_its_faults_are_tried_again(
    server: Server, part: Path, status: int, asked: int
) -> None:
    server.status = status
    with pytest.raises(ModelProblem, match=f"answers {status}"):
        fetch(server, part)
    assert len(server.asked) == asked


def test_nobody_at_the_address_is_told(server: Server, part: Path) -> None:
    with pytest.raises(ModelProblem, match="cannot be reached"):
        list(download(Wanted("http://127.0.0.1:1/net.onnx", SIZE), part, Cancel(), wait=0))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "ftp://host/x", "http://", "C:\\x"])
def test_no_file_of_the_machine_is_read_through_an_address(address: str) -> None:
    with pytest.raises(ModelProblem, match="not an address of the web"):
        check_address(address)


def test_the_system_proxy_is_asked(server: Server, part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    list(download(Wanted("http://nowhere.invalid/net.onnx", SIZE), part, Cancel(), wait=0))
    assert server.asked == [("http://nowhere.invalid/net.onnx", None)]
    assert part.read_bytes() == CONTENT


def test_cancelling_keeps_what_arrived(server: Server, part: Path) -> None:
    cancel = Cancel()
    job = download(Wanted(server.address, SIZE), part, cancel, wait=0)
    next(job)
    cancel.cancel()
    with pytest.raises(StopIteration) as end:
        while True:
            next(job)
    assert end.value.value is False
    assert 0 < part.stat().st_size < SIZE
    fetch(server, part)
    assert part.read_bytes() == CONTENT


CODE = """
import resource, sys
from pathlib import Path
from photosearch.backbones.download import Wanted, download
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
address, size, part, limit = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    for _ in download(Wanted(address, size), part, Cancel(), wait=0):
        pass
except ModelProblem as problem:
    sys.exit(str(problem))
"""


def child(root: Path, server: Server, part: Path, limit: int = 0) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(root), "no_proxy": "*"}
    command = [sys.executable, "-c", CODE, server.address, str(SIZE), str(part), str(limit)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def root() -> Path:
    return Path(__file__).resolve().parents[2]


def test_a_full_disk_is_told_and_what_arrived_is_kept(server: Server, part: Path, root: Path) -> None:
    with child(root, server, part, limit=300_000) as process:
        _, said = process.communicate()
    assert "is full" in said
    assert part.read_bytes() == CONTENT[: part.stat().st_size]
    assert part.stat().st_size == 300_000
    fetch(server, part)
    assert part.read_bytes() == CONTENT
    assert server.asked[-1][1] == "bytes=300000-"


def test_a_kill_at_any_moment_loses_nothing(server: Server, part: Path, root: Path) -> None:
    server.slow = 0.02
    kept = []
    for _ in range(3):
        with child(root, server, part) as process:
            before = part.stat().st_size if part.exists() else 0
            while process.poll() is None and (not part.exists() or part.stat().st_size < before + 120_000):
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
        kept.append(part.stat().st_size)
        assert part.read_bytes() == CONTENT[: kept[-1]]
    assert kept == sorted(set(kept))
    server.slow = 0
    fetch(server, part)
    assert hashlib.sha256(part.read_bytes()).digest() == hashlib.sha256(CONTENT).digest()
    assert server.asked[-1][1] == f"bytes={kept[-1]}-"
