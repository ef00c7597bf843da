"""From what was asked and how it is spread to links that ask for less, for more, or in another order. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from unroller.search import Facets
from unroller.search.ast import Sort
from unroller.search.completion import format_filter
from unroller.search.query_edit import QueryFilter, read_filters, with_filter, with_sort
from unroller.web.i18n import N_, get_locale, gettext, plurals
from unroller.web.threads import presenters
from unroller.web.threads.presenters import NETWORKS, escape_name
from unroller.web.viewmodels import FacetGroup, FacetValue, FilterChip, OptionLink, Timeline, TimelineBar

GROUPS = (
    ("from", N_("Author")), ("year", N_("Year")), ("hashtag", N_("Hashtag")), ("site", N_("Site")),
    ("lang", N_("Language")), ("platform", N_("Network")), ("tag", N_("Label")),
)  # fmt: skip
SHOWN = 8
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
#: Bars in the picture: by month up to so many years, and no more than this in all.
BY_MONTH_YEARS, BARS = 3, 60
#: The picture is drawn on a grid of so many units a bar and in height; a bar that is not empty can be seen.
BAR, HEIGHT, LEAST = 10, 100, 6


def build_search_url(asked: str, page: int = 1) -> str:
    """The address of a query's results."""
    if not asked:
        return "/search"
    return f"/search?q={quote(asked, safe='')}" + (f"&page={page}" if page > 1 else "")


def list_filters(asked: str) -> tuple[FilterChip, ...]:
    """What narrows the query, each with the query without it."""
    return tuple(FilterChip(_describe_filter(held), build_search_url(held.without)) for held in read_filters(asked))


def _describe_filter(held: QueryFilter) -> str:
    said = gettext(_FILTER_LABELS.get(held.field, held.field + " {}")).format(
        escape_name(_format_value(held.field, held.value.lstrip("@"), {}))
    )
    return gettext("not %(what)s", what=said) if held.excluded else said


def list_orders(asked: str, sort: Sort) -> tuple[OptionLink, ...]:
    """The three orders; the one shown is current."""
    return tuple(
        OptionLink(gettext(text), build_search_url(with_sort(asked, each)), each == sort) for each, text in _ORDERS
    )


_ORDERS: tuple[tuple[Sort, str], ...] = (("best", N_("Best")), ("new", N_("Newest")), ("old", N_("Oldest")))


def build_groups(asked: str, facets: Facets, names: Mapping[str, str]) -> tuple[FacetGroup, ...]:
    """Each field's values with counts and links; those that all threads share narrow nothing and are left out.

    `names` gives values as people write them, by ``field:value``.
    """
    found = []
    for field, heading in GROUPS:
        replaced = _DATE_FIELDS if field == "year" else ()
        values = [
            FacetValue(
                _format_heading(field, value, names), count,
                build_search_url(with_filter(asked, format_filter(field, value), instead_of=replaced)),
            )
            for value, count in _without_duplicates(field, facets.counts.get(field, ()))
            if count < facets.total
        ]  # fmt: skip
        if field == "year":
            values.sort(key=lambda value: value.text, reverse=True)
        if values:
            found.append(FacetGroup(gettext(heading), tuple(values[:SHOWN])))
    return tuple(found)


_DATE_FIELDS = ("since", "until")


