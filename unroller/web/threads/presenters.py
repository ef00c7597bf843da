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
from unroller.article.sources import UNSEEN, SourceObservations
from unroller.library.reading import INCOMPLETE, Reading
from unroller.model import Article, Date, Platform, Post, Removed, Thread
from unroller.search import Hit
from unroller.urls import safe_url
from unroller.web.i18n import get_locale, gettext, plurals
from unroller.web.i18n.rules import rule_label
from unroller.web.i18n.sentences import said
from unroller.web.threads import social_cards
from unroller.web.viewmodels import (
    ArticleView,
    Byline,
    DateView,
    MatchingPost,
    PageLink,
    PageMetadata,
    ProcessingReport,
    RemovedLine,
    SearchHitView,
    ThreadCard,
    UncertainBoundary,
)
from unroller.writers import html
from unroller.writers.common import Labels
from unroller.writers.organisation_list import Organisations

Spans = Sequence[tuple[int, int]]
Highlight = Callable[[str], Spans]

NETWORKS: dict[Platform, str] = {"x": "X", "mastodon": "Mastodon", "bluesky": "Bluesky", "threads": "Threads"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Notices that say what a list of its own shows better, where there is one.
LISTED_SEPARATELY = {"doubtful-boundaries": "doubts", "numbering-gap": "gaps", "missing-posts": "gaps"}
#: So many hashtags are shown below a thread: those that its summary is listed by.
HASHTAGS = 20
#: Titles that are made for threads without one begin so.
UNTITLED = ("Thread by @", "Untitled thread")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?\Z")
#: Explicit direction marks can make a name read as another; in names they are written out.
_DIRECTIONS = {code: f"⟨U+{code:04X}⟩" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def escape_name(text: str) -> str:
    """A name or handle with its invisible direction marks made visible."""
    return text.translate(_DIRECTIONS)


def format_day(value: str) -> str:
    """An ISO date as people write it, to the precision it has: ``22 November 2020``, ``November 2020``, ``2020``."""
    found = _ISO.match(value)
    if not found:
        return value
    year, month, date, _, _ = found.groups()
    if not month or not 1 <= int(month) <= len(MONTHS):
        return year
    if (locale := get_locale()) and locale.language != "en":
        with suppress(ValueError):
            whole = datetime.date(int(year), int(month), int(date or 1))
            return format_date(whole, "long", locale) if date else format_skeleton("yMMMM", whole, locale=locale)
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}" if date else f"{MONTHS[int(month) - 1]} {year}"


def present_time(value: str | None) -> DateView:
    """An ISO date or time that is certain, such as when a thread was kept."""
    if not value:
        return DateView("")
    return DateView(format_day(value), value if _ISO.match(value) else None)


def present_date(date: Date) -> DateView:
    """A date of a thread, in words that never claim more than is known."""
    if date.value:
        how = {
            "id": gettext("known from the post’s number"),
            "captured": gettext("the day it was captured"),
            "corrected": gettext("as corrected here"),
        }.get(date.how, "")
        return DateView(format_day(date.value), present_time(date.value).datetime, how)
    if date.not_before:
        since = present_time(date.not_before)
        return DateView(
            gettext("not before %(date)s", date=since.text), since.datetime, gettext("the date of a post it quotes")
        )
    return DateView("", None, gettext("date not stated"))


def format_title(text: str) -> str:
    """A thread's title; where it has none of its own, what stands for it in the interface's language."""
    return said(text) if text.startswith(UNTITLED) else text


def build_byline(thread: Thread) -> Byline | None:
    """Who wrote `thread`, or None when nobody is named."""
    if not thread.author:
        return None
    handle = thread.author.handle
    url = safe_url(thread.author.url) if thread.author.url else None
    return Byline(escape_name(handle), escape_name(thread.author.name or ""), url, get_author_url(handle))


def get_author_url(handle: str) -> str | None:
    """Our page of an author's threads; None for a handle that fits no address."""
    return f"/by/{handle}" if re.fullmatch(r"[\w.@-]{1,300}", handle) else None


def format_length(thread: Thread, article: Article) -> str:
    """``14 posts · 3 min``."""
    minutes = gettext("%(minutes)s min", minutes=article.minutes)
    return f"{plurals.posts(len(thread.posts))} · {minutes}"


def build_article_view(
    thread: Thread,
    article: Article,
    *,
    as_posted: bool = False,
    highlight: Highlight | None = None,
    known: SourceObservations = UNSEEN,
    media: html.Media = html.skip_media,
) -> ArticleView:
    """The page of a thread: its article, or with `as_posted` every post as it was written; `known` is what was
    seen of its sources, `media` says where kept pictures are."""
    return ArticleView(
        title=format_title(article.title),
        lang=article.lang or thread.lang,
        byline=build_byline(thread),
        published=present_date(thread.published),
        length=format_length(thread, article),
        network=NETWORKS.get(thread.platform, "") if thread.platform else "",
        original=safe_url(thread.url) if thread.url else None,
        body=html.render_posts(thread, highlight=highlight, words=build_labels(), media=media)
        if as_posted
        else html.render_fragment(
            article, highlight=highlight, thread=thread, notes=True, words=build_labels(), known=known, media=media
        ),
        sources=html.sources_html(article, build_labels(), known),
        workings=build_processing_report(thread, article),
        dir=social_cards.detect_direction(article.title),
        noted=not as_posted,
    )


def build_labels() -> Labels:
    """What the text's own labels are called in the interface's language."""
    return Labels(
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
        day=format_day,
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


def build_metadata(thread: Thread, article: Article, address: str, listed: Organisations) -> PageMetadata:
    """What the page of a thread at `address` says of itself to other programs; `listed` are organisations."""
    return PageMetadata(
        address,
        social_cards.summarize(article),
        social_cards.build_json_ld(thread, article, listed),
        social_cards.build_dublin_core(thread, article, listed),
    )


def describe_readings(readings: Sequence[Reading]) -> str:
    """What a capture would be read as, in a line: its shape, posts, author, and how much is set aside."""
    first = readings[0]
    posts = plurals.posts(sum(len(one.thread.posts) for one in readings))
    author = first.thread.author
    parts = [said(first.label), posts]
    if len(readings) > 1:
        same = [said(first.label)] if all(one.label == first.label for one in readings) else []
        parts = [*same, plurals.threads(len(readings)), posts]
    elif author:
        parts = [
            said(first.label),
            gettext("%(length)s by %(author)s", length=posts, author="@" + escape_name(author.handle)),
        ]
    if removed := sum(len(one.thread.removed) for one in readings):
        parts.append(plurals.lines_set_aside(removed))
    return format_sentence(gettext(", ").join(parts))


def build_processing_report(thread: Thread, article: Article) -> ProcessingReport:
    """All that was set aside, is uncertain, or is missing."""
    doubts = tuple(
        UncertainBoundary(
            doubt.text,
            gettext("read as a new post") if doubt.boundary else gettext("read as the same post going on"),
            f"#p{doubt.post}",
        )
        for doubt in thread.doubts
    )
    gaps = tuple(format_sentence(gap.reason) for gap in thread.gaps)
    told = {code for code, shown in LISTED_SEPARATELY.items() if getattr(thread, shown)}
    warnings = tuple(format_sentence(notice.message) for notice in thread.warnings if notice.code not in told)
    counted = (
        (len(thread.removed), plurals.lines_set_aside),
        (len(article.marks), plurals.marks),
        (len(doubts), plurals.doubts),
        (len(gaps), plurals.gaps),
        (len(thread.others), plurals.others),
        (len(warnings), plurals.remarks),
    )
    return ProcessingReport(
        summary=tuple(say(count) for count, say in counted if count),
        removed=tuple(present_removed(removed) for removed in thread.removed),
        marks=_group_marks(article.marks),
        doubts=doubts,
        gaps=gaps,
        warnings=warnings,
        others=tuple(_present_reply(post) for post in thread.others),
    )


def _present_reply(post: Post) -> RemovedLine:
    """A post that is not the thread's, with who wrote it."""
    if post.author is None or post.later:
        how = gettext("the author’s later reply") if post.later else gettext("by the author, standing alone")
        return RemovedLine(post.text, how, "")
    author = f"@{post.author.handle}" if post.author.handle else post.author.name
    return RemovedLine(post.text, gettext("by %(author)s", author=author), "")


def list_missing(thread: Thread) -> tuple[str, ...]:
    """What is known to be missing: worth a look at the source before the thread is kept."""
    return tuple(format_sentence(notice.message) for notice in thread.warnings if notice.code in INCOMPLETE)


def present_removed(removed: Removed) -> RemovedLine:
    """A line of the ledger, its rule's name in plain words."""
    place = gettext("line %(number)s", number=removed.line) if removed.line else ""
    if removed.post:
        place = gettext("post {}").format(removed.post)
    return RemovedLine(removed.text, rule_label(removed.rule), place)


def _group_marks(marks: Sequence[Removed]) -> tuple[RemovedLine, ...]:
    """Marks by their rule: a thread of eighty posts has eighty counters, and one line is enough to show them."""
    by_rule: dict[str, list[str]] = {}
    for mark in marks:
        by_rule.setdefault(present_removed(mark).rule, []).append(mark.text.strip())
    return tuple(RemovedLine("\u2002".join(texts), rule) for rule, texts in by_rule.items())


#: A path or a name with an extension, alone or the first of several, before what is said of it.
_NAME_FIRST = re.compile(r"[^\s:,]*[./][^\s:,]+[:,]\s")


def format_sentence(message: str) -> str:
    """A message for people, in their language: with a capital, without the name of what they have just handed in; the
    name of a file that it begins with stays as it is."""
    text = said(message.removeprefix("paste: "))
    return text if _NAME_FIRST.match(text) else text[:1].upper() + text[1:]


def link_hashtags(thread: Thread) -> tuple[PageLink, ...]:
    """The hashtags of a thread, each once, with the page of all threads that have it."""
    seen = {run.text.lstrip("#＃"): None for post in thread.posts for run in post.runs if run.kind == "hashtag"}
    once = {tag.casefold(): tag for tag in reversed(seen)}
    return tuple(PageLink(f"#{tag}", f"/tag/{quote(tag, safe='')}") for tag in reversed(once.values()))[:HASHTAGS]


def build_card(summary: Summary) -> ThreadCard:
    """A kept thread as a line of a list."""
    return ThreadCard(
        title=format_title(summary.title),
        url=summary.url,
        author=escape_name(summary.author or ""),
        author_name=escape_name(summary.author_name or ""),
        posts=plurals.posts(summary.posts),
        published=present_time(summary.published),
        added=present_time(summary.added),
        id=summary.id,
        opening=summary.opening,
        tags=tuple(link_tag(tag) for tag in summary.tags),
        private=summary.visibility == "private",
    )


def link_tag(tag: str) -> PageLink:
    """A reader's tag with the page of the threads that have it."""
    return PageLink(tag, f"/tag/{quote(tag, safe='')}")


def build_preview_card(thread: Thread, article: Article) -> ThreadCard:
    """A thread that was read and not kept, as a line of a list; it has no page."""
    author = thread.author
    return ThreadCard(
        title=format_title(article.title),
        url="",
        author=escape_name(author.handle) if author else "",
        author_name=escape_name(author.name or "") if author else "",
        posts=plurals.posts(len(thread.posts)),
        published=present_date(thread.published),
        added=DateView(""),
    )


def mark_spans(text: str, spans: Spans) -> Markup:
    """`text` escaped, with the parts at `spans` (start, end) inside ``<mark>``."""
    out: list[Markup] = []
    done = 0
    for start, end in sorted(spans):
        if done <= start < end <= len(text):
            out += [escape(text[done:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            done = end
    return Markup("").join([*out, escape(text[done:])])


def build_search_hits(hits: Iterable[Hit], asked: str, kept: Mapping[str, Summary]) -> tuple[SearchHitView, ...]:
    """Hits in their order, those of one thread together; `asked` (query-encoded) is carried to the page it opens."""
    threads: dict[str, list[Hit]] = {}
    for hit in hits:
        threads.setdefault(hit.id, []).append(hit)
    return tuple(_build_search_hit(same, asked, kept.get(key)) for key, same in threads.items())


def _build_search_hit(hits: Sequence[Hit], asked: str, summary: Summary | None) -> SearchHitView:
    posts = summary.posts if summary else 0
    best = hits[0]
    hidden = best.more + 1 - len(hits)
    page, _, _ = best.url.partition("#")
    matches = tuple(
        MatchingPost(
            gettext("Post {} of {}").format(hit.post, posts) if posts else gettext("Post {}").format(hit.post),
            f"{page}?q={asked}#p{hit.post}",
            mark_spans(hit.snippet, hit.marks),
        )
        for hit in hits
    )
    return SearchHitView(
        title=format_title(best.title),
        url=f"{page}?q={asked}",
        author=escape_name(best.author or ""),
        author_name=escape_name(best.author_name or ""),
        published=present_time(best.published),
        matches=matches,
        more=plurals.more_posts(hidden) if hidden > 0 else "",
        how=gettext("Not in it: {}").format(escape_name(", ".join(best.missing))) if best.missing else "",
        private=summary is not None and summary.visibility == "private",
    )
