"""The verbs: each reads its arguments, calls one function of :mod:`unroller.ingest`, prints what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from unroller import __version__, asking, config, exports
from unroller.cli import editing, imports
from unroller.cli import sources as looking
from unroller.cli.changes import print_changes
from unroller.cli.files import capture_of, save
from unroller.cli.options import (
    Verbs,
    archive_option,
    engine_option,
    json_option,
    platform_option,
    quiet_option,
    replies_option,
)
from unroller.cli.report import FAILED, complain, emit, finish, line, print_json, report, say
from unroller.errors import ArchiveError, MisuseError, UnrollerError
from unroller.formats import ReadOptions
from unroller.ingest import Library, Outcome, Reading, export, hit_record, read_export, summary_record
from unroller.mend import DECISIONS, Mending, Visibility
from unroller.model import Capture, Platform
from unroller.search.engine import advice, kind_of
from unroller.stitch.replies import with_replies
from unroller.terminal import Progress, plural
from unroller.text import printable

#: What stands before the title of a private thread.
PRIVATE = "[private] "
#: What `read` and `show` can print.
DOCUMENTS = click.Choice([*(export.name for export in exports.EXPORTS), "json"])


def library(archive: str | None, engine: str | None = None) -> Library:
    """The library at `archive`, searched by `engine`; else as the environment says.

    Raises:
        MisuseError: there is no such engine, or it is not installed.
    """
    if engine:
        kind_of(engine)
    return Library(config.from_environment(archive, engine=engine))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="unroller %(version)s")
@archive_option
@click.pass_context
def cli(context: click.Context, archive: str | None) -> None:
    """Paste a thread, read it as one page, keep it for good, find it again years later."""
    if archive:  # said before the verb, it is what the verb falls back on
        context.default_map = {verb: {"archive": archive} for verb in cli.commands}


@cli.command(example="unroller read thread.txt\npbpaste | unroller read - --to html -o thread.html")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@click.option("--to", type=DOCUMENTS, default="markdown", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to stdout.")
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@replies_option
@platform_option
@quiet_option
def read(
    files: Sequence[str],
    to: str,
    output: str | None,
    force: bool,
    replies: bool,
    platform: Platform | None,
    quiet: bool,
) -> None:
    """Read threads as articles. Nothing is stored.

    Exits with 3 when some files could not be read, or when posts are known to be missing or cut.
    """
    if output and Path(output).exists() and not force:
        raise MisuseError(f"{output}: exists already: choose another name, or overwrite it with --force")
    options = ReadOptions(platform=platform)
    plain = Library(config.from_environment(None))
    documents: list[str] = []
    printed = failed = 0
    complete = True
    with Progress("reading", len(files)) as progress:
        for number, (name, readings) in enumerate(readings_of(files, plain, options), 1):
            try:
                for reading in readings():
                    document = (reading.with_replies() if replies else reading).export(to)
                    printed += 1
                    if output:
                        documents.append(document)
                    else:
                        emit(document, to, first=printed == 1)
                    if to != "json":
                        report(name, reading, quiet)
                    complete = complete and reading.complete
            except UnrollerError as error:
                failed += 1
                complain(error, name)
            progress(number)
    if output and documents:
        save(output, ("" if to == "json" else "\n").join(documents))
    finish(printed, failed, complete=complete)


def readings_of(
    files: Sequence[str], plain: Library, options: ReadOptions
) -> Iterator[tuple[str, Callable[[], Iterable[Reading]]]]:
    """Each of the files, or export that several of them are, with what reads it."""
    exported, others = imports.parted(files)
    for name in others:
        yield name, lambda name=name: plain.preview(capture_of(name), options)  # type: ignore[misc]
    for paths in exported:
        yield str(paths[0]), lambda paths=paths: read_export(paths, options)  # type: ignore[misc]


@cli.command(
    example="unroller add thread.txt notes/*.md\nunroller add --json -\n"
    "unroller add twitter-2025.zip --since 2020 --min-posts 3 --dry-run"
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@click.option("--sources", is_flag=True, help="Look the links up too: asks the hosts they lead to.")
@imports.options
@platform_option
@archive_option
@engine_option
@json_option
@quiet_option
def add(
    files: Sequence[str],
    sources: bool,
    platform: Platform | None,
    archive: str | None,
    engine: str | None,
    as_json: bool,
    quiet: bool,
    **asked: Any,
) -> None:
    """Keep threads in the archive. Adding the same thread twice keeps it once.

    The export of an account (ZIP, tar, folder, tweets.js, outbox.json, repo.car) gives all its threads of two posts
    or more, and a receipt that accounts for every post. Several ZIP files of one export are named together.

    Exits with 3 when some files could not be read, or when posts are known to be missing or cut; what could be kept
    is kept.
    """
    lib = library(archive, engine)
    web = asking.open_web(lib.settings) if sources else None
    exported, others = imports.parted(files)
    exports_wanted = imports.wanted(asked, exported)
    done, complete = 0, True
    added: list[str] = []
    refused: list[tuple[str, UnrollerError]] = []

    def captures() -> Iterator[Capture]:
        for name in others:
            try:
                yield capture_of(name)
            except UnrollerError as error:
                refused.append((name, error))

    with Progress("keeping", len(others)) as progress:
        for outcome in lib.keep(captures(), ReadOptions(platform=platform), progress=progress):
            if outcome.error:
                refused.append((outcome.capture, outcome.error))
            else:
                done += 1
                added += [outcome.added.id] if outcome.added else []
                complete = complete and (outcome.reading is None or outcome.reading.complete)
                print_added(outcome, as_json, quiet)
    whole = imports.Exports(lib, exports_wanted, as_json=as_json, quiet=quiet)
    done += whole.add_all(exported, refused)
    complete = complete and whole.complete
    for name, error in refused:
        complain(error, name)
    if done and (trouble := lib.refresh()):
        say(f"unroller: kept, but search cannot show it yet: {trouble}")
    if web and added:
        complete = looking.after_adding(lib, added, web, quiet=quiet) and complete
    finish(done, len(refused), complete=complete)


def print_added(outcome: Outcome, as_json: bool, quiet: bool) -> None:
    """One line a kept thread: its id and place, or the JSON record of the design."""
    added, reading = outcome.added, outcome.reading
    if added is None or reading is None:
        return
    if as_json:
        print_json(
            {
                "capture": outcome.capture,
                "id": added.id,
                "version": added.version,
                "status": added.status,
                "path": str(added.path),
                "title": added.title,
            }
        )
    else:
        click.echo(line(f"{added.id}  {added.status}  {added.title}"))
    report(outcome.capture, reading, quiet)


@cli.command("list", example="unroller list\nunroller list --json | head -1")
@archive_option
@json_option
def list_(archive: str | None, as_json: bool) -> None:
    """List the kept threads, newest first."""
    for summary in library(archive).list():
        if as_json:
            print_json(summary_record(summary))
        else:
            by = f"  @{summary.author}" if summary.author else ""
            mark = PRIVATE if summary.visibility == "private" else ""
            click.echo(line(f"{summary.id}  {summary.added[:10]}  {summary.posts:>3} posts  {mark}{summary.title}{by}"))


@cli.command(example="unroller show 3f9c2a\nunroller show 3f9c2a --to text")
@click.argument("key", metavar="ID")
@click.option("--to", type=DOCUMENTS, default="markdown")
@click.option("--version", "version", type=click.IntRange(1), help="An earlier capture of the thread.")
@click.option("--source", is_flag=True, help="The bytes as they were received.")
@click.option("--changes", is_flag=True, help="What changed since the version before.")
@replies_option
@archive_option
@json_option
def show(
    key: str,
    to: str,
    version: int | None,
    source: bool,
    changes: bool,
    replies: bool,
    archive: str | None,
    as_json: bool,
) -> None:
    """Print a kept thread: its article, its record, the bytes it was read from, or what changed in it."""
    lib = library(archive)
    if changes:
        print_changes(lib, key, version, as_json=as_json)
        return
    if source:
        sys.stdout.buffer.write(lib.archive.source(key, version)[1])
        return
    kept = lib.load(key, version)
    if kept.state.visibility == "private":
        say("unroller: this thread is private")
    article = lib.article(kept)
    if replies:
        article = with_replies(article, kept.thread)
    document = export(kept.thread, article, "json" if as_json else to, kept.state.additions, kept.observations)
    emit(document, to, first=True)


@cli.command(
    context_settings={"ignore_unknown_options": True},
    example="unroller search spillover\nunroller search '\"no innovation\" from:someone -draft'",
)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, help="Skip so many hits.")
@archive_option
@engine_option
@json_option
def search(
    words: Sequence[str], limit: int, offset: int, archive: str | None, engine: str | None, as_json: bool
) -> None:
    """Find posts: words, "phrases", -without, this or that, begin*, from:handle, #hashtag."""
    lib = library(archive, engine)
    results = lib.search(printable(" ".join(words)), limit=limit, offset=offset)
    private = {summary.id for summary in lib.list() if summary.visibility == "private"}
    for hint in results.hints:
        say(f"unroller: {hint}")
    for hit in results.hits:
        if as_json:
            print_json(hit_record(hit) | ({"visibility": "private"} if hit.id in private else {}))
        else:
            mark = PRIVATE if hit.id in private else ""
            by = f"@{hit.author}, " if hit.author else ""
            for part in (f"{mark}{hit.title} ({by}post {hit.post})", f"  {hit.snippet}", f"  {hit.url}"):
                click.echo(line(part))
    if not as_json and not results.hits:
        say("nothing found")


