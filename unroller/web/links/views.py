"""What links led to, on the pages: the button on a thread, how far it is, and the report on all threads."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from unroller.archive import Kept, Summary
from unroller.article.sources import index_observations
from unroller.errors import MisuseError, UnrollerError
from unroller.model import Article
from unroller.urls import get_host, safe_url
from unroller.web.i18n import gettext, later, plurals
from unroller.web.library import views
from unroller.web.links.queue import Lookup
from unroller.web.links.viewmodels import Health, HealthBar, LinksPage, LookPage, Lost
from unroller.web.search import facets
from unroller.web.security import ExpiredFormError, demand_own_form, form_token
from unroller.web.state import library as kept_library
from unroller.web.state import lookups, render, shelf
from unroller.web.threads import presenters, related
from unroller.web.viewmodels import Link, Looks, Message, When
from unroller.writers.common import source_label
from unroller.writers.seen import looked_up, seen

LOG = logging.getLogger("unroller.web")
blueprint = Blueprint("looking", __name__)

#: A few links that answer at once are looked up while the browser waits.
PATIENCE = 2.0
#: So many links that are gone are listed, from so many threads at most.
LISTED, FROM_THREADS = 200, 100
#: So many of the sites that would be asked are named.
NAMED = 30
STATES = {
    "alive": later("There"),
    "moved": later("Moved"),
    "blocked": later("Not shown to us"),
    "gone": later("Gone"),
    "unknown": later("No answer"),
    "unseen": later("Not looked up"),
}

Answer = str | tuple[str, int] | Response


@blueprint.get("/t/<key:key>/sources")
def ask(key: str) -> Answer:
    """Say who would be asked, before anybody is."""
    return _ask(kept_library().load(key))


@blueprint.post("/t/<key:key>/sources")
def look(key: str) -> Answer:
    """Look the links of a thread up: those that nobody did, or with ``again`` all of them."""
    kept = kept_library().load(key)
    try:
        demand_own_form()
    except ExpiredFormError as error:
        expired = gettext("Nothing was asked: this page had been open for too long. Please confirm once more.")
        return _ask(kept, expired), error.code or 403
    try:
        lookups().begin(kept.id, again="again" in request.form)
    except MisuseError as error:
        return _ask(kept, presenters.sentence(str(error))), error.http_status
    lookups().wait(kept.id, PATIENCE)
    return redirect(f"{kept.url}#looks", 303)


@blueprint.get("/t/<key:key>/sources/progress")
def progress(key: str) -> dict[str, object]:
    """How far looking up is, for the page's script."""
    lookup = lookups().of(kept_library().archive.resolve(key))
    return {"running": bool(lookup and not lookup.end), "says": _says(lookup)}


def _ask(kept: Kept, message: str = "") -> str:
    article = kept_library().article(kept)
    linked, unseen = _linked(kept, article)
    names = (get_host(url) for url in unseen or linked)
    hosts = tuple(dict.fromkeys(name.removeprefix("www.") for name in names if name))
    beyond = len(hosts) - NAMED
    return render(
        LookPage(
            title=presenters.title(article.title),
            url=kept.url,
            hosts=hosts[:NAMED],
            more=plurals.more_sites(beyond) if beyond > 0 else "",
            token=form_token(),
            again=not unseen,
            off=not lookups().allowed,
            message=Message(message) if message else None,
        )
    )


def _linked(kept: Kept, article: Article) -> tuple[list[str], list[str]]:
    """The addresses of a thread's sources, and those of them that nobody looked up."""
    known = index_observations(kept.observations)
    linked = [source.url for source in article.sources if source.url]
    return linked, [url for url in linked if known.of(url) is None]


@blueprint.get("/sources")
def report() -> Answer:
    """What became of the links of all kept threads."""
    summaries = shelf().listing().summaries
    counts = {state: sum(dict(one.links).get(state, 0) for one in summaries) for state in STATES}
    lost, more = _lost([one for one in summaries if dict(one.links).get("gone")], counts["gone"])
    return render(
        LinksPage(
            views=views.views("/sources"),
            summary=plurals.links(sum(counts.values())) if any(counts.values()) else "",
            counts=tuple((gettext(said), counts[state]) for state, said in STATES.items() if counts[state]),
            health=_health(summaries),
            lost=tuple(lost),
            more=more,
            off=not lookups().allowed,
        )
    )


