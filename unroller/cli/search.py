"""``unroller search`` and ``reindex``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from unroller.cli.archive_options import PRIVATE, open_library
from unroller.cli.output import log, print_json, to_line
from unroller.library import build_hit_record
from unroller.terminal import Progress, plural
from unroller.text import replace_unprintable


def search(
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
    private = {summary.id for summary in lib.list() if summary.visibility == "private"}
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


def reindex(archive: str | None, engine: str | None, *, as_json: bool) -> None:
    """Build the index anew."""
    lib = open_library(archive, engine)
    with Progress("indexing") as progress:
        count = lib.index.rebuild(progress=progress)
    if as_json:
        print_json({"threads": count})
    else:
        log(f"{plural(count, 'thread')} can be found")
