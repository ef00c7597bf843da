"""Finding: search, threads by author and hashtag, help, and whether all is well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from unroller.search import Results
from unroller.terminal import plural
from unroller.text import printable
from unroller.web import present
from unroller.web.contexts import Card, Example, HelpPage, Link, ListPage, SearchPage
from unroller.web.shell import library, megabytes, number_asked, render, shelf

blueprint = Blueprint("pages", __name__)

#: Hits on a page of results, and threads on a page of a list.
HITS = 20
CARDS = 50
#: Nobody pages further; past it a better question helps more.
LAST_PAGE = 500

EXAMPLES = (
    Example("bread oven", "threads with both words, anywhere in them"),
    Example('"slow water"', "the words next to each other, in one post"),
    Example("harbour -ferry", "the first word, without the second"),
    Example("lantern or candle", "one of them, or both"),
    Example("(lantern or candle) night", "brackets group"),
    Example("photo*", "every word that begins so"),
    Example("from:ada_example", "threads by an author"),
    Example("#gardening", "a hashtag in a post"),
    Example("@ada_example", "a mention in a post"),
    Example("since:2021-03 until:2021-06", "threads of a time, where their date is known"),
    Example("site:example.org", "threads that link to a site"),
    Example("in:title river", "only in titles"),
)


@blueprint.get("/search")
def search() -> str | Response:
    """Posts that match ``?q=``, by thread."""
    asked = printable(request.args.get("q", "")).strip()
    if not asked:
        return render(SearchPage("", empty=not shelf().listing().summaries))
    number = _page_number()
    results = shelf().search(asked, HITS, (number - 1) * HITS)
    kept = shelf().listing()
    more = results.total_threads > number * HITS
    return render(
        SearchPage(
            query=asked,
            summary=_summary(results),
            found=present.found(results.hits, quote(asked, safe=""), kept.by_id),
            hints=tuple(present.sentence(hint) for hint in results.hints),
            instead=() if results.hits else _instead(asked, results.suggestion),
            newer=_search_url(asked, number - 1) if number > 1 else None,
            older=_search_url(asked, number + 1) if more and number < LAST_PAGE else None,
            empty=not results.hits and not kept.summaries,
        )
    )


@blueprint.get("/by/<handle>")
def by(handle: str) -> str | Response:
    """Threads of one author, newest first."""
    same = handle.removeprefix("@").casefold()
    kept = shelf().listing().summaries
    cards = [present.card(summary) for summary in kept if (summary.author or "").casefold() == same]
    if not cards:
        abort(404)
    return _list("Threads by", f"@{present.name(handle.removeprefix('@'))}", cards, f"/by/{quote(handle, safe='@')}")


@blueprint.get("/tag/<tag>")
def tag(tag: str) -> str | Response:
    """Threads with a hashtag, newest first."""
    same = tag.removeprefix("#").casefold()
    cards = [
        present.card(summary)
        for summary in shelf().listing().summaries
        if same in {hashtag.removeprefix("#").casefold() for hashtag in summary.hashtags}
    ]
    if not cards:
        abort(404)
    return _list("Threads with", f"#{tag.removeprefix('#')}", cards, f"/tag/{quote(tag, safe='')}")


@blueprint.get("/threads")
def threads() -> str | Response:
    """Every kept thread, newest first."""
    cards = [present.card(summary) for summary in shelf().listing().summaries]
    return _list("", "All threads", cards, "/threads") if cards else redirect("/", 302)


@blueprint.get("/help")
def help_() -> str:
    """How to paste, how to search, what is kept."""
    return render(HelpPage(EXAMPLES, megabytes(library().settings.limits.text_bytes)))


@blueprint.get("/health")
def health() -> dict[str, object]:
    """Whether the archive can be read: 200 with the number of threads, else the error's own status."""
    return {"status": "ok", "threads": len(shelf().listing().summaries)}


def _list(kind: str, heading: str, cards: Sequence[Card], url: str) -> str | Response:
    number = _page_number()
    shown = tuple(cards[(number - 1) * CARDS : number * CARDS])
    if not shown:
        return redirect(url, 302)
    return render(
        ListPage(
            kind=kind,
            heading=heading,
            summary=plural(len(cards), "thread"),
            cards=shown,
            newer=f"{url}?page={number - 1}" if number > 1 else None,
            older=f"{url}?page={number + 1}" if len(cards) > number * CARDS else None,
        )
    )


def _summary(results: Results) -> str:
    if not results.total_threads:
        return ""
    count = plural(results.total_threads, "thread")
    return count if results.exact else f"about {count}"


def _search_url(asked: str, number: int) -> str:
    return f"/search?q={quote(asked, safe='')}" + (f"&page={number}" if number > 1 else "")


def _instead(asked: str, suggestion: str | None) -> tuple[Link, ...]:
    """Other questions to offer when nothing was found: `suggestion`, and the question with one part left out."""
    parts = re.findall(r'-?"[^"]*"|\S+', asked)[:8]
    plain = [part for part in parts if part.casefold() not in ("or", "and", "not")]
    if len(plain) > 1:
        offers = [" ".join(plain[:place] + plain[place + 1 :]) for place in range(len(plain))]
    else:
        offers = [f"{part.strip(chr(34))[:-1]}*" for part in plain if re.fullmatch(r'"?\w{5,30}"?', part)]
    every = [suggestion, *offers] if suggestion else offers
    return tuple(Link(offer, _search_url(offer, 1)) for offer in dict.fromkeys(every))


def _page_number() -> int:
    return max(1, number_asked("page", 1, LAST_PAGE))
