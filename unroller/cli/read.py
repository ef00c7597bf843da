"""``unroller read`` and ``add``: threads out of files, printed or kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from unroller import config
from unroller.archive_reading import Reading, read_export
from unroller.cli import imports
from unroller.cli import links as looking
from unroller.cli.archive_options import library
from unroller.cli.files import capture_of, save
from unroller.cli.output import complain, emit, finish, line, listed, print_json, report, say
from unroller.errors import MisuseError, UnrollerError
from unroller.library import Library, Outcome
from unroller.linkcheck import service
from unroller.model import Capture, Platform
from unroller.readers import ReadOptions
from unroller.terminal import Progress


def read(
    files: Sequence[str],
    to: str,
    output: str | None,
    *,
    force: bool,
    replies: bool,
    platform: Platform | None,
    quiet: bool,
) -> None:
    """Print the files as articles, or write them to `output`; leaves with the exit code.

    Raises:
        MisuseError: `output` is there already.
        InputError: it cannot be written.
    """
    if output and Path(output).exists() and not force:
        raise MisuseError(f"{output}: exists already: choose another name, or overwrite it with --force")
    options = ReadOptions(platform=platform)
    plain = Library(config.from_environment(None))
    known = listed(plain, to, quiet=quiet)
    documents: list[str] = []
    printed = failed = 0
    complete = True
    with Progress("reading", len(files)) as progress:
        for number, (name, readings) in enumerate(readings_of(files, plain, options), 1):
            try:
                for reading in readings():
                    document = (reading.with_replies() if replies else reading).export(to, known)
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


def add(
    files: Sequence[str],
    asked: dict[str, Any],
    *,
    sources: bool,
    platform: Platform | None,
    archive: str | None,
    engine: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Keep what the files hold; `asked` says what is wanted of exports. Leaves with the exit code.

    Raises:
        MisuseError: the options contradict each other.
        ArchiveError: the archive cannot be written to.
    """
    lib = library(archive, engine)
    web = service.open_web(lib.settings) if sources else None
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