def _lost(summaries: Sequence[Summary], count: int) -> tuple[list[Lost], str]:
    """The links that are gone, with their archived copies; and how many are not listed."""
    found: list[Lost] = []
    for summary in summaries[:FROM_THREADS]:
        try:
            kept = kept_library().load(summary.id)
        except UnrollerError as error:  # it is among those that are not listed; `verify` says what is wrong with it
            LOG.warning("the links of %s cannot be listed: %s", summary.id, error)
            continue
        known, page = index_observations(kept.observations), Link(presenters.title(summary.title), summary.url)
        for source in kept_library().article(kept).sources:
            look = known.of(source.url)
            if look is None or look.state != "gone" or not source.url:
                continue
            said = seen(source, known, presenters.words())
            copy = Link(*said.copy) if said.copy else None
            found.append(Lost(said.title or source_label(source), safe_url(source.url) or "", said.state, page, copy))
    shown = found[:LISTED]
    return shown, plurals.more_links(count - len(shown)) if count > len(shown) else ""


def _health(summaries: Sequence[Summary]) -> Health | None:
    """Links by the year of their thread; None while nothing was looked up, or of no year."""
    years: dict[int, Counter[str]] = {}
    for summary in summaries:
        if (published := related.year(summary)).isdigit() and summary.links:
            years.setdefault(int(published), Counter()).update(dict(summary.links))
    if not any(held.total() - held["unseen"] for held in years.values()):
        return None
    shown = range(max(min(years), max(years) - facets.BARS + 1), max(years) + 1)
    most = max(held.total() for held in years.values())
    bars = tuple(_bar(place, year, years.get(year, Counter()), most) for place, year in enumerate(shown))
    return Health(tuple(gettext(said) for said in STATES.values()), bars, len(bars) * facets.BAR)


def _bar(place: int, year: int, held: Counter[str], most: int) -> HealthBar:
    count, lost = held.total(), held["gone"]
    height = max(facets.LEAST, round(facets.HEIGHT * count / most)) if count else 0
    return HealthBar(
        text=f"{year:04}",
        url=f"/year/{year:04}",
        counts=tuple(held[state] for state in STATES),
        count=count,
        lost=lost,
        x=place * facets.BAR,
        height=height,
        lost_height=max(2, round(height * lost / count)) if lost else 0,
    )


def of_thread(kept: Kept, article: Article) -> Looks | None:
    """What the page of a kept thread says of its links; None where it has none."""
    linked, unseen = _linked(kept, article)
    if not linked:
        return None
    last, lookup = looked_up(index_observations(kept.observations)), lookups().of(kept.id)
    return Looks(
        looked=presenters.moment(last[:10]) if last else When(""),
        unseen=plurals.links_unseen(len(unseen)) if unseen and last else "",
        action=f"{kept.url}/sources" if lookups().allowed else "",
        again=not unseen,
        running=bool(lookup and not lookup.end),
        says=_says(lookup),
    )


def _says(lookup: Lookup | None) -> str:
    """How far looking up is, or what went wrong with it."""
    if lookup is None or (lookup.end and not lookup.error):
        return ""
    if lookup.error:
        return presenters.sentence(str(lookup.error))
    if not lookup.wanted:
        return gettext("The links are about to be looked up.")
    return gettext("Looking the links up: %(done)s of %(all)s.", done=lookup.done, all=lookup.wanted)


def begin_all(keys: Sequence[str]) -> None:
    """Look the links of threads up that were just kept, as was asked for. They are kept whatever comes of it: where too
    many wait already, the page of each says that its links were not looked up, and offers it."""
    for key in keys:
        try:
            lookups().begin(key)
        except MisuseError as error:
            LOG.warning("kept, but not all links are looked up: %s", error)
            return
