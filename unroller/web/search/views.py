"""Search, its feeds, help, and whether all is well."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import Blueprint, Response, redirect, request

from unroller.search.query_edit import read_dates, with_dates, with_sort, without_each_term
from unroller.text import replace_unprintable
from unroller.web.presenters import format_limit
from unroller.web.search import feeds
from unroller.web.search.presenters import HITS, LAST_PAGE, build_help, build_results, build_search_url, link_query
from unroller.web.search.viewmodels import SearchPage
from unroller.web.security import sandbox
from unroller.web.state import View, find_spellings, get_library, get_number, get_state, render

blueprint = Blueprint("search", __name__)

#: Threads in a table and in a feed, and names that the search box offers.
ROWS = 500
ENTRIES = 50
KNOWN = 40


@blueprint.get("/search")
def show_results() -> View:
    """Posts that match ``?q=``, by thread; with ``&verbatim=1``, never those of another spelling.

    ``&since=`` and ``&until=`` are the form for dates: they go into the query's text.
    """
    query = _get_query()
    if request.args.keys() & {"since", "until"}:
        dates = (request.args.get("since", ""), request.args.get("until", ""))
        return redirect(build_search_url(with_dates(query, *dates)))
    state = get_state()
    known = tuple(suggestion.query for suggestion in state.suggest("", KNOWN))
    if not query:
        examples = tuple(map(link_query, known[:5]))
        return render(SearchPage("", known=known, examples=examples, empty=not state.catalog.count_threads()))
    page = _get_page_number()
    verbatim = request.args.get("verbatim") == "1"
    answer = state.answer(query, HITS, (page - 1) * HITS, facets=True, verbatim=verbatim)
    instead = () if answer.results.hits else _suggest_queries(query)
    catalog, results = state.catalog, answer.results
    threads = catalog.get_threads([hit.id for hit in results.hits])
    names = find_spellings(catalog, results.facets, threads.values())
    empty = not results.hits and not catalog.count_threads()
    return render(replace(build_results(query, page, answer, threads, names, instead), known=known, empty=empty))


@blueprint.get("/search.csv")
def download_csv() -> View:
    """The posts that match ``?q=`` as a table; ``?page=`` goes on where the one before ended."""
    hits = get_state().search(_get_query(), ROWS, (_get_page_number() - 1) * ROWS).hits
    response = Response(feeds.build_csv(hits, request.host_url.rstrip("/")), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="search.csv"'
    return sandbox(response)


@blueprint.get("/search.atom")
def get_feed() -> View:
    """The newest threads that match ``?q=`` as an Atom feed."""
    query, state = _get_query(), get_state()
    hits = state.search(with_sort(query, "new"), ENTRIES, 0).hits if query else ()
    threads = state.catalog.get_threads([hit.id for hit in hits])
    text = feeds.build_atom(hits, query, request.host_url.rstrip("/"), threads)
    return sandbox(Response(text, mimetype="application/atom+xml"))


@blueprint.get("/help")
def show_help() -> View:
    """How to paste, how to search, what is kept."""
    return render(build_help(format_limit(get_library().settings.limits.text_bytes)))


@blueprint.get("/health")
def check_health() -> dict[str, object]:
    """Whether the archive can be read: 200 with the number of threads, else the error's own status."""
    return {"status": "ok", "threads": get_state().catalog.count_threads()}


def _suggest_queries(query: str) -> tuple[str, ...]:
    """Other queries to offer when there are no hits: the query with one part left out, or all of its days, where that
    has some."""
    offers = without_each_term(query)
    if all(read_dates(query)):
        offers = tuple(dict.fromkeys((*offers, with_dates(query, "", ""))))
    if not offers and re.fullmatch(r'"?\w{5,30}"?', query):
        offers = (f"{query.strip(chr(34))[:-1]}*",)
    return tuple(offer for offer in offers if offer and get_state().search(offer, 0, 0).total_threads)


def _get_query() -> str:
    return replace_unprintable(request.args.get("q", "")).strip()


def _get_page_number() -> int:
    return max(1, get_number("page", 1, LAST_PAGE))
