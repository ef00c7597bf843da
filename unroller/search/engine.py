"""The seam between search and its engines. A further engine is one module and one line in `ENGINES`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from unroller.errors import MisuseError
from unroller.messages import technical
from unroller.search.ast import Node, Sort, Words
from unroller.search.documents import Document
from unroller.search.relevance import Group, LeafPositions
from unroller.search.worker import Work


@dataclass(frozen=True, slots=True)
class FoundThread:
    """A thread that an engine found: its id, its score, and the title it was indexed under."""

    id: str
    score: float
    title: str


@dataclass(frozen=True, slots=True)
class EngineResult:
    """What an engine found: the threads asked for, best first, and how many there are in all.

    `exact` tells whether `total` is. `weights` says how rare each leaf of the query is, for the ranking of posts.
    """

    threads: tuple[FoundThread, ...]
    total: int
    exact: bool = True
    weights: Mapping[Words, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CandidateThread:
    """A thread that has some of the words of a query: its id and title, what orders equals, and where the words occur.

    `moment` and `rank` are those of :class:`unroller.search.documents.Document`.
    """

    id: str
    title: str
    moment: int
    rank: int
    reading: LeafPositions


@dataclass(frozen=True, slots=True)
class CandidateThreads:
    """Threads to be ranked: `threads`, of which `complete` is the number of all in the index that have every word.

    `exact` tells whether `complete` is.
    """

    threads: tuple[CandidateThread, ...]
    complete: int
    exact: bool = True


#: What threads are counted by, see :attr:`unroller.search.documents.Document.facets`.
FacetField = Literal["from", "hashtag", "site", "lang", "platform", "tag", "year"]


@dataclass(frozen=True, slots=True)
class Facets:
    """How the threads that a tree asks for are spread.

    `counts` gives, by field, its most frequent values with the number of threads that have each, most frequent first,
    then by value. `months` counts all threads by when they were published, in order: ``YYYYMM``, ``YYYY`` where no more
    than the year is known, ``""`` where nothing is. `total` is the number of threads, `exact` whether all of this is.
    """

    counts: Mapping[str, tuple[tuple[str, int], ...]]
    months: tuple[tuple[str, int], ...]
    total: int
    exact: bool = True


class Engine(Protocol):
    """An index in a folder of its own. One process writes at a time; the caller sees to that.

    Any exception but those of :mod:`unroller.errors` means that the index is damaged: the caller builds it anew.
    """

    def write(self, documents: Iterable[Document], removed: Iterable[str]) -> int:
        """Put `documents` in, in place of any with the same id; take out those `removed`. Gives how many were put in.

        `documents` is gone through once, before `removed` is looked at. All of it is searchable afterwards, or, when it
        raises, none.
        """

    def search(self, tree: Node, *, sort: Sort, limit: int, offset: int) -> EngineResult:
        """The threads that `tree` asks for; ties newest first, then by id."""

    def survey(self, scope: Node, groups: Sequence[Group]) -> tuple[int, list[int]]:
        """How many threads `scope` asks for, and how many of those meet each group."""

    def find_candidates(self, condition: Node, groups: Sequence[Group], most: int) -> CandidateThreads:
        """Of the threads that `condition` asks for, up to `most` that meet all groups and up to `most` of the others.

        Those that meet all are chosen by score as :meth:`search` has it; the others by the sum of the units of the
        groups they meet, equals newest first, then by id.
        """

    def count_facets(self, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
        """Up to `most` values of each of `fields`, counted over all threads that `tree` asks for."""

    def list_terms(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Up to `most` terms that begin so, in order, each with the number of threads that hold it, or more."""

    def find_spellings(self, prefix: str, most: int) -> dict[str, list[str]]:
        """Of the terms that begin so, those that occur in a spelling of their own, with these spellings; up
        to `most` spellings, in order."""

    def find_near(self, term: str) -> list[tuple[str, int]]:
        """Terms within one edit of `term`, the same first letter, each with the number of threads, or more."""

    def refresh(self) -> None:
        """See what another process wrote."""

    def optimize(self, most: int) -> bool:
        """Make a grown index quick again if that means rewriting no more than `most` threads; tells whether it did."""

    def get_file_test(self) -> Callable[[str], bool]:
        """A test of whether a file in the folder is of the index as last written: not in the making, nor a note."""

    def count(self) -> int:
        """How many threads it holds."""

    def close(self) -> None:
        """Let go of the files."""


@runtime_checkable
class SupportsParallelBuild(Protocol):
    """An engine that can take over what was indexed elsewhere, so that two processes may build."""

    def adopt(self, folder: Path) -> None:
        """Take over an index of this kind, of other threads, in another folder, which is of no use afterwards."""


@runtime_checkable
class SupportsBackgroundMerge(Protocol):
    """An engine whose merges can be made by another process, beside the index."""

    def list_outgrown(self) -> list[str]:
        """Names of the parts that had better be one; none when all is well."""

    def plan_merge(self, names: Sequence[str], apart: Path) -> Work:
        """The work of making them one, in an empty folder apart."""

    def take_merged(self, apart: Path, answer: object) -> bool:
        """Take over what the work made, which gave `answer`; False when the index has changed too much for that."""


@runtime_checkable
class SupportsIncrementalMerge(Protocol):
    """An engine that goes on merging by itself after a batch is written. It is searched and added to meanwhile."""

    def is_settled(self) -> bool:
        """Whether it has come to an end."""

    def settle(self, *, wait: bool) -> None:
        """Wait for the end of it, or leave it be."""


@dataclass(frozen=True, slots=True)
class EngineKind:
    """How to open an engine: ``module:name`` of a callable that takes its folder and whether to begin it anew.

    `schema` is part of the index folder's name: it is raised with every change of what is in the index. `extra` is
    the package it needs beside ours, and the name of the extra that installs it.
    """

    factory: str
    schema: int
    extra: str | None = None

    def open(self, folder: Path, *, create: bool) -> Engine:
        """The engine's index in `folder`."""
        module, _, name = self.factory.partition(":")
        factory: Callable[..., Engine] = getattr(import_module(module), name)
        return factory(folder, create=create)


ENGINES: dict[str, EngineKind] = {
    "whoosh": EngineKind("unroller.search.whoosh_engine:WhooshEngine", schema=6),
    "tantivy": EngineKind("unroller.search.tantivy_engine:TantivyEngine", schema=6, extra="tantivy"),
}


#: From so many threads on, an engine that is compiled is worth installing.
LARGE = 100_000


def suggest_engine(name: str, threads: int) -> str | None:
    """What to tell the owner of an archive of so many threads, searched by `name`; None when all is well."""
    if name != "whoosh" or threads < LARGE:
        return None
    return (
        "search would be quicker with the other engine: pip install 'unroller[tantivy]', "
        "unroller reindex --engine tantivy, then set UNROLLER_ENGINE=tantivy"
    )


def get_engine_kind(name: str) -> EngineKind:
    """The engine `name`.

    Raises:
        MisuseError: there is none, or it is not installed.
    """
    kind = ENGINES.get(name)
    if kind is None:
        raise MisuseError(
            technical("search engine: {name}: choose {names}", name=name, names=" or ".join(sorted(ENGINES)))
        )
    if kind.extra and not find_spec(kind.extra):
        raise MisuseError(
            technical(
                "search engine: {name}: not installed: pip install 'unroller[{extra}]'", name=name, extra=kind.extra
            )
        )
    return kind
