"""``unroller add`` and ``read`` of whole accounts: exports among the files named, and what to keep of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from unroller.account_exports import scan
from unroller.account_exports.base import OUTCOMES, ImportReport, Limit
from unroller.account_import import ImportResult, Imports, Job, Selection, ThreadRow
from unroller.cli.files import write_file
from unroller.cli.output import log, print_json, print_result, to_line
from unroller.errors import InputError, MisuseError, UnrollerError
from unroller.library import Library
from unroller.messages import technical
from unroller.terminal import Progress, plural

_PAGE = 500
#: What a fate is called in a summary.
_CALLED = {
    "threads": "in threads", "singles": "single posts", "replies": "replies to others", "reposts": "reposts",
    "limited": "not for everybody", "duplicates": "duplicates", "unreadable": "unreadable",
    "others": "by other accounts", "unavailable": "not shown by the network",
}  # fmt: skip


@dataclass(frozen=True)
class ImportSelection:
    """What a person wants of the exports among the files: which threads, and whether they are kept or only listed."""

    selection: Selection
    dry_run: bool = False
    receipt: str | None = None


def parse_selection(options: dict[str, Any], exports: Sequence[object]) -> ImportSelection:
    """What the options say.

    Raises:
        MisuseError: they contradict each other, or are about exports and there is none.
    """
    least = options["min_posts"]
    if options["singles"] and least is not None and least > 1:
        raise MisuseError(technical("add: --singles and --min-posts contradict each other: leave one out"))
    limited: tuple[Limit, ...] = tuple(options["limited"])
    selection = Selection(
        since=options["since"], until=options["until"], min_posts=1 if options["singles"] else least or 2,
        replies=not options["no_replies"], min_likes=options["min_likes"], limited=limited, others=options["others"],
    )  # fmt: skip
    parsed = ImportSelection(selection, options["dry_run"], options["receipt"])
    if parsed != ImportSelection(Selection()) and not exports:
        raise MisuseError(
            technical("add: --since, --dry-run and the like are about exports of accounts, and none was named")
        )
    return parsed


def group_exports(exports: Sequence[Path]) -> list[list[Path]]:
    """Exports, each with its parts: several ZIP files of one kind, or several files of posts, belong together.

    What is no export by itself (a ZIP with media alone) goes with the one before it.
    """
    result: list[list[Path]] = []
    kinds: list[str | None] = []
    for path in exports:
        try:
            kind = scan.detect_export_format([path]) if len(exports) > 1 else ""
        except UnrollerError:
            kind = ""
        joins = path.is_dir() or path.suffix.lower() in (".zip", ".js", ".gz", ".tgz", ".tar")
        if result and (kind is None or (kind and kind == kinds[-1] and joins)):
            result[-1].append(path)
            kinds[-1] = kinds[-1] or kind
        else:
            result.append([path])
            kinds.append(kind)
    return result


class ExportImporter:
    """Keeps exports, one after the other, and says on stderr what became of each."""

    def __init__(
        self, library: Library, selection: ImportSelection, *, as_json: bool, quiet: bool, jobs: int | None
    ) -> None:
        self.imports = Imports(library, background=False, processes=jobs)
        self.wanted = selection
        self.as_json = as_json
        self.quiet = quiet
        self.complete = True
        self.receipts: list[dict[str, Any]] = []

    def add_all(self, exports: Sequence[Sequence[Path]], refused: list[tuple[str, UnrollerError]]) -> int:
        """Keep what is wanted of all of them, and write their receipts; how many could be read. Others are `refused`.

        Raises:
            ArchiveError: the archive cannot be written to.
        """
        done = 0
        for paths in exports:
            try:
                self.add(paths)
            except InputError as error:
                refused.append(("", error))
            else:
                done += 1
        self.write_receipts()
        return done

    def add(self, paths: Sequence[Path]) -> None:
        """Keep what is wanted of one export; nothing of its working files stays.

        Raises:
            UnrollerError: it cannot be read, or the archive cannot be written to.
        """
        job: Job | None = None
        before = {one.id for one in self.imports.list_jobs()}
        try:
            with Progress("reading") as progress:
                job = self.imports.begin(list(paths), progress=lambda now: progress(now.done, now.total))
            name = ", ".join(path.name for path in paths)
            if self.wanted.dry_run:
                self._list(job)
                self._say(name, self.imports.preview_report(job.id, self.wanted.selection), job.message)
            else:
                done = self._keep(job, name)
                self._say(name, done.receipt, self.imports.get(job.id).message, done)
        finally:
            for one in self.imports.list_jobs():
                if one.id not in before and tuple(path.name for path in paths) == one.names:
                    self.imports.forget(one.id)

    def _keep(self, job: Job, name: str) -> ImportResult:
        with Progress("keeping") as progress:
            self.imports.keep(
                job.id,
                self.wanted.selection,
                progress=lambda now: progress(now.done, now.total),
                on_added=lambda added: print_result(name, added, as_json=self.as_json),
            )
        done = self.imports.get_result(job.id)
        if done is None:
            raise UnrollerError(
                technical("it was stopped; what was kept stays, and the command can be repeated").about(name)
            )
        return done

    def _list(self, job: Job) -> None:
        for one in self._found(job):
            if self.as_json:
                print_json(asdict(one))
            else:
                click.echo(
                    to_line(
                        f"{one.root}  {(one.published or '')[:10]:10}  {plural(one.posts, 'post'):>9}  {one.opening}"
                    )
                )

    def _found(self, job: Job) -> Iterator[ThreadRow]:
        offset = 0
        while True:
            page = self.imports.list_threads(job.id, self.wanted.selection, sort="oldest", offset=offset, limit=_PAGE)
            yield from page.rows
            offset += len(page.rows)
            if len(page.rows) < _PAGE:
                return

    def _say(self, name: str, receipt: ImportReport, message: str, done: ImportResult | None = None) -> None:
        """The receipt in a few lines, and where it was asked for."""
        self.receipts.append(receipt.to_record())
        counts = [
            f"{receipt.outcome_counts[fate]:,} {_CALLED[fate]}" for fate in OUTCOMES if receipt.outcome_counts.get(fate)
        ]
        log(
            to_line(f"{name}: {receipt.label}: {plural(receipt.found, 'post')} = {', '.join(counts)}"), quiet=self.quiet
        )
        for fate in ("others", "limited", "duplicates", "unavailable", "unreadable"):
            for reason, count in receipt.reasons.get(fate, {}).items():
                log(to_line(f"{name}: {reason}: {count:,}"), quiet=self.quiet)
        for notice in receipt.notices:
            log(to_line(f"{name}: {notice}"), quiet=self.quiet)
        for place in receipt.unreadable[:10]:
            log(to_line(f"{name}: {place}"))
        if done:
            log(
                to_line(f"{name}: {done.added:,} added, {done.updated:,} updated, {done.present:,} there already"),
                quiet=self.quiet,
            )
        if message:
            self.complete = False
            log(to_line(f"{name}: {message}"))
        if receipt.incomplete or receipt.withheld:
            self.complete = False
        if not receipt.adds_up and not message:
            self.complete = False
            log(to_line(f"{name}: the receipt does not add up: please report this"))

    def write_receipts(self) -> None:
        """Write the receipts where they were asked for.

        Raises:
            InputError: the file cannot be written.
        """
        where = self.wanted.receipt
        if where is None or not self.receipts:
            return
        document = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in self.receipts)
        if where == "-":
            click.echo(document, nl=False)
        else:
            write_file(where, document)
