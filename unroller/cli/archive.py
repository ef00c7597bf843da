"""The commands on kept threads: ``list``, ``show``, ``remove``, ``verify``, ``search`` and ``reindex``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from unroller.cli.files import PRIVATE, open_library
from unroller.cli.output import (
    FAILED,
    exit_with,
    load_organisations,
    log,
    print_error,
    print_json,
    strip_controls,
    to_line,
    write_output,
)
from unroller.errors import ArchiveError, MisuseError, NotFoundError, UnrollerError
from unroller.library import Library, build_hit_record, build_summary_record
from unroller.messages import technical
from unroller.terminal import Progress, plural
from unroller.text import replace_unprintable

if TYPE_CHECKING:
    from unroller.article.diff import PostChange


def print_list(limit: int | None, archive: str | None, *, as_json: bool) -> None:
    """Print the kept threads, newest first: so many of them, or all."""
    catalog = open_library(archive).catalog
    for summary in catalog.list_threads(limit=limit) if limit else catalog.iter_threads():
        if as_json:
            print_json(build_summary_record(summary))
        else:
            by = f"  @{summary.author}" if summary.author else ""
            mark = PRIVATE if summary.visibility == "private" else ""
            click.echo(
                to_line(f"{summary.id}  {summary.added[:10]}  {summary.posts:>3} posts  {mark}{summary.title}{by}")
            )


def print_thread(
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
        print_changes(lib, key, version, as_json=as_json)
        return
    if source:
        sys.stdout.buffer.write(lib.archive.read_source(key, version)[1])
        return
    from unroller.article import with_replies
    from unroller.library.reading import export

    kept = lib.load(key, version)
    if kept.state.visibility == "private":
        log("unroller: this thread is private")
    article = lib.build_article(kept)
    if replies:
        article = with_replies(article, kept.thread)
    kind = "json" if as_json else to
    known = load_organisations(lib, kind)
    write_output(export(kept.thread, article, kind, kept.state.additions, kept.observations, known), kind, first=True)


def join_threads(key: str, other: str, archive: str | None, *, as_json: bool) -> None:
    """Make two kept threads one, and say which is left.

    Raises:
        MisuseError, NotFoundError, ArchiveError: see :meth:`unroller.library.Library.join`.
    """
    lib = open_library(archive)
    joined = lib.join(key, other)
    versions = len(lib.load_original(joined).versions)
    if as_json:
        print_json({"id": joined, "status": "joined", "versions": versions})
    else:
        click.echo(f"{joined}  joined: {versions} versions")


def remove_threads(keys: Sequence[str], reason: str, archive: str | None, *, yes: bool, as_json: bool) -> None:
    """Remove kept threads, each confirmed; leaves with the exit code.

    Raises:
        MisuseError: nobody can confirm it.
    """
    if not yes and not sys.stdin.isatty():
        raise MisuseError(technical("remove: nobody is here to confirm it: say --yes"))
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
        return f"“{lib.build_article(lib.load(thread_id)).title}” ({thread_id})"
    except ArchiveError:
        return f"the damaged thread {thread_id}"


def verify_archive(archive: str | None, *, as_json: bool) -> None:
    """Check everything and print the problems; leaves with the exit code."""
    lib = open_library(archive)
    with Progress("verifying") as progress:
        report = lib.archive.verify(progress=progress)
    for problem in report.problems:
        if as_json:
            print_json({"kind": problem.kind, "path": str(problem.path), "message": problem.message})
        else:
            click.echo(to_line(f"{problem.path}: {problem.message}"))
    for notice in report.notices:
        log(f"unroller: {notice}")
    if report.problems:
        log(f"{plural(len(report.problems), 'problem')} in {plural(report.threads, 'thread')}")
        sys.exit(FAILED)
    log(f"{plural(report.threads, 'thread')}, {plural(report.files, 'file')}: all as they were kept")
    from unroller.search.engine import suggest_engine

    if hint := suggest_engine(lib.settings.engine, report.threads):
        log(f"unroller: {hint}")


#: Signs around added and removed words.
MARKS = {"added": ("{+", "+}"), "removed": ("[-", "-]"), "same": ("", "")}


def print_changes(library: Library, key: str, version: int | None, *, as_json: bool) -> None:
    """The changed posts, words that came in ``{+ +}``, words that went in ``[- -]``; or a record a post.

    Raises:
        NotFoundError: there is no such version, or none before it.
    """
    from unroller.article.diff import compare_threads

    newest = library.load_original(key)
    number = version or newest.version
    earlier = [one for one in newest.versions if one < number]
    if number not in newest.versions or not earlier:
        raise NotFoundError(technical("there is no version before version {number}", number=number).about(newest.id))
    changes = compare_threads(
        library.load_original(newest.id, earlier[-1]).thread, library.load_original(newest.id, number).thread
    )
    for change in changes:
        if as_json:
            print_json(_build_record(change))
            continue
        about = f" ({', '.join(change.about)})" if change.about else ""
        click.echo(to_line(f"post {change.number} {change.kind}{about}"))
        click.echo(strip_controls("".join(f"{MARKS[kind][0]}{text}{MARKS[kind][1]}" for kind, text in change.pieces)))
    if not changes and not as_json:
        log(f"unroller: no post changed between version {earlier[-1]} and version {number}")


def _build_record(change: PostChange) -> dict[str, object]:
    return {
        "status": change.kind,
        "post": change.number,
        "about": list(change.about),
        "pieces": [{"kind": kind, "text": text} for kind, text in change.pieces],
    }


def print_hits(
    words: Sequence[str],
    limit: int,
    offset: int,
    archive: str | None,
    engine: str | None,
    *,
    verbatim: bool,
    as_json: bool,
) -> None:
    """Print what is found, best first; where nothing is, what is found for the query that was meant, unless
    `verbatim`."""
    lib = open_library(archive, engine)
    results = lib.answer(replace_unprintable(" ".join(words)), limit=limit, offset=offset, verbatim=verbatim).results
    shown = lib.catalog.get_threads([hit.id for hit in results.hits])
    private = {summary.id for summary in shown.values() if summary.visibility == "private"}
    for hint in results.hints:
        log(f"unroller: {hint}")
    for hit in results.hits:
        if as_json:
            print_json(build_hit_record(hit) | ({"visibility": "private"} if hit.id in private else {}))
        else:
            mark = PRIVATE if hit.id in private else ""
            by = f"@{hit.author}, " if hit.author else ""
            lacks = (f"  not in it: {', '.join(hit.missing)}",) if hit.missing else ()
            for part in (f"{mark}{hit.title} ({by}post {hit.post})", f"  {hit.snippet}", *lacks, f"  {hit.url}"):
                click.echo(to_line(part))
    if results.strict:
        log(f"unroller: only threads with all of the words: {results.strict}")
    if not as_json and not results.hits:
        log("nothing found")


def rebuild_index(archive: str | None, engine: str | None, *, as_json: bool) -> None:
    """Build the index anew."""
    lib = open_library(archive, engine)
    with Progress("indexing") as progress:
        count = lib.index.rebuild(progress=progress)
    if as_json:
        print_json({"threads": count})
    else:
        log(f"{plural(count, 'thread')} can be found")
