import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import IndexServerProblem
from photosearch.index.milvus import MilvusIndex
from photosearch.index.milvus_server import MilvusServer, checked_address

HERE = "127.0.0.1"


@pytest.mark.parametrize("address", ["http://studio:19530", "https://index.example.org", "http://[::1]:19530"])
def test_addresses_of_servers_are_used_as_they_are(address: str) -> None:
    assert checked_address(f"  {address} ") == address


def test_a_path_becomes_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert checked_address("shared/index.db") == str(tmp_path / "shared" / "index.db")
    assert checked_address("~/index.db") == str(Path.home() / "index.db")


@pytest.mark.parametrize(
    "address",
    ["", "studio", "studio:19530", "ftp://studio", "http://", "http://studio:port", "file:///x.db", "http://a:99999"],
)
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(IndexServerProblem, match="no address"):
        checked_address(address)


def test_a_password_is_not_kept_in_an_address_nor_repeated() -> None:
    with pytest.raises(IndexServerProblem, match="PHOTOSEARCH_MILVUS_TOKEN") as caught:
        checked_address("http://ann:secret@studio:19530")
    assert "secret" not in str(caught.value)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(IndexServerProblem, match="pip install"):
        MilvusServer(str(tmp_path / "index.db"))


def free_port() -> int:
    with socket.create_server((HERE, 0)) as found:
        return int(found.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex((HERE, port)) == 0


@pytest.fixture
def installed() -> None:
    pytest.importorskip("milvus_lite", reason="the extra milvus is not installed")


@pytest.mark.usefixtures("installed")
class TestConnection:
    def test_a_refused_connection_is_said_at_once(self) -> None:
        with pytest.raises(IndexServerProblem, match="cannot be reached"):
            MilvusServer(f"http://{HERE}:{free_port()}", deadline=2)

    def test_a_server_that_says_nothing_is_given_up_in_time(self) -> None:
        with socket.create_server((HERE, 0)) as silent, pytest.raises(IndexServerProblem, match="in time"):
            MilvusServer(f"http://{HERE}:{silent.getsockname()[1]}", deadline=0.5)

    def test_a_name_that_nobody_knows_is_said(self) -> None:
        with pytest.raises(IndexServerProblem, match="cannot be reached"):
            MilvusServer("http://nobody.invalid:19530", deadline=2)

    def test_a_wrong_token_is_said_without_repeating_it(self) -> None:
        with (
            refusing("UNAUTHENTICATED") as address,
            pytest.raises(IndexServerProblem, match="PHOTOSEARCH_MILVUS_TOKEN") as caught,
        ):
            MilvusServer(address, "ann:secret", deadline=2)
        assert "secret" not in str(caught.value)

    def test_a_folder_that_is_missing_or_something_else_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file.db").write_text("something else")
        for path in (tmp_path / "missing" / "x.db", tmp_path / "file.db"):
            with pytest.raises(IndexServerProblem, match="cannot be opened"):
                MilvusServer(str(path))
        assert (tmp_path / "file.db").read_text() == "something else"

    def test_a_folder_that_another_program_has_open_is_said(self, tmp_path: Path) -> None:
        with serving(tmp_path / "x.db"), pytest.raises(IndexServerProblem, match="another program"):
            MilvusServer(str(tmp_path / "x.db"))

    def test_a_server_is_used_stopped_and_gone(self, tmp_path: Path) -> None:
        with serving(tmp_path / "x.db") as (address, process):
            server = MilvusServer(address, deadline=20)
            assert "milvus" in server.version()
            index = MilvusIndex(server, "library", "space", 2)
            index.add(np.array([3, 4]), np.eye(2, dtype=np.float32))
            assert index.search(np.array([0, 1], np.float32), 2)[0].tolist() == [4, 3]
            server.deadline = 0.5
            process.send_signal(signal.SIGSTOP)
            os.waitpid(process.pid, os.WUNTRACED)  # until every thread of it stands still
            with pytest.raises(IndexServerProblem, match="does not answer in time"):
                index.search(np.array([0, 1], np.float32), 2)
            process.send_signal(signal.SIGCONT)
            server.deadline = 20
            assert index.search(np.array([0, 1], np.float32), 2)[0].tolist() == [4, 3]
            process.kill()
            process.wait()
            server.deadline = 1
            with pytest.raises(IndexServerProblem, match="cannot be reached"):
                index.search(np.array([0, 1], np.float32), 2)
            server.close()
        with pytest.raises(IndexServerProblem, match="create connection"):
            server.version()


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Run Milvus Lite as a server of its own for as long as the context lasts."""
    port = free_port()
    command = ["-c", "from milvus_lite.cmdline import main; main()", "server", "--host", HERE]
    process = subprocess.Popen(
        [sys.executable, *command, "--data-dir", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not listens(port) and time.monotonic() < until:
            time.sleep(0.1)
        yield f"http://{HERE}:{port}", process
    finally:
        process.kill()
        process.wait()


@contextmanager
def refusing(status: str) -> Iterator[str]:
    """Serve nothing: every call is refused with a status of gRPC."""
    import grpc

    class Refusal(grpc.GenericRpcHandler):  # type: ignore[misc]
        def service(self, _details: object) -> object:
            def refuse(request: bytes, context: grpc.ServicerContext) -> bytes:
                context.abort(grpc.StatusCode[status], "no")

            return grpc.unary_unary_rpc_method_handler(refuse)

    with ThreadPoolExecutor(2) as pool:
        server = grpc.server(pool, handlers=[Refusal()])
        port = server.add_insecure_port(f"{HERE}:0")
        server.start()
        yield f"http://{HERE}:{port}"
        server.stop(None).wait()