def _without_duplicates(field: str, counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without the domain above a site, or the short form of a handle, when it stands for the same threads."""
    if field not in ("site", "from"):
        return list(counted)
    held = dict(counted)

    def told(value: str, count: int) -> bool:
        longer = (other for other in held if other != value and held[other] == count)
        if field == "from":
            return any(other.startswith(f"{value}@") for other in longer)
        return any(other.endswith(f".{value}") for other in longer)

    return [(value, count) for value, count in counted if not told(value, count)]


def _format_heading(field: str, value: str, names: Mapping[str, str]) -> str:
    shown = escape_name(_format_value(field, value, names))
    return {"from": f"@{shown}", "hashtag": f"#{shown}"}.get(field, shown)


def _format_value(field: str, value: str, names: Mapping[str, str]) -> str:
    if field == "lang":
        return _get_language_name(value)
    if ours := _VALUE_LABELS.get(field, {}).get(value.lower()):
        return gettext(ours)
    if field == "platform":
        return {str(key): held for key, held in NETWORKS.items()}.get(value.lower(), value)
    return names.get(f"{field}:{value}", value)


def _get_language_name(code: str) -> str:
    """A language's name in the interface's language."""
    locale = get_locale()
    if locale and locale.language != "en" and (called := locale.languages.get(code.lower())):
        return str(called)
    return LANGUAGES.get(code.lower(), code)


def build_year_timeline(counts: Mapping[str, int]) -> Timeline | None:
    """Threads by the year they were published (empty: not known), each bar the way to that year; None for one bar."""
    dated = {year: count for year, count in counts.items() if year.isdigit() and len(year) == 4}
    if len(dated) < 2:
        return None
    first, last, most = int(min(dated)), int(max(dated)), max(dated.values())
    shown = range(max(first, last - BARS + 1), last + 1)
    bars = tuple(
        TimelineBar(
            f"{year:04}", count := dated.get(f"{year:04}", 0), f"/year/{year:04}",
            number * BAR, max(LEAST, round(HEIGHT * count / most)) if count else 0,
        )
        for number, year in enumerate(shown)
    )  # fmt: skip
    unknown, earlier = counts.get("", 0), sum(count for year, count in dated.items() if int(year) < shown[0])
    notes = [gettext("%(threads)s before %(year)s", threads=plurals.threads(earlier), year=shown[0])] if earlier else []
    notes += [gettext("%(threads)s without a known date", threads=plurals.threads(unknown))] if unknown else []
    return Timeline(gettext("Year"), bars, len(bars) * BAR, gettext(", ").join(notes))


def build_timeline(asked: str, facets: Facets) -> Timeline | None:
    """Threads by year, or by month where there are few years; None when there is but one bar."""
    dated = {key: count for key, count in facets.months if key}
    if not dated:
        return None
    first, last = int(min(dated)[:4]), int(max(key[:4] for key in dated))
    by_month = last - first < BY_MONTH_YEARS and any(len(key) == 6 for key in dated)
    spans = _list_months(dated) if by_month else _list_years(dated, first, last)
    if sum(1 for _, _, _, count in spans if count) < 2:
        return None
    most = max(count for _, _, _, count in spans)
    bars = tuple(
        TimelineBar(
            text, count, build_search_url(with_filter(asked, f"since:{since} until:{until}", instead_of=_DATE_FIELDS)),
            number * BAR, max(LEAST, round(HEIGHT * count / most)) if count else 0,
        )
        for number, (text, since, until, count) in enumerate(spans)
    )  # fmt: skip
    unknown = sum(count for key, count in facets.months if not key)
    vague = sum(count for key, count in dated.items() if len(key) == 4) if by_month else 0
    notes = [gettext("%(threads)s of which only the year is known", threads=plurals.threads(vague))] if vague else []
    notes += [gettext("%(threads)s without a known date", threads=plurals.threads(unknown))] if unknown else []
    return Timeline(gettext("Month") if by_month else gettext("Year"), bars, len(bars) * BAR, gettext(", ").join(notes))


_Period = tuple[str, str, str, int]


def _list_months(dated: Mapping[str, int]) -> list[_Period]:
    keys = sorted(key for key in dated if len(key) == 6)
    first, last = (int(key[:4]) * 12 + int(key[4:]) - 1 for key in (keys[0], keys[-1]))
    found = []
    for at in range(first, last + 1):
        year, month = divmod(at, 12)
        date = f"{year:04}-{month + 1:02}"
        found.append((presenters.format_day(date), date, date, dated.get(date.replace("-", ""), 0)))
    return found


def _list_years(dated: Mapping[str, int], first: int, last: int) -> list[_Period]:
    step = -(-(last - first + 1) // BARS)
    counted: Counter[int] = Counter()
    for key, count in dated.items():
        counted[(int(key[:4]) - first) // step] += count
    found = []
    for number in range(-(-(last - first + 1) // step)):
        since, until = first + number * step, min(last, first + (number + 1) * step - 1)
        text = str(since) if since == until else gettext("%(first)s to %(last)s", first=since, last=until)
        found.append((text, f"{since:04}", f"{until:04}", counted[number]))
    return found
