"""``unroller read`` and ``add``: threads out of files, printed or kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from unroller import config
from unroller.cli.files import open_library, read_capture, split_exports, write_file
from unroller.cli.output import (
    exit_with,
    load_organisations,
    log,
    log_reading,
    print_error,
    print_result,
    write_output,
)
from unroller.errors import MisuseError, UnrollerError
from unroller.library import CaptureResult, Library
from unroller.library.reading import Reading, read_export
from unroller.messages import technical
from unroller.model import Capture, Platform
from unroller.readers import ReadOptions
from unroller.terminal import Progress


def read_files(
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
        raise MisuseError(technical("exists already: choose another name, or overwrite it with --force").about(output))
    options = ReadOptions(platform=platform, force=force)
    plain = Library(config.load_settings(None))
    known = load_organisations(plain, to, quiet=quiet)
    documents: list[str] = []
    printed = failed = 0
    complete = True
    with Progress("reading", len(files)) as progress:
        for number, (name, readings) in enumerate(iter_readings(files, plain, options), 1):
            try:
                for reading in readings():
                    document = (reading.with_replies() if replies else reading).export(to, known)
                    printed += 1
                    if output:
                        documents.append(document)
                    else:
                        write_output(document, to, first=printed == 1)
                    if to != "json":
                        log_reading(name, reading, quiet)
                    complete = complete and reading.complete
            except UnrollerError as error:
                failed += 1
                print_error(error, name)
            progress(number)
    if output and documents:
        write_file(output, ("" if to == "json" else "\n").join(documents))
    exit_with(printed, failed, complete=complete)


def iter_readings(
    files: Sequence[str], plain: Library, options: ReadOptions
) -> Iterator[tuple[str, Callable[[], Iterable[Reading]]]]:
    """Each of the files, or export that several of them are, with what reads it."""
    exported, others = split_exports(files)
    for name in others:
        yield name, lambda name=name: plain.preview(read_capture(name), options)  # type: ignore[misc]
    for paths in _group_exports(exported):
        yield str(paths[0]), lambda paths=paths: read_export(paths, options)  # type: ignore[misc]


def _group_exports(exports: Sequence[Path]) -> list[list[Path]]:
    """:func:`unroller.cli.imports.group_exports`, loaded for exports alone: who reads a text does not wait for it."""
    if not exports:
        return []
    from unroller.cli.imports import group_exports

    return group_exports(exports)


def add_files(
    files: Sequence[str],
    *,
    sources: bool,
    force: bool,
    platform: Platform | None,
    archive: str | None,
    engine: str | None,
    as_json: bool,
    quiet: bool,
    jobs: int | None,
    **selection: Any,
) -> None:
    """Keep what the files hold, read by so many processes (`jobs`; None: one for each processor); `selection` are the
    options about exports. Leaves with the exit code.

    Raises:
        MisuseError: the options contradict each other.
        ArchiveError: the archive cannot be written to.
    """
    from unroller.cli import imports
    from unroller.cli import links as looking
    from unroller.linkcheck import service

    lib = open_library(archive, engine)
    web = service.open_checker(lib.settings) if sources else None
    exports, others = split_exports(files)
    exported = imports.group_exports(exports)
    exports_wanted = imports.parse_selection(selection, exported)
    done, complete = 0, True
    added: list[str] = []
    refused: list[tuple[str, UnrollerError]] = []

    def captures() -> Iterator[Capture]:
        for name in others:
            try:
                yield read_capture(name)
            except UnrollerError as error:
                refused.append((name, error))

    options = ReadOptions(platform=platform, force=force)
    with Progress("keeping", len(others)) as progress:
        for outcome in lib.add(captures(), options, progress=progress, jobs=count_jobs(jobs, len(others))):
            if outcome.error:
                refused.append((outcome.capture, outcome.error))
            else:
                done += 1
                added += [outcome.added.id] if outcome.added else []
                complete = complete and (outcome.reading is None or outcome.reading.complete)
                print_added(outcome, as_json, quiet)
    whole = imports.ExportImporter(lib, exports_wanted, as_json=as_json, quiet=quiet, jobs=jobs)
    done += whole.add_all(exported, refused)
    complete = complete and whole.complete
    for name, error in refused:
        print_error(error, name)
    if done and (trouble := lib.refresh()):
        log(f"unroller: kept, but search cannot show it yet: {trouble}")
    if web and added:
        complete = looking.check_added(lib, added, web, quiet=quiet) and complete
    exit_with(done, len(refused), complete=complete)


#: Fewer files than this are read in less time than other processes take to start.
WORTH_PROCESSES = 256


def count_jobs(jobs: int | None, files: int) -> int:
    """How many processes read so many files."""
    if files < WORTH_PROCESSES:
        return 1
    from unroller.library.processes import count_processors

    return jobs or count_processors()


def print_added(outcome: CaptureResult, as_json: bool, quiet: bool) -> None:
    """One line a kept thread: its id and place, or the JSON record of the design."""
    added, reading = outcome.added, outcome.reading
    if added is None or reading is None:
        return
    print_result(outcome.capture, added, as_json=as_json)
    log_reading(outcome.capture, reading, quiet)
