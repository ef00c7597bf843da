"""From values to what a page shows: dates in words, names made safe to read, and the workings behind it.

Pure: the same values give the same page. HTML is made here only from text that :mod:`markupsafe` has escaped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from urllib.parse import quote

from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape

from unroller.archive import Summary
from unroller.archive_reading import INCOMPLETE, Reading
from unroller.article.sources import UNSEEN, SourceObservations
from unroller.model import Article, Date, Platform, Post, Removed, Thread
from unroller.search import Hit
from unroller.urls import safe_url
from unroller.web.i18n import gettext, locale_shown, plurals
from unroller.web.i18n.rules import rule_said
from unroller.web.i18n.sentences import said
from unroller.web.threads import social_cards
from unroller.web.viewmodels import Byline, Card, Doubtful, Found, Link, Match, SetAside, Share, Text, When, Workings
from unroller.writers import html
from unroller.writers.labels import Words
from unroller.writers.organisation_list import Organisations

Spans = Sequence[tuple[int, int]]
Highlight = Callable[[str], Spans]

NETWORKS: dict[Platform, str] = {"x": "X", "mastodon": "Mastodon", "bluesky": "Bluesky", "threads": "Threads"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Notices that say what a list of its own shows better, where there is one.
SHOWN_ELSEWHERE = {"doubtful-boundaries": "doubts", "numbering-gap": "gaps", "missing-posts": "gaps"}
#: So many hashtags are shown below a thread: those that its summary is listed by.
HASHTAGS = 20
#: Titles that are made for threads without one begin so.
UNTITLED = ("Thread by @", "Untitled thread")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?\Z")
#: Explicit direction marks can make a name read as another; in names they are written out.
_DIRECTIONS = {code: f"⟨U+{code:04X}⟩" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def name(text: str) -> str:
    """A name or handle with its invisible direction marks made visible."""
    return text.translate(_DIRECTIONS)


def day(value: str) -> str:
    """An ISO date as people write it, to the precision it has: ``22 November 2020``, ``November 2020``, ``2020``."""
    found = _ISO.match(value)
    if not found:
        return value
    year, month, date, _, _ = found.groups()
    if not month or not 1 <= int(month) <= len(MONTHS):
        return year
    if (locale := locale_shown()) and locale.language != "en":
        with suppress(ValueError):
            whole = datetime.date(int(year), int(month), int(date or 1))
            return format_date(whole, "long", locale) if date else format_skeleton("yMMMM", whole, locale=locale)
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}" if date else f"{MONTHS[int(month) - 1]} {year}"


def moment(value: str | None) -> When:
    """An ISO date or time that is certain, such as when a thread was kept."""
    if not value:
        return When("")
    return When(day(value), value if _ISO.match(value) else None)


def when(date: Date) -> When:
    """A date of a thread, in words that never claim more than is known."""
    if date.value:
        how = {
            "id": gettext("known from the post’s number"),
            "captured": gettext("the day it was captured"),
            "corrected": gettext("as corrected here"),
        }.get(date.how, "")
        return When(day(date.value), moment(date.value).datetime, how)
    if date.not_before:
        since = moment(date.not_before)
        return When(
            gettext("not before %(date)s", date=since.text), since.datetime, gettext("the date of a post it quotes")
        )
    return When("", None, gettext("date not stated"))


def title(text: str) -> str:
    """A thread's title; where it has none of its own, what stands for it in the interface's language."""
    return said(text) if text.startswith(UNTITLED) else text


def byline(thread: Thread) -> Byline | None:
    """Who wrote `thread`, or None when nobody is named."""
    if not thread.author:
        return None
    handle = thread.author.handle
    url = safe_url(thread.author.url) if thread.author.url else None
    return Byline(name(handle), name(thread.author.name or ""), url, author_page(handle))


def author_page(handle: str) -> str | None:
    """Our page of an author's threads; None for a handle that fits no address."""
    return f"/by/{handle}" if re.fullmatch(r"[\w.@-]{1,300}", handle) else None


def length(thread: Thread, article: Article) -> str:
    """``14 posts · 3 min``."""
    minutes = gettext("%(minutes)s min", minutes=article.minutes)
    return f"{plurals.posts(len(thread.posts))} · {minutes}"


def text(
    thread: Thread,
    article: Article,
    *,
    as_posted: bool = False,
    highlight: Highlight | None = None,
    known: SourceObservations = UNSEEN,
    media: html.Media = html.no_media,
) -> Text:
    """The page of a thread: its article, or with `as_posted` every post as it was written; `known` is what was
    seen of its sources, `media` says where kept pictures are."""
    return Text(
        title=title(article.title),
        lang=article.lang or thread.lang,
        byline=byline(thread),
        published=when(thread.published),
        length=length(thread, article),
        network=NETWORKS.get(thread.platform, "") if thread.platform else "",
        original=safe_url(thread.url) if thread.url else None,
        body=html.posts_html(thread, highlight=highlight, words=words(), media=media)
        if as_posted
        else html.fragment(
            article, highlight=highlight, thread=thread, notes=True, words=words(), known=known, media=media
        ),
        sources=html.sources_html(article, words(), known),
        workings=workings(thread, article),
        dir=social_cards.direction(article.title),
        noted=not as_posted,
    )


