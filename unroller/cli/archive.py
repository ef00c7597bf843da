"""``unroller list``, ``show``, ``remove`` and ``verify``: what the archive holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from unroller.cli.archive_options import PRIVATE, open_library
from unroller.cli.output import (
    FAILED,
    exit_with,
    load_organisations,
    log,
    print_error,
    print_json,
    to_line,
    write_output,
)
from unroller.errors import ArchiveError, MisuseError, UnrollerError
from unroller.library import Library, build_summary_record
from unroller.terminal import Progress, plural


def print_list(archive: str | None, *, as_json: bool) -> None:
    """Print the kept threads, newest first."""
    for summary in open_library(archive).list():
        if as_json:
            print_json(build_summary_record(summary))
        else:
            by = f"  @{summary.author}" if summary.author else ""
            mark = PRIVATE if summary.visibility == "private" else ""
            click.echo(
                to_line(f"{summary.id}  {summary.added[:10]}  {summary.posts:>3} posts  {mark}{summary.title}{by}")
            )


def show(
    key: str,
    to: str,
    version: int | None,
    *,
    source: bool,
    changes: bool,
    replies: bool,
    archive: str | None,
    as_json: bool,
) -> None:
    """Print a kept thread, or its source, or its changes.

    Raises:
        NotFoundError, DamagedError: there is no such thread or version, or it is not as it was kept.
    """
    lib = open_library(archive)
    if changes:
        from unroller.cli.edits import print_changes

        print_changes(lib, key, version, as_json=as_json)
        return
    if source:
        sys.stdout.buffer.write(lib.archive.source(key, version)[1])
        return
    from unroller.archive_reading import export
    from unroller.article.replies import with_replies

    kept = lib.load(key, version)
    if kept.state.visibility == "private":
        log("unroller: this thread is private")
    article = lib.article(kept)
    if replies:
        article = with_replies(article, kept.thread)
    kind = "json" if as_json else to
    known = load_organisations(lib, kind)
    write_output(export(kept.thread, article, kind, kept.state.additions, kept.observations, known), kind, first=True)


def remove(keys: Sequence[str], reason: str, archive: str | None, *, yes: bool, as_json: bool) -> None:
    """Remove kept threads, each confirmed; leaves with the exit code.

    Raises:
        MisuseError: nobody can confirm it.
    """
    if not yes and not sys.stdin.isatty():
        raise MisuseError("remove: nobody is here to confirm it: say --yes")
    lib = open_library(archive)
    done = failed = 0
    for key in keys:
        try:
            question = f"Remove {describe_thread(lib, key)} for good?"
            if not yes and not click.confirm(to_line(question), err=True):
                continue
            removed = lib.remove(key, reason)
        except UnrollerError as error:
            failed += 1
            print_error(error, key)
            continue
        done += 1
        if as_json:
            print_json({"id": removed, "status": "removed"})
        else:
            click.echo(f"{removed}  removed")
    exit_with(done, failed)


def describe_thread(lib: Library, key: str) -> str:
    """A kept thread by its title and id; by its id alone when it is damaged and cannot be read.

    Raises:
        NotFoundError: there is no such thread.
    """
    thread_id = lib.archive.resolve(key)
    try:
        return f"“{lib.article(lib.load(thread_id)).title}” ({thread_id})"
    except ArchiveError:
        return f"the damaged thread {thread_id}"


def verify(archive: str | None, *, as_json: bool) -> None:
    """Check everything and print the problems; leaves with the exit code."""
    lib = open_library(archive)
    with Progress("verifying") as progress:
        found = lib.archive.verify(progress=progress)
    for problem in found.problems:
        if as_json:
            print_json({"kind": problem.kind, "path": str(problem.path), "message": problem.message})
        else:
            click.echo(to_line(f"{problem.path}: {problem.message}"))
    for notice in found.notices:
        log(f"unroller: {notice}")
    if found.problems:
        log(f"{plural(len(found.problems), 'problem')} in {plural(found.threads, 'thread')}")
        sys.exit(FAILED)
    log(f"{plural(found.threads, 'thread')}, {plural(found.files, 'file')}: all as they were kept")
    from unroller.search.engine import suggest_engine

    if hint := suggest_engine(lib.settings.engine, found.threads):
        log(f"unroller: {hint}")
