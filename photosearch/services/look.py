"""One look at one file, in a worker thread: everything that the store will be told about it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from photosearch.decode.names import printable
from photosearch.encode.encoder import Encoder
from photosearch.errors import NoDecoder, NotAPhoto, UnreadablePhoto, VanishedFile
from photosearch.files.fingerprint import fingerprint
from photosearch.files.sniff import HEAD, Family, looks_like_photo, sniff
from photosearch.types import Encoding, FileState, Picture, Stamp

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A photo that could be shown."""

    picture: Picture
    encoding: Encoding
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no photo, or that cannot be shown; `retry`: the cause may pass, so the next scan tries again."""

    state: FileState
    reason: str
    retry: bool = False


def look(path: Path, stamp: Stamp, encoder: Encoder, pixel_limit: int) -> Seen | Refused:  # noqa: PLR0911  # one a cause
    """Recognise, decode and encode a file.

    A file that changes meanwhile is refused and tried again by the next scan: what was decoded might be half a copy.
    No file, however broken, makes this raise.
    """
    try:
        with path.open("rb") as file:
            kind = sniff(file.read(HEAD), path.name)
        if kind.family is Family.OTHER:
            return Refused(FileState.SKIPPED, f"{kind.format}, not a photo")
        picture, encoding = encoder.encode_file(path, pixel_limit)
        digest = fingerprint(path)
        after = path.stat()
    except NotAPhoto as error:
        meant = looks_like_photo(path.name) or kind.family is not Family.UNKNOWN
        return Refused(FileState.UNREADABLE if meant else FileState.SKIPPED, str(error))
    except (NoDecoder, VanishedFile) as error:
        return Refused(FileState.UNREADABLE, str(error), retry=True)
    except UnreadablePhoto as error:
        return Refused(FileState.UNREADABLE, str(error))
    except OSError as error:
        return Refused(FileState.UNREADABLE, f"it cannot be read: {error.strerror}", retry=True)
    except MemoryError:
        return Refused(
            FileState.UNREADABLE, "it needs more memory than there was; the next scan tries again", retry=True
        )
    except Exception:  # a bug of ours on one file must not cost the person the other 99,999
        log.exception("photosearch: a bug of ours while looking at %s; please report it", printable(path))
        return Refused(FileState.UNREADABLE, "a bug of ours; the log has the details", retry=True)
    if (after.st_size, after.st_mtime_ns) != (stamp.size, stamp.mtime_ns):
        return Refused(FileState.UNREADABLE, "it changed while it was read; the next scan tries again", retry=True)
    return Seen(picture, encoding, digest)
