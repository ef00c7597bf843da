"""Finding: search, help, and whether all is well."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Redirect

from unroller.search import Results
from unroller.search.query_edit import dated, days_asked, ordered, shorter
from unroller.text import replace_unprintable
from unroller.web import security
from unroller.web.i18n import gettext, later, plurals
from unroller.web.search import facets, feeds
from unroller.web.search.facets import search_url
from unroller.web.state import library, megabytes, number_asked, render, shelf
from unroller.web.threads import presenters
from unroller.web.viewmodels import Example, HelpPage, Link, SearchPage

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
    Example("bread oven wednesday", later("as many of the words as there are, anywhere in the thread")),
    Example("all: bread oven", later("threads with all of the words")),
    Example('"slow water"', later("the words next to each other, in one post")),
    Example("harbour -ferry", later("the first word, without the second")),
    Example("lantern or candle", later("one of them, or both")),
    Example("(lantern or candle) night", later("brackets group")),
    Example("photo*", later("every word that begins so")),
    Example("from:ada_example", later("threads by an author")),
    Example("#gardening", later("a hashtag in a post")),
    Example("@ada_example", later("a mention in a post")),
    Example("since:2021-03 until:2021-06", later("threads of a time, where their date is known")),
    Example("site:example.org", later("threads that link to a site")),
    Example("in:title river", later("only in titles")),
    Example('"slow water"~3', later("the words in one post, with up to three more between")),
    Example("lantrn~", later("the word, one letter of which may be wrong")),
    Example("has:image", later("threads with a picture; also link, source, video, audio, media, quote")),
    Example("lang:en", later("posts in a language, by its code")),
    Example("platform:mastodon", later("posts from x, mastodon, bluesky or threads")),
    Example("tag:later", later("threads with a label of yours")),
    Example("river sort:new", later("newest first; also old, best")),
)


@blueprint.get("/search")
def search() -> str | Redirect:
    """Posts that match ``?q=``, by thread; with ``&verbatim=1``, never those of another spelling.

    ``&since=`` and ``&until=`` are the form for dates: they go into the query's text.
    """
    asked = replace_unprintable(request.args.get("q", "")).strip()
    if request.args.keys() & {"since", "until"}:
        return redirect(search_url(dated(asked, request.args.get("since", ""), request.args.get("until", ""))))
    known = tuple(held.query for held in shelf().suggest("", KNOWN))
    if not asked:
        examples = tuple(Link(one, search_url(one)) for one in known[:5])
        return render(SearchPage("", known=known, examples=examples, empty=not shelf().listing().summaries))
    return render(replace(_results(asked), known=known))


def _results(asked: str) -> SearchPage:
    """The page of what was found; of what was meant, where the query as typed finds nothing."""
    number = _page_number()
    answer = shelf().answer(asked, HITS, (number - 1) * HITS, facets=True, verbatim=request.args.get("verbatim") == "1")
    results, shown = answer.results, answer.instead or asked
    kept, spread, meant = shelf().listing(), results.facets, answer.instead or results.suggestion
    more = results.total_threads > number * HITS
    carried = quote(shown, safe="")
    since, until = days_asked(shown)
    return SearchPage(
        query=asked,
        asked_for=shown,
        summary=_summary(results),
        found=presenters.found(results.hits, quote(results.query.text, safe=""), kept.by_id),
        hints=tuple(presenters.sentence(hint) for hint in answer.notes),
        meant=Link(meant, search_url(meant)) if meant else None,
        strict=_strict(results.strict),
        replaced=f"{search_url(asked)}&verbatim=1" if answer.instead else "",
        instead=() if results.hits else _instead(asked),
        chips=facets.chips(shown),
        orders=facets.orders(shown, results.query.sort) if results.hits else (),
        groups=facets.groups(shown, spread, kept.names) if spread else (),
        timeline=facets.timeline(shown, spread) if spread else None,
        since=since,
        until=until,
        downloads=(
            Link("JSON", f"/api/v1/search?q={carried}&facets=1"),
            Link("CSV", f"/search.csv?q={carried}"),
            Link(gettext("Feed"), f"/search.atom?q={carried}"),
        ),
        feed=f"/search.atom?q={carried}",
        newer=search_url(shown, number - 1) if number > 1 else None,
        older=search_url(shown, number + 1) if more and number < LAST_PAGE else None,
        empty=not results.hits and not kept.summaries,
    )


def _strict(query: str | None) -> Link | None:
    return Link(gettext("Only threads with all of these words"), search_url(query)) if query else None


@blueprint.get("/search.csv")
def table() -> Response:
    """The posts that match ``?q=`` as a table; ``?page=`` goes on where the one before ended."""
    asked = replace_unprintable(request.args.get("q", "")).strip()
    offset = (_page_number() - 1) * ROWS
    rows = feeds.table(shelf().search(asked, ROWS, offset).hits, request.host_url.rstrip("/"))
    answer = Response(rows, mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="search.csv"'
    return security.as_file(answer)


@blueprint.get("/search.atom")
def feed() -> Response:
    """The newest threads that match ``?q=`` as an Atom feed."""
    asked = replace_unprintable(request.args.get("q", "")).strip()
    hits = shelf().search(ordered(asked, "new"), ENTRIES, 0).hits if asked else ()
    text = feeds.atom(hits, asked, request.host_url.rstrip("/"), shelf().listing().by_id)
    return security.as_file(Response(text, mimetype="application/atom+xml"))


@blueprint.get("/help")
def help_() -> str:
    """How to paste, how to search, what is kept."""
    return render(
        HelpPage(
            tuple(Example(one.query, gettext(one.finds)) for one in EXAMPLES),
            megabytes(library().settings.limits.text_bytes),
        )
    )


@blueprint.get("/health")
def health() -> dict[str, object]:
    """Whether the archive can be read: 200 with the number of threads, else the error's own status."""
    return {"status": "ok", "threads": len(shelf().listing().summaries)}


def _summary(results: Results) -> str:
    if not results.total_threads:
        return ""
    count = plurals.threads(results.total_threads)
    return count if results.exact else gettext("about %(count)s", count=count)


def _instead(asked: str) -> tuple[Link, ...]:
    """Other questions to offer when nothing was found: the question with one part left out, or all of its days, where
    that finds some."""
    offers = shorter(asked)
    if all(days_asked(asked)):
        offers = tuple(dict.fromkeys((*offers, dated(asked, "", ""))))
    if not offers and re.fullmatch(r'"?\w{5,30}"?', asked):
        offers = (f"{asked.strip(chr(34))[:-1]}*",)
    counted = [(offer, shelf().search(offer, 0, 0).total_threads) for offer in offers if offer]
    return tuple(Link(offer, search_url(offer)) for offer, count in counted if count)


def _page_number() -> int:
    return max(1, number_asked("page", 1, LAST_PAGE))
