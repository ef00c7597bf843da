"""Threads printed the way each site prints them, written from what is known of the sites; posts and boilerplate apart.

Each printer gives a :class:`Printed`: the lines before the posts, the posts' part, the lines after it, and what a
reader should find. Tests cut, double and shuffle the boilerplate and know what belongs to whom.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.support.paths import DATA

THREADS = DATA / "threads"
FOREIGN = DATA / "foreign_threads.json"
DATE = "Mar 3, 2022"
#: The id of a thread's first post; the others follow.
FIRST = 1499300000000000000


@dataclass(frozen=True)
class Told:
    """A thread as it is to be printed."""

    handle: str
    name: str
    posts: tuple[str, ...]
    media: tuple[bool, ...]


@dataclass(frozen=True)
class Printed:
    """A printed page. `shown`: whether the page names the author's handle."""

    header: tuple[str, ...]
    body: str
    footer: tuple[str, ...]
    posts: tuple[str, ...]
    shown: bool

    @property
    def text(self) -> str:
        return "\n".join([*self.header, self.body, *self.footer]) + "\n"


def told(record: dict[str, Any]) -> Told:
    """A thread from its record, as tests/data/threads keeps them."""
    posts = tuple(
        re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in post["text"].strip().split("\n")))
        for post in record["posts"]
    )
    return Told(
        record["author"].lstrip("@").rpartition("/")[2].lstrip("@"),
        record["name"],
        posts,
        tuple(bool(post["media"]) for post in record["posts"]),
    )


