"""What the library's lists show: orders, names with their threads, and threads over the years. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from unroller.archive import Summary
from unroller.web import presenters as shared
from unroller.web.i18n import N_, format_threads, gettext, ngettext
from unroller.web.library.viewmodels import BulkPage, NamesPage
from unroller.web.related_threads import RelatedIndex, fold_name, get_year, sort_key
from unroller.web.viewmodels import FormButton, NameCount, OptionLink, PageLink, Timeline

#: Names on an overview.
NAMES = 1_000
#: Tags in use that a field for tags offers.
KNOWN_TAGS = 200

SORTS: dict[str, str] = {
    "kept": N_("Newest kept"),
    "published": N_("Newest published"),
    "oldest": N_("Oldest published"),
    "title": N_("Title"),
    "author": N_("Author"),
    "length": N_("Longest"),
}

_KEYS: dict[str, Callable[[Summary], tuple[object, ...]]] = {
    "oldest": lambda one: (one.published is None, sort_key(one), one.title.casefold()),
    "title": lambda one: (one.title.casefold(), one.id),
    "author": lambda one: (one.author is None, fold_name(one.author or ""), sort_key(one)),
    "length": lambda one: (-one.words, one.title.casefold()),
}


def sort_threads(summaries: Sequence[Summary], sort: str) -> list[Summary]:
    """`summaries`, which come newest kept first, in one of :data:`SORTS`; those of which it is not known come last."""
    if sort == "published":
        dated = sorted((one for one in summaries if one.published), key=sort_key, reverse=True)
        return [*dated, *(one for one in summaries if not one.published)]
    if sort in _KEYS:
        return sorted(summaries, key=_KEYS[sort])
    return list(summaries)


def link_sorts(url: str, current: str) -> tuple[OptionLink, ...]:
    """The orders of the list at `url`."""
    return tuple(
        OptionLink(gettext(text), url if sort == "kept" else f"{url}?sort={sort}", sort == current)
        for sort, text in SORTS.items()
    )


def build_year_timeline(summaries: Iterable[Summary]) -> Timeline | None:
    """Threads by the year they were published, each bar the way to that year; None for one bar."""
    counts = Counter(get_year(one) for one in summaries)
    dated = {int(year): count for year, count in counts.items() if year.isdigit() and len(year) == 4}
    if len(dated) < 2:
        return None
    years = shared.list_years(dated)
    earlier = sum(count for year, count in dated.items() if year < years[0])
    notes = [gettext("%(threads)s before %(year)s", threads=format_threads(earlier), year=years[0])] if earlier else []
    periods = [(f"{year:04}", f"/year/{year:04}", dated.get(year, 0)) for year in years]
    return shared.build_timeline(gettext("Year"), periods, [*notes, *shared.count_undated(counts[""])])


def build_authors_page(related: RelatedIndex) -> NamesPage:
    """Everybody whose threads are kept."""
    names = []
    for handle, same in related.groups.get("author", {}).items():
        name = related.get_spelling("author", handle)
        if url := shared.get_author_url(name):
            names.append(
                NameCount(
                    f"@{shared.escape_name(name)}", url, len(same), shared.escape_name(same[-1].author_name or "")
                )
            )
    return NamesPage(
        gettext("Authors"),
        (("", _sort_names(names)),),
        shared.build_tabs("/authors"),
        gettext("No author is known yet."),
    )


def build_tags_page(related: RelatedIndex) -> NamesPage:
    """The reader's tags, and the hashtags of all threads."""
    groups = tuple(
        (heading, names)
        for heading, kind, mark in ((gettext("Your tags"), "tag", ""), (gettext("Hashtags"), "hashtag", "#"))
        if (names := _sort_names(_count_tags(related, kind, mark)))
    )
    empty = gettext(
        "No thread has a tag yet. Tag threads on their own page, under “Edit”, or several at once in the list."
    )
    return NamesPage(gettext("Tags"), groups, shared.build_tabs("/tags"), empty)


def _count_tags(related: RelatedIndex, kind: str, mark: str) -> list[NameCount]:
    spelt = ((related.get_spelling(kind, name), same) for name, same in related.groups.get(kind, {}).items())
    return [NameCount(f"{mark}{name}", shared.link_tag(name).url, len(same)) for name, same in spelt]


def _sort_names(names: list[NameCount]) -> tuple[NameCount, ...]:
    """By name; where there are too many, those with the most threads."""
    most = sorted(names, key=lambda name: -name.count)[:NAMES]
    return tuple(sorted(most, key=lambda name: name.text.lstrip("@#").casefold()))


def list_known_tags(related: RelatedIndex) -> tuple[str, ...]:
    """Tags in use, for a field for tags to offer."""
    names = (related.get_spelling("tag", name) for name in related.groups.get("tag", {}))
    return tuple(sorted(names, key=str.casefold))[:KNOWN_TAGS]


# -- several threads at once -------------------------------------------------------------------------------------------


def link_threads(ids: Sequence[str], by_id: Mapping[str, Summary]) -> dict[str, PageLink]:
    """Those of `ids` that are kept, by id, each once."""
    return {key: shared.link_thread(by_id[key]) for key in dict.fromkeys(ids) if key in by_id}


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
