"""The commands: arguments, options, help. What each of them does is in the modules beside.

Those are loaded by the command that needs them, so that nobody waits for what is not needed: the help for the archive,
a list for the readers of every format, anything but `serve` for the web.
"""

from __future__ import annotations

from typing import Any, get_args

import click

from unroller import __version__, writers
from unroller.cli.options import (
    Verbs,
    archive_option,
    engine_option,
    export_options,
    jobs_option,
    json_option,
    platform_option,
    quiet_option,
    replies_option,
)
from unroller.vocabulary import Visibility

#: What `read` and `show` can print.
DOCUMENTS = click.Choice([*(export.name for export in writers.WRITERS), "json"])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="unroller %(version)s")
@archive_option
@click.pass_context
def cli(context: click.Context, archive: str | None) -> None:
    """Paste a thread, read it as one page, keep it for good, find it again years later."""
    if archive:  # given before the command, it is the command's default
        context.default_map = {verb: {"archive": archive} for verb in cli.commands}


@cli.command(example="unroller read thread.txt\npbpaste | unroller read - --to html -o thread.html")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@click.option("--to", type=DOCUMENTS, default="markdown", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to stdout.")
@click.option("--force", is_flag=True, help="Let --output overwrite a file, and read what does not look like a thread.")
@replies_option
@platform_option
@quiet_option
def read(**options: Any) -> None:
    """Read threads as articles. Nothing is stored.

    Exits with 3 when some files could not be read, or when posts are known to be missing or cut.
    """
    from unroller.cli.read import read_files

    read_files(**options)


@cli.command(
    example="unroller add thread.txt notes/*.md\nunroller add --json -\n"
    "unroller add twitter-2025.zip --since 2020 --min-posts 3 --dry-run"
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@click.option("--sources", is_flag=True, help="Look the links up too: asks the hosts they lead to.")
@click.option("--force", is_flag=True, help="Keep what does not look like a thread, too.")
@jobs_option
@export_options
@platform_option
@archive_option
@engine_option
@json_option
@quiet_option
def add(**options: Any) -> None:
    """Keep threads in the archive. Adding the same thread twice keeps it once.

    The export of an account (ZIP, tar, folder, tweets.js, outbox.json, repo.car) gives all its threads of two posts
    or more, and a receipt that accounts for every post. Several ZIP files of one export are named together.

    Exits with 3 when some files could not be read, or when posts are known to be missing or cut; what could be kept
    is kept.
    """
    from unroller.cli.read import add_files

    add_files(**options)


@cli.command("list", example="unroller list\nunroller list --limit 50 --json")
@click.option("--limit", type=click.IntRange(1), help="So many of the newest, not all.")
@archive_option
@json_option
def list_(**options: Any) -> None:
    """List the kept threads, newest first."""
    from unroller.cli.archive import print_list

    print_list(**options)


@cli.command(example="unroller show 3f9c2a\nunroller show 3f9c2a --to text")
@click.argument("key", metavar="ID")
@click.option("--to", type=DOCUMENTS, default="markdown")
@click.option("--version", "version", type=click.IntRange(1), help="An earlier capture of the thread.")
@click.option("--source", is_flag=True, help="The bytes as they were received.")
@click.option("--changes", is_flag=True, help="What changed since the version before.")
@replies_option
@archive_option
@json_option
def show(**options: Any) -> None:
    """Print a kept thread: its article, its record, the bytes it was read from, or what changed in it."""
    from unroller.cli.archive import print_thread

    print_thread(**options)


@cli.command(
    context_settings={"ignore_unknown_options": True},
    example="unroller search spillover\nunroller search '\"no innovation\" from:someone -draft'",
)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, help="Skip so many hits.")
@click.option("--verbatim", is_flag=True, help="Never show what another spelling finds.")
@archive_option
@engine_option
@json_option
def search(**options: Any) -> None:
    """Find posts: words, "phrases", -without, this or that, begin*, from:handle, #hashtag."""
    from unroller.cli.archive import print_hits

    print_hits(**options)


@cli.command(
    example='unroller edit 3f9c2a --title "On silt" --tag harbours --date 2021-03\n'
    "unroller edit 3f9c2a --lines\nunroller edit 3f9c2a --split 12 --join p4 --take-out p5:2 --restore r1\n"
    "unroller edit 3f9c2a --take-out 3-7 --join p4-p6 --give @somebody p8\n"
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
@click.option(
    "--split", "splits", multiple=True, metavar="LINE", help="A post begins before this line, or each of these."
)
@click.option(
    "--join", "joins", multiple=True, metavar="LINE", help="No post begins before this line; of 3-7: one post."
)
@click.option("--restore", "restored", multiple=True, metavar="LINE", help="Put back what was set aside.")
@click.option("--take-out", "taken_out", multiple=True, metavar="LINE", help="Set a line aside, or all of 3-7.")
@click.option("--give", "given", multiple=True, nargs=2, metavar="WHOM LINE", help="Somebody else wrote it.")
@click.option("--visibility", type=click.Choice(get_args(Visibility)), help="Who may see it.")
@click.option("--undo", is_flag=True, help="Take the newest change back.")
@click.option("--lines", is_flag=True, help="Show all lines and what they are called: 12, p3, p3:2, r1.")
@archive_option
@json_option
def edit(**options: Any) -> None:
    """Correct a kept thread, tag it, write notes. What was kept is never altered; each change can be taken back.

    LINE is 12 (a line of the capture), p3 (the first line of post 3), p3:2 (its second) or r1 (the first set aside);
    3-7 or p3-p5 are all lines from the one to the other, posts as a whole.
    """
    from unroller.cli.edit import edit_thread

    edit_thread(**options)


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
def sources(**options: Any) -> None:
    """Look up what the links of kept threads lead to, and keep that with its date beside each thread.

    Asks the hosts that the links lead to, one request at a time each, the networks of quoted
    posts, and the Wayback Machine for what is gone. Nothing
    is ever asked unless you say so; UNROLLER_FETCH=off switches it off for good. It may be stopped at any moment: what
    was seen is kept. Exits with 3 when some did not answer.
    """
    from unroller.cli.links import check_sources

    check_sources(**options)


@cli.command(example="unroller join 3f9c2a 81d0e4")
@click.argument("key", metavar="ID")
@click.argument("other", metavar="OTHER")
@archive_option
@json_option
def join(**options: Any) -> None:
    """Make two kept threads one: the captures of the one become versions of the other.

    `add` names threads that look like one that was kept. The one that was kept first stays, unless it knows less.
    """
    from unroller.cli.archive import join_threads

    join_threads(**options)


@cli.command(example="unroller remove 3f9c2a")
@click.argument("keys", nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--reason", default="", help="Why; kept in the ledger.")
@archive_option
@json_option
def remove(**options: Any) -> None:
    """Remove kept threads for good: every version, from the archive and the search."""
    from unroller.cli.archive import remove_threads

    remove_threads(**options)


@cli.command(example="unroller verify && echo all is as it was")
@archive_option
@json_option
def verify(**options: Any) -> None:
    """Check every kept file against its manifest, and the ledger against itself."""
    from unroller.cli.archive import verify_archive

    verify_archive(**options)


@cli.command(example="unroller reindex\nunroller reindex --engine tantivy")
@archive_option
@engine_option
@json_option
def reindex(**options: Any) -> None:
    """Build the search index anew from the archive.

    Each engine has an index of its own: searching goes on with one while the other's is built.
    """
    from unroller.cli.archive import rebuild_index

    rebuild_index(**options)


@cli.command(example="unroller serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True)
@click.option("--private", is_flag=True, help="Show private threads too, to everybody who can open the app.")
@click.option(
    "--open/--no-open", "show", default=False, show_default=True, help="Open a browser, where there is a screen."
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes answer.")
@archive_option
@engine_option
def serve(
    host: str, port: int, private: bool, show: bool, workers: int, archive: str | None, engine: str | None
) -> None:
    """Serve the web app."""
    from unroller import config
    from unroller.search.engine import get_engine_kind
    from unroller.web import serve as serve_web  # the one place where the faces meet

    settings = config.load_settings(archive, engine=engine)
    get_engine_kind(settings.engine)
    serve_web(settings, host, port, private=private, show=show, workers=workers)
