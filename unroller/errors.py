"""Every error a person can meet, in one tree.

::

    UnrollerError                     exit 1   HTTP 500   something failed; the message says what, where, what to do
    ├── MisuseError                   exit 2   HTTP 400   the question itself was wrong
    ├── InputError                    exit 1   HTTP 422   what was handed in cannot be read as a thread
    │   ├── EmptyInputError           exit 1   HTTP 422   nothing in it
    │   ├── BinaryInputError          exit 1   HTTP 415   not text, and no format claims it
    │   ├── NoThreadError             exit 1   HTTP 422   only boilerplate, or a list of threads
    │   │   └── NotAThreadError       exit 1   HTTP 422   it looks like something else; read when a person insists
    │   └── TooLargeError             exit 1   HTTP 413   past a limit of `unroller.limits`
    ├── NotFoundError                 exit 1   HTTP 404   no such thread, version or file
    ├── ArchiveError                  exit 1   HTTP 500   the archive cannot be used
    │   ├── ReadOnlyError             exit 1   HTTP 403   the archive cannot be written to
    │   ├── StorageError              exit 1   HTTP 507   disk full, I/O error: nothing was acknowledged
    │   ├── DamagedError              exit 1   HTTP 500   a kept file does not match its manifest
    │   └── FormatVersionError        exit 1   HTTP 500   written by a newer program
    ├── SearchError                   exit 1   HTTP 503   the index cannot be used, nor rebuilt
    └── FetchError                    exit 1   HTTP 502   a page was requested, and the response is unusable
        ├── RefusedError              exit 1   HTTP 422   the address is never requested
        └── UnreachableError          exit 1   HTTP 504   nothing came, or not in time
            └── NoSuchHostError       exit 1   HTTP 504   there is no host of that name

Exit codes of the command line: 0 done, 1 failed, 2 misused, 3 done in part.
Messages read "what: which one: what to do" and never carry a traceback.
"""

from __future__ import annotations

from typing import ClassVar

from unroller.messages import Message


class UnrollerError(Exception):
    """Base of all errors meant for people: `message` is the sentence to show, ``str(error)`` says it in English."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class MisuseError(UnrollerError):
    """The command or request does not make sense as written."""

    exit_code = 2
    http_status = 400


class InputError(UnrollerError):
    """What was handed in cannot be read as a thread."""

    http_status = 422


class EmptyInputError(InputError):
    """There is no text in the input."""


class BinaryInputError(InputError):
    """The input is not text and no known format claims it."""

    http_status = 415


class NoThreadError(InputError):
    """The input holds no thread of one author: only boilerplate, or a list."""


class NotAThreadError(NoThreadError):
    """The input looks like something else than a thread; the message says like what. It can be read all the same."""


class TooLargeError(InputError):
    """The input passes a limit; the message names the limit."""

    http_status = 413


class NotFoundError(UnrollerError):
    """There is no such thread, version or file."""

    http_status = 404


class ArchiveError(UnrollerError):
    """The archive cannot be used in its present state."""


class ReadOnlyError(ArchiveError):
    """The archive cannot be written to; reading goes on."""

    http_status = 403


class StorageError(ArchiveError):
    """A write failed (disk full, I/O error); nothing of it was acknowledged."""

    http_status = 507


class DamagedError(ArchiveError):
    """A kept file is missing or differs from its manifest."""


class FormatVersionError(ArchiveError):
    """The archive or record was written by a newer version of the program."""


class SearchError(UnrollerError):
    """The search index cannot be used, and could not be rebuilt."""

    http_status = 503


class FetchError(UnrollerError):
    """A page was requested and the response is unusable: too many redirects, broken, or a decompression bomb.

    `hops` are the requests so far, as (address, status); the last address is `url`.
    """

    http_status = 502

    def __init__(self, message: Message, url: str = "", hops: tuple[tuple[str, int], ...] = ()) -> None:
        super().__init__(message)
        self.url = url
        self.hops = hops


class RefusedError(FetchError):
    """The address is never requested. The message is the same for all such addresses, whatever the reason."""

    http_status = 422


class UnreachableError(FetchError):
    """Nothing came, or not in time: no connection, no valid certificate, an answer that broke off."""

    http_status = 504


class NoSuchHostError(UnreachableError):
    """There is no host of that name."""
