"""What the pages of a thread show: its article and how it was built, what belongs to it, what changed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

from markupsafe import Markup

from unroller.archive import AddResult, StoredThread, Summary
from unroller.archive.catalog.interface import AdjacentThreads
from unroller.article.diff import PostChange, compare_threads
from unroller.article.sources import UNSEEN, SourceObservations
from unroller.model import Article, Attachment, Date, Post, Removed, Thread
from unroller.networks import NETWORK_NAMES
from unroller.regex import compile_re
from unroller.search.ast import parse_language_code
from unroller.search.matching import highlight
from unroller.search.query import Query
from unroller.urls import safe_url
from unroller.web import presenters as shared
from unroller.web.i18n import N_, format_posts, gettext, isolate, list_counts, mark_plural, ngettext
from unroller.web.i18n.messages import rule_label
from unroller.web.threads.viewmodels import (
    ArrivalNote,
    ChangedPost,
    ChangesPage,
    PrevNextLink,
    ReaderNotes,
    RelatedThread,
)
from unroller.web.viewmodels import (
    ArticleView,
    Byline,
    DateView,
    PageLink,
    ProcessingReport,
    RemovedLine,
    UncertainBoundary,
)
from unroller.writers import html
from unroller.writers.common import find_article_direction
from unroller.writers.html_parts import QuoteFinder, render_source_list
from unroller.writers.user_markdown import render_note

Highlight = Callable[[str], shared.Spans]

#: Notices that say what a list of its own shows better, where there is one.
LISTED_SEPARATELY = {"doubtful-boundaries": "doubts", "numbering-gap": "gaps", "missing-posts": "gaps"}
#: So many hashtags are shown below a thread: those that its summary is listed by.
HASHTAGS = 20
#: So many related threads are named, each with so many of the things it shares.
RELATED, SHARED = 5, 3
#: Of the threads that one just kept looks like, so many are named.
LIKE = 3
CHANGE_LABELS = {"added": N_("Added"), "removed": N_("Removed"), "changed": N_("Changed")}
ASPECT_LABELS = {"pictures": N_("its pictures"), "quotes": N_("what it quotes"), "date": N_("its date")}
#: So many changed posts are shown; a thread that changed more is another thread.
MOST_SHOWN = 500
_SUFFIX = compile_re(r"\.([A-Za-z0-9]{1,5})$")


# -- the article -------------------------------------------------------------------------------------------------------


def present_date(date: Date) -> DateView:
    """A date of a thread, in words that never claim more than is known."""
    if date.value:
        how = {
            "id": gettext("known from the post’s number"),
            "captured": gettext("the day it was captured"),
            "corrected": gettext("as corrected here"),
        }.get(date.how, "")
        return DateView(shared.format_day(date.value), shared.present_time(date.value).datetime, how)
    if date.not_before:
        since = shared.present_time(date.not_before)
        return DateView(
            gettext("not before %(date)s", date=since.text), since.datetime, gettext("the date of a post it quotes")
        )
    return DateView("", None, gettext("date not stated"))


def build_byline(thread: Thread) -> Byline | None:
    """Who wrote `thread`, or None when nobody is named."""
    if not thread.author:
        return None
    handle = thread.author.handle
    url = safe_url(thread.author.url) if thread.author.url else None
    return Byline(
        shared.escape_name(handle), shared.escape_name(thread.author.name or ""), url, shared.get_author_url(handle)
    )


def build_article_view(
    thread: Thread,
    article: Article,
    *,
    as_posted: bool = False,
    highlight: Highlight | None = None,
    known: SourceObservations = UNSEEN,
    media: html.Media = html.skip_media,
    find_quote: QuoteFinder = html.skip_quote,
) -> ArticleView:
    """The article of a thread, or with `as_posted` every post as it was written; `known` is what was seen of its
    sources, `media` says where stored pictures are, `find_quote` where the words of quoted posts are."""
    labels = shared.build_labels()
    body = (
        html.render_posts(thread, highlight=highlight, words=labels, media=media)
        if as_posted
        else html.render_fragment(
            article,
            highlight=highlight,
            thread=thread,
            notes=True,
            words=labels,
            known=known,
            media=media,
            find_quote=find_quote,
        )
    )
    return ArticleView(
        title=shared.format_title(article.title),
        lang=article.lang or thread.lang,
        byline=build_byline(thread),
        published=present_date(thread.published),
        length=format_posts(len(thread.posts)) + " · " + gettext("%(minutes)s min", minutes=article.minutes),
        network=NETWORK_NAMES.get(thread.platform, "") if thread.platform else "",
        original=safe_url(thread.url) if thread.url else None,
        body=body,
        sources=render_source_list(article, labels, known),
        report=build_processing_report(thread, article),
        dir=find_article_direction(article),
        has_notes=not as_posted,
    )


def build_highlighter(query: Query, thread: Thread) -> Highlight:
    """What finds the words of a search in a text of `thread`."""
    codes = {thread.lang, *(post.lang for post in thread.posts)}
    languages = tuple(sorted({name for code in codes if code and (name := parse_language_code(code))})) or ("en",)

    def find_spans(text: str) -> shared.Spans:
        return highlight(text, query, languages)

    return find_spans


def build_media_urls(kept: StoredThread) -> Callable[[Attachment], str | None]:
    """What gives the URL of a picture or video that is stored with a thread; None for what is not."""

    def get_url(attachment: Attachment) -> str | None:
        if attachment.sha256 is None or attachment.kind not in ("image", "video"):
            return None
        suffix = _SUFFIX.search((attachment.url or "").partition("?")[0])
        usual = "mp4" if attachment.kind == "video" else "jpg"
        return f"{kept.url}/media/{attachment.sha256}.{suffix[1].lower() if suffix else usual}"

    return get_url


def has_video(thread: Thread) -> bool:
    """Whether a video is stored with the thread."""
    return any(one.kind == "video" and one.sha256 for post in thread.posts for one in post.attachments)


# -- how it was built --------------------------------------------------------------------------------------------------


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
    gaps = tuple(shared.format_sentence(gap.reason) for gap in thread.gaps)
    separate = {code for code, field in LISTED_SEPARATELY.items() if getattr(thread, field)}
    warnings = tuple(
        shared.format_sentence(notice.message) for notice in thread.warnings if notice.code not in separate
    )
    summary = list_counts(
        (len(thread.removed), shared.SET_ASIDE),
        (len(article.marks), mark_plural("%(num)s mark left out", "%(num)s marks left out")),
        (len(doubts), mark_plural("%(num)s doubtful break", "%(num)s doubtful breaks")),
        (len(gaps), mark_plural("%(num)s gap", "%(num)s gaps")),
        (len(thread.others), mark_plural("%(num)s post by others", "%(num)s posts by others")),
        (len(warnings), mark_plural("%(num)s remark", "%(num)s remarks")),
    )
    return ProcessingReport(
        summary=summary,
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


# -- what belongs to it ------------------------------------------------------------------------------------------------


def link_hashtags(thread: Thread) -> tuple[PageLink, ...]:
    """The hashtags of a thread, each once, with the page of all threads that have it."""
    seen = {run.text.lstrip("#＃"): None for post in thread.posts for run in post.runs if run.kind == "hashtag"}
    once = {tag.casefold(): tag for tag in reversed(seen)}
    return tuple(PageLink(f"#{tag}", f"/tag/{quote(tag, safe='')}") for tag in reversed(once.values()))[:HASHTAGS]


def build_reader_notes(
    kept: StoredThread, adjacent: Sequence[AdjacentThreads], related: Sequence[tuple[Summary, tuple[str, ...]]]
) -> ReaderNotes:
    """What the reader added to a thread, and the threads before and after it and `related` to it, each with what it
    shares."""
    state = kept.state
    decisions = sum(1 for _ in state.decisions())
    return ReaderNotes(
        introduction=render_note(state.introduction),
        notes=render_note(state.notes),
        tags=tuple(shared.link_tag(tag) for tag in state.tags),
        edited=ngettext("%(num)s line mended", "%(num)s lines mended", decisions) if decisions else "",
        adjacent=tuple(map(_build_prev_next, adjacent)),
        related=tuple(_build_related(*one) for one in related),
    )


def _build_prev_next(adjacent: AdjacentThreads) -> PrevNextLink:
    if adjacent.kind == "author":
        label = gettext("By %(author)s", author="@" + shared.escape_name(adjacent.name))
        url = shared.get_author_url(adjacent.name) or "/authors"
    else:
        label, url = gettext("Tagged %(tag)s", tag=adjacent.name), shared.link_tag(adjacent.name).url
    before = shared.link_thread(adjacent.before) if adjacent.before else None
    return PrevNextLink(label, url, before, shared.link_thread(adjacent.after) if adjacent.after else None)


def _build_related(summary: Summary, names: tuple[str, ...]) -> RelatedThread:
    more = len(names) - SHARED
    text = gettext(", ").join(isolate(one) for one in names[:SHARED])
    if more > 0:
        text = gettext("%(things)s and %(count)s more", things=text, count=more)
    return RelatedThread(shared.link_thread(summary), text)


# -- what was just kept ------------------------------------------------------------------------------------------------


def build_arrival_query(added: AddResult) -> str:
    """The query with which the page of a thread that was just kept says what it met; empty where it met nothing."""
    values = {"updated": str(added.version)} if added.status == "updated" else {}
    if added.similar:
        values["like"] = ",".join(one.id for one in added.similar)
    return f"?{urlencode(values, safe=',')}" if values else ""


def build_arrival(
    kept: StoredThread, values: Mapping[str, str], find: Callable[[Sequence[str]], Mapping[str, Summary]]
) -> ArrivalNote | None:
    """What the page says of a thread that was just kept, by its query; None where there is nothing to say. Of the
    others that it looks like, those that `find` gives."""
    number = values.get("updated", "")
    known = number.isdecimal() and len(number) < 8 and int(number) in kept.versions[1:]
    others = [one for key, one in find(values.get("like", "")[:200].split(",")).items() if key != kept.id]
    similar = [(shared.link_thread(other), f"{kept.url}/changes?beside={other.id}") for other in others[:LIKE]]
    if not known and not similar:
        return None
    return ArrivalNote(
        gettext("This thread was kept before: this is its capture %(number)s.", number=number) if known else "",
        f"{kept.url}/changes?version={number}" if known else "",
        tuple(similar),
    )


# -- what changed ------------------------------------------------------------------------------------------------------


def build_changes_page(newest: StoredThread, title: str, older: StoredThread, newer: StoredThread) -> ChangesPage:
    """What changed between two versions of a thread, whose newest version is `newest`."""
    changes = compare_threads(older.thread, newer.thread)
    return ChangesPage(
        title=shared.format_title(title),
        url=newest.url,
        says=gettext("Version {} beside version {}").format(newer.version, older.version),
        dates=(_format_capture_date(older.thread), _format_capture_date(newer.thread)),
        posts=tuple(_present_change(one) for one in changes[:MOST_SHOWN]),
        more=ngettext(
            "%(num)s more changed post is not shown",
            "%(num)s more changed posts are not shown",
            len(changes) - MOST_SHOWN,
        )
        if len(changes) > MOST_SHOWN
        else "",
        versions=tuple(
            PageLink(gettext("Version {}").format(number), f"{newest.url}/changes?version={number}")
            for number in newest.versions[1:]
            if number != newer.version
        ),
    )


def build_comparison_page(
    one: StoredThread, title: str, other: StoredThread, other_title: str, *, token: str, message: str = ""
) -> ChangesPage:
    """What a thread says otherwise than another that looks like it, and the button that makes them one."""
    page = build_changes_page(one, title, other, one)
    beside = gettext("beside %(thread)s", thread=isolate(shared.format_title(other_title)))
    return replace(
        page,
        says=shared.capitalize(beside),
        versions=(PageLink(shared.format_title(other_title), other.url),),
        other=other.id,
        token=token,
        message=shared.build_alert(message),
    )


def _format_capture_date(thread: Thread) -> str:
    return shared.format_day((thread.capture.captured_at or "")[:10])


def _present_change(change: PostChange) -> ChangedPost:
    elements = {"added": Markup("<ins>{}</ins>"), "removed": Markup("<del>{}</del>"), "same": Markup("{}")}
    return ChangedPost(
        gettext(CHANGE_LABELS[change.kind]),
        gettext("post {}").format(change.number),
        Markup("").join(elements[kind].format(text) for kind, text in change.pieces),
        gettext(", ").join(gettext(ASPECT_LABELS[one]) for one in change.about),
    )
