"""Threads printed the way each site prints them, written from what is known of the sites; posts and furniture apart.

Each printer gives a :class:`Printed`: the lines before the posts, the posts' part, the lines after it, and what a
reader should find. Tests cut, double and shuffle the furniture and know what belongs to whom.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

THREADS = Path(__file__).parent / "threads"
DATE = "Mar 3, 2022"


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


def told(path: Path) -> Told:
    """A thread of tests/threads."""
    record = json.loads(path.read_text(encoding="utf-8"))
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
    """Every thread of tests/threads."""
    return [told(path) for path in sorted(THREADS.glob("*.json"))]


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
    first = 1499300000000000000
    header = (
        "---", f'title: "Thread by @{thread.handle}"', f'source: "https://x.com/{thread.handle}/status/{first}"',
        "author:", f'  - "[[@{thread.handle}]]"', "tags:", '  - "clippings"', "---",
    )  # fmt: skip
    parts = [
        f"**{thread.name}** @{thread.handle} [2022-03-03](https://x.com/{thread.handle}/status/{first + place})\n\n"
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
        twtext, twtext_blank, reader_2018, reader_2020, reader_2023, scrolly, x_page, clip, rules, numbered,
    )
}  # fmt: skip


def is_numbered(posts: Sequence[str]) -> bool:
    """Whether a thread counts its own posts already, so that a second count would be none."""
    own = [post for post in posts if re.search(r"^\W{0,3}\d+\s?[/.):]|\d+\s?/\s?\w{0,3}\W{0,3}$|\u20e3", post)]
    return len(own) * 4 > len(posts)
