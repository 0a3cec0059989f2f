"""Every error that this program raises on purpose.

::

    PhotosearchError
    ├── PersonError             the person can act: the message says what is wrong and what to do (exit code 1)
    │   ├── UnreadablePhoto     one file cannot be shown
    │   │   ├── NotAPhoto       its content is no picture at all
    │   │   ├── TooManyPixels   larger than the pixel limit
    │   │   ├── NoDecoder       the process that decodes cannot be started: worth another try later
    │   │   └── VanishedFile    gone, locked or changed while it was read: worth another try later
    │   ├── FolderProblem       a root that is a file, is missing or may not be read
    │   ├── LibraryProblem      the library folder cannot be used
    │   │   ├── LibraryBusy     another process is writing to it
    │   │   ├── LibraryTooNew   written by a newer version of this program
    │   │   ├── LibraryTooOld   written by an older one, and not brought up to date yet
    │   │   ├── LibraryDamaged  the database is not a sound one
    │   │   └── LibraryReadOnly it, or its disk, cannot be written to (read-only, full)
    │   ├── ModelProblem        a manifest or a network that cannot be trusted or does not fit
    │   ├── IndexServerProblem  the server for search indexes fails; what asked it goes on without
    │   │   └── LostIndex       it works, but an index on it was deleted by someone else: filled anew
    │   └── QueryProblem        a question that cannot be answered: wrong number, unknown or missing feature space
    └── ProgramError            our bug: logged with its traceback (exit code 3)
        └── DamagedIndex        an index file that does not match its side file; the caller rebuilds it

A foreign exception is translated in the room that owns the library it comes from.
"""


class PhotosearchError(Exception):
    """The root of the tree."""


class PersonError(PhotosearchError):
    """Something that the person can put right; the message says how."""


class UnreadablePhoto(PersonError):
    """One file cannot be shown as a photo."""


class NotAPhoto(UnreadablePhoto):
    """The content of a file is no picture."""


class TooManyPixels(UnreadablePhoto):
    """A picture is larger than the pixel limit."""


class NoDecoder(UnreadablePhoto):
    """The process that decodes photos cannot be started; a later scan tries again."""


class VanishedFile(UnreadablePhoto):
    """A file went away, may not be read or changed while it was read; a later scan tries again."""


class FolderProblem(PersonError):
    """A folder cannot serve as a root."""


class LibraryProblem(PersonError):
    """The library folder cannot be used."""


class LibraryBusy(LibraryProblem):
    """Another process is writing to the library."""


class LibraryTooNew(LibraryProblem):
    """The library was written by a newer version."""


class LibraryTooOld(LibraryProblem):
    """The library was written by an older version, and has to be written to before it can be read."""


class LibraryDamaged(LibraryProblem):
    """The library's database is not a sound one."""


class LibraryReadOnly(LibraryProblem):
    """The library cannot be written to."""


class ModelProblem(PersonError):
    """A manifest or a network cannot be trusted or does not fit."""


class IndexServerProblem(PersonError):
    """The server that a person chose for the search indexes cannot be used; this machine can search itself."""


class LostIndex(IndexServerProblem):
    """An index on the server was deleted by someone else; it is filled anew."""


class QueryProblem(PersonError):
    """A question that cannot be answered as asked."""


class ProgramError(PhotosearchError):
    """A bug of ours."""


class DamagedIndex(ProgramError):
    """An index file that is damaged, foreign or stale; the caller rebuilds it from the store."""
