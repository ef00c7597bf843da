"""``unroller sources``: what the links of kept threads lead to, and what became of them. Only when asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from unroller import serialization
from unroller.cli.output import FAILED, PARTLY, complain, line, print_json, say
from unroller.errors import MisuseError, UnrollerError
from unroller.library import Library
from unroller.linkcheck import service
from unroller.linkcheck.service import RECENT_DAYS, Wanted
from unroller.observations import Observation
from unroller.terminal import Progress, plural

#: The states in the order they are counted in, best first.
STATES = ("alive", "moved", "blocked", "gone", "unknown")


def run(
    lib: Library, keys: Sequence[str], *, check: bool, again: bool, days: int | None, as_json: bool, quiet: bool
) -> None:
    """Look the sources of these threads up, of all where none is named; leaves with the exit code.

    Raises:
        MisuseError: fetching is switched off, or the options contradict each other.
    """
    if again and days is not None:
        raise MisuseError("sources: --again looks at all of them: leave --older-than out")
    if days is not None and not check:
        raise MisuseError("sources: --older-than goes with --check")
    web = service.open_web(lib.settings)
    before = service.days_ago(lib, RECENT_DAYS if days is None else days) if check else None
    names = list(keys) or [summary.id for summary in lib.list()]
    wanted, failed = service.wanted(lib, names, again=again, before=before)
    for name, error in failed:
        complain(error, name)
    if not wanted:
        say("unroller: nothing to look up: every link was looked up before (--again looks once more)", quiet=quiet)
        sys.exit(FAILED if failed and len(failed) == len(names) else PARTLY if failed else 0)
    asked = look(lib, wanted, web, as_json=as_json, quiet=quiet)
    sys.exit(PARTLY if failed or not asked.complete else 0)


def look(lib: Library, wanted: Sequence[Wanted], web: service.Web, *, as_json: bool, quiet: bool) -> service.Asked:
    """Look these up, with a line for each on stdout once it is kept, and a summary on stderr."""
    with Progress("looking up", len(wanted)) as progress:
        asked = service.look(
            lib, wanted, web, progress=progress, told=lambda one, seen: tell(one, seen, as_json=as_json)
        )
    counts = [f"{asked.states[state]} {state}" for state in STATES if asked.states.get(state)]
    say(f"unroller: {plural(asked.done, 'link')} looked up: {', '.join(counts) or 'none answered'}", quiet=quiet)
    return asked


def tell(wanted: Wanted, seen: Observation, *, as_json: bool) -> None:
    """One line an observation: what became of the link, its address, its title; or its record."""
    if as_json:
        print_json({"threads": list(wanted.threads), **serialization.observation_record(seen)})
        return
    title = f"  {seen.description.title}" if seen.description and seen.description.title else ""
    moved = f" → {seen.final}" if seen.state == "moved" and seen.final else ""
    copy = f"  (archived {seen.memento.at[:10]}: {seen.memento.url})" if seen.memento else ""
    click.echo(line(f"{seen.state:<8} {seen.url}{moved}{title}{copy}"))


def after_adding(lib: Library, keys: Sequence[str], web: service.Web, *, quiet: bool) -> bool:
    """Look up the sources of threads just kept; whether all answered. They are kept whatever happens."""
    try:
        wanted, _ = service.wanted(lib, keys)
        return not wanted or look(lib, wanted, web, as_json=False, quiet=quiet).complete
    except UnrollerError as error:
        complain(error, "sources")
        return False
