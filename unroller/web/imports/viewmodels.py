"""What the templates of account imports and their receipts are given; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from unroller.web.viewmodels import Alert, DateView, PageLink, TimelineBar


@dataclass(frozen=True, slots=True)
class RunningImport:
    """An import that is under way, for the line in the head of every page: what it `says`, its page, and where a
    script asks how far it is."""

    says: str
    url: str
    ask: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import in the list: what it is called, when it was begun, how it stands."""

    name: str
    url: str
    begun: DateView
    says: str


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """``imports.html``: the form that takes an export, the imports there are, and the kept receipts. `most` is the size
    limit, `most_bytes` the same for a script."""

    template: ClassVar[str] = "imports.html"
    token: str
    most: str
    most_bytes: int
    rows: tuple[ImportRow, ...] = ()
    receipts: tuple[PageLink, ...] = ()
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
    likes: int
    notes: str = ""
    why: str = ""
    kept: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class SelectionForm:
    """What an import found, and the form that chooses from it. The filter's fields hold `since`, `until`, `min_posts`,
    `min_likes`; `kinds` and `limited` are boxes, `sorts` the orders (value, text, whether it is the one shown).

    `rows` are those of `page` of `pages`; `ticked` are roots ticked on other pages; `passing` says how many pass,
    `keep_all` is that button's text, `chosen` counts all ticks. `years` is drawn over `width`.
    """

    found: str
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
    years: tuple[TimelineBar, ...] = ()
    width: int = 0
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class ImportPage:
    """``import.html``: one import. Which of `progress`, `choosing` and `done` is there says how it stands; `failed`
    says why it came to an end. `stop`, `resume` and `forget` tell which buttons there are."""

    template: ClassVar[str] = "import.html"
    name: str
    label: str
    url: str
    phase: str
    token: str
    heading: str
    progress: ImportProgress | None = None
    choosing: SelectionForm | None = None
    done: tuple[str, ...] = ()
    receipt: str = ""
    threads: PageLink | None = None
    failed: str = ""
    message: Alert | None = None
    stop: bool = False
    resume: bool = False
    forget: bool = False
    ask: str = ""
    disagrees: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row of the receipt: what became of `count` records; `reasons` (text, count) add up to it."""

    text: str
    count: int
    reasons: tuple[tuple[str, int], ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class FileCountRow:
    """A file of the export: records `found` in it, and `claimed` by the manifest, in words; `wrong` if they differ."""

    name: str
    found: int
    claimed: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class ImportReportPage:
    """``account_receipt.html``: what became of every record of an export. `wrong` says loudly what does not agree."""

    template: ClassVar[str] = "account_receipt.html"
    heading: str
    export: str
    label: str
    facts: tuple[tuple[str, str], ...]
    fates: tuple[OutcomeRow, ...]
    found: int
    files: tuple[FileCountRow, ...]
    unopened: tuple[tuple[str, int], ...]
    unreadable: tuple[str, ...]
    unreadable_more: str
    notices: tuple[str, ...]
    kept: tuple[PageLink, ...]
    kept_says: str
    digests: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...] = ()
    back: PageLink | None = None
    address: str = ""


Importing = ImportsPage | ImportPage | ImportReportPage
