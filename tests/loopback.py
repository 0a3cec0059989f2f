"""A server on loopback that serves one file, as badly as a test asks."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


class Server(ThreadingHTTPServer):
    """Serves one file, as badly as a test asks."""

    daemon_threads = True

    def __init__(self, content: bytes) -> None:
        self.content, self.tag = content, '"one"'
        self.ranges = True
        self.break_after: list[int] = []  # bytes of each answer; whole answers when the list is empty
        self.says: int | None = None  # another length than the true one
        self.status, self.location = 200, ""
        self.slow = 0.0
        self.asked: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away: tests kill them."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/net.onnx"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version: ClassVar[str] = "HTTP/1.1"

    def do_GET(self) -> None:
        server, wanted = self.server, self.headers.get("Range")
        server.asked.append((self.path, wanted))
        if server.status != 200:
            self.send_response(server.status)
            if server.location:
                self.send_header("Location", server.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        start, known = 0, self.headers.get("If-Range")
        if wanted and server.ranges and known in (None, server.tag):
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(server.content) - 1}/{len(server.content)}")
        else:
            self.send_response(200)
        self.send_header("ETag", server.tag)
        body = server.content[start:]
        self.send_header("Content-Length", str(len(body) if server.says is None else server.says))
        self.end_headers()
        if server.break_after:
            body = body[: server.break_after.pop(0)]
            self.close_connection = True
        for at in range(0, len(body), 1 << 14):
            self.wfile.write(body[at : at + (1 << 14)])
            time.sleep(server.slow)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(content: bytes) -> Iterator[Server]:
    """Serve this file for as long as the context lasts."""
    with Server(content) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
