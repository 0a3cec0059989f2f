"""Fetches one file over HTTP, because a person asked for it: the only place that speaks to the network.

What has arrived lies in a `.part` file, which the next attempt goes on from, after a broken connection, a kill or a
full disk alike. Nothing here trusts the server: the caller checks what has arrived before it gets its name.
"""

from __future__ import annotations

import errno
import http.client
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO

from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Pace, Progress

ATTEMPTS = 4
"""How often a connection is opened that breaks off, before the person is told."""
CHUNK = 1 << 17
TIMEOUT = 30.0
"""Seconds without a byte after which a connection counts as broken off."""
_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch: its address, and its size in bytes."""

    address: str
    size: int


def download(
    wanted: Wanted, part: Path, cancel: Cancel, wait: float = 1.0, attempts: int = ATTEMPTS
) -> Generator[Progress, None, bool]:
    """Fetch a file into `part`, going on from what is there already; return False when it was cancelled.

    Parameters
    ----------
    wait : float
        Seconds before the second attempt; twice as many before each further one.

    Raises
    ------
    ModelProblem
        The address is not one of the web, nobody answers, the server offers another file, the connection keeps breaking
        off, or the disk is full. What has arrived is kept, but for another file's bytes.
    """
    check_address(wanted.address)
    pace = Pace("Downloading, bytes", total=wanted.size)
    for attempt in range(attempts):
        if attempt:
            cancel.wait(wait * 2 ** (attempt - 1))
            if cancel.cancelled:
                return False
        try:
            yield from _attempt(wanted, part, pace, cancel)
        except (OSError, http.client.HTTPException) as error:
            _explain(error, wanted, part, last=attempt == attempts - 1)
        if cancel.cancelled:
            return False
        if pace.done == wanted.size:
            yield pace.report()
            _beside(part).unlink(missing_ok=True)
            return True
    raise ModelProblem(
        f"The download from {wanted.address} broke off {attempts} times; {pace.done:,} of {wanted.size:,} bytes are "
        "here and are kept. Try again: it goes on from there."
    )


def check_address(address: str) -> None:
    """Raise ModelProblem unless an address is one of the web: no file of this machine is ever read through one."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ModelProblem(f"{address} is not an address of the web: it must begin with http:// or https://.")


def _attempt(wanted: Wanted, part: Path, pace: Pace, cancel: Cancel) -> Iterator[Progress]:
    """Open one connection and read what is missing from it."""
    start, validator = _resumable(part, wanted)
    pace.done = start
    if start == wanted.size:
        return
    headers = {"User-Agent": "photosearch", "Accept-Encoding": "identity"}
    if start:
        headers |= {"Range": f"bytes={start}-"} | ({"If-Range": validator} if validator else {})
    request = urllib.request.Request(wanted.address, headers=headers)  # noqa: S310  # the scheme has been checked
    with closing(_opener().open(request, timeout=TIMEOUT)) as answer:
        pace.done = start = _offered(answer.status, answer.headers, start, wanted)
        _remember(part, wanted.address, answer.headers)
        with part.open("r+b" if part.exists() else "wb") as file:
            file.truncate(start)
            file.seek(start)
            yield from _copy(answer, file, wanted, pace, cancel)


def _copy(answer: IO[bytes], file: IO[bytes], wanted: Wanted, pace: Pace, cancel: Cancel) -> Iterator[Progress]:
    while pace.done < wanted.size and not cancel.cancelled:
        block = answer.read(min(CHUNK, wanted.size - pace.done))
        if not block:
            return  # broken off
        file.write(block)
        pace.step(len(block))
        if pace.due():
            yield pace.report()
    file.flush()
    os.fsync(file.fileno())


def _offered(status: int, headers: Message, start: int, wanted: Wanted) -> int:
    """Return the byte that an answer begins with; the server may not honour a range and begin anew.

    Raises
    ------
    ModelProblem
        It is an answer of another size than the file's.
    """
    span = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", headers.get("Content-Range", "").strip())
    if status == http.HTTPStatus.PARTIAL_CONTENT:
        if span is None or int(span[1]) != start:
            raise http.client.HTTPException("the server sent another part of the file than was asked for")
        total = int(span[2])
    else:
        start, length = 0, headers.get("Content-Length", "")
        total = int(length) if length.isdecimal() else wanted.size  # not told: what arrives is counted
    if total != wanted.size:
        raise ModelProblem(
            f"{wanted.address} offers a file of {total:,} bytes, and the one wanted has {wanted.size:,}: it is another "
            "version, or no network at all. Name another address (--mirror)."
        )
    return start


def _resumable(part: Path, wanted: Wanted) -> tuple[int, str]:
    """Return how many bytes of the file are here, and what tells the server which version they are of."""
    try:
        size = part.stat().st_size
        known: Mapping[str, str] = json.loads(_beside(part).read_text(encoding="utf-8"))
        address, validator = str(known["address"]), str(known["validator"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""
    return (size, validator) if size <= wanted.size and address == wanted.address else (0, "")


def _remember(part: Path, address: str, headers: Message) -> None:
    """Keep the version of what arrives beside it; weak tags do not say that bytes are equal."""
    tag = headers.get("ETag", "")
    validator = headers.get("Last-Modified", "") if tag.startswith("W/") or not tag else tag
    _beside(part).write_text(json.dumps({"address": address, "validator": validator}), encoding="utf-8")


def _beside(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _explain(error: Exception, wanted: Wanted, part: Path, *, last: bool) -> None:
    """Raise ModelProblem for what another attempt would not change; the rest is tried again."""
    address = wanted.address
    if isinstance(error, urllib.error.HTTPError):
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)  # it has changed: from the beginning
            return
        if error.code < http.HTTPStatus.INTERNAL_SERVER_ERROR or last:
            raise ModelProblem(
                f"{address} answers {error.code} {error.reason}. Check the address, or name another one (--mirror)."
            ) from error
        return
    if isinstance(error, urllib.error.URLError) or not isinstance(error, OSError):
        if last:
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            raise ModelProblem(
                f"{address} cannot be reached: {reason}. Check the connection and the address, or fetch the file "
                "elsewhere and install it from there (--file)."
            ) from error
        return
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        raise ModelProblem(
            f"The disk of {part.parent} is full. Free {wanted.size:,} bytes and try again: what has arrived is kept."
        ) from error
    if error.filename is not None:  # a file of ours; connections have none
        raise ModelProblem(f"{part} cannot be written: {error.strerror}. Check the folder's permissions.") from error


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to the web alone, and never from an encrypted connection to an open one."""

    def redirect_request(  # the base's signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        check_address(newurl)
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            raise ModelProblem(f"{req.full_url} leads to {newurl}, which is not encrypted. Name another (--mirror).")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener() -> urllib.request.OpenerDirector:
    """Return what opens addresses of the web, through the system's proxy, and no others: no files, no FTP, no data."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        _WebOnly(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
