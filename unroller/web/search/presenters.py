"""What a search page shows: hits, filters, facets and a timeline, each with the query that they lead to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from unroller.archive import Summary
from unroller.library import SearchAnswer
from unroller.networks import NETWORK_NAMES
from unroller.search import Facets, Hit
from unroller.search.ast import Sort
from unroller.search.completion import format_filter
from unroller.search.query_edit import QueryFilter, read_dates, read_filters, with_filter, with_sort
from unroller.web import presenters as shared
from unroller.web.i18n import N_, format_threads, get_locale, gettext, ngettext
from unroller.web.search import viewmodels
from unroller.web.viewmodels import NameCount, OptionLink, PageLink, Timeline

#: Hits on a page of results. Nobody pages further than the last; past it a better query helps more.
HITS, LAST_PAGE = 20, 500
GROUPS = (
    ("from", N_("Author")), ("year", N_("Year")), ("hashtag", N_("Hashtag")), ("site", N_("Site")),
    ("lang", N_("Language")), ("platform", N_("Network")), ("tag", N_("Label")),
)  # fmt: skip
#: So many values of a field are listed.
MAX_VALUES = 8
LANGUAGES = {
    "ar": "Arabic", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
#: Values that are words of ours.
_VALUE_LABELS = {
    "has": {
        "link": N_("a link"), "image": N_("a picture"), "video": N_("a video"), "audio": N_("sound"),
        "media": N_("pictures or sound"), "quote": N_("a quoted post"),
    },
    "in": {"title": N_("title")},
}  # fmt: skip
_FILTER_LABELS = {
    "from": N_("by @{}"), "site": N_("links to {}"), "lang": N_("in {}"), "platform": N_("on {}"),
    "tag": N_("labelled {}"), "has": N_("has {}"), "since": N_("since {}"), "until": N_("until {}"),
    "period": N_("in {}"), "in": N_("in the {}"),
    "hashtag": "#{}", "mention": "@{}",
}  # fmt: skip
_ORDERS: tuple[tuple[Sort, str], ...] = (("best", N_("Best")), ("new", N_("Newest")), ("old", N_("Oldest")))
_DATE_FIELDS = ("since", "until")
#: Threads are shown by month up to so many years.
BY_MONTH_YEARS = 3

EXAMPLES = (
    viewmodels.QueryExample("bread oven wednesday", N_("as many of the words as there are, anywhere in the thread")),
    viewmodels.QueryExample("all: bread oven", N_("threads with all of the words")),
    viewmodels.QueryExample('"slow water"', N_("the words next to each other, in one post")),
    viewmodels.QueryExample("harbour -ferry", N_("the first word, without the second")),
    viewmodels.QueryExample("lantern or candle", N_("one of them, or both")),
    viewmodels.QueryExample("(lantern or candle) night", N_("brackets group")),
    viewmodels.QueryExample("photo*", N_("every word that begins so")),
    viewmodels.QueryExample("from:ada_example", N_("threads by an author")),
    viewmodels.QueryExample("#gardening", N_("a hashtag in a post")),
    viewmodels.QueryExample("@ada_example", N_("a mention in a post")),
    viewmodels.QueryExample("since:2021-03 until:2021-06", N_("threads of a time, where their date is known")),
    viewmodels.QueryExample("site:example.org", N_("threads that link to a site")),
    viewmodels.QueryExample("in:title river", N_("only in titles")),
    viewmodels.QueryExample('"slow water"~3', N_("the words in one post, with up to three more between")),
    viewmodels.QueryExample("lantrn~", N_("the word, one letter of which may be wrong")),
    viewmodels.QueryExample("has:image", N_("threads with a picture; also link, source, video, audio, media, quote")),
    viewmodels.QueryExample("lang:en", N_("posts in a language, by its code")),
    viewmodels.QueryExample("platform:mastodon", N_("posts from x, mastodon, bluesky or threads")),
    viewmodels.QueryExample("tag:later", N_("threads with a label of yours")),
    viewmodels.QueryExample("river sort:new", N_("newest first; also old, best")),
)


def build_search_url(query: str, page: int = 1) -> str:
    """The URL of a query's results."""
    if not query:
        return "/search"
    return f"/search?q={quote(query, safe='')}" + (f"&page={page}" if page > 1 else "")


def link_query(query: str) -> PageLink:
    """A query with the page of its results."""
    return PageLink(query, build_search_url(query))


def build_help(most: str) -> viewmodels.HelpPage:
    """The page that explains how to paste, how to search, what is kept; `most` is the size limit in words."""
    return viewmodels.HelpPage(tuple(viewmodels.QueryExample(one.query, gettext(one.finds)) for one in EXAMPLES), most)


