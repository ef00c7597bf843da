"""Opens PDF documents, in a process of its own under limits: bytes in, a
:class:`unroller.documents.pdf_layout.PdfText` out.

The library that knows the format reads whatever a hostile file makes it read; no bound inside a process stops that for
certain. So it runs beside the program, with a limit on processor time and memory that the system keeps, and hands its
finds back as lines of JSON, which are checked like any input. See docs/decisions.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unroller.documents.pdf_layout import PdfFacts, PdfLink, PdfPage, PdfText, TextRun
from unroller.errors import BinaryInputError, EmptyInputError, InputError, TooLargeError, UnrollerError
from unroller.limits import DEFAULT, Limits
from unroller.messages import Message, megabytes, why

#: What the child is started with: the folder in which this package lies, what it is to do, then its limits.
_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from unroller.documents.pdf import worker; getattr(worker, sys.argv[2])(*(int(value) for value in sys.argv[3:]))"
)
_ROOT = Path(__file__).parents[3]
#: More than this is not taken from the child: bytes for each character that may be read, places included.
_BYTES = 40
#: A document that is only asked what it is may be so large: nothing of its pages is read.
_FACTS_BYTES = 32 * 1024 * 1024
#: So many are opened at a time, whatever number of requests there are.
_TURNS = threading.BoundedSemaphore(2)
_ENCRYPTED = Message(
    "this PDF is locked with a password: open it with the password, print it to a new PDF, and hand that in"
)
_DAMAGED = Message(
    "this PDF is damaged or cut off: save or print the page as PDF again, or copy its text and paste that"
)
_SCANNED = Message(
    "this PDF holds pictures only and no text (a scan or a screenshot): "
    "copy the thread's text from its page, or run the PDF through text recognition first"
)
_TOO_MUCH = Message(
    "this PDF takes more time or memory to open than a printed thread can need: "
    "print the page anew, fewer sheets at a time, or copy its text and paste that"
)


def open_print(data: bytes, limits: Limits = DEFAULT) -> PdfText:
    """The printed document in `data`.

    Raises:
        BinaryInputError: it is locked or holds no text.
        InputError: it is damaged.
        TooLargeError: it passes a limit of bytes, sheets, characters, time or memory.
    """
    if len(data) > limits.text_bytes:
        raise TooLargeError(
            Message("this PDF is larger than {most}: print fewer sheets at a time", most=megabytes(limits.text_bytes))
        )
    sheets: list[PdfPage] = []
    head: dict[str, Any] = {}
    ended = False
    for record in _parse_records(_run_worker(data, limits, "main")):
        if "error" in record:
            raise _build_error(record, limits)
        if "width" in record:
            sheets.append(_parse_page(record))
        elif "pages" in record:
            head = record
        ended = ended or "end" in record
    if not ended:
        raise TooLargeError(_TOO_MUCH)
    if not any(unit.strip() for sheet in sheets for snippet in sheet.snippets for unit in snippet.units):
        if not sheets:
            raise EmptyInputError(Message("this PDF has no pages: print the page again"))
        raise BinaryInputError(_SCANNED)
    return PdfText(tuple(sheets), _parse_text(head.get("title")), _parse_text(head.get("author")))


def read_facts(data: bytes, limits: Limits = DEFAULT) -> PdfFacts:
    """What the document in `data` states about itself; nothing where it is locked, damaged or takes too long."""
    if len(data) > _FACTS_BYTES:
        return PdfFacts()
    try:
        record = next(_parse_records(_run_worker(data, limits, "facts")), {})
    except UnrollerError:
        return PdfFacts()
    return PdfFacts(
        titles=_parse_texts(record.get("titles")),
        authors=_parse_texts(record.get("authors")),
        dates=_parse_texts(record.get("dates")),
        lang=_parse_text(record.get("lang")),
        identifiers=_parse_texts(record.get("identifiers")),
    )


def _run_worker(data: bytes, limits: Limits, task: str) -> bytes:
    """What the child, asked to do `task`, wrote before it ended, was ended, or its time was up."""
    values = (limits.print_seconds, limits.print_memory, limits.print_sheets, limits.print_chars)
    command = [sys.executable, "-P", "-c", _START, str(_ROOT), task, *map(str, values)]
    patience = limits.print_seconds * limits.print_patience
    if not _TURNS.acquire(timeout=patience):
        raise TooLargeError(Message("other PDFs are being opened: try again in a moment"))
    try:
        done = subprocess.run(  # noqa: S603  our own program; the document goes through a pipe
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooLargeError(_TOO_MUCH) from None
    except OSError as error:
        raise UnrollerError(
            Message("PDF: the program that opens it cannot be started: {reason}", reason=why(error))
        ) from None
    finally:
        _TURNS.release()
    if len(done.stdout) > limits.print_chars * _BYTES:
        raise TooLargeError(_TOO_MUCH)
    if not done.stdout and done.returncode == 1:
        raise UnrollerError(
            Message("PDF: the program that opens it does not work here: install unroller with its dependencies")
        )
    return done.stdout


def _parse_records(output: bytes) -> Iterator[dict[str, Any]]:
    for line in output.split(b"\n"):
        try:
            record = json.loads(line) if line else None
        except ValueError:
            return  # the child was ended in the middle of a line
        if isinstance(record, dict):
            yield record


def _build_error(record: dict[str, Any], limits: Limits) -> InputError:
    kind = record["error"]
    if kind == "encrypted":
        return BinaryInputError(_ENCRYPTED)
    if kind == "too-many-pages":
        return TooLargeError(
            Message(
                "this PDF has {count} pages, and at most {most} are read: print the thread in parts",
                count=record.get("pages", 0),
                most=limits.print_sheets,
            )
        )
    return TooLargeError(_TOO_MUCH) if kind == "too-much" else InputError(_DAMAGED)


def _parse_page(record: dict[str, Any]) -> PdfPage:
    snippets = tuple(
        TextRun(tuple(units), tuple(edges), y, size, font, level)
        for units, edges, y, size, font, level in record["pieces"]
        if len(edges) == len(units) + 1
    )
    return PdfPage(record["width"], record["height"], snippets, tuple(PdfLink(*link) for link in record["links"]))


def _parse_texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _parse_text(value: object) -> str:
    return value if isinstance(value, str) else ""