@cli.command(
    example='unroller edit 3f9c2a --title "On silt" --tag harbours --date 2021-03\n'
    "unroller edit 3f9c2a --lines\nunroller edit 3f9c2a --split 12 --join p4 --take-out p5:2 --restore r1\n"
    "unroller edit 3f9c2a --notes - <notes.md\nunroller edit 3f9c2a --undo"
)
@click.argument("key", metavar="ID")
@click.option("--title", help="The title; empty for the one that was found.")
@click.option("--author", metavar="HANDLE", help="Who wrote it; empty for the one that was found.")
@click.option("--name", help="The author's name.")
@click.option("--date", "published", help="2021, 2021-03, 2021-03-09; empty for the one that was found.")
@click.option("--tag", "tagged", multiple=True, help="Add a tag of yours.")
@click.option("--untag", "untagged", multiple=True, metavar="TAG", help="Take a tag off.")
@click.option("--introduction", metavar="TEXT|-", help="Markdown above the article; - reads standard input.")
@click.option("--notes", metavar="TEXT|-", help="Markdown below it; - reads standard input.")
@click.option("--split", "splits", multiple=True, metavar="LINE", help="A post begins before this line.")
@click.option("--join", "joins", multiple=True, metavar="LINE", help="No post begins before this line.")
@click.option("--restore", "restored", multiple=True, metavar="LINE", help="Put a line back that was set aside.")
@click.option("--take-out", "taken_out", multiple=True, metavar="LINE", help="Set a line aside.")
@click.option("--visibility", type=click.Choice(get_args(Visibility)), help="Who may see it.")
@click.option("--undo", is_flag=True, help="Take the newest change back.")
@click.option("--lines", is_flag=True, help="Show all lines and what they are called: 12, p3, p3:2, r1.")
@archive_option
@json_option
def edit(
    key: str,
    tagged: Sequence[str],
    untagged: Sequence[str],
    undo: bool,
    lines: bool,
    archive: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Correct a kept thread, tag it, write notes. What was kept is never altered; each change can be taken back.

    LINE is 12 (a line of the capture), p3 (the first line of post 3), p3:2 (its second) or r1 (the first set aside).
    """
    lib = library(archive)
    editing.demand_one(undo=undo, lines=lines, changes=any(asked.values()) or bool(tagged or untagged))
    if lines:
        editing.print_lines(lib, key, as_json=as_json)
        return
    if undo:
        edited = lib.undo(key)
    else:
        kept = lib.as_read(key)
        decisions = {kind: asked.pop(kind) for kind in DECISIONS}
        asked["handle"], asked["visibility"] = asked.pop("author"), asked.pop("visibility")
        for name in ("introduction", "notes"):
            asked[name] = editing.text_given(asked[name])
        tags = editing.tags(kept.state, tagged, untagged)
        edited = lib.edit(key, Mending(tags=tags, wishes=editing.wishes(kept, decisions), **asked))
    editing.print_edited(
        editing.edited_record(lib, edited.id, "changed" if edited.changed else "unchanged"), as_json=as_json
    )


@cli.command(example="unroller sources 3f9c2a\nunroller sources\nunroller sources --check")
@click.argument("keys", nargs=-1, metavar="[ID]...")
@click.option("--check", is_flag=True, help="Look again at what nobody looked at lately; it goes on where it stopped.")
@click.option(
    "--older-than", "days", type=click.IntRange(0), metavar="DAYS", help="With --check: lately is so long; 7."
)
@click.option("--again", is_flag=True, help="Look at all of them once more.")
@archive_option
@json_option
@quiet_option
def sources(
    keys: Sequence[str],
    check: bool,
    days: int | None,
    again: bool,
    archive: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Look up what the links of kept threads lead to, and keep that with its date beside each thread.

    Asks the hosts that the links lead to, one request at a time each, the networks of quoted
    posts, and the Wayback Machine for what is gone. Nothing
    is ever asked unless you say so; UNROLLER_FETCH=off switches it off for good. It may be stopped at any moment: what
    was seen is kept. Exits with 3 when some did not answer.
    """
    looking.run(library(archive), keys, check=check, again=again, days=days, as_json=as_json, quiet=quiet)


@cli.command(example="unroller remove 3f9c2a")
@click.argument("keys", nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--reason", default="", help="Why; kept in the ledger.")
@archive_option
@json_option
def remove(keys: Sequence[str], yes: bool, reason: str, archive: str | None, as_json: bool) -> None:
    """Remove kept threads for good: every version, from the archive and the search."""
    if not yes and not sys.stdin.isatty():
        raise MisuseError("remove: nobody is here to confirm it: say --yes")
    lib = library(archive)
    done = failed = 0
    for key in keys:
        try:
            question = f"Remove {name_of(lib, key)} for good?"
            if not yes and not click.confirm(line(question), err=True):
                continue
            removed = lib.remove(key, reason)
        except UnrollerError as error:
            failed += 1
            complain(error, key)
            continue
        done += 1
        if as_json:
            print_json({"id": removed, "status": "removed"})
        else:
            click.echo(f"{removed}  removed")
    finish(done, failed)


def name_of(lib: Library, key: str) -> str:
    """A kept thread by its title and id; by its id alone when it is damaged and cannot be read.

    Raises:
        NotFoundError: there is no such thread.
    """
    thread_id = lib.archive.resolve(key)
    try:
        return f"“{lib.article(lib.load(thread_id)).title}” ({thread_id})"
    except ArchiveError:
        return f"the damaged thread {thread_id}"


@cli.command(example="unroller verify && echo all is as it was")
@archive_option
@json_option
def verify(archive: str | None, as_json: bool) -> None:
    """Check every kept file against its manifest, and the ledger against itself."""
    lib = library(archive)
    with Progress("verifying") as progress:
        found = lib.archive.verify(progress=progress)
    for problem in found.problems:
        if as_json:
            print_json({"kind": problem.kind, "path": str(problem.path), "message": problem.message})
        else:
            click.echo(line(f"{problem.path}: {problem.message}"))
    for notice in found.notices:
        say(f"unroller: {notice}")
    if found.problems:
        say(f"{plural(len(found.problems), 'problem')} in {plural(found.threads, 'thread')}")
        sys.exit(FAILED)
    say(f"{plural(found.threads, 'thread')}, {plural(found.files, 'file')}: all as they were kept")
    if hint := advice(lib.settings.engine, found.threads):
        say(f"unroller: {hint}")


@cli.command(example="unroller reindex\nunroller reindex --engine tantivy")
@archive_option
@engine_option
@json_option
def reindex(archive: str | None, engine: str | None, as_json: bool) -> None:
    """Build the search index anew from the archive.

    Each engine has an index of its own: searching goes on with one while the other's is built.
    """
    lib = library(archive, engine)
    with Progress("indexing") as progress:
        count = lib.index.rebuild(progress=progress)
    if as_json:
        print_json({"threads": count})
    else:
        say(f"{plural(count, 'thread')} can be found")


@cli.command(example="unroller serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True)
@click.option("--private", is_flag=True, help="Show private threads too, to everybody who can open the app.")
@archive_option
@engine_option
def serve(host: str, port: int, private: bool, archive: str | None, engine: str | None) -> None:
    """Open the web app."""
    # The one place where the faces meet, and only when asked: every other verb works without Flask being imported.
    from unroller.web import serve as serve_web

    settings = config.from_environment(archive, engine=engine)
    kind_of(settings.engine)
    serve_web(settings, host, port, private=private)