def words() -> Words:
    """What the text's own labels are called in the interface's language."""
    return Words(
        post=gettext("Post {}"),
        doubtful=gettext("Post {}, which may not begin here"),
        written=gettext("Post {} where it was written"),
        original=gettext("original"),
        source=gettext("Source {}"),
        back=gettext("post {}"),
        address_missing=gettext("address missing"),
        no_address=gettext("an address that is missing"),
        quoted=gettext("A quoted post"),
        a_post=gettext("A post"),
        a_post_on=gettext("A post on {}"),
        on=gettext("{} on {}"),
        missing=plurals.missing,
        later=gettext("Later additions"),
        pause=plurals.days_later,
        not_looked_up=gettext("not looked up"),
        copy_of=gettext("archived copy of {}"),
        day=day,
        why=said,
        states={
            "alive": gettext("there on {}"),
            "moved": gettext("moved, seen on {}"),
            "gone": gettext("gone on {}"),
            "blocked": gettext("not shown to us on {}"),
            "unknown": gettext("no answer on {}"),
        },
        forms={
            "page": gettext("Page"),
            "pdf": gettext("PDF"),
            "video": gettext("Video"),
            "post": gettext("Post"),
            "repository": gettext("Repository"),
            "dataset": gettext("Dataset"),
            "paper": gettext("Paper"),
        },
        kinds={
            "image": gettext("Image"),
            "video": gettext("Video"),
            "audio": gettext("Audio"),
            "card": gettext("Link"),
            "unknown": gettext("Attachment"),
        },
    )


def share(thread: Thread, article: Article, address: str, listed: Organisations) -> Share:
    """What the page of a thread at `address` says of itself to other programs; `listed` are organisations."""
    return Share(
        address,
        social_cards.card_text(article),
        social_cards.linked_data(thread, article, listed),
        social_cards.dublin_core(thread, article, listed),
    )


def seen(readings: Sequence[Reading]) -> str:
    """What a capture would be read as, in a line: its shape, posts, author, and how much is set aside."""
    first = readings[0]
    posts = plurals.posts(sum(len(one.thread.posts) for one in readings))
    author = first.thread.author
    parts = [said(first.label), posts]
    if len(readings) > 1:
        same = [said(first.label)] if all(one.label == first.label for one in readings) else []
        parts = [*same, plurals.threads(len(readings)), posts]
    elif author:
        parts = [said(first.label), gettext("%(length)s by %(author)s", length=posts, author="@" + name(author.handle))]
    if removed := sum(len(one.thread.removed) for one in readings):
        parts.append(plurals.lines_set_aside(removed))
    return sentence(gettext(", ").join(parts))


def workings(thread: Thread, article: Article) -> Workings:
    """All that was set aside, is uncertain, or is missing."""
    doubts = tuple(
        Doubtful(
            doubt.text,
            gettext("read as a new post") if doubt.boundary else gettext("read as the same post going on"),
            f"#p{doubt.post}",
        )
        for doubt in thread.doubts
    )
    gaps = tuple(sentence(gap.reason) for gap in thread.gaps)
    told = {code for code, shown in SHOWN_ELSEWHERE.items() if getattr(thread, shown)}
    warnings = tuple(sentence(notice.message) for notice in thread.warnings if notice.code not in told)
    counted = (
        (len(thread.removed), plurals.lines_set_aside),
        (len(article.marks), plurals.marks),
        (len(doubts), plurals.doubts),
        (len(gaps), plurals.gaps),
        (len(thread.others), plurals.others),
        (len(warnings), plurals.remarks),
    )
    return Workings(
        summary=tuple(say(count) for count, say in counted if count),
        removed=tuple(set_aside(removed) for removed in thread.removed),
        marks=_grouped(article.marks),
        doubts=doubts,
        gaps=gaps,
        warnings=warnings,
        others=tuple(_reply(post) for post in thread.others),
    )


def _reply(post: Post) -> SetAside:
    """A post that is not the thread's, with who wrote it."""
    if post.author is None or post.later:
        how = gettext("the author’s later reply") if post.later else gettext("by the author, standing alone")
        return SetAside(post.text, how, "")
    author = f"@{post.author.handle}" if post.author.handle else post.author.name
    return SetAside(post.text, gettext("by %(author)s", author=author), "")


