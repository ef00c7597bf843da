"""What the front page and the preview show of what was submitted. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from unroller.archive import Summary
from unroller.library.reading import INCOMPLETE, Reading
from unroller.limits import Limits
from unroller.model import Article, Thread
from unroller.web import presenters as shared
from unroller.web.edit.presenters import build_edit_page, describe_action, parse_page_number
from unroller.web.edit.viewmodels import EditPage
from unroller.web.i18n import format_posts, format_threads, gettext, list_counts, ngettext
from unroller.web.i18n.messages import render_message
from unroller.web.preview.batch import (
    EDITABLE_BYTES,
    NO_EDITS,
    Batch,
    UnreadFile,
    dump_form_state,
    dump_refused,
    dump_selection,
)
from unroller.web.preview.viewmodels import FrontPage, PreviewedThread, PreviewPage
from unroller.web.threads.presenters import build_article_view, present_date
from unroller.web.viewmodels import Alert, DateView, ThreadCard
from unroller.writers.html import skip_quote
from unroller.writers.html_parts import QuoteFinder

#: So many of the newest threads are on the front page.
LATEST = 12
#: Of many threads submitted at once, so many are listed on the preview; the others are counted, and kept with them.
LISTED = 300


def build_front_page(
    token: str, limits: Limits, latest: Sequence[Summary], total: int, text: str, message: Alert | None
) -> FrontPage:
    """The front page with `text` in the box, and the `latest` of `total` threads."""
    return FrontPage(
        token,
        text,
        message,
        latest=tuple(map(shared.build_card, latest)),
        total=total,
        most=shared.format_limit(limits.text_bytes),
        most_bytes=limits.text_bytes,
        together_bytes=limits.request_bytes,
    )


def build_preview(
    batch: Batch,
    token: str,
    message: Alert | None = None,
    *,
    check_links: bool = False,
    find_quote: QuoteFinder = skip_quote,
) -> PreviewPage:
    """The thread of `batch` that is shown, and a list where there are several; with `check_links`, the links can be
    looked up when it is kept. `find_quote` finds the words of quoted posts."""
    edits, count = batch.get_edits(batch.shown), len(batch.readings)
    shown = batch.readings[batch.shown].with_edits(edits)
    listed = range(min(count, LISTED)) if count > 1 else range(0)
    return PreviewPage(
        article=build_article_view(shown.thread, shown.article, find_quote=find_quote),
        format=render_message(shown.label),
        token=token,
        hidden=dump_form_state(batch),
        editable=len(batch.captures) == 1
        and batch.captures[0].name == "paste"
        and len(batch.captures[0].data) <= EDITABLE_BYTES,
        threads=format_threads(count) if count > 1 else "",
        candidates=tuple(_present_thread(batch, place) for place in listed),
        more=ngettext("and %(num)s more thread", "and %(num)s more threads", count - LISTED) if count > LISTED else "",
        unlisted=tuple(sorted(place for place in batch.chosen if place >= LISTED)),
        unread=batch.unread,
        missing=tuple(
            shared.format_sentence(notice.message) for notice in shown.thread.warnings if notice.code in INCOMPLETE
        ),
        message=message,
        edited="" if edits == NO_EDITS else gettext("Mended by you."),
        can_check_links=check_links and any(source.url for source in shown.article.sources),
        refused=dump_refused(batch),
    )


def _present_thread(batch: Batch, place: int) -> PreviewedThread:
    """One of several threads, in the list of them."""
    edits = batch.get_edits(place)
    reading = batch.readings[place] if edits == NO_EDITS else batch.readings[place].with_edits(edits)
    file = batch.captures[batch.origins[place]].name if len(batch.captures) > 1 else ""
    return PreviewedThread(
        _build_card(reading.thread, reading.article),
        place,
        chosen=place in batch.chosen,
        shown=place == batch.shown,
        file=shared.escape_name(file),
        edited=edits != NO_EDITS,
    )


def _build_card(thread: Thread, article: Article) -> ThreadCard:
    """A thread that was read and not kept, as a line of a list; it has no page."""
    author = thread.author
    return ThreadCard(
        title=shared.format_title(article.title),
        url="",
        author=shared.escape_name(author.handle) if author else "",
        author_name=shared.escape_name(author.name or "") if author else "",
        posts=format_posts(len(thread.posts)),
        published=present_date(thread.published),
        added=DateView(""),
    )


def build_preview_edit(
    batch: Batch, form: MultiDict[str, str], token: str, known_tags: Sequence[str], message: str = ""
) -> EditPage:
    """The page for editing the thread of `batch` that is shown; `form` is what led here, `message` what is wrong."""
    edits, several, do = batch.get_edits(batch.shown), len(batch.readings), form.get("do", "")
    done = "undo" if do == "undo" else "changed" if do and not do.startswith(("open", "page:")) else ""
    page = build_edit_page(
        batch.readings[batch.shown].thread,
        edits,
        parse_page_number(form),
        action="/mend",
        token=token,
        known_tags=known_tags,
        form=form if message and "title" in form else None,
        message=message,
    )
    position = gettext("Thread %(number)s of %(count)s", number=batch.shown + 1, count=several) if several > 1 else ""
    return replace(
        page,
        hidden=(*dump_form_state(batch), *dump_selection(batch)),
        position=position,
        notice="" if message else describe_action(done, edits),
    )


def describe_readings(readings: Sequence[Reading]) -> str:
    """What a capture would be read as, in a line: its format, posts, author, and how much is set aside."""
    first = readings[0]
    posts = format_posts(sum(len(one.thread.posts) for one in readings))
    author = first.thread.author
    parts = [render_message(first.label), posts]
    if len(readings) > 1:
        same = [render_message(first.label)] if all(one.label == first.label for one in readings) else []
        parts = [*same, format_threads(len(readings)), posts]
    elif author:
        handle = "@" + shared.escape_name(author.handle)
        parts = [render_message(first.label), gettext("%(length)s by %(author)s", length=posts, author=handle)]
    parts += list_counts((sum(len(one.thread.removed) for one in readings), shared.SET_ASIDE))
    return shared.capitalize(gettext(", ").join(parts))


def describe_unread(one: UnreadFile) -> str:
    """A file that could not be read, by its name, and why."""
    return gettext("%(name)s: %(why)s", name=shared.escape_name(one.name), why=shared.format_error(one.error))


def describe_failure(unread: Sequence[UnreadFile]) -> Alert:
    """That nothing could be read; of several files one by one."""
    if len(unread) == 1:
        return Alert(shared.format_error(unread[0].error))
    return Alert(gettext("None of the files could be read."), parts=tuple(map(describe_unread, unread)))
