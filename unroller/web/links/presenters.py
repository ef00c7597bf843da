"""What pages show of links: whether they are still there, per thread and over the years. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from unroller.archive import StoredThread, Summary
from unroller.archive.catalog.rows import GoneLink
from unroller.article.sources import index_observations
from unroller.model import Article, Description, Memento, Observation, Source
from unroller.urls import get_host, safe_url
from unroller.web import presenters as shared
from unroller.web.i18n import N_, gettext, ngettext
from unroller.web.i18n.messages import render_recorded
from unroller.web.links import viewmodels
from unroller.web.links.job_files import LinkCheckJob
from unroller.web.viewmodels import DateView, PageLink
from unroller.writers.common import find_last_check, format_source, summarize_source

#: So many links that are gone are listed.
LISTED = 200
#: So many of the sites that would be requested are named.
NAMED = 30
STATE_LABELS = {
    "alive": N_("There"),
    "moved": N_("Moved"),
    "blocked": N_("Not shown to us"),
    "gone": N_("Gone"),
    "unknown": N_("No answer"),
    "unseen": N_("Not looked up"),
}


def count_states(years: Mapping[str, Mapping[str, int]]) -> Counter[str]:
    """How many links of all threads are in each state."""
    counts: Counter[str] = Counter()
    for states in years.values():
        counts.update(states)
    return counts


def build_links_page(
    by_year: Mapping[str, Mapping[str, int]], dead: Sequence[viewmodels.DeadLink], *, allowed: bool
) -> viewmodels.LinksPage:
    """What became of the links of all threads, by the years of these; `dead` are those to list, `allowed` whether links
    can be looked up."""
    counts = count_states(by_year)
    total, more = sum(counts[state] for state in STATE_LABELS), counts["gone"] - min(len(dead), LISTED)
    return viewmodels.LinksPage(
        tabs=shared.build_tabs("/sources"),
        summary=ngettext("%(num)s link", "%(num)s links", total) if total else "",
        counts=tuple((gettext(label), counts[state]) for state, label in STATE_LABELS.items() if counts[state]),
        health=build_health(by_year),
        dead=tuple(dead[:LISTED]),
        more=ngettext("and %(num)s more link", "and %(num)s more links", more) if more > 0 else "",
        off=not allowed,
    )


def iter_dead_links(summary: Summary, gone: Iterable[GoneLink]) -> Iterator[viewmodels.DeadLink]:
    """The links of a thread that are gone, with their archived copies."""
    thread, labels = shared.link_thread(summary), shared.build_labels()
    for link in gone:
        source = Source(0, link.url, "post" if link.kind == "post" else "page", ())
        about = Description(title=link.title) if link.title else None
        memento = Memento(link.copy, link.copied) if link.copy else None
        look = Observation(link.at, link.url, "gone", description=about, memento=memento, note=link.note)
        seen = summarize_source(source, index_observations([look]), labels)
        copy = PageLink(*seen.copy) if seen.copy else None
        yield viewmodels.DeadLink(
            seen.title or format_source(source), safe_url(link.url) or "", seen.state, thread, copy
        )


def build_health(by_year: Mapping[str, Mapping[str, int]]) -> viewmodels.LinkHealth | None:
    """Links by the year of their thread; None while nothing was looked up, or of no year."""
    years: dict[int, Counter[str]] = {}
    for year, states in by_year.items():
        if year.isdigit():
            years.setdefault(int(year), Counter()).update(states)
    if not any(counts.total() - counts["unseen"] for counts in years.values()):
        return None
    most = max(counts.total() for counts in years.values())
    bars = tuple(
        _build_bar(place, year, years.get(year, Counter()), most) for place, year in enumerate(shared.list_years(years))
    )
    return viewmodels.LinkHealth(
        tuple(gettext(label) for label in STATE_LABELS.values()), bars, len(bars) * shared.BAR_WIDTH
    )


def _build_bar(place: int, year: int, counts: Mapping[str, int], most: int) -> viewmodels.LinkHealthBar:
    count, lost = sum(counts.values()), counts.get("gone", 0)
    height = shared.scale_height(count, most)
    return viewmodels.LinkHealthBar(
        text=f"{year:04}",
        url=f"/year/{year:04}",
        counts=tuple(counts.get(state, 0) for state in STATE_LABELS),
        count=count,
        lost=lost,
        x=place * shared.BAR_WIDTH,
        height=height,
        lost_height=max(2, round(height * lost / count)) if lost else 0,
    )


# -- the links of one thread -------------------------------------------------------------------------------------------


def _list_urls(kept: StoredThread, article: Article) -> tuple[list[str], list[str]]:
    """The addresses of a thread's sources, and those of them that nobody looked up."""
    observations = index_observations(kept.observations)
    urls = [source.url for source in article.sources if source.url]
    return urls, [url for url in urls if observations.of(url) is None]


def build_confirmation(
    kept: StoredThread, article: Article, token: str, message: str, *, allowed: bool
) -> viewmodels.CheckLinksPage:
    """The page that says which sites would be requested, before any is."""
    urls, unseen = _list_urls(kept, article)
    names = (get_host(url) for url in unseen or urls)
    hosts = tuple(dict.fromkeys(name.removeprefix("www.") for name in names if name))
    beyond = len(hosts) - NAMED
    return viewmodels.CheckLinksPage(
        title=shared.format_title(article.title),
        url=kept.url,
        hosts=hosts[:NAMED],
        more=ngettext("and %(num)s more site", "and %(num)s more sites", beyond) if beyond > 0 else "",
        token=token,
        again=not unseen,
        off=not allowed,
        message=shared.build_alert(message),
    )


def build_link_status(
    kept: StoredThread, article: Article, job: LinkCheckJob | None, *, allowed: bool
) -> viewmodels.LinkStatusView | None:
    """What the page of a stored thread says of its links; None where it has none. `job` is looking them up."""
    urls, unseen = _list_urls(kept, article)
    if not urls:
        return None
    last = find_last_check(index_observations(kept.observations))
    return viewmodels.LinkStatusView(
        checked=shared.present_time(last[:10]) if last else DateView(""),
        unseen=ngettext("%(num)s link not looked up yet", "%(num)s links not looked up yet", len(unseen))
        if unseen and last
        else "",
        action=f"{kept.url}/sources" if allowed else "",
        again=not unseen,
        running=bool(job and not job.ended),
        says=describe_job(job),
    )


def describe_job(job: LinkCheckJob | None) -> str:
    """The progress of looking links up, or what went wrong with it."""
    if job is None or (job.ended and not (job.error or job.told)):
        return ""
    if job.error or job.told:
        return shared.format_error(job.error) if job.error else shared.capitalize(render_recorded(job.told))
    if not job.total:
        return gettext("The links are about to be looked up.")
    return gettext("Looking the links up: %(done)s of %(all)s.", done=job.done, all=job.total)
