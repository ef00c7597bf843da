"""Account imports as their pages show them: progress, what can be chosen, what a form asks for, the report. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from unroller.account_exports.base import ADMISSIBLE, OUTCOMES, RARE_OUTCOMES, Limit, Outcome
from unroller.account_import.jobs import ImportResult, Job, Selection, ThreadKind, ThreadRow, ThreadRows, ThreadSort
from unroller.archive import Summary
from unroller.messages import Recorded, Size
from unroller.regex import compile_re
from unroller.web import presenters as shared
from unroller.web.i18n import (
    N_,
    format_number,
    format_posts,
    format_threads,
    gettext,
    isolate,
    list_counts,
    mark_plural,
    ngettext,
)
from unroller.web.i18n.messages import render_recorded, render_size
from unroller.web.imports import viewmodels
from unroller.web.viewmodels import PageLink, Timeline

#: Where imports and their reports are on the site.
IMPORTS_URL, REPORTS_URL = "/imports", "/receipts"
#: Rows on a page; ticks that one form carries.
ROWS, MOST_TICKED = 50, 5_000
KIND_PLURALS: dict[ThreadKind, str] = {
    "thread": N_("threads"),
    "reply": N_("threads that answer somebody"),
    "article": N_("long articles"),
    "single": N_("single posts"),
    "answer": N_("single answers to somebody"),
}
KIND_LABELS: dict[ThreadKind, str] = {
    "thread": N_("thread"),
    "reply": N_("answers somebody"),
    "article": N_("long article"),
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
#: The kinds that are listed where none is chosen: threads, as most people want them.
DEFAULT_KINDS: tuple[ThreadKind, ...] = ("thread", "reply", "article")
OUTCOME_LABELS: dict[Outcome, str] = {
    "threads": N_("Posts in threads"),
    "singles": N_("Single posts"),
    "replies": N_("Answers to others"),
    "others": N_("Posts by other accounts"),
    "reposts": N_("Reposts of others’ words"),
    "limited": N_("Posts for a limited audience"),
    "duplicates": N_("The same post more than once"),
    "unavailable": N_("Not shown by the network"),
    "unreadable": N_("Could not be read"),
}
#: Between the parts of a selection, one of which has a comma in it.
_PARTS = compile_re(r", (?!privately)")
#: What else an import came to is said on its page in so many sentences; the report has all.
MOST_NOTICES = 10
#: Of kept threads and of places that could not be read, so many are listed.
MOST_KEPT, MOST_PLACES = 500, 100
_DAY = compile_re(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ROOT = compile_re(r"[!-~]{1,300}")


@dataclass(frozen=True, slots=True)
class ImportForm:
    """What a form or a URL asks for. `ticked` are the roots a person ticked, those of other pages included."""

    since: str | None = None
    until: str | None = None
    min_posts: int | None = None
    min_likes: int = 0
    kinds: tuple[ThreadKind, ...] = DEFAULT_KINDS
    limited: tuple[Limit, ...] = ()
    sort: ThreadSort = "newest"
    page: int = 1
    ticked: tuple[str, ...] = ()

    def at_page(self, page: int) -> ImportForm:
        """The same, with another page of the list."""
        return replace(self, page=page)

    @property
    def filter(self) -> Selection:
        """What is listed; kinds are filtered beside it."""
        fewest = 1 if self.min_posts is None else self.min_posts
        return Selection(self.since, self.until, fewest, True, self.min_likes, self.limited)

    @property
    def all_passing(self) -> Selection | None:
        """All that is listed as a selection; None where the kinds can only be selected by naming each."""
        kinds, alone = set(self.kinds), (self.min_posts or 1) < 2
        replies = "reply" in kinds
        if not kinds.issuperset(("thread", "article")) or ("answer" in kinds) != (replies and "single" in kinds):
            return None
        fewest = 1 if "single" in kinds and alone else max(2, self.min_posts or 2)
        return replace(self.filter, min_posts=fewest, replies=replies)


def parse_form(form: MultiDict[str, str]) -> ImportForm:
    """What a form or a URL asks for; what makes no sense in it is passed over."""
    submitted = form.get("asked") == "1"
    kinds = tuple(kind for kind in KIND_PLURALS if kind in form.getlist("kind"))
    ticks = dict.fromkeys(root for root in form.getlist("root") if _ROOT.fullmatch(root))
    sort: ThreadSort = next((one for one in SORT_LABELS if one == form.get("sort")), "newest")
    return ImportForm(
        since=_parse_day(form.get("since", "")),
        until=_parse_day(form.get("until", "")),
        min_posts=_parse_number(form.get("min_posts", "")),
        min_likes=_parse_number(form.get("min_likes", "")) or 0,
        kinds=kinds or (() if submitted else DEFAULT_KINDS),
        limited=tuple(one for one in ADMISSIBLE if one in form.getlist("limited")),
        sort=sort,
        page=max(1, _parse_number(form.get("page", "")) or 1),
        ticked=tuple(ticks)[:MOST_TICKED],
    )


def _parse_day(text: str) -> str | None:
    return text.strip() if _DAY.fullmatch(text.strip()) else None


def _parse_number(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,7}", text.strip()) else None


def iter_roots(page: Callable[[int, int], ThreadRows]) -> Iterator[str]:
    """All that is listed, by root; `page` gives the rows from one place on, so many."""
    at, step = 0, 1_000
    while rows := page(at, step).rows:
        yield from (row.root for row in rows)
        at += len(rows)


# -- progress ----------------------------------------------------------------------------------------------------------


def present_progress(job: Job) -> viewmodels.ImportProgress:
    """The progress of an import."""
    part = min(100, 100 * job.done // job.total) if job.total else None
    if job.phase == "keeping":
        says = gettext("%(done)s of %(all)s kept", done=format_number(job.done), all=format_threads(job.total or 0))
    elif job.total:
        says = gettext("%(done)s of %(all)s read", done=format_number(job.done), all=format_posts(job.total))
    else:
        says = gettext("%(posts)s read so far", posts=format_posts(job.done))
    return viewmodels.ImportProgress(says, part, _format_time_left(job.left))


def _format_time_left(seconds: float | None) -> str:
    if seconds is None or not 0 <= seconds < 7 * 24 * 3600:
        return ""
    if seconds < 60:
        return gettext("less than a minute left")
    if seconds < 5400:
        return ngettext("about %(num)s minute left", "about %(num)s minutes left", round(seconds / 60))
    return ngettext("about %(num)s hour left", "about %(num)s hours left", round(seconds / 3600))


def get_import_name(job: Job) -> str:
    """What an import is called: whose export it is, else its files."""
    return shared.escape_name(f"@{job.owner.lstrip('@')}" if job.owner else gettext(", ").join(job.names[:3]) or job.id)


def describe_import(job: Job) -> str:
    """The state of an import, in a line."""
    if job.phase == "failed":
        return shared.format_sentence(Recorded(job.message)) if job.message else gettext("It could not be read.")
    return {
        "scanning": lambda: gettext("Being read: %(how)s", how=present_progress(job).says),
        "keeping": lambda: gettext("Being kept: %(how)s", how=present_progress(job).says),
        "ready": lambda: gettext("Read: %(threads)s to choose from", threads=format_threads(job.threads)),
        "stopped": lambda: gettext("Stopped; it can go on"),
        "done": lambda: gettext("Done"),
    }[job.phase]()


def present_running(job: Job) -> viewmodels.RunningImport:
    """An import for the head of every page."""
    progress = present_progress(job)
    text = progress.says if job.is_running else describe_import(job)
    text = gettext("%(name)s: %(why)s", name=get_import_name(job), why=text)
    if job.is_running and progress.left:
        text = f"{text} · {progress.left}"
    return viewmodels.RunningImport(text, f"{IMPORTS_URL}/{job.id}", f"{IMPORTS_URL}/{job.id}.json")


def build_import_row(job: Job) -> viewmodels.ImportRow:
    """An import in the list of them."""
    return viewmodels.ImportRow(
        get_import_name(job), f"{IMPORTS_URL}/{job.id}", shared.present_time(job.begun[:10]), describe_import(job)
    )


def build_import_page(
    job: Job,
    token: str,
    *,
    message: str = "",
    selection: viewmodels.SelectionForm | None = None,
    finished: ImportResult | None = None,
    threads: PageLink | None = None,
) -> viewmodels.ImportPage:
    """One import. `selection` is the form while something can be chosen, `finished` what it came to, `threads` leads to
    the account's threads."""
    running, url = job.is_running, f"{IMPORTS_URL}/{job.id}"
    headings = {
        "scanning": gettext("Reading the export"),
        "ready": gettext("What is to be kept?"),
        "keeping": gettext("Keeping what you chose"),
        "stopped": gettext("Stopped"),
        "done": gettext("Done"),
        "failed": gettext("This export could not be imported"),
    }
    return viewmodels.ImportPage(
        name=get_import_name(job),
        label=render_recorded(job.label),
        url=url,
        phase=job.phase,
        token=token,
        heading=headings[job.phase],
        progress=present_progress(job) if running or job.phase == "stopped" else None,
        selection=selection,
        results=_list_results(finished) if finished else (),
        report_url=f"{url}/receipt" if finished else "",
        threads=threads,
        failed=describe_import(job) if job.phase == "failed" else "",
        message=shared.build_alert(message),
        stop=running,
        resume=job.phase in ("stopped", "failed"),
        forget=not running,
        progress_url=f"{url}.json" if running else "",
        disagrees=bool(finished and not finished.receipt.adds_up),
    )


