"""What the command line prints: data on stdout, messages on stderr, and the exit code at the end."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from unroller import writers
from unroller.errors import NotAThreadError, UnrollerError
from unroller.regex import compile_re
from unroller.terminal import plural
from unroller.text import replace_unprintable
from unroller.writers.organisation_list import NOBODY, Organisations

if TYPE_CHECKING:
    from unroller.archive import AddResult
    from unroller.library import Library
    from unroller.library.reading import Reading

DONE, FAILED, MISUSED, PARTLY = 0, 1, 2, 3

#: What a terminal obeys instead of showing: C0, DEL and C1 but tab and line end, and the bidirectional overrides.
_COMMANDS = compile_re("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def strip_controls(text: str) -> str:
    """`text` with what would steer a terminal written out (``\\x1b``); tabs and line ends stay."""
    return _COMMANDS.sub(lambda match: match[0].encode("unicode_escape").decode(), replace_unprintable(text))


def to_line(text: str) -> str:
    """`text`, a title or a file's name, for one line of a terminal or a log: see :func:`strip_controls`."""
    return strip_controls(text).replace("\n", "\\n")


def log(message: str, *, quiet: bool = False) -> None:
    """A message for the person at the terminal."""
    if not quiet:
        click.echo(strip_controls(message), err=True)


def print_json(record: object) -> None:
    """One JSON object on one line of stdout."""
    click.echo(replace_unprintable(json.dumps(record, ensure_ascii=False)))


def print_result(capture: str, added: AddResult, *, as_json: bool) -> None:
    """One line about a stored thread: its id, status and title; or a record, with where it is."""
    if as_json:
        record = {"capture": capture, "id": added.id, "version": added.version, "status": added.status}
        record |= {"path": str(added.path), "title": added.title}
        print_json(record | {"similar": [{"id": one.id, "title": one.title} for one in added.similar]})
    else:
        click.echo(to_line(f"{added.id}  {added.status}  {added.title}"))
        for one in added.similar:
            log(to_line(f"unroller: {added.id} looks like “{one.title}” ({one.id}): the same thread?"))
            log(to_line(f"unroller: if so: unroller join {added.id} {one.id}"))


def write_output(document: str, kind: str, *, first: bool) -> None:
    """Print one of several documents: JSON a line each, others parted by a blank line."""
    if not first and kind != "json":
        click.echo()
    # To a file or a program the document goes as it is, to a terminal only what it can show.
    shown = strip_controls(document) if sys.stdout.isatty() else replace_unprintable(document)
    click.echo(shown, nl=not document.endswith("\n"), color=True)


def describe_reading(reading: Reading) -> str:
    """What was recognised, in one line."""
    thread = reading.thread
    author = thread.author
    by = f" by {f'@{author.handle}' if author.handle else author.name}" if author else ""
    parts = [f"{reading.label}", f"{plural(len(thread.posts), 'post')}{by}"]
    if thread.removed:
        parts.append(f"{plural(len(thread.removed), 'line')} set aside")
    if thread.doubts:
        parts.append(f"{plural(len(thread.doubts), 'doubtful boundary', 'doubtful boundaries')}")
    return " · ".join(parts)


def log_reading(name: str, reading: Reading, quiet: bool) -> None:
    """Say on stderr what was recognised and what a reader should know."""
    log(to_line(f"{name}: {describe_reading(reading)}"), quiet=quiet)
    for notice in reading.thread.warnings:
        log(to_line(f"{name}: {notice.message}"), quiet=quiet)


def load_organisations(library: Library, to: str, *, quiet: bool = False) -> Organisations:
    """Who is an organisation by the library's list, for a document of the kind `to`; says what is wrong with the list.

    Only citations ask for it.
    """
    if to == "json" or not writers.get_writer(to).cites:
        return NOBODY
    listing = library.organisations
    for notice in listing.notices:
        log(to_line(f"unroller: {notice.message}"), quiet=quiet)
    return listing.known


def exit_with(done: int, failed: int, *, complete: bool = True) -> NoReturn:
    """Leave with the exit code for `done` successes and `failed` failures."""
    if failed:
        sys.exit(PARTLY if done else FAILED)
    sys.exit(DONE if complete else PARTLY)


def print_error(error: UnrollerError, name: str = "") -> None:
    """Say on stderr what went wrong, and with which file."""
    message = f"{error}; --force reads it all the same" if isinstance(error, NotAThreadError) else str(error)
    log(to_line(f"unroller: {message}" if not name or name in message else f"unroller: {name}: {message}"))
