"""Finding: search, help, and whether all is well."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Redirect

from unroller.search import Results
from unroller.search.query_edit import read_dates, with_dates, with_sort, without_each_term
from unroller.text import replace_unprintable
from unroller.web import security
from unroller.web.i18n import N_, gettext, plurals
from unroller.web.search import facets, feeds
from unroller.web.search.facets import build_search_url
from unroller.web.state import format_limit, get_library, get_number, get_state, render
from unroller.web.threads import presenters
from unroller.web.viewmodels import HelpPage, PageLink, QueryExample, SearchPage

blueprint = Blueprint("pages", __name__)

#: Hits on a page of results.
HITS = 20
#: Threads in a table and in a feed, and names that the search box offers.
ROWS = 500
ENTRIES = 50
KNOWN = 40
#: Nobody pages further; past it a better question helps more.
LAST_PAGE = 500

EXAMPLES = (
    QueryExample("bread oven wednesday", N_("as many of the words as there are, anywhere in the thread")),
    QueryExample("all: bread oven", N_("threads with all of the words")),
    QueryExample('"slow water"', N_("the words next to each other, in one post")),
    QueryExample("harbour -ferry", N_("the first word, without the second")),
    QueryExample("lantern or candle", N_("one of them, or both")),
    QueryExample("(lantern or candle) night", N_("brackets group")),
    QueryExample("photo*", N_("every word that begins so")),
    QueryExample("from:ada_example", N_("threads by an author")),
    QueryExample("#gardening", N_("a hashtag in a post")),
    QueryExample("@ada_example", N_("a mention in a post")),
    QueryExample("since:2021-03 until:2021-06", N_("threads of a time, where their date is known")),
    QueryExample("site:example.org", N_("threads that link to a site")),
    QueryExample("in:title river", N_("only in titles")),
    QueryExample('"slow water"~3', N_("the words in one post, with up to three more between")),
    QueryExample("lantrn~", N_("the word, one letter of which may be wrong")),
    QueryExample("has:image", N_("threads with a picture; also link, source, video, audio, media, quote")),
    QueryExample("lang:en", N_("posts in a language, by its code")),
    QueryExample("platform:mastodon", N_("posts from x, mastodon, bluesky or threads")),
    QueryExample("tag:later", N_("threads with a label of yours")),
    QueryExample("river sort:new", N_("newest first; also old, best")),
)


@blueprint.get("/search")
def show_results() -> str | Redirect:
    """Posts that match ``?q=``, by thread; with ``&verbatim=1``, never those of another spelling.

    ``&since=`` and ``&until=`` are the form for dates: they go into the query's text.
    """
    asked = replace_unprintable(request.args.get("q", "")).strip()
    if request.args.keys() & {"since", "until"}:
        return redirect(
            build_search_url(with_dates(asked, request.args.get("since", ""), request.args.get("until", "")))
        )
    known = tuple(held.query for held in get_state().suggest("", KNOWN))
    if not asked:
        examples = tuple(PageLink(one, build_search_url(one)) for one in known[:5])
        return render(SearchPage("", known=known, examples=examples, empty=not get_state().listing().summaries))
    return render(replace(_build_results(asked), known=known))


def _build_results(asked: str) -> SearchPage:
    """The page of what was found; of what was meant, where the query as typed finds nothing."""
    number = _get_page_number()
    answer = get_state().answer(
        asked, HITS, (number - 1) * HITS, facets=True, verbatim=request.args.get("verbatim") == "1"
    )
    results, shown = answer.results, answer.instead or asked
    kept, spread, meant = get_state().listing(), results.facets, answer.instead or results.suggestion
    more = results.total_threads > number * HITS
    carried = quote(shown, safe="")
    since, until = read_dates(shown)
    return SearchPage(
        query=asked,
        asked_for=shown,
        summary=_format_total(results),
        found=presenters.build_search_hits(results.hits, quote(results.query.text, safe=""), kept.by_id),
        hints=tuple(presenters.format_sentence(hint) for hint in answer.notes),
        meant=PageLink(meant, build_search_url(meant)) if meant else None,
        strict=_link_strict(results.strict),
        replaced=f"{build_search_url(asked)}&verbatim=1" if answer.instead else "",
        instead=() if results.hits else _suggest_queries(asked),
        chips=facets.list_filters(shown),
        orders=facets.list_orders(shown, results.query.sort) if results.hits else (),
        groups=facets.build_groups(shown, spread, kept.names) if spread else (),
        timeline=facets.build_timeline(shown, spread) if spread else None,
        since=since,
        until=until,
        downloads=(
            PageLink("JSON", f"/api/v1/search?q={carried}&facets=1"),
            PageLink("CSV", f"/search.csv?q={carried}"),
            PageLink(gettext("Feed"), f"/search.atom?q={carried}"),
        ),
        feed=f"/search.atom?q={carried}",
        newer=build_search_url(shown, number - 1) if number > 1 else None,
        older=build_search_url(shown, number + 1) if more and number < LAST_PAGE else None,
        empty=not results.hits and not kept.summaries,
    )


def _link_strict(query: str | None) -> PageLink | None:
    return PageLink(gettext("Only threads with all of these words"), build_search_url(query)) if query else None


@blueprint.get("/search.csv")
def download_csv() -> Response:
    """The posts that match ``?q=`` as a table; ``?page=`` goes on where the one before ended."""
    asked = replace_unprintable(request.args.get("q", "")).strip()
    offset = (_get_page_number() - 1) * ROWS
    rows = feeds.build_csv(get_state().search(asked, ROWS, offset).hits, request.host_url.rstrip("/"))
    answer = Response(rows, mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="search.csv"'
    return security.sandbox(answer)


@blueprint.get("/search.atom")
def get_feed() -> Response:
    """The newest threads that match ``?q=`` as an Atom feed."""
    asked = replace_unprintable(request.args.get("q", "")).strip()
    hits = get_state().search(with_sort(asked, "new"), ENTRIES, 0).hits if asked else ()
    text = feeds.build_atom(hits, asked, request.host_url.rstrip("/"), get_state().listing().by_id)
    return security.sandbox(Response(text, mimetype="application/atom+xml"))


@blueprint.get("/help")
def show_help() -> str:
    """How to paste, how to search, what is kept."""
    return render(
        HelpPage(
            tuple(QueryExample(one.query, gettext(one.finds)) for one in EXAMPLES),
            format_limit(get_library().settings.limits.text_bytes),
        )
    )


@blueprint.get("/health")
def check_health() -> dict[str, object]:
    """Whether the archive can be read: 200 with the number of threads, else the error's own status."""
    return {"status": "ok", "threads": len(get_state().listing().summaries)}


def _format_total(results: Results) -> str:
    if not results.total_threads:
        return ""
    count = plurals.threads(results.total_threads)
    return count if results.exact else gettext("about %(count)s", count=count)


def _suggest_queries(asked: str) -> tuple[PageLink, ...]:
    """Other questions to offer when nothing was found: the question with one part left out, or all of its days, where
    that finds some."""
    offers = without_each_term(asked)
    if all(read_dates(asked)):
        offers = tuple(dict.fromkeys((*offers, with_dates(asked, "", ""))))
    if not offers and re.fullmatch(r'"?\w{5,30}"?', asked):
        offers = (f"{asked.strip(chr(34))[:-1]}*",)
    counted = [(offer, get_state().search(offer, 0, 0).total_threads) for offer in offers if offer]
    return tuple(PageLink(offer, build_search_url(offer)) for offer, count in counted if count)


def _get_page_number() -> int:
    return max(1, get_number("page", 1, LAST_PAGE))