def all_threads() -> list[Told]:
    """Every thread of tests/data/threads."""
    return [told(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(THREADS.glob("*.json"))]


def foreign_threads() -> list[Told]:
    """Threads in languages and scripts that tests/data/threads lacks, and one that speaks in a site's own words."""
    return [told(record) for record in json.loads(FOREIGN.read_text(encoding="utf-8"))]


def plain_handle(thread: Told) -> Told:
    """The thread under a handle that X allows: the sites that unroll X know no other."""
    return replace(thread, handle=re.sub(r"\W", "_", thread.handle, flags=re.ASCII))


def twtext_footer(handle: str) -> tuple[str, ...]:
    return (
        f"You can follow @{handle}.",
        "Tip: mention @twtextapp on a Twitter thread with the keyword “unroll” to get a link to it.",
        "",
        "Latest Threads Unrolled:",
        "",
        "By continuing to use the site, you are consenting to the use of cookies as explained in our Cookie Policy to "
        "improve your experience.",
    )


def reader_footer(name: str) -> tuple[str, ...]:
    return (
        "• • •", "Missing some Tweet in this thread? You can try to", "force a refresh", "Post", "Share", "Email",
        f"Keep Current with {name}", f"{name} Profile picture",
        "Stay in touch and get notified when new unrolls are available from this author!", 'Add to "My Authors"',
        "Read all threads", "This Thread may be Removed Anytime!", "PDF",
        "Twitter may remove this content at anytime! Save it as PDF for later use!", "Try unrolling a thread yourself!",
        "how to unroll video", "1. Follow @ThreadReaderApp to mention us!",
        '2. From a Twitter thread mention us with a keyword "unroll"', "@threadreaderapp unroll",
        "Practice here first or read more on our help page!", "Did Thread Reader help you today?",
        "Support us! We are indie developers!", "Become Premium", "Donate via Paypal",
        "Or Donate anonymously using crypto!", "Ethereum", "0xfe58350B80634f60Fa6Dc149a72b4DFbc17D341E", "copy",
        "Thank you for your support!", "Follow Us!",
    )  # fmt: skip


def twtext(thread: Told) -> Printed:
    return Printed((), "\n".join(thread.posts), twtext_footer(thread.handle), thread.posts, shown=True)


def twtext_blank(thread: Told) -> Printed:
    return Printed((), "\n\n".join(thread.posts) + "\n", twtext_footer(thread.handle), thread.posts, shown=True)


def _reader_body(thread: Told, *, word: bool) -> str:
    parts = []
    for post, media in zip(thread.posts, thread.media, strict=True):
        parts.append(post + (" Image" if media and word else "\n" if media else ""))
    return "\n".join(parts)


def reader_2018(thread: Told) -> Printed:
    header = ("Profile picture", f"{thread.name} @{thread.handle}")
    counted = (f", {len(thread.posts)} tweets, 3 min read Read on Twitter",)
    body = _reader_body(thread, word=False)
    return Printed(header + counted, body, reader_footer(thread.name), thread.posts, shown=True)


def reader_2020(thread: Told) -> Printed:
    header = ("My Authors", "Read all threads")
    body = _reader_body(thread, word=False)
    return Printed(header, body, reader_footer(thread.name)[1:], thread.posts, shown=False)


def reader_2023(thread: Told) -> Printed:
    header = (f"{thread.name} Profile picture", f"{DATE} {len(thread.posts)} tweets 3 min read Read on X")
    return Printed(header, _reader_body(thread, word=True), reader_footer(thread.name), thread.posts, shown=False)


def reader_newest(thread: Told) -> Printed:
    header = (
        f"Thread by @{thread.handle} on Thread Reader App – Thread Reader App", "Thread Reader", "Share this page!",
        "×", "Post", "Share", "Email", "Enter URL or ID to Unroll", "×", "Unroll Thread",
        "You can paste full URL like: https://x.com/threadreaderapp/status/1644127596119195649",
        "or just the ID like: 1644127596119195649", "How to get URL link on X (Twitter) App",
        "On the Twitter thread, click on or icon on the bottom", "Click again on or Share Via icon",
        "Click on Copy Link to Tweet", 'Paste it above and click "Unroll Thread"!', "More info at Twitter Help",
        thread.name, "Subscribe", f"@{thread.handle}", "Mar 3 •", f"{len(thread.posts)} tweets • 3 min read •",
        "Read on X", "Scrolly", "Bookmark", "Gift Link", "Save as PDF",
    )  # fmt: skip
    return Printed(header, _reader_body(thread, word=True), _with_bleed(thread), thread.posts, shown=True)


def _with_bleed(thread: Told) -> tuple[str, ...]:
    """A footer with the beginnings of other threads in it, numbered on their own, and an advertisement."""
    footer = reader_footer(thread.name)
    at = footer.index("Did Thread Reader help you today?")
    bleed = (
        f"More from @{thread.handle}", thread.name, f"@{thread.handle}", "Mar 4, 2022", "Another matter altogether.",
        "2/ It goes on for a while, about gulls.", "Read 9 tweets", thread.name, f"@{thread.handle}", "Nov 28",
        "On the other hand, gulls.", "Read 12 tweets",
    )  # fmt: skip
    return (*footer[:13], "Learn to sail in a week", *footer[13:at], *bleed, *footer[at:])


def reader_bare(thread: Told) -> Printed:
    """Thread Reader of 2021: no header, and other threads' beginnings without their heading."""
    footer = tuple(line for line in _with_bleed(thread) if not line.startswith("More from"))
    return Printed((), _reader_body(thread, word=False), footer, thread.posts, shown=False)


def reader_tags(thread: Told) -> Printed:
    """Thread Reader through a bad extractor: halves of tags with the ids of posts."""
    parts = [
        f'thread#showTweet" data-screenname="{thread.handle}" data-tweet="{FIRST + place}" dir="auto">{post}'
        for place, post in enumerate(thread.posts)
    ]
    body = "\n".join([*parts, 'share-email#click" href="mailto:?subject=A thread">'])
    return Printed(('twitter-profile#error" >',), body, reader_footer(thread.name), thread.posts, shown=True)


def twtext_wide(thread: Told) -> Printed:
    """A copy of twtext from a content network: lines of blanks between posts, paragraphs closed up."""
    posts = tuple(re.sub(r"\n+", "\n", post) for post in thread.posts)
    return Printed(
        (), ("\n" + "   \n" * 3).join(posts) + "\n  \n \n  ", twtext_footer(thread.handle), posts, shown=True
    )


def community_archive(thread: Told) -> Printed:
    header = ("🧵 View Thread", f"🧵 Thread ({len(thread.posts)} tweets)", "")
    return Printed(header, "\n\n".join(thread.posts), (), thread.posts, shown=False)


def threadsky(thread: Told) -> Printed:
    return Printed((), "\n\n".join(thread.posts) + "\n", ("Comments",), thread.posts, shown=False)


def blog(thread: Told) -> Printed:
    header = ("On gulls", "On gulls", "", "3 min read", "", "Cross-posting this thread:", "")
    footer = (
        "Leave a Reply", "Your email address will not be published. Required fields are marked *", "Comment *",
        "Name *", "Email *", "Website", "Post Comment",
    )  # fmt: skip
    return Printed(header, "\n\n".join(thread.posts) + "\n", footer, thread.posts, shown=False)


def tweetback(thread: Told) -> Printed:
    header = (f"{thread.name}’s avatar{thread.name}’s Twitter Archive—№ 12,345",)
    posts = tuple(re.sub(r"\n+", "\n", post) for post in thread.posts)
    parts = [
        f"{' ' * (place % 3)}1. …in reply to @{thread.handle}\n" + "\n".join(f"   {line}" for line in post.split("\n"))
        for place, post in enumerate(posts)
    ]
    return Printed(header, "\n".join(parts), (), posts, shown=True)


def headings(thread: Told) -> Printed:
    parts = [f"## {place}/{len(thread.posts)}\n\n{post}" for place, post in enumerate(thread.posts, 1)]
    return Printed((), "\n\n".join(parts), (), thread.posts, shown=False)


def scrolly(thread: Told) -> Printed:
    header = (f"{thread.name} Profile picture", "Things I like.", "", f"{DATE}, {len(thread.posts)} tweets", "")
    parts = [post + ("\n" if media else "") for post, media in zip(thread.posts, thread.media, strict=True)]
    return Printed(header, "\n\n".join(parts), (), thread.posts, shown=False)


def x_page(thread: Told) -> Printed:
    parts: list[str] = []
    for place, post in enumerate(thread.posts):
        parts += [thread.name, f"@{thread.handle}", "·", "Mar 3", post]
        if place == 0:
            parts += [f"9:15 AM · {DATE}·Twitter Web App", "3", " Retweets", "21", " Likes"]
    return Printed((), "\n".join(parts), (), thread.posts, shown=True)


def clip(thread: Told) -> Printed:
    header = (
        "---", f'title: "Thread by @{thread.handle}"', f'source: "https://x.com/{thread.handle}/status/{FIRST}"',
        "author:", f'  - "[[@{thread.handle}]]"', "tags:", '  - "clippings"', "---",
    )  # fmt: skip
    parts = [
        f"**{thread.name}** @{thread.handle} [2022-03-03](https://x.com/{thread.handle}/status/{FIRST + place})\n\n"
        + re.sub(r"([*_\[\]])", r"\\\1", post)
        for place, post in enumerate(thread.posts)
    ]
    return Printed(header, "\n\n---\n\n".join(parts), (), thread.posts, shown=True)


def rules(thread: Told) -> Printed:
    return Printed((), "\n\n---\n\n".join(thread.posts), (), thread.posts, shown=False)


def numbered(thread: Told) -> Printed:
    posts = tuple(f"{place}/{len(thread.posts)} {post}" for place, post in enumerate(thread.posts, 1))
    return Printed((), "\n\n".join(posts), (), posts, shown=False)


PRINTERS: dict[str, Callable[[Told], Printed]] = {
    printer.__name__: printer
    for printer in (
        twtext, twtext_blank, twtext_wide, reader_2018, reader_2020, reader_bare, reader_2023, reader_newest,
        reader_tags, scrolly, community_archive, threadsky, blog, tweetback, x_page, clip, rules, headings, numbered,
    )
}  # fmt: skip


def is_numbered(posts: Sequence[str]) -> bool:
    """Whether a thread counts its own posts already, so that a second count would be none."""
    own = [post for post in posts if re.search(r"^\W{0,3}\d+\s?[/.):]|\d+\s?/\s?\w{0,3}\W{0,3}$|\u20e3", post)]
    return len(own) * 4 > len(posts)
