"""View models of account imports and their reports; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from unroller.web.viewmodels import Alert, DateView, PageLink, Timeline


@dataclass(frozen=True, slots=True)
class RunningImport:
    """An import that is under way, for the line in the head of every page: its `text`, its page, and where a
    script asks for progress."""

    text: str
    url: str
    progress_url: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import in the list: its name, when it was begun, its state."""

    name: str
    url: str
    begun: DateView
    says: str


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """``imports.html``: the form that takes an export, all imports, and the stored reports. `most` is the size limit,
    `most_bytes` the same for a script."""

    template: ClassVar[str] = "imports.html"
    token: str
    most: str
    most_bytes: int
    rows: tuple[ImportRow, ...] = ()
    reports: tuple[PageLink, ...] = ()
    message: Alert | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: `says` in words, `part` in hundredths (None: nobody knows), `left` the time in words."""

    says: str
    part: int | None = None
    left: str = ""


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A box that can be ticked in a form: field, value, what it says, whether it is ticked, and a `warning` below."""

    name: str
    value: str
    text: str
    ticked: bool
    warning: str = ""


@dataclass(frozen=True, slots=True)
class SelectableRow:
    """Something that can be kept. `words` are the first it says (empty: they are not shown here, `why` says so);
    `kind` what it is, `notes` what else is to be known; `kept` its page if it is kept already."""

    root: str
    words: str
    kind: str
    posts: str
    published: DateView
    likes: str
    notes: str = ""
    why: str = ""
    kept: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class SelectionForm:
    """What an export holds, and the form that chooses from it. The filter's fields hold `since`, `until`, `min_posts`,
    `min_likes`; `kinds` and `limited` are boxes, `sorts` the orders (value, text, whether it is the one shown).

    `rows` are those of `page` of `pages`; `ticked` are roots ticked on other pages; `passing` says how many pass,
    `keep_all` is that button's text, `chosen` counts all ticks. `timeline` are threads by year. `nothing` is said
    where nothing passes.
    """

    total: str
    passing: str
    since: str
    until: str
    min_posts: str
    min_likes: str
    kinds: tuple[Checkbox, ...]
    limited: tuple[Checkbox, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    rows: tuple[SelectableRow, ...]
    ticked: tuple[str, ...]
    keep_all: str
    page: int
    pages: int
    timeline: Timeline | None = None
    chosen: int = 0
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """``import.html``: one import. Which of `progress`, `selection` and `results` is there tells its state; `failed`
    says why it came to an end. `stop`, `resume` and `forget` tell which buttons there are."""

    template: ClassVar[str] = "import.html"
    name: str
    label: str
    url: str
    phase: str
    token: str
    heading: str
    progress: ImportProgress | None = None
    selection: SelectionForm | None = None
    results: tuple[str, ...] = ()
    report_url: str = ""
    threads: PageLink | None = None
    failed: str = ""
    message: Alert | None = None
    stop: bool = False
    resume: bool = False
    forget: bool = False
    progress_url: str = ""
    disagrees: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row of the report: what became of `count` records; `reasons` (text, count) add up to it."""

    text: str
    count: int
    reasons: tuple[tuple[str, int], ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class FileCountRow:
    """A file of the export: the `count` of records in it, and the one `claimed` by the manifest, in words;
    `wrong` if they differ."""

    name: str
    count: int
    claimed: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class ImportReportPage:
    """``import_report.html``: what became of every record of an export; `disagreements` say which numbers do not
    agree."""

    template: ClassVar[str] = "import_report.html"
    heading: str
    export: str
    label: str
    facts: tuple[tuple[str, str], ...]
    outcomes: tuple[OutcomeRow, ...]
    records: int
    files: tuple[FileCountRow, ...]
    unopened: tuple[tuple[str, int], ...]
    unreadable: tuple[str, ...]
    unreadable_more: str
    notices: tuple[str, ...]
    threads: tuple[PageLink, ...]
    threads_more: str
    digests: tuple[tuple[str, str], ...]
    disagreements: tuple[str, ...] = ()
    back: PageLink | None = None
    address: str = ""
