"""``unroller show --changes``: what changed between a version of a thread and the one before it."""

from __future__ import annotations

import click

from unroller.article.diff import PostChange, compare_threads
from unroller.cli.output import log, print_json, strip_controls, to_line
from unroller.errors import NotFoundError
from unroller.library import Library

#: What stands around words that came and went.
MARKS = {"added": ("{+", "+}"), "removed": ("[-", "-]"), "same": ("", "")}


def print_changes(library: Library, key: str, version: int | None, *, as_json: bool) -> None:
    """The changed posts, words that came in ``{+ +}``, words that went in ``[- -]``; or a record a post.

    Raises:
        NotFoundError: there is no such version, or none before it.
    """
    newest = library.as_read(key)
    number = version or newest.version
    earlier = [one for one in newest.versions if one < number]
    if number not in newest.versions or not earlier:
        raise NotFoundError(f"{newest.id}: there is no version before version {number}")
    found = compare_threads(library.as_read(newest.id, earlier[-1]).thread, library.as_read(newest.id, number).thread)
    for change in found:
        if as_json:
            print_json(_build_record(change))
            continue
        about = f" ({', '.join(change.about)})" if change.about else ""
        click.echo(to_line(f"post {change.number} {change.kind}{about}"))
        click.echo(strip_controls("".join(f"{MARKS[kind][0]}{text}{MARKS[kind][1]}" for kind, text in change.pieces)))
    if not found and not as_json:
        log(f"unroller: no post changed between version {earlier[-1]} and version {number}")


def _build_record(change: PostChange) -> dict[str, object]:
    return {
        "status": change.kind,
        "post": change.number,
        "about": list(change.about),
        "pieces": [{"kind": kind, "text": text} for kind, text in change.pieces],
    }
