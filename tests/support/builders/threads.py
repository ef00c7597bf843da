"""Threads for tests: from texts, from the invented threads beside this file, and from hypothesis."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller.messages import Message
from unroller.model import Account, Attachment, CaptureInfo, Date, Gap, Platform, Post, Quote, Run, Thread
from unroller.networks.runs import split_runs

FOLDER = DATA / "threads"
CAPTURE = CaptureInfo("made.txt", "0" * 64, "plain")


def thread(
    texts: Sequence[str],
    platform: Platform | None = "x",
    *,
    author: str = "someone",
    lang: str | None = "en",
    title: str | None = None,
    gaps: tuple[Gap, ...] = (),
) -> Thread:
    """A thread of these texts, its links found by the rules of `platform`."""
    posts = tuple(Post(number, split_runs(text, platform)) for number, text in enumerate(texts, 1))
    return Thread(CAPTURE, posts, author=Account(author), platform=platform, lang=lang, title=title, gaps=gaps)


def kept(name: str) -> Thread:
    """The invented thread called `name`."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    posts = tuple(
        Post(
            number,
            split_runs(post["text"], data["platform"]),
            attachments=tuple(Attachment(kind) for kind in post["media"]),
        )
        for number, post in enumerate(data["posts"], 1)
    )
    author = Account(data["author"], data["name"])
    return Thread(CAPTURE, posts, author=author, platform=data["platform"], lang=data["lang"])


NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))

#: What posts are made of: words, marks, counters, lists, links, and what markup languages take for their own.
PIECES = (
    "a harbour",
    "Dr. Who",
    "the end",
    "I know.",
    "Why?",
    "NO WAY",
    "don’t",
    "naïve",
    "12",
    "3.5",
    "—",
    "…",
    "...",
    "-",
    "++",
    "+",
    "1.",
    "2)",
    "(3)",
    "a)",
    "•",
    "→",
    "✅",
    "❌",
    "🧵",
    "👇",
    "👉",
    "1️⃣",
    "1/",
    "2/9",
    "3/n",
    "(1/4)",
    "[2/5]",
    "THREAD",
    "thread:",
    "(Thread)",
    "#Thread",
    "// thread //",
    "/end",
    "END",
    "[End]",
    "cont.",
    "(cont.)",
    "# ",
    "## x",
    "Part 2:",
    "> said",
    "---",
    "===",
    "***",
    "```",
    "~~~",
    "| a | b |",
    "_snake_case_",
    "*bold*",
    "**",
    "`code`",
    "[text](http://a.example/)",
    "![alt](http://evil.example/x.png)",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<!--",
    "&amp;",
    "&#60;",
    "{{< x >}}",
    "{% raw %}",
    "\\",
    "\\-",
    "    code",
    "\ttab",
    "http://example.com/a_b",
    "example.org",
    "https://example.com/a?b=c&copy=1",
    "https://x.com/name/status/1234567890123456789",
    "example.com/long-…",
    "@someone",
    "https://twitter.com/name/status/1234567890123456789?s=20",
    "#tag",
    "#other",
    "$CASH",
    "me@example.com",
    "日本語です。",
    "続き",
    "عربى",
    "עברית",
    "हिन्दी।",
    "\u202e",
    "\u200d",
    "\ufe0f",
    "\u00a0",
    "\u2028",
    "\x0b",
    "\x00",
    "\ud800",
    "\r",
    "javascript:alert(1)",
    "'",
    '"',
    "«so»",
    "(",
    ")",
)
SEPARATORS = (" ", " ", " ", "\n", "\n\n", "\n \n", "", "  ")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a post."""
    count = draw(st.integers(0, 9))
    pieces = st.one_of(st.sampled_from(PIECES), st.text(max_size=6))
    return "".join(draw(pieces) + draw(st.sampled_from(SEPARATORS)) for _ in range(count))


@st.composite
def cut_runs(draw: st.DrawFn) -> tuple[Run, ...]:
    """Runs as a structured export may give them: any kind, any address, cut anywhere."""
    kinds = st.sampled_from(("text", "url", "mention", "hashtag", "cashtag"))
    urls = st.sampled_from(
        (None, "https://example.com/x(y)", "http://x.com/a/status/20", "javascript:alert(1)", "//evil")
    )
    some = st.builds(Run, st.one_of(st.sampled_from(PIECES), texts()), kinds, urls)
    return tuple(draw(st.lists(some, max_size=5)))


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """Any thread."""
    platform: Platform | None = draw(st.sampled_from((None, "x", "mastodon", "bluesky", "threads")))
    hostile = st.sampled_from((None, "https://example.com/i.png", "javascript:alert(1)", "data:text/html,<b>"))
    attachments = st.builds(Attachment, st.sampled_from(("image", "card", "unknown")), hostile, st.none() | texts())
    quotes = st.builds(
        Quote,
        hostile | st.just("https://x.com/name/status/1234567890123456789"),
        st.none() | st.builds(Account, st.sampled_from(("who", "", "<i>")), st.none() | texts()),
        cut_runs(),
    )
    bodies = st.one_of(texts().map(lambda text: split_runs(text, platform)), cut_runs())
    posts = [
        Post(
            number,
            draw(bodies),
            id=draw(st.none() | st.just("1234567890123456789")),
            url=draw(hostile),
            doubtful=draw(st.booleans()),
            attachments=tuple(draw(st.lists(attachments, max_size=1))),
            quotes=tuple(draw(st.lists(quotes, max_size=1))),
            lang=draw(st.none() | st.sampled_from(("en", '"><b>'))),
        )
        for number in range(1, draw(st.integers(0, 6)) + 1)
    ]
    return Thread(
        CAPTURE,
        tuple(posts),
        author=draw(st.none() | st.builds(Account, st.sampled_from(("who", "a_b", "<u>")), st.none() | texts())),
        platform=platform,
        url=draw(hostile),
        title=draw(st.none() | texts()),
        published=draw(st.sampled_from((Date(), Date("2022-03-03", how="stated"), Date(not_before="2020-11-22")))),
        lang=draw(st.none() | st.sampled_from(("en", "<p>"))),
        gaps=tuple(
            draw(
                st.lists(
                    st.builds(Gap, st.integers(0, 6), st.just(Message("lost")), st.none() | st.just(2)), max_size=2
                )
            )
        ),
    )
