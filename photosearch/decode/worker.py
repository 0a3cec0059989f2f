"""The process that decodes what may crash, hang or eat memory: it reads photos from one pipe and answers into another.

It ends by itself when the program is gone (the end of its input, even in the middle of work), when a photo takes far
too long, and when there was nothing to do for a while. The limit on memory holds on Linux alone: macOS takes it and
does not keep it, and Windows has none; there the limits on pixels and time are all there is.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import queue
import signal
import sys
import threading
import traceback
from io import FileIO
from pathlib import Path
from typing import NoReturn

from photosearch.decode.content import decode_content
from photosearch.decode.messages import Header, Payload, packed, receive, send
from photosearch.errors import UnreadablePhoto

MEMORY_LIMIT = 6 << 30
"""Bytes of address space. The libraries take 0.5 GiB; 210 megapixels take 4.8 at worst (RGBA, 25 bytes a pixel)."""
IDLE_SECONDS = 120.0
_GRACE_SECONDS = 2.0
"""The program ends a worker that takes too long; so much later it ends itself, should the program be gone."""


def serve() -> NoReturn:
    """Answer one request after the other, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which ends its workers
    incoming, outgoing = _own_pipes()
    _limit()
    requests: queue.Queue[tuple[Header, Payload]] = queue.Queue()
    threading.Thread(target=_listen, args=(incoming, requests), daemon=True).start()
    with contextlib.suppress(OSError, queue.Empty), FileIO(os.devnull, "w") as nowhere:
        send(outgoing, {"ready": True})
        while True:
            header, payload = requests.get(timeout=IDLE_SECONDS)
            # Works in the middle of a library that never comes back to Python.
            faulthandler.dump_traceback_later(header["seconds"] + _GRACE_SECONDS, exit=True, file=nowhere)
            _answer(outgoing, header, payload.tobytes())
            faulthandler.cancel_dump_traceback_later()
            del header, payload
    os._exit(0)


def _answer(outgoing: FileIO, request: Header, data: bytes) -> None:
    try:
        picture = decode_content(data, request["name"], request["short_side"], request["pixel_limit"])
    except UnreadablePhoto as refused:
        send(outgoing, {"refused": type(refused).__name__, "reason": str(refused)})
    except MemoryError:
        reason = f"{request['name']} cannot be shown: it needs more memory than there is"
        send(outgoing, {"refused": UnreadablePhoto.__name__, "reason": reason})
    except Exception:  # noqa: BLE001  a bug of ours is told where there is a log
        send(outgoing, {"bug": traceback.format_exc()})
    else:
        send(outgoing, *packed(picture))


def _listen(incoming: FileIO, requests: queue.Queue[tuple[Header, Payload]]) -> None:
    """Pass requests on; the end of the input ends the process at once, whatever it is doing."""
    try:
        while True:
            requests.put(receive(incoming))
    except (EOFError, OSError):
        os._exit(0)
    finally:
        os._exit(1)  # too little memory even for the file


def _own_pipes() -> tuple[FileIO, FileIO]:
    """Return both pipes; what libraries print goes nowhere."""
    incoming, outgoing = FileIO(os.dup(0), "r"), FileIO(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return incoming, outgoing


def _limit() -> None:
    """Keep to a limit of memory, leave no core file, and be the first to go when the system runs out of memory."""
    with contextlib.suppress(OSError):  # Linux has this file
        Path("/proc/self/oom_score_adj").write_text("500")
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    for kind, wanted in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY_LIMIT)):
        with contextlib.suppress(ValueError, OSError):  # a lower limit is set already, or the system has none
            resource.setrlimit(kind, (wanted, wanted))