def build_results(
    query: str,
    page: int,
    answer: SearchAnswer,
    by_id: Mapping[str, Summary],
    names: Mapping[str, str],
    instead: Sequence[str] = (),
) -> viewmodels.SearchPage:
    """The hits for `query`; those of the query that was meant, where it has none.

    `by_id` are the threads that are shown, `names` values as people write them, by ``field:value``; `instead` are
    queries to offer where there are no hits.
    """
    results, shown = answer.results, answer.instead or query
    facets, meant = results.facets, answer.instead or results.suggestion
    quoted = quote(shown, safe="")
    since, until = read_dates(shown)
    total = format_threads(results.total_threads) if results.total_threads else ""
    return viewmodels.SearchPage(
        query=query,
        shown_query=shown,
        summary=total if results.exact or not total else gettext("about %(count)s", count=total),
        hits=build_search_hits(results.hits, quote(results.query.text, safe=""), by_id),
        hints=tuple(shared.format_sentence(hint) for hint in answer.notes),
        meant=link_query(meant) if meant else None,
        strict=PageLink(gettext("Only threads with all of these words"), build_search_url(results.strict))
        if results.strict
        else None,
        replaced=f"{build_search_url(query)}&verbatim=1" if answer.instead else "",
        instead=tuple(map(link_query, instead)),
        chips=list_filters(shown),
        orders=list_orders(shown, results.query.sort) if results.hits else (),
        groups=build_groups(shown, facets, names) if facets else (),
        timeline=build_facet_timeline(shown, facets) if facets else None,
        since=since,
        until=until,
        downloads=(
            PageLink("JSON", f"/api/v1/search?q={quoted}&facets=1"),
            PageLink("CSV", f"/search.csv?q={quoted}"),
            PageLink(gettext("Feed"), f"/search.atom?q={quoted}"),
        ),
        feed=f"/search.atom?q={quoted}",
        newer=build_search_url(shown, page - 1) if page > 1 else None,
        older=build_search_url(shown, page + 1) if page * HITS < results.total_threads and page < LAST_PAGE else None,
    )


# -- hits --------------------------------------------------------------------------------------------------------------


def build_search_hits(
    hits: Iterable[Hit], query: str, by_id: Mapping[str, Summary]
) -> tuple[viewmodels.SearchHitView, ...]:
    """Hits in their order, those of one thread together; `query` (URL-encoded) is passed on to the page it opens."""
    threads: dict[str, list[Hit]] = {}
    for hit in hits:
        threads.setdefault(hit.id, []).append(hit)
    return tuple(_build_search_hit(same, query, by_id.get(key)) for key, same in threads.items())


def _build_search_hit(hits: Sequence[Hit], query: str, summary: Summary | None) -> viewmodels.SearchHitView:
    posts = summary.posts if summary else 0
    best = hits[0]
    hidden = best.more + 1 - len(hits)
    page, _, _ = best.url.partition("#")
    matches = tuple(
        viewmodels.MatchingPost(
            gettext("Post {} of {}").format(hit.post, posts) if posts else gettext("Post {}").format(hit.post),
            f"{page}?q={query}#p{hit.post}",
            shared.mark_spans(hit.snippet, hit.marks),
        )
        for hit in hits
    )
    return viewmodels.SearchHitView(
        title=shared.format_title(best.title),
        url=f"{page}?q={query}",
        author=shared.escape_name(best.author or ""),
        author_name=shared.escape_name(best.author_name or ""),
        published=shared.present_time(best.published),
        matches=matches,
        more=ngettext("%(num)s more post in this thread", "%(num)s more posts in this thread", hidden)
        if hidden > 0
        else "",
        how=gettext("Not in it: {}").format(shared.escape_name(", ".join(best.missing))) if best.missing else "",
        private=summary is not None and summary.visibility == "private",
    )


# -- filters and facets ------------------------------------------------------------------------------------------------


def list_filters(query: str) -> tuple[PageLink, ...]:
    """What narrows the query, each with the query without it."""
    return tuple(PageLink(_describe_filter(held), build_search_url(held.without)) for held in read_filters(query))


def _describe_filter(held: QueryFilter) -> str:
    label = gettext(_FILTER_LABELS.get(held.field, held.field + " {}"))
    text = label.format(shared.escape_name(_format_value(held.field, held.value.lstrip("@"), {})))
    return gettext("not %(what)s", what=text) if held.excluded else text


def list_orders(query: str, sort: Sort) -> tuple[OptionLink, ...]:
    """The three orders; the one shown is current."""
    return tuple(
        OptionLink(gettext(text), build_search_url(with_sort(query, each)), each == sort) for each, text in _ORDERS
    )