def _list_results(finished: ImportResult) -> tuple[str, ...]:
    """What an import came to, in sentences."""
    results = list_counts(
        (finished.added, mark_plural("%(num)s thread added.", "%(num)s threads added.")),
        (
            finished.updated,
            mark_plural(
                "%(num)s thread had changed: it has a new version.",
                "%(num)s threads had changed: each has a new version.",
            ),
        ),
        (
            finished.present,
            mark_plural("%(num)s thread was there already.", "%(num)s threads were there already."),
        ),
    )
    notices = tuple(shared.format_sentence(Recorded(one)) for one in finished.receipt.notices)
    return (*(results or (gettext("No thread was kept."),)), *notices[:MOST_NOTICES])


def format_gigabytes(bytes_: int) -> str:
    """A limit for people."""
    return gettext("{} GB").format(bytes_ >> 30) if bytes_ >= 1 << 30 else render_size(Size(max(1, bytes_ >> 20), "MB"))


# -- what can be chosen ------------------------------------------------------------------------------------------------


def build_selection_form(
    job: Job, listing: ThreadRows, form: ImportForm, *, shows: Callable[[str], bool], private: bool
) -> viewmodels.SelectionForm:
    """What the export holds and the form that chooses from it. `shows` tells whether the page of a stored thread is
    shown here, `private` whether what is for few may be read here."""
    here = {row.root for row in listing.rows}
    return viewmodels.SelectionForm(
        total=gettext("%(threads)s, %(posts)s", threads=format_threads(job.threads), posts=format_posts(job.posts)),
        passing=gettext(
            "Passing: %(count)s, with %(posts)s", count=format_number(listing.total), posts=format_posts(listing.posts)
        ),
        since=form.since or "",
        until=form.until or "",
        min_posts=str(form.min_posts) if form.min_posts else "",
        min_likes=str(form.min_likes) if form.min_likes else "",
        kinds=tuple(
            viewmodels.Checkbox("kind", kind, gettext(text), kind in form.kinds) for kind, text in KIND_PLURALS.items()
        ),
        limited=tuple(
            viewmodels.Checkbox(
                "limited", one, gettext(LIMIT_LABELS[one]), one in form.limited, gettext("comes in privately")
            )
            for one in ADMISSIBLE
        ),
        sorts=tuple((sort, gettext(text), sort == form.sort) for sort, text in SORT_LABELS.items()),
        rows=tuple(_build_row(row, row.root in form.ticked, shows, private=private) for row in listing.rows),
        ticked=tuple(root for root in form.ticked if root not in here),
        keep_all=gettext("Keep all that pass: %(count)s", count=format_number(listing.total)),
        page=form.page,
        pages=max(1, -(-listing.total // ROWS)),
        timeline=_build_years(listing.years, f"{IMPORTS_URL}/{job.id}"),
        chosen=len(form.ticked),
        nothing=ngettext(
            "Nothing passes, but %(num)s post is for few: tick its kind under “Not for everybody” to list it.",
            "Nothing passes, but %(num)s posts are for few: tick their kind under “Not for everybody” to list them.",
            listing.withheld,
        )
        if listing.withheld and not listing.total
        else gettext("Nothing passes: show more."),
    )


def _build_row(
    row: ThreadRow, ticked: bool, shows: Callable[[str], bool], *, private: bool
) -> viewmodels.SelectableRow:
    hidden = row.limit is not None and not private
    notes = [
        gettext("with pictures or videos") if row.media else "",
        ngettext("posts missing in %(num)s place", "posts missing in %(num)s places", row.gaps) if row.gaps else "",
        ngettext("%(num)s later addition", "%(num)s later additions", row.later) if row.later else "",
        gettext("put together by the time between posts: please check") if row.inferred else "",
        gettext("%(kind)s: comes in privately", kind=gettext(LIMIT_LABELS[row.limit])) if row.limit else "",
    ]
    return viewmodels.SelectableRow(
        root=row.root,
        words="" if hidden else " ".join(row.opening.split()),
        kind=gettext(KIND_LABELS[row.kind]),
        posts=format_posts(row.posts),
        published=shared.present_time((row.published or "")[:10]),
        likes=ngettext("%(num)s like", "%(num)s likes", row.likes),
        notes=gettext(", ").join(note for note in notes if note),
        why=gettext("its words are for few, and not shown here") if hidden else gettext("no words"),
        kept=row.kept if row.kept and shows(row.kept) else "",
        ticked=ticked,
    )


def _build_years(years: Sequence[tuple[str, int]], url: str) -> Timeline | None:
    """A bar a year, each the way to that year alone; None for one bar."""
    dated = [(year, count) for year, count in years if re.fullmatch("[0-9]{4}", year)][-shared.BARS :]
    periods = [(year, f"{url}?since={year}&until={year}", count) for year, count in dated]
    return shared.build_timeline(gettext("Year"), periods) if len(periods) > 1 else None


def find_thread_id(address: str) -> str:
    """The id of the stored thread whose page is at an address."""
    return address.rpartition("-")[2].partition("#")[0]


# -- the report --------------------------------------------------------------------------------------------------------


def build_report_page(
    record: Mapping[str, Any], shown: Sequence[Summary], kept: int, *, back: PageLink | None = None, address: str = ""
) -> viewmodels.ImportReportPage:
    """The page of a report as :meth:`unroller.account_exports.base.ImportReport.record` writes it; what does not add
    up is shown loudly. `shown` are the first of the `kept` threads of it that are shown here: others are not named.
    `address` is the page's whole URL."""
    files = tuple(_build_file(one) for one in record.get("files", ()))
    records = sum(file.count for file in files)
    outcomes = tuple(
        _build_outcome(fate, record) for fate in OUTCOMES if fate not in RARE_OUTCOMES or _get_count(record, fate)
    )
    places = [str(one) for one in record.get("unreadable", ())]
    return viewmodels.ImportReportPage(
        heading=_format_owner(record) or str(record.get("export", "")),
        export=shared.escape_name(str(record.get("export", ""))),
        label=render_recorded(str(record.get("label", ""))),
        facts=tuple(_list_facts(record, kept)),
        outcomes=outcomes,
        records=records,
        files=files,
        unopened=tuple(
            (render_recorded(str(what)), int(count)) for what, count in dict(record.get("unopened", {})).items()
        ),
        unreadable=tuple(places[:MOST_PLACES]),
        unreadable_more=gettext("Only the first of them are listed.")
        if len(places) > MOST_PLACES or len(places) < _get_count(record, "unreadable")
        else "",
        notices=tuple(shared.format_sentence(Recorded(str(one))) for one in record.get("notices", ())),
        threads=tuple(map(shared.link_thread, shown)),
        threads_more=ngettext("and %(num)s more thread", "and %(num)s more threads", kept - len(shown))
        if kept > len(shown)
        else "",
        digests=tuple(
            (str(one.get("name", "")), f"sha256 {one.get('sha256', '')}") for one in record.get("sha256", ())
        ),
        disagreements=tuple(_find_disagreements(record, records, outcomes, files)),
        back=back,
        address=address,
    )


def build_report_link(name: str, record: Mapping[str, Any]) -> PageLink:
    """A stored report called `name`, by whose import it is and its day."""
    day = shared.format_day(str(record.get("imported_at") or "")[:10])
    owner = shared.escape_name(str(record.get("owner") or record.get("export") or name))
    return PageLink(gettext("%(what)s: %(line)s", what=owner, line=day or name), f"{REPORTS_URL}/{name}")


def _format_owner(record: Mapping[str, Any]) -> str:
    owner = str(record.get("owner", "")).lstrip("@")
    return f"@{shared.escape_name(owner)}" if owner else ""


def _get_count(record: Mapping[str, Any], fate: Outcome) -> int:
    return int(dict(record.get("fates", {})).get(fate, 0))


def _build_outcome(fate: Outcome, record: Mapping[str, Any]) -> viewmodels.OutcomeRow:
    count = _get_count(record, fate)
    reasons = dict(dict(record.get("reasons", {})).get(fate, {}))
    total = sum(int(many) for many in reasons.values())
    wrong = ""
    if count and total != count:
        wrong = gettext("its reasons add up to %(count)s", count=format_number(total))
    rows = tuple((render_recorded(str(why)), int(many)) for why, many in reasons.items())
    return viewmodels.OutcomeRow(gettext(OUTCOME_LABELS[fate]), count, rows, wrong)


def _build_file(record: Mapping[str, Any]) -> viewmodels.FileCountRow:
    count, claimed = int(record.get("found", 0)), record.get("claimed")
    says = gettext("says nothing") if claimed is None else format_number(int(claimed))
    return viewmodels.FileCountRow(
        str(record.get("name", "")), count, says, claimed is not None and int(claimed) != count
    )


def _list_facts(record: Mapping[str, Any], threads: int) -> list[tuple[str, str]]:
    facts = (
        (gettext("Made by the network on"), _format_day(record.get("exported_at"))),
        (gettext("Imported on"), _format_day(record.get("imported_at"))),
        (gettext("Threads put together"), format_number(int(record.get("threads", 0)))),
        (gettext("Threads kept"), format_number(threads)),
        (
            gettext("Chosen were"),
            gettext(", ").join(map(render_recorded, _PARTS.split(str(record.get("selection", ""))))),
        ),
    )
    return [(what, value) for what, value in facts if value]


def _format_day(value: object) -> str:
    return shared.format_day(str(value)) if value else ""


def _format_records(count: int) -> str:
    return ngettext("%(num)s record", "%(num)s records", count)


def _find_disagreements(
    record: Mapping[str, Any],
    records: int,
    outcomes: Sequence[viewmodels.OutcomeRow],
    files: Sequence[viewmodels.FileCountRow],
) -> list[str]:
    """Everything that does not agree, in sentences."""
    total = sum(outcome.count for outcome in outcomes)
    out = []
    if total != records:
        out.append(
            gettext(
                "%(found)s were found, and %(told)s are accounted for.",
                found=_format_records(records), told=format_number(total),
            )
        )  # fmt: skip
    out += [gettext("%(what)s: %(line)s", what=row.text, line=row.wrong) for row in outcomes if row.wrong]
    out += [
        gettext(
            "%(name)s: %(found)s found, and the export’s manifest says %(claimed)s.",
            name=isolate(file.name), found=_format_records(file.count), claimed=file.claimed,
        )
        for file in files
        if file.wrong
    ]  # fmt: skip
    if not out and record.get("adds_up") is False:
        out.append(gettext("The import itself says that its numbers do not add up."))
    return out
