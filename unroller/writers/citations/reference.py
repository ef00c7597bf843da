"""What is known of a work that is cited, in one shape: a thread, one of its posts, or a source it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from unroller.article.sources import SourceObservations
from unroller.model import Article, Date, Platform, Source, Thread
from unroller.observations import Description, Observation
from unroller.text import make_slug
from unroller.urls import get_host
from unroller.writers import common
from unroller.writers.citations.names import CitedName, parse_account, parse_name, to_one_line
from unroller.writers.organisation_list import NOBODY, Organisations

Kind = Literal["thread", "post", "page", "pdf", "video", "repository", "dataset", "paper"]
#: Year; year and month; year, month and day; or nothing where no date is known.
Day = tuple[int, ...]

NETWORKS: dict[Platform, str] = {"x": "X", "mastodon": "Mastodon", "bluesky": "Bluesky", "threads": "Threads"}
#: A post has no title: so many of its first words stand for one (the rule of the APA).
TITLE_WORDS = 20
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that is cited. Texts are single lines; what is not known is empty.

    `site` is the network, site or journal; `archived` the address of a copy; `accessed` when the work was captured or
    seen. `key` names it in files, ASCII, the same each time.
    """

    key: str
    kind: Kind
    title: str = ""
    names: tuple[CitedName, ...] = ()
    site: str = ""
    issued: Day = ()
    url: str = ""
    accessed: Day = ()
    archived: str = ""
    doi: str = ""
    lang: str = ""


def parse_day(value: str | None) -> Day:
    """An ISO 8601 date or time as the numbers it states; nothing where it states none that a calendar has."""
    found = _DAY.match(value or "")
    if not found or not int(found[1]):
        return ()
    parts = tuple(int(part) for part in found.groups() if part)
    return parts if all(1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False)) else parts[:1]


def get_publication_day(date: Date) -> Day:
    """A date of publication as far as it is known: the day of a capture is none, nor is a bound."""
    return parse_day(date.value) if date.how != "captured" else ()


def build_thread_reference(
    thread: Thread,
    article: Article,
    *,
    archived: str = "",
    accessed: str | None = None,
    listed: Organisations = NOBODY,
) -> Reference:
    """A whole thread. `archived` is the address of its copy; `accessed` when it was captured, if it is silent;
    `listed` are known to be organisations."""
    names = parse_account(thread.author, listed)
    title, issued = to_one_line(article.title), get_publication_day(thread.published)
    return Reference(
        key=_build_key(names, issued, title),
        kind="thread",
        title=title,
        names=names,
        site=NETWORKS[thread.platform] if thread.platform else "",
        issued=issued,
        url=common.safe(thread.url) or "",
        accessed=parse_day(thread.capture.captured_at or accessed),
        archived=archived,
        lang=to_one_line(article.lang or thread.lang or ""),
    )


def build_post_reference(
    thread: Thread,
    article: Article,
    number: int,
    *,
    archived: str = "",
    accessed: str | None = None,
    listed: Organisations = NOBODY,
) -> Reference:
    """Post `number` of a thread; `archived` is the address of the thread's copy, `listed` are organisations.

    Raises:
        KeyError: the thread has no such post.
    """
    post = next((post for post in thread.posts if post.number == number), None)
    if post is None:
        raise KeyError(number)
    address = f"{archived}#p{number}" if archived else ""
    whole = build_thread_reference(thread, article, archived=address, accessed=accessed, listed=listed)
    names = parse_account(post.author, listed) or whole.names
    issued = get_publication_day(post.published)
    if not issued and number == 1:
        issued = whole.issued
    return replace(
        whole,
        key=f"{_build_key(names, issued or whole.issued, whole.title)}-p{number}",
        kind="post",
        title=take_first_words(post.text) or f"Post {number}",
        names=names,
        issued=issued,
        url=common.safe(post.url) or (whole.url if number == 1 else ""),
        lang=to_one_line(post.lang or "") or whole.lang,
    )


def build_source_references(
    sources: Iterable[Source], seen: SourceObservations, listed: Organisations = NOBODY
) -> tuple[Reference, ...]:
    """The sources of an article, with what was seen of them; `listed` are known to be organisations."""
    return tuple(_build_source_reference(source, seen.of(source.url), listed) for source in sources)


def _build_source_reference(source: Source, seen: Observation | None, listed: Organisations) -> Reference:
    url = common.safe(source.url) or ""
    said = (seen.description if seen else None) or Description(form="post" if source.kind == "post" else "page")
    names = tuple(parse_name(name, listed) for name in said.authors)
    title = to_one_line(said.title or "")
    if said.quote:
        names = parse_account(said.quote.author, listed) or names
        title = title or take_first_words("".join(run.text for run in said.quote.runs))
    if not url:
        title = title or to_one_line(source.text)
    issued = get_publication_day(said.published)
    to = common.safe(said.canonical) or common.safe(seen.final if seen else None) or url
    return Reference(
        key=f"{_build_key(names, issued, title, get_host(url) or '')}-s{source.number}",
        kind=said.form,
        title=title,
        names=names,
        site=to_one_line(said.site or ""),
        issued=issued,
        url=to,
        accessed=parse_day(seen.at) if seen and seen.state in ("alive", "moved") else (),
        archived=(common.safe(seen.memento.url) or "") if seen and seen.memento else "",
        doi=to_one_line(said.doi or ""),
        lang=to_one_line(said.lang or ""),
    )


def take_first_words(text: str) -> str:
    """The first words of a post, as they stand for its title; links are not words."""
    words = [word for word in to_one_line(text).split() if not word.startswith(("http://", "https://"))]
    if len(words) <= 1 and len("".join(words)) > 80:  # scripts that put no blanks between words
        return "".join(words)[:60] + "…"
    return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")


def _build_key(names: tuple[CitedName, ...], issued: Day, title: str, place: str = "") -> str:
    """``roe2021harbours``: who (or at which `place`), when, the first long word of the title."""
    who = make_slug(names[0].family or names[0].handle or names[0].literal if names else place, most=30, empty="")
    words = [word for word in make_slug(title, most=60, empty="").split("-") if len(word) > 3]
    year = str(issued[0]) if issued else "nd"
    return f"{who.replace('-', '') or 'anon'}{year}{words[0] if words else ''}"


def make_keys_unique(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The same works, each with a key of its own."""
    taken: set[str] = set()
    found = []
    for one in references:
        key, count = one.key, 1
        while key.casefold() in taken:
            count += 1
            key = f"{one.key}-{count}"
        taken.add(key.casefold())
        found.append(replace(one, key=key))
    return tuple(found)
