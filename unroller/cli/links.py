"""``unroller sources``: what the links of kept threads lead to, and what became of them. Only when asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from unroller import serialization
from unroller.cli.files import open_library
from unroller.cli.output import FAILED, PARTLY, log, print_error, print_json, to_line
from unroller.errors import MisuseError, UnrollerError
from unroller.library import Library
from unroller.linkcheck import service
from unroller.linkcheck.service import RECENT_DAYS
from unroller.linkcheck.status import LinkRequest
from unroller.messages import technical
from unroller.model import Observation
from unroller.terminal import Progress, plural

#: The states in the order they are counted in, best first.
STATES = ("alive", "moved", "blocked", "gone", "unknown")


def check_sources(
    keys: Sequence[str], archive: str | None, *, check: bool, again: bool, days: int | None, as_json: bool, quiet: bool
) -> None:
    """Look the sources of these threads up, of all where none is named; leaves with the exit code.

    Raises:
        MisuseError: fetching is switched off, or the options contradict each other.
    """
    if again and days is not None:
        raise MisuseError(technical("sources: --again looks at all of them: leave --older-than out"))
    if days is not None and not check:
        raise MisuseError(technical("sources: --older-than goes with --check"))
    lib = open_library(archive)
    web = service.open_checker(lib.settings)
    before = service.days_ago(lib, RECENT_DAYS if days is None else days) if check else None
    names = list(keys) or [summary.id for summary in lib.catalog.iter_threads()]
    requests, failed = service.select_links(lib, names, again=again, before=before)
    for name, error in failed:
        print_error(error, name)
    if not requests:
        log("unroller: nothing to look up: every link was looked up before (--again looks once more)", quiet=quiet)
        sys.exit(FAILED if failed and len(failed) == len(names) else PARTLY if failed else 0)
    result = check_links(lib, requests, web, as_json=as_json, quiet=quiet)
    sys.exit(PARTLY if failed or not result.complete else 0)


def check_links(
    lib: Library, requests: Sequence[LinkRequest], web: service.LinkChecker, *, as_json: bool, quiet: bool
) -> service.CheckSummary:
    """Look these up, with a line for each on stdout once it is kept, and a summary on stderr."""
    with Progress("looking up", len(requests)) as progress:
        summary = service.check_links(
            lib, requests, web, progress=progress, on_kept=lambda one, seen: print_link(one, seen, as_json=as_json)
        )
    counts = [f"{summary.states[state]} {state}" for state in STATES if summary.states.get(state)]
    log(f"unroller: {plural(summary.done, 'link')} looked up: {', '.join(counts) or 'none answered'}", quiet=quiet)
    return summary


def print_link(request: LinkRequest, seen: Observation, *, as_json: bool) -> None:
    """One line an observation: what became of the link, its address, its title; or its record."""
    if as_json:
        print_json({"threads": list(request.threads), **serialization.observation_record(seen)})
        return
    title = f"  {seen.description.title}" if seen.description and seen.description.title else ""
    moved = f" → {seen.final}" if seen.state == "moved" and seen.final else ""
    copy = f"  (archived {seen.memento.at[:10]}: {seen.memento.url})" if seen.memento else ""
    click.echo(to_line(f"{seen.state:<8} {seen.url}{moved}{title}{copy}"))


def check_added(lib: Library, keys: Sequence[str], web: service.LinkChecker, *, quiet: bool) -> bool:
    """Look up the sources of threads just kept; whether all answered. They are kept whatever happens."""
    try:
        requests, _ = service.select_links(lib, keys)
        return not requests or check_links(lib, requests, web, as_json=False, quiet=quiet).complete
    except UnrollerError as error:
        print_error(error, "sources")
        return False
