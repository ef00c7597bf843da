"""What the library's lists show: orders, names with their threads, and threads over the years. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unroller.archive import Summary
from unroller.archive.catalog.interface import NameSummary, ThreadOrder
from unroller.web import presenters as shared
from unroller.web.i18n import N_, format_threads, gettext, ngettext
from unroller.web.library.viewmodels import BulkPage, NamesPage
from unroller.web.viewmodels import FormButton, NameCount, OptionLink, PageLink, Timeline

#: Names on an overview: those that most threads have.
NAMES = 1_000

SORTS: dict[ThreadOrder, str] = {
    "kept": N_("Newest kept"),
    "published": N_("Newest published"),
    "oldest": N_("Oldest published"),
    "title": N_("Title"),
    "author": N_("Author"),
    "length": N_("Longest"),
}


def get_order(name: str) -> ThreadOrder:
    """The order of that name, one of :data:`SORTS`; newest kept first where there is none."""
    return next((order for order in SORTS if order == name), "kept")


def link_sorts(url: str, current: ThreadOrder) -> tuple[OptionLink, ...]:
    """The orders of the list at `url`."""
    return tuple(
        OptionLink(gettext(text), url if sort == "kept" else f"{url}?sort={sort}", sort == current)
        for sort, text in SORTS.items()
    )


def build_year_timeline(counts: Mapping[str, int]) -> Timeline | None:
    """Threads by the year they were published, each bar the way to that year; None for one bar."""
    dated = {int(year): count for year, count in counts.items() if year.isdigit() and len(year) == 4}
    if len(dated) < 2:
        return None
    years = shared.list_years(dated)
    earlier = sum(count for year, count in dated.items() if year < years[0])
    notes = [gettext("%(threads)s before %(year)s", threads=format_threads(earlier), year=years[0])] if earlier else []
    periods = [(f"{year:04}", f"/year/{year:04}", dated.get(year, 0)) for year in years]
    return shared.build_timeline(gettext("Year"), periods, [*notes, *shared.count_undated(counts.get("", 0))])


def build_authors_page(authors: Sequence[NameSummary]) -> NamesPage:
    """Everybody whose threads are kept."""
    names = [
        NameCount(f"@{shared.escape_name(one.name)}", url, one.threads, shared.escape_name(one.label))
        for one in authors
        if (url := shared.get_author_url(one.name))
    ]
    return NamesPage(
        gettext("Authors"),
        (("", _sort_names(names)),),
        shared.build_tabs("/authors"),
        gettext("No author is known yet."),
    )


def build_tags_page(tags: Sequence[NameSummary], hashtags: Sequence[NameSummary]) -> NamesPage:
    """The reader's tags, and the hashtags of all threads."""
    groups = tuple(
        (
            heading,
            _sort_names([NameCount(f"{mark}{one.name}", shared.link_tag(one.name).url, one.threads) for one in names]),
        )
        for heading, names, mark in ((gettext("Your tags"), tags, ""), (gettext("Hashtags"), hashtags, "#"))
        if names
    )
    empty = gettext(
        "No thread has a tag yet. Tag threads on their own page, under “Edit”, or several at once in the list."
    )
    return NamesPage(gettext("Tags"), groups, shared.build_tabs("/tags"), empty)


def _sort_names(names: Sequence[NameCount]) -> tuple[NameCount, ...]:
    return tuple(sorted(names, key=lambda name: name.text.lstrip("@#").casefold()))


# -- several threads at once -------------------------------------------------------------------------------------------


def link_threads(threads: Mapping[str, Summary]) -> dict[str, PageLink]:
    """The pages of threads, by id."""
    return {key: shared.link_thread(summary) for key, summary in threads.items()}


def build_confirmation(
    threads: Mapping[str, PageLink], token: str, back: str, do: str, tags: str, message: str = ""
) -> BulkPage:
    """The page that asks before threads go for good, or says what went wrong and lets the same be sent again."""
    remove = FormButton("removed", gettext("Remove them") if len(threads) > 1 else gettext("Remove it"))
    buttons = {
        "remove": remove,
        "removed": remove,
        "tag": FormButton("tag", gettext("Tag them")),
        "untag": FormButton("untag", gettext("Take the tag off")),
    }
    removing = do in ("remove", "removed")
    text = gettext(
        "They go from the archive and the search, with all their captures. This cannot be undone. The archive’s ledger "
        "keeps that they were there, not what they said."
    )
    return BulkPage(
        heading=ngettext("Remove %(num)s thread for good?", "Remove %(num)s threads for good?", len(threads))
        if removing
        else gettext("Nothing was changed"),
        text=text if removing else "",
        threads=tuple(threads.values()),
        token=token,
        back=back,
        ids=tuple(threads),
        tags=tags,
        asks=buttons.get(do) if threads else None,
        message=shared.build_alert(message),
    )
