"""An import as its page shows it: how far it is, what was found, what a form asks for. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from unroller.account_exports.base import ADMISSIBLE, Limit
from unroller.account_import.jobs import Job, Selection, ThreadKind, ThreadPage, ThreadRow, ThreadSort
from unroller.web.i18n import N_, format_number, gettext, plurals
from unroller.web.i18n.sentences import said
from unroller.web.imports.viewmodels import Checkbox, ImportProgress, SelectableRow, SelectionForm
from unroller.web.search import facets
from unroller.web.threads import presenters
from unroller.web.viewmodels import TimelineBar

#: Rows on a page; ticks that one form carries.
ROWS, MOST_TICKED = 50, 5_000
KIND_PLURALS: dict[ThreadKind, str] = {
    "thread": N_("threads"),
    "reply": N_("threads that answer somebody"),
    "single": N_("single posts"),
    "answer": N_("single answers to somebody"),
}
KIND_LABELS: dict[ThreadKind, str] = {
    "thread": N_("thread"),
    "reply": N_("answers somebody"),
    "single": N_("single post"),
    "answer": N_("single answer"),
}
LIMIT_LABELS: dict[Limit, str] = {
    "followers": N_("posts for followers only"),
    "circle": N_("posts for a circle of people"),
    "direct": N_("direct messages"),
    "deleted": N_("deleted posts"),
    "draft": N_("drafts, never published"),
}
SORT_LABELS: dict[ThreadSort, str] = {
    "newest": N_("Newest"),
    "oldest": N_("Oldest"),
    "longest": N_("Longest"),
    "liked": N_("Most liked"),
}
#: What is asked for when nothing was: threads, as most people want them.
DEFAULT_KINDS: tuple[ThreadKind, ...] = ("thread", "reply")
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ROOT = re.compile(r"[!-~]{1,300}")


@dataclass(frozen=True, slots=True)
class ImportForm:
    """What a form or an address asks for. `ticked` are the roots a person ticked, those of other pages included."""

    since: str | None = None
    until: str | None = None
    min_posts: int | None = None
    min_likes: int = 0
    kinds: tuple[ThreadKind, ...] = DEFAULT_KINDS
    limited: tuple[Limit, ...] = ()
    sort: ThreadSort = "newest"
    page: int = 1
    ticked: tuple[str, ...] = ()

    @property
    def filter(self) -> Selection:
        """What is listed; kinds are told apart beside it."""
        fewest = 1 if self.min_posts is None else self.min_posts
        return Selection(self.since, self.until, fewest, True, self.min_likes, self.limited)

    @property
    def all_passing(self) -> Selection | None:
        """All that is listed as a selection; None where the kinds can only be told by naming each."""
        kinds, alone = set(self.kinds), (self.min_posts or 1) < 2
        replies = "reply" in kinds
        if "thread" not in kinds or ("answer" in kinds) != (replies and "single" in kinds):
            return None
        fewest = 1 if "single" in kinds and alone else max(2, self.min_posts or 2)
        return replace(self.filter, min_posts=fewest, replies=replies)


def parse_form(form: MultiDict[str, str]) -> ImportForm:
    """What a form or an address asks for; what makes no sense in it is passed over."""
    known = form.get("asked") == "1"
    kinds = tuple(kind for kind in KIND_PLURALS if kind in form.getlist("kind"))
    ticks = dict.fromkeys(root for root in form.getlist("root") if _ROOT.fullmatch(root))
    sort: ThreadSort = next((one for one in SORT_LABELS if one == form.get("sort")), "newest")
    return ImportForm(
        since=_parse_day(form.get("since", "")),
        until=_parse_day(form.get("until", "")),
        min_posts=_parse_number(form.get("min_posts", "")),
        min_likes=_parse_number(form.get("min_likes", "")) or 0,
        kinds=kinds or (() if known else DEFAULT_KINDS),
        limited=tuple(one for one in ADMISSIBLE if one in form.getlist("limited")),
        sort=sort,
        page=max(1, _parse_number(form.get("page", "")) or 1),
        ticked=tuple(ticks)[:MOST_TICKED],
    )


def _parse_day(given: str) -> str | None:
    return given.strip() if _DAY.fullmatch(given.strip()) else None


def _parse_number(given: str) -> int | None:
    return int(given) if re.fullmatch("[0-9]{1,7}", given.strip()) else None


def iter_roots(page: Callable[[int, int], ThreadPage]) -> Iterator[str]:
    """All that is listed, by root; `page` gives the rows from one place on, so many."""
    at, step = 0, 1_000
    while rows := page(at, step).rows:
        yield from (row.root for row in rows)
        at += len(rows)


# -- how far it is -----------------------------------------------------------------------------------------------------


def present_progress(job: Job) -> ImportProgress:
    """How far an import is."""
    part = min(100, 100 * job.done // job.total) if job.total else None
    if job.phase == "keeping":
        says = gettext("%(done)s of %(all)s kept", done=format_number(job.done), all=plurals.threads(job.total or 0))
    elif job.total:
        says = gettext("%(done)s of %(all)s read", done=format_number(job.done), all=plurals.posts(job.total))
    else:
        says = gettext("%(posts)s read so far", posts=plurals.posts(job.done))
    return ImportProgress(says, part, _format_time_left(job.left))


def _format_time_left(seconds: float | None) -> str:
    if seconds is None or not 0 <= seconds < 7 * 24 * 3600:
        return ""
    if seconds < 60:
        return gettext("less than a minute left")
    if seconds < 5400:
        return plurals.minutes_left(round(seconds / 60))
    return plurals.hours_left(round(seconds / 3600))


def get_import_name(job: Job) -> str:
    """What an import is called: whose export it is, else its files."""
    return presenters.escape_name(
        f"@{job.owner.lstrip('@')}" if job.owner else gettext(", ").join(job.names[:3]) or job.id
    )


def describe_import(job: Job) -> str:
    """How an import stands, in a line."""
    if job.phase == "failed":
        return presenters.format_sentence(job.message) if job.message else gettext("It could not be read.")
    return {
        "scanning": lambda: gettext("Being read: %(how)s", how=present_progress(job).says),
        "keeping": lambda: gettext("Being kept: %(how)s", how=present_progress(job).says),
        "ready": lambda: gettext("Read: %(threads)s to choose from", threads=plurals.threads(job.threads)),
        "stopped": lambda: gettext("Stopped; it can go on"),
        "done": lambda: gettext("Done"),
    }[job.phase]()


# -- what was found ----------------------------------------------------------------------------------------------------


def build_selection_form(
    job: Job, listing: ThreadPage, wish: ImportForm, *, shows: Callable[[str], bool], private: bool, url: str
) -> SelectionForm:
    """What was found and the form that chooses from it. `shows` tells whether the page of a kept thread is shown here,
    `private` whether what is for few may be read here."""
    here = {row.root for row in listing.rows}
    years, width = _build_years(listing.years, url)
    return SelectionForm(
        found=gettext("%(threads)s, %(posts)s", threads=plurals.threads(job.threads), posts=plurals.posts(job.posts)),
        passing=gettext(
            "Passing: %(count)s, with %(posts)s", count=format_number(listing.total), posts=plurals.posts(listing.posts)
        ),
        since=wish.since or "",
        until=wish.until or "",
        min_posts=str(wish.min_posts) if wish.min_posts else "",
        min_likes=str(wish.min_likes) if wish.min_likes else "",
        kinds=tuple(Checkbox("kind", kind, gettext(text), kind in wish.kinds) for kind, text in KIND_PLURALS.items()),
        limited=tuple(
            Checkbox("limited", one, gettext(LIMIT_LABELS[one]), one in wish.limited, gettext("comes in privately"))
            for one in ADMISSIBLE
        ),
        sorts=tuple((sort, gettext(text), sort == wish.sort) for sort, text in SORT_LABELS.items()),
        rows=tuple(_build_row(row, row.root in wish.ticked, shows, private=private) for row in listing.rows),
        ticked=tuple(root for root in wish.ticked if root not in here),
        keep_all=gettext("Keep all that pass: %(count)s", count=format_number(listing.total)),
        page=wish.page,
        pages=max(1, -(-listing.total // ROWS)),
        years=years,
        width=width,
        chosen=len(wish.ticked),
    )


def _build_row(row: ThreadRow, ticked: bool, shows: Callable[[str], bool], *, private: bool) -> SelectableRow:
    hidden = row.limit is not None and not private
    notes = [
        gettext("with pictures or videos") if row.media else "",
        plurals.posts_missing(row.gaps) if row.gaps else "",
        plurals.later_additions(row.later) if row.later else "",
        gettext("put together by the time between posts: please check") if row.inferred else "",
        gettext("%(kind)s: comes in privately", kind=gettext(LIMIT_LABELS[row.limit])) if row.limit else "",
    ]
    return SelectableRow(
        root=row.root,
        words="" if hidden else " ".join(row.opening.split()),
        kind=gettext(KIND_LABELS[row.kind]),
        posts=format_number(row.posts),
        published=presenters.present_time((row.published or "")[:10]),
        likes=row.likes,
        notes=gettext(", ").join(note for note in notes if note),
        why=gettext("its words are for few, and not shown here") if hidden else gettext("no words"),
        kept=row.kept if row.kept and shows(row.kept) else "",
        ticked=ticked,
    )


def _build_years(years: Sequence[tuple[str, int]], url: str) -> tuple[tuple[TimelineBar, ...], int]:
    """A bar a year, each the way to that year alone."""
    dated = [(year, count) for year, count in years if re.fullmatch("[0-9]{4}", year)][-facets.BARS :]
    most = max((count for _, count in dated), default=0)
    bars = tuple(
        TimelineBar(
            year, count, f"{url}?since={year}&until={year}", place * facets.BAR,
            max(facets.LEAST, round(facets.HEIGHT * count / most)) if count else 0,
        )
        for place, (year, count) in enumerate(dated)
    )  # fmt: skip
    return bars, len(bars) * facets.BAR


def format_label(job: Job) -> str:
    """What the export was taken for."""
    return said(job.label)


def build_page_check(kept: Collection[str]) -> Callable[[str], bool]:
    """Whether the page at an address is one of the kept threads that are shown, by their ids."""
    return lambda address: address.rpartition("-")[2].partition("#")[0] in kept
