"""What the command line prints: data on stdout, messages on stderr, and the exit code at the end."""

from __future__ import annotations

import json
import sys
from typing import NoReturn

import click

from unroller.errors import UnrollerError
from unroller.ingest import Reading
from unroller.terminal import plural
from unroller.text import printable

DONE, FAILED, MISUSED, PARTLY = 0, 1, 2, 3


def say(message: str, *, quiet: bool = False) -> None:
    """A message for the person at the terminal."""
    if not quiet:
        click.echo(printable(message), err=True)


def print_json(record: object) -> None:
    """One JSON object on one line of stdout."""
    click.echo(printable(json.dumps(record, ensure_ascii=False)))


def emit(document: str, kind: str, *, first: bool) -> None:
    """Print one of several documents: JSON a line each, others parted by a blank line."""
    if not first and kind != "json":
        click.echo()
    click.echo(printable(document), nl=not document.endswith("\n"))


def describe(reading: Reading) -> str:
    """What was recognised, in one line."""
    thread = reading.thread
    by = f" by @{thread.author.handle}" if thread.author else ""
    parts = [f"{reading.label}", f"{plural(len(thread.posts), 'post')}{by}"]
    if thread.removed:
        parts.append(f"{plural(len(thread.removed), 'line')} set aside")
    if thread.doubts:
        parts.append(f"{plural(len(thread.doubts), 'doubtful boundary', 'doubtful boundaries')}")
    return " · ".join(parts)


def report(name: str, reading: Reading, quiet: bool) -> None:
    """Say on stderr what was recognised and what a reader should know."""
    say(f"{name}: {describe(reading)}", quiet=quiet)
    for notice in reading.thread.warnings:
        say(f"{name}: {notice.message}", quiet=quiet)


def finish(done: int, failed: int, *, complete: bool = True) -> NoReturn:
    """Leave with the exit code for `done` successes and `failed` failures."""
    if failed:
        sys.exit(PARTLY if done else FAILED)
    sys.exit(DONE if complete else PARTLY)


def complain(error: UnrollerError, name: str = "") -> None:
    """Say on stderr what went wrong, and with which file."""
    message = str(error)
    say(f"unroller: {message}" if not name or name in message else f"unroller: {name}: {message}")
