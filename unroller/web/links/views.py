"""What links led to, on the pages: the button on a thread, how far it is, and the report on all threads."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from unroller.archive import StoredThread, Summary
from unroller.article.sources import index_observations
from unroller.errors import MisuseError, UnrollerError
from unroller.model import Article
from unroller.urls import get_host, safe_url
from unroller.web.i18n import N_, gettext, plurals
from unroller.web.library import views
from unroller.web.links.queue import LinkCheckJob
from unroller.web.links.viewmodels import CheckLinksPage, DeadLink, LinkHealth, LinkHealthBar, LinksPage
from unroller.web.search import facets
from unroller.web.security import ExpiredFormError, create_form_token, require_valid_form
from unroller.web.state import get_library as kept_library
from unroller.web.state import get_link_queue, get_state, render
from unroller.web.threads import presenters, related
from unroller.web.viewmodels import Alert, DateView, LinkStatusView, PageLink
from unroller.writers.common import find_last_check, format_source, summarize_source

LOG = logging.getLogger("unroller.web")
blueprint = Blueprint("looking", __name__)

#: A few links that answer at once are looked up while the browser waits.
PATIENCE = 2.0
#: So many links that are gone are listed, from so many threads at most.
LISTED, FROM_THREADS = 200, 100
#: So many of the sites that would be asked are named.
NAMED = 30
STATE_LABELS = {
    "alive": N_("There"),
    "moved": N_("Moved"),
    "blocked": N_("Not shown to us"),
    "gone": N_("Gone"),
    "unknown": N_("No answer"),
    "unseen": N_("Not looked up"),
}

Answer = str | tuple[str, int] | Response


@blueprint.get("/t/<key:key>/sources")
def confirm_check(key: str) -> Answer:
    """Say who would be asked, before anybody is."""
    return _render_confirmation(kept_library().load(key))


@blueprint.post("/t/<key:key>/sources")
def start_check(key: str) -> Answer:
    """Look the links of a thread up: those that nobody did, or with ``again`` all of them."""
    kept = kept_library().load(key)
    try:
        require_valid_form()
    except ExpiredFormError as error:
        expired = gettext("Nothing was asked: this page had been open for too long. Please confirm once more.")
        return _render_confirmation(kept, expired), error.code or 403
    try:
        get_link_queue().begin(kept.id, again="again" in request.form)
    except MisuseError as error:
        return _render_confirmation(kept, presenters.format_sentence(str(error))), error.http_status
    get_link_queue().wait(kept.id, PATIENCE)
    return redirect(f"{kept.url}#looks", 303)


@blueprint.get("/t/<key:key>/sources/progress")
def get_progress(key: str) -> dict[str, object]:
    """How far looking up is, for the page's script."""
    lookup = get_link_queue().of(kept_library().archive.resolve(key))
    return {"running": bool(lookup and not lookup.end), "says": _describe_job(lookup)}


def _render_confirmation(kept: StoredThread, message: str = "") -> str:
    article = kept_library().article(kept)
    linked, unseen = _list_addresses(kept, article)
    names = (get_host(url) for url in unseen or linked)
    hosts = tuple(dict.fromkeys(name.removeprefix("www.") for name in names if name))
    beyond = len(hosts) - NAMED
    return render(
        CheckLinksPage(
            title=presenters.format_title(article.title),
            url=kept.url,
            hosts=hosts[:NAMED],
            more=plurals.more_sites(beyond) if beyond > 0 else "",
            token=create_form_token(),
            again=not unseen,
            off=not get_link_queue().allowed,
            message=Alert(message) if message else None,
        )
    )


def _list_addresses(kept: StoredThread, article: Article) -> tuple[list[str], list[str]]:
    """The addresses of a thread's sources, and those of them that nobody looked up."""
    known = index_observations(kept.observations)
    linked = [source.url for source in article.sources if source.url]
    return linked, [url for url in linked if known.of(url) is None]


@blueprint.get("/sources")
def show_report() -> Answer:
    """What became of the links of all kept threads."""
    summaries = get_state().listing().summaries
    counts = {state: sum(dict(one.links).get(state, 0) for one in summaries) for state in STATE_LABELS}
    lost, more = _list_dead_links([one for one in summaries if dict(one.links).get("gone")], counts["gone"])
    return render(
        LinksPage(
            views=views.build_tabs("/sources"),
            summary=plurals.links(sum(counts.values())) if any(counts.values()) else "",
            counts=tuple((gettext(said), counts[state]) for state, said in STATE_LABELS.items() if counts[state]),
            health=_build_health(summaries),
            lost=tuple(lost),
            more=more,
            off=not get_link_queue().allowed,
        )
    )