def missing(thread: Thread) -> tuple[str, ...]:
    """What is known to be missing: worth a look at the source before the thread is kept."""
    return tuple(sentence(notice.message) for notice in thread.warnings if notice.code in INCOMPLETE)


def set_aside(removed: Removed) -> SetAside:
    """A line of the ledger, its rule's name in plain words."""
    place = gettext("line %(number)s", number=removed.line) if removed.line else ""
    if removed.post:
        place = gettext("post {}").format(removed.post)
    return SetAside(removed.text, rule_said(removed.rule), place)


def _grouped(marks: Sequence[Removed]) -> tuple[SetAside, ...]:
    """Marks by their rule: a thread of eighty posts has eighty counters, and one line is enough to show them."""
    by_rule: dict[str, list[str]] = {}
    for mark in marks:
        by_rule.setdefault(set_aside(mark).rule, []).append(mark.text.strip())
    return tuple(SetAside("\u2002".join(texts), rule) for rule, texts in by_rule.items())


#: A path or a name with an extension, alone or the first of several, before what is said of it.
_NAME_FIRST = re.compile(r"[^\s:,]*[./][^\s:,]+[:,]\s")


def sentence(message: str) -> str:
    """A message for people, in their language: with a capital, without the name of what they have just handed in; the
    name of a file that it begins with stays as it is."""
    text = said(message.removeprefix("paste: "))
    return text if _NAME_FIRST.match(text) else text[:1].upper() + text[1:]


def hashtags(thread: Thread) -> tuple[Link, ...]:
    """The hashtags of a thread, each once, with the page of all threads that have it."""
    seen = {run.text.lstrip("#＃"): None for post in thread.posts for run in post.runs if run.kind == "hashtag"}
    once = {tag.casefold(): tag for tag in reversed(seen)}
    return tuple(Link(f"#{tag}", f"/tag/{quote(tag, safe='')}") for tag in reversed(once.values()))[:HASHTAGS]


def card(summary: Summary) -> Card:
    """A kept thread as a line of a list."""
    return Card(
        title=title(summary.title),
        url=summary.url,
        author=name(summary.author or ""),
        author_name=name(summary.author_name or ""),
        posts=plurals.posts(summary.posts),
        published=moment(summary.published),
        added=moment(summary.added),
        id=summary.id,
        opening=summary.opening,
        tags=tuple(tag_link(tag) for tag in summary.tags),
        private=summary.visibility == "private",
    )


def tag_link(tag: str) -> Link:
    """A reader's tag with the page of the threads that have it."""
    return Link(tag, f"/tag/{quote(tag, safe='')}")


def reading_card(thread: Thread, article: Article) -> Card:
    """A thread that was read and not kept, as a line of a list; it has no page."""
    author = thread.author
    return Card(
        title=title(article.title),
        url="",
        author=name(author.handle) if author else "",
        author_name=name(author.name or "") if author else "",
        posts=plurals.posts(len(thread.posts)),
        published=when(thread.published),
        added=When(""),
    )


def marked(text: str, spans: Spans) -> Markup:
    """`text` escaped, with the parts at `spans` (start, end) inside ``<mark>``."""
    out: list[Markup] = []
    done = 0
    for start, end in sorted(spans):
        if done <= start < end <= len(text):
            out += [escape(text[done:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            done = end
    return Markup("").join([*out, escape(text[done:])])


def found(hits: Iterable[Hit], asked: str, kept: Mapping[str, Summary]) -> tuple[Found, ...]:
    """Hits in their order, those of one thread together; `asked` (query-encoded) is carried to the page it opens."""
    threads: dict[str, list[Hit]] = {}
    for hit in hits:
        threads.setdefault(hit.id, []).append(hit)
    return tuple(_found(same, asked, kept.get(key)) for key, same in threads.items())


def _found(hits: Sequence[Hit], asked: str, summary: Summary | None) -> Found:
    posts = summary.posts if summary else 0
    best = hits[0]
    hidden = best.more + 1 - len(hits)
    page, _, _ = best.url.partition("#")
    matches = tuple(
        Match(
            gettext("Post {} of {}").format(hit.post, posts) if posts else gettext("Post {}").format(hit.post),
            f"{page}?q={asked}#p{hit.post}",
            marked(hit.snippet, hit.marks),
        )
        for hit in hits
    )
    return Found(
        title=title(best.title),
        url=f"{page}?q={asked}",
        author=name(best.author or ""),
        author_name=name(best.author_name or ""),
        published=moment(best.published),
        matches=matches,
        more=plurals.more_posts(hidden) if hidden > 0 else "",
        how=gettext("Not in it: {}").format(name(", ".join(best.missing))) if best.missing else "",
        private=summary is not None and summary.visibility == "private",
    )
