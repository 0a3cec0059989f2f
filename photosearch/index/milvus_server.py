"""The connection to a Milvus server, or to Milvus Lite in a folder of this machine, by pymilvus (an extra).

Only here does the program speak to another machine about photos, and only where a person named one. What is sent are
vectors with their numbers, and pymilvus tells the server this machine's name; no photo, file name or path is sent.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from photosearch.errors import IndexServerProblem, LostIndex

DEADLINE = 3.0
"""Seconds that a search waits for the server: longer, and this machine had better answer itself."""
FILL_DEADLINE = 60.0
"""Seconds for what nobody waits for at a window: adding, removing, listing."""
LITE = ".db"
"""Addresses that end so are folders of this machine, which Milvus Lite looks after."""
_NOT_FOUND = 100
"""Milvus' own number of the error for a collection that there is not."""


def checked_address(text: str) -> str:
    """Return an address as it is used: of a server (http://host:19530, https://host), or a path that ends in .db.

    Raises
    ------
    IndexServerProblem
        It is neither; the message does not repeat a password.
    """
    address = text.strip()
    if address.endswith(LITE) and "://" not in address:
        return str(Path(address).expanduser().absolute())
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise IndexServerProblem(
            "This is no address of an index server. Write http://name:19530 or https://name, or a path ending in .db."
        )
    if parts.username is not None:
        raise IndexServerProblem(
            "The address of the index server holds a name or a password. Leave it out, and put NAME:PASSWORD into the "
            "environment variable PHOTOSEARCH_MILVUS_TOKEN."
        )
    return address


class MilvusServer:
    """One connection. Safe to use from several threads.

    Parameters
    ----------
    address
        As `checked_address` returns it.
    token
        What the server asks for, as a rule NAME:PASSWORD; empty where it asks for nothing.

    Raises
    ------
    IndexServerProblem
        pymilvus is not installed, or the server does not answer in time, or refuses.
    """

    def __init__(self, address: str, token: str = "", deadline: float = DEADLINE) -> None:
        self.address = address
        self.deadline = deadline
        try:
            import pymilvus  # noqa: PLC0415  # an extra, and slow to import
        except ImportError as error:
            raise IndexServerProblem(
                "An index server needs the extra “milvus”. Install it: pip install 'photosearch[milvus]'"
            ) from error
        # What goes wrong is told by us; these would write whole tracebacks to the terminal, even where nothing does:
        # pymilvus asks for times, which Milvus Lite does not give.
        for name in ("pymilvus", "milvus_lite", "grpc._server"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with self._problems():
            self._client: Any = pymilvus.MilvusClient(address, token=token, timeout=deadline, dedicated=True)

    @property
    def lite(self) -> bool:
        """Whether it is Milvus Lite, in this process."""
        return self.address.endswith(LITE)

    def close(self) -> None:
        """End the connection; Milvus Lite writes its files and ends with it."""
        with self._problems():
            self._client.close()
        if self.lite:
            from milvus_lite.server_manager import server_manager_instance  # noqa: PLC0415  # only where it is used

            server_manager_instance.release_server(self.address)

    def version(self) -> str:
        """Return what the server calls itself."""
        return str(self.call("get_server_version"))

    def drop(self, name: str) -> None:
        """Delete a collection, if there is one."""
        if self.call("has_collection", name):
            self.call("drop_collection", name, deadline=FILL_DEADLINE)

    def call(self, name: str, *arguments: object, deadline: float | None = None, **named: object) -> Any:
        """Call a method of pymilvus' client; a search's deadline holds unless another one is given.

        Raises
        ------
        IndexServerProblem
            The server does not answer in time, or refuses.
        """
        with self._problems():
            return getattr(self._client, name)(*arguments, timeout=deadline or self.deadline, **named)

    @contextmanager
    def _problems(self) -> Generator[None, None, None]:
        import grpc  # noqa: PLC0415  # an extra
        from pymilvus.exceptions import MilvusException  # noqa: PLC0415  # an extra

        try:
            yield
        except grpc.RpcError as error:
            raise IndexServerProblem(f"The index server {self.address} {_reason(error, grpc)}.") from error
        except MilvusException as error:
            kind = LostIndex if error.code == _NOT_FOUND else IndexServerProblem
            under = error.__cause__  # of a failed connection pymilvus says less than gRPC
            words = _reason(under, grpc) if isinstance(under, grpc.RpcError) else _said(error, lite=self.lite)
            raise kind(f"The index server {self.address} {words}.") from error
        except (OSError, ValueError) as error:
            # A closed channel is a ValueError; Milvus Lite's own troubles with its folder are OSErrors.
            raise IndexServerProblem(f"The index server {self.address} cannot be used ({error}).") from error

    def schema(self, dimensions: int) -> tuple[Any, Any]:
        """Return the columns of a collection and the index over its vectors."""
        from pymilvus import DataType, MilvusClient  # noqa: PLC0415  # an extra

        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("label", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
        return schema, self._client.prepare_index_params()


def _reason(error: Any, grpc: Any) -> str:
    found = error.code() if hasattr(error, "code") else None
    if found == grpc.StatusCode.DEADLINE_EXCEEDED:
        return "does not answer in time"
    if found in (grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED):
        return "refuses the token in PHOTOSEARCH_MILVUS_TOKEN"
    if found == grpc.StatusCode.UNAVAILABLE:
        return "cannot be reached"
    return f"fails ({getattr(found, 'name', error)})"


def _said(error: Any, *, lite: bool) -> str:
    message = str(getattr(error, "message", error)).strip()
    words = message.lower()
    if "auth" in words or "permission" in words or "privilege" in words:
        return "refuses the token in PHOTOSEARCH_MILVUS_TOKEN, or there is none"
    if "fail connecting" in words:
        return "cannot be reached"
    if lite and "local milvus failed" in words:
        return (
            "cannot be opened: its folder is missing or not to be written to, it is no Milvus Lite, "
            "or another program has it open"
        )
    if "milvus-lite is required" in words:
        return "needs Milvus Lite, which is not installed: pip install 'photosearch[milvus]'"
    return f"refuses: {message.splitlines()[0][:200] if message else 'it does not say why'}"