def build_groups(query: str, facets: Facets, names: Mapping[str, str]) -> tuple[viewmodels.FacetGroup, ...]:
    """Each field's values with counts and links; those that all threads share narrow nothing and are left out.

    `names` gives values as people write them, by ``field:value``.
    """
    groups = []
    for field, heading in GROUPS:
        replaced = _DATE_FIELDS if field == "year" else ()
        values = [
            NameCount(
                _format_heading(field, value, names),
                build_search_url(with_filter(query, format_filter(field, value), instead_of=replaced)),
                count,
            )
            for value, count in _without_duplicates(field, dict(facets.counts.get(field, ()))).items()
            if count < facets.total
        ]
        if field == "year":
            values.sort(key=lambda value: value.text, reverse=True)
        if values:
            groups.append(viewmodels.FacetGroup(gettext(heading), tuple(values[:MAX_VALUES])))
    return tuple(groups)


def _without_duplicates(field: str, counts: Mapping[str, int]) -> Mapping[str, int]:
    """Without the domain above a site, or the short form of a handle, when it has the same threads."""
    if field not in ("site", "from"):
        return counts

    def is_part(value: str, other: str) -> bool:
        return other.startswith(f"{value}@") if field == "from" else other.endswith(f".{value}")

    return {
        value: count
        for value, count in counts.items()
        if not any(counts[other] == count and is_part(value, other) for other in counts)
    }


def _format_heading(field: str, value: str, names: Mapping[str, str]) -> str:
    shown = shared.escape_name(_format_value(field, value, names))
    return {"from": f"@{shown}", "hashtag": f"#{shown}"}.get(field, shown)


def _format_value(field: str, value: str, names: Mapping[str, str]) -> str:
    if field == "lang":
        return _get_language_name(value)
    if label := _VALUE_LABELS.get(field, {}).get(value.lower()):
        return gettext(label)
    if field == "platform":
        return {str(key): held for key, held in NETWORK_NAMES.items()}.get(value.lower(), value)
    return names.get(f"{field}:{value}", value)


def _get_language_name(code: str) -> str:
    """A language's name in the interface's language."""
    locale = get_locale()
    if locale and locale.language != "en" and (name := locale.languages.get(code.lower())):
        return str(name)
    return LANGUAGES.get(code.lower(), code)


# -- over time ---------------------------------------------------------------------------------------------------------

#: A bar's text, its first and last date (ISO 8601, to the month or the year), and its threads.
_Period = tuple[str, str, str, int]


def build_facet_timeline(query: str, facets: Facets) -> Timeline | None:
    """Threads by year, or by month where there are few years; None when there is but one bar."""
    dated = {key: count for key, count in facets.months if key}
    if not dated:
        return None
    first, last = int(min(dated)[:4]), int(max(key[:4] for key in dated))
    by_month = last - first < BY_MONTH_YEARS and any(len(key) == 6 for key in dated)
    periods = _list_months(dated) if by_month else _list_years(dated, first, last)
    if sum(1 for _, _, _, count in periods if count) < 2:
        return None
    vague = sum(count for key, count in dated.items() if len(key) == 4) if by_month else 0
    notes = [gettext("%(threads)s of which only the year is known", threads=format_threads(vague))] if vague else []
    notes += shared.count_undated(sum(count for key, count in facets.months if not key))
    return shared.build_timeline(
        gettext("Month") if by_month else gettext("Year"),
        [
            (text, build_search_url(with_filter(query, f"since:{since} until:{until}", instead_of=_DATE_FIELDS)), count)
            for text, since, until, count in periods
        ],
        notes,
    )


def _list_months(dated: Mapping[str, int]) -> list[_Period]:
    keys = sorted(key for key in dated if len(key) == 6)
    first, last = (int(key[:4]) * 12 + int(key[4:]) - 1 for key in (keys[0], keys[-1]))
    periods = []
    for at in range(first, last + 1):
        year, month = divmod(at, 12)
        date = f"{year:04}-{month + 1:02}"
        periods.append((shared.format_day(date), date, date, dated.get(date.replace("-", ""), 0)))
    return periods


def _list_years(dated: Mapping[str, int], first: int, last: int) -> list[_Period]:
    step = -(-(last - first + 1) // shared.BARS)
    counts: Counter[int] = Counter()
    for key, count in dated.items():
        counts[(int(key[:4]) - first) // step] += count
    periods = []
    for number in range(-(-(last - first + 1) // step)):
        since, until = first + number * step, min(last, first + (number + 1) * step - 1)
        text = str(since) if since == until else gettext("%(first)s to %(last)s", first=since, last=until)
        periods.append((text, f"{since:04}", f"{until:04}", counts[number]))
    return periods
