"""The receipt of an import as its page shows it. Pure: a record in, a context out; what does not add up is loud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unroller.account_exports.base import OUTCOMES, Outcome
from unroller.archive import Summary
from unroller.web.i18n import N_, format_number, gettext, isolate, plurals
from unroller.web.i18n.sentences import said
from unroller.web.imports.viewmodels import FileCountRow, ImportReportPage, OutcomeRow
from unroller.web.threads import presenters
from unroller.web.viewmodels import PageLink

OUTCOME_LABELS: dict[Outcome, str] = {
    "threads": N_("Posts in threads"),
    "singles": N_("Single posts"),
    "replies": N_("Answers to others"),
    "reposts": N_("Reposts of others’ words"),
    "limited": N_("Posts for a limited audience"),
    "duplicates": N_("The same post more than once"),
    "unreadable": N_("Could not be read"),
}
#: Of kept threads and of places that could not be read, so many are listed.
MOST_KEPT, MOST_PLACES = 500, 100


def build_report_page(
    record: Mapping[str, Any], shown: Mapping[str, Summary], *, back: PageLink | None = None, address: str = ""
) -> ImportReportPage:
    """The page of a receipt as :meth:`unroller.account_exports.base.ImportReport.record` writes it. `shown` are the
    kept threads
    that are shown here, by id: others are not named."""
    files = tuple(_build_file(one) for one in record.get("files", ()))
    found = sum(file.found for file in files)
    fates = tuple(_build_outcome(fate, record) for fate in OUTCOMES)
    kept = [shown[one] for one in record.get("kept", ()) if one in shown]
    places = [str(one) for one in record.get("unreadable", ())]
    return ImportReportPage(
        heading=_format_owner(record) or str(record.get("export", "")),
        export=presenters.escape_name(str(record.get("export", ""))),
        label=said(str(record.get("label", ""))),
        facts=tuple(_list_facts(record, len(kept))),
        fates=fates,
        found=found,
        files=files,
        unopened=tuple((said(str(what)), int(count)) for what, count in dict(record.get("unopened", {})).items()),
        unreadable=tuple(places[:MOST_PLACES]),
        unreadable_more=gettext("Only the first of them are listed.")
        if len(places) > MOST_PLACES or len(places) < _get_count(record, "unreadable")
        else "",
        notices=tuple(presenters.format_sentence(str(one)) for one in record.get("notices", ())),
        kept=tuple(PageLink(presenters.format_title(one.title), one.url) for one in kept[:MOST_KEPT]),
        kept_says=plurals.more_threads(len(kept) - MOST_KEPT) if len(kept) > MOST_KEPT else "",
        digests=tuple(
            (str(one.get("name", "")), f"sha256 {one.get('sha256', '')}") for one in record.get("sha256", ())
        ),
        wrong=tuple(_find_disagreements(record, found, fates, files)),
        back=back,
        address=address,
    )


def _format_owner(record: Mapping[str, Any]) -> str:
    owner = str(record.get("owner", "")).lstrip("@")
    return f"@{presenters.escape_name(owner)}" if owner else ""


def _get_count(record: Mapping[str, Any], fate: Outcome) -> int:
    return int(dict(record.get("fates", {})).get(fate, 0))


def _build_outcome(fate: Outcome, record: Mapping[str, Any]) -> OutcomeRow:
    count = _get_count(record, fate)
    reasons = dict(dict(record.get("reasons", {})).get(fate, {}))
    told = sum(int(many) for many in reasons.values())
    wrong = ""
    if count and told != count:
        wrong = gettext("its reasons add up to %(count)s", count=format_number(told))
    rows = tuple((said(str(why)), int(many)) for why, many in reasons.items())
    return OutcomeRow(gettext(OUTCOME_LABELS[fate]), count, rows, wrong)


def _build_file(record: Mapping[str, Any]) -> FileCountRow:
    found, claimed = int(record.get("found", 0)), record.get("claimed")
    says = gettext("says nothing") if claimed is None else format_number(int(claimed))
    return FileCountRow(str(record.get("name", "")), found, says, claimed is not None and int(claimed) != found)


def _list_facts(record: Mapping[str, Any], kept: int) -> list[tuple[str, str]]:
    told = (
        (gettext("Made by the network on"), _format_day(record.get("exported_at"))),
        (gettext("Imported on"), _format_day(record.get("imported_at"))),
        (gettext("Threads put together"), format_number(int(record.get("threads", 0)))),
        (gettext("Threads kept"), format_number(kept)),
        (gettext("Chosen were"), gettext(", ").join(map(said, str(record.get("selection", "")).split(", ")))),
    )
    return [(what, value) for what, value in told if value]


def _format_day(value: object) -> str:
    return presenters.format_day(str(value)) if value else ""


def _find_disagreements(
    record: Mapping[str, Any], found: int, fates: tuple[OutcomeRow, ...], files: tuple[FileCountRow, ...]
) -> list[str]:
    """Everything that does not agree, in sentences."""
    told = sum(fate.count for fate in fates)
    out = []
    if told != found:
        out.append(
            gettext(
                "%(found)s were found, and %(told)s are accounted for.",
                found=plurals.records(found), told=format_number(told),
            )
        )  # fmt: skip
    out += [gettext("%(what)s: %(line)s", what=fate.text, line=fate.wrong) for fate in fates if fate.wrong]
    out += [
        gettext(
            "%(name)s: %(found)s found, and the export’s manifest says %(claimed)s.",
            name=isolate(file.name), found=plurals.records(file.found), claimed=file.claimed,
        )
        for file in files
        if file.wrong
    ]  # fmt: skip
    if not out and record.get("adds_up") is False:
        out.append(gettext("The import itself says that its numbers do not add up."))
    return out