def _list_dead_links(summaries: Sequence[Summary], count: int) -> tuple[list[DeadLink], str]:
    """The links that are gone, with their archived copies; and how many are not listed."""
    found: list[DeadLink] = []
    for summary in summaries[:FROM_THREADS]:
        try:
            kept = kept_library().load(summary.id)
        except UnrollerError as error:  # it is among those that are not listed; `verify` says what is wrong with it
            LOG.warning("the links of %s cannot be listed: %s", summary.id, error)
            continue
        known, page = (
            index_observations(kept.observations),
            PageLink(presenters.format_title(summary.title), summary.url),
        )
        for source in kept_library().article(kept).sources:
            look = known.of(source.url)
            if look is None or look.state != "gone" or not source.url:
                continue
            said = summarize_source(source, known, presenters.build_labels())
            copy = PageLink(*said.copy) if said.copy else None
            found.append(
                DeadLink(said.title or format_source(source), safe_url(source.url) or "", said.state, page, copy)
            )
    shown = found[:LISTED]
    return shown, plurals.more_links(count - len(shown)) if count > len(shown) else ""


def _build_health(summaries: Sequence[Summary]) -> LinkHealth | None:
    """Links by the year of their thread; None while nothing was looked up, or of no year."""
    years: dict[int, Counter[str]] = {}
    for summary in summaries:
        if (published := related.get_year(summary)).isdigit() and summary.links:
            years.setdefault(int(published), Counter()).update(dict(summary.links))
    if not any(held.total() - held["unseen"] for held in years.values()):
        return None
    shown = range(max(min(years), max(years) - facets.BARS + 1), max(years) + 1)
    most = max(held.total() for held in years.values())
    bars = tuple(_build_bar(place, year, years.get(year, Counter()), most) for place, year in enumerate(shown))
    return LinkHealth(tuple(gettext(said) for said in STATE_LABELS.values()), bars, len(bars) * facets.BAR)


def _build_bar(place: int, year: int, held: Counter[str], most: int) -> LinkHealthBar:
    count, lost = held.total(), held["gone"]
    height = max(facets.LEAST, round(facets.HEIGHT * count / most)) if count else 0
    return LinkHealthBar(
        text=f"{year:04}",
        url=f"/year/{year:04}",
        counts=tuple(held[state] for state in STATE_LABELS),
        count=count,
        lost=lost,
        x=place * facets.BAR,
        height=height,
        lost_height=max(2, round(height * lost / count)) if lost else 0,
    )


def build_link_status(kept: StoredThread, article: Article) -> LinkStatusView | None:
    """What the page of a kept thread says of its links; None where it has none."""
    linked, unseen = _list_addresses(kept, article)
    if not linked:
        return None
    last, lookup = find_last_check(index_observations(kept.observations)), get_link_queue().of(kept.id)
    return LinkStatusView(
        looked=presenters.present_time(last[:10]) if last else DateView(""),
        unseen=plurals.links_unseen(len(unseen)) if unseen and last else "",
        action=f"{kept.url}/sources" if get_link_queue().allowed else "",
        again=not unseen,
        running=bool(lookup and not lookup.end),
        says=_describe_job(lookup),
    )


def _describe_job(lookup: LinkCheckJob | None) -> str:
    """How far looking up is, or what went wrong with it."""
    if lookup is None or (lookup.end and not lookup.error):
        return ""
    if lookup.error:
        return presenters.format_sentence(str(lookup.error))
    if not lookup.wanted:
        return gettext("The links are about to be looked up.")
    return gettext("Looking the links up: %(done)s of %(all)s.", done=lookup.done, all=lookup.wanted)


def enqueue_all(keys: Sequence[str]) -> None:
    """Look the links of threads up that were just kept, as was asked for. They are kept whatever comes of it: where too
    many wait already, the page of each says that its links were not looked up, and offers it."""
    for key in keys:
        try:
            get_link_queue().begin(key)
        except MisuseError as error:
            LOG.warning("kept, but not all links are looked up: %s", error)
            return
