"""What pages of several features show: dates in words, names made safe to read, thread cards, bars of a timeline.

Pure: the same values give the same page. HTML is made here only from text that :mod:`markupsafe` has escaped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from urllib.parse import quote

from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape

from unroller.archive import Summary
from unroller.errors import UnrollerError
from unroller.messages import Message, Size
from unroller.regex import compile_re
from unroller.web.i18n import format_posts, format_threads, get_locale, gettext, mark_plural, ngettext
from unroller.web.i18n.messages import render_message, render_recorded, render_size
from unroller.web.viewmodels import Alert, DateView, OptionLink, PageLink, ThreadCard, Timeline, TimelineBar
from unroller.writers.common import Labels

#: Ranges of a text, each from its start up to its end, in characters.
Spans = Sequence[tuple[int, int]]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Titles of threads without one of their own begin so.
UNTITLED = ("Thread by @", "Untitled thread")
#: File names and media types are for people; longer ones are cut.
NAME_CHARS = 200
#: How many lines are not in the article, in words.
SET_ASIDE = mark_plural("%(num)s line set aside", "%(num)s lines set aside")
#: No more bars than this in a timeline, which is drawn on a grid of so many units a bar and in height; a bar that is
#: not empty can be seen.
BARS = 60
BAR_WIDTH, HEIGHT, MIN_HEIGHT = 10, 100, 6
_ISO = compile_re(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?\Z")
#: A path or a name with an extension, alone or the first of several, before the sentence about it.
_NAME_FIRST = compile_re(r"[^\s:,]*[./][^\s:,]+[:,]\s")
#: Explicit direction marks can make a name read as another; in names they are written out.
_DIRECTIONS = {code: f"⟨U+{code:04X}⟩" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


# -- texts -------------------------------------------------------------------------------------------------------------


def escape_name(text: str) -> str:
    """A name or handle with its invisible direction marks made visible."""
    return text.translate(_DIRECTIONS)


def format_title(text: str) -> str:
    """A thread's title; where it has none of its own, a placeholder in the interface's language."""
    return render_recorded(text) if text.startswith(UNTITLED) else text


def format_sentence(message: Message) -> str:
    """A message for people, in their language: with a capital, without the name of what they have just submitted."""
    return capitalize(render_message(message.unless("paste")))


def capitalize(text: str) -> str:
    """A sentence with a capital; the name of a file that it begins with stays as it is."""
    return text if _NAME_FIRST.match(text) else text[:1].upper() + text[1:]


def format_error(error: UnrollerError) -> str:
    """The message of an error, as :func:`format_sentence`."""
    return format_sentence(error.message)


def build_alert(text: str) -> Alert | None:
    """An alert that says `text`; None without one."""
    return Alert(text) if text else None


def format_limit(bytes_: int) -> str:
    """A size limit for people: ``8 MB``."""
    return render_size(Size(bytes_ >> 20, "MB") if bytes_ >= 1 << 20 else Size(bytes_ >> 10, "kB"))


def clean_file_name(name: str | None) -> str:
    """A file's name as the browser sent it, without folders, for people to recognise."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    return last.strip()[:NAME_CHARS] or "file"


def mark_spans(text: str, spans: Spans) -> Markup:
    """`text` escaped, with its `spans` inside ``<mark>``."""
    out: list[Markup] = []
    done = 0
    for start, end in sorted(spans):
        if done <= start < end <= len(text):
            out += [escape(text[done:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            done = end
    return Markup("").join([*out, escape(text[done:])])


# -- dates -------------------------------------------------------------------------------------------------------------


def format_day(value: str) -> str:
    """An ISO date as people write it, to the precision it has: ``22 November 2020``, ``November 2020``, ``2020``."""
    match = _ISO.match(value)
    if not match:
        return value
    year, month, date, _, _ = match.groups()
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


# -- links to threads and lists ----------------------------------------------------------------------------------------


def get_author_url(handle: str) -> str | None:
    """Our page of an author's threads; None for a handle that fits no address."""
    return f"/by/{handle}" if re.fullmatch(r"[\w.@-]{1,300}", handle) else None


def link_tag(tag: str) -> PageLink:
    """A reader's tag with the page of the threads that have it."""
    return PageLink(tag, f"/tag/{quote(tag, safe='')}")


def link_thread(summary: Summary) -> PageLink:
    """A stored thread by its title."""
    return PageLink(format_title(summary.title), summary.url)


def build_card(summary: Summary) -> ThreadCard:
    """A stored thread as a line of a list."""
    return ThreadCard(
        title=format_title(summary.title),
        url=summary.url,
        author=escape_name(summary.author or ""),
        author_name=escape_name(summary.author_name or ""),
        posts=format_posts(summary.posts),
        published=present_time(summary.published),
        added=present_time(summary.added),
        id=summary.id,
        opening=summary.opening,
        tags=tuple(link_tag(tag) for tag in summary.tags),
        private=summary.visibility == "private",
    )


def build_tabs(current: str) -> tuple[OptionLink, ...]:
    """The lists of the library, `current` the one that is shown."""
    tabs = (
        (gettext("Threads"), "/threads"),
        (gettext("Authors"), "/authors"),
        (gettext("Tags"), "/tags"),
        (gettext("Links"), "/sources"),
    )
    return tuple(OptionLink(text, url, url == current) for text, url in tabs)


# -- timelines ---------------------------------------------------------------------------------------------------------


def list_years(years: Iterable[int]) -> range:
    """From the first to the last of `years`; where that is too long for a timeline, the last of them."""
    held = sorted(years)
    return range(max(held[0], held[-1] - BARS + 1), held[-1] + 1)


def scale_height(count: int, most: int) -> int:
    """The height of a bar of `count`, where the highest is `most`, in units of the drawing."""
    return max(MIN_HEIGHT, round(HEIGHT * count / most)) if count else 0


def build_timeline(unit: str, periods: Sequence[tuple[str, str, int]], notes: Sequence[str] = ()) -> Timeline:
    """A bar for each of `periods`: its text, its URL, and how many threads it has. `unit` names what a bar is."""
    most = max((count for _, _, count in periods), default=0)
    bars = tuple(
        TimelineBar(text, count, url, place * BAR_WIDTH, scale_height(count, most))
        for place, (text, url, count) in enumerate(periods)
    )
    return Timeline(unit, bars, len(bars) * BAR_WIDTH, gettext(", ").join(notes))


def count_undated(count: int) -> list[str]:
    """That so many threads are in no bar, for the note of a timeline."""
    return [gettext("%(threads)s without a known date", threads=format_threads(count))] if count else []


def format_gap(count: int | None) -> str:
    """That posts are missing; `count` is None when nobody knows how many."""
    if not count:
        return ngettext("Posts are missing here.", "Posts are missing here.", 1)
    return ngettext("A post is missing here.", "%(num)s posts are missing here.", count)


def build_labels() -> Labels:
    """The labels of an article and its sources in the interface's language."""
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
        kept_here=gettext("kept here"),
        missing=format_gap,
        later=gettext("Later additions"),
        pause=lambda days: ngettext("%(num)s day later", "%(num)s days later", days),
        not_looked_up=gettext("not looked up"),
        copy_of=gettext("archived copy of {}"),
        day=format_day,
        why=render_recorded,
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
