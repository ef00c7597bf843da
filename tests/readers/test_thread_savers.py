# ruff: noqa: E501 - files as programs write them
"""Threads as small programs save them: browser extensions, command lines, pages that gather embedded posts."""

from __future__ import annotations

import pytest

from unroller import readers
from unroller.model import Capture, Thread
from unroller.readers.markdown.bylines import match_byline
from unroller.web.i18n.messages import RULE_NAMES

SILT = [
    "Silt has a memory.\n\nI dug for it all June.",
    "First finding: a layer a flood, [and] a *shell* a year.",
    "Second: the mayor's boot.",
]
TIDE = ["Die Flut kam zweimal.", "Einmal für den Hafen,\neinmal für uns.", "Danach war Ruhe."]
SILT_URL = "https://x.com/silt_demo/status/1896812345678901234"
TIDE_URL = "https://x.com/flut_demo/status/1700000000000000001"


def read(text: str, name: str = "thread.md") -> Thread:
    (thread,) = readers.read(Capture(text.encode(), name))
    assert {entry.rule.rpartition(":")[2].replace("-", " ") for entry in thread.removed} <= set(RULE_NAMES)
    return thread


def texts(thread: Thread) -> list[str]:
    return [post.text for post in thread.posts]


def save_with_counters(posts: list[str], handle: str, name: str, url: str) -> str:
    """A plain text of a browser extension: whose it is, a rule, a number above each post and its date below."""
    head = f"Thread by @{handle} ({name})\nSaved on: 3/4/2025, 10:11:12 AM\nURL: {url}\n{'=' * 50}\n\n"
    return head + "".join(
        f"[{n}/{len(posts)}]\n{text}\n(3/3/2025, 9:0{n}:00 AM)\n\n" for n, text in enumerate(posts, 1)
    )


def save_with_numbers(posts: list[str], handle: str, name: str, url: str) -> str:
    """The Markdown of a command line: a numbered heading and an address above each post."""
    head = f"# Thread by @{handle} ({name})\nSource: {url}\nTweets: {len(posts)}\n"
    root = int(url.rpartition("/")[2])
    return head + "".join(
        f"\n## {n}\nhttps://x.com/{handle}/status/{root + n - 1}\n\n{text}\n" for n, text in enumerate(posts, 1)
    )


def save_between_rules(posts: list[str], handle: str, name: str, url: str) -> str:
    """The Markdown of a clipper of X: name and handle as the title, rules, the source as a quotation at the end."""
    body = "\n\n---\n\n".join(text.replace("\n", "  \n") for text in posts)
    return f"# {name} (@{handle})\n\n{body}\n\n---\n\n> Source: {url}\n> Date: 2025-03-03"


def save_as_notes(posts: list[str], handle: str, name: str, url: str) -> str:
    """The Markdown of a small server: front matter, a title, a line with name and date, rules."""
    front = f'---\nauthor: "@{handle}"\nauthor_name: "{name}"\ntweet_id: "1"\nurl: "{url}"\ntype: "thread"\n---\n\n'
    body = "".join(f"{text}\n\n---\n\n" for text in posts)
    return f"{front}# Thread by @{handle}\n\n*{name}* · [2025-Mar-03]({url})\n\n---\n\n{body}"


@pytest.mark.parametrize("save", [save_with_counters, save_with_numbers, save_between_rules, save_as_notes])
@pytest.mark.parametrize(
    ("posts", "handle", "name", "url"),
    [(SILT, "silt_demo", "Silt Demo", SILT_URL), (TIDE, "flut_demo", "Die Flut", TIDE_URL)],
)
def test_saved_threads_come_back(save, posts: list[str], handle: str, name: str, url: str) -> None:  # type: ignore[no-untyped-def]
    thread = read(save(posts, handle, name, url))
    assert texts(thread) == posts
    assert thread.author
    assert (thread.author.handle, thread.author.name) == (handle, name)
    assert (thread.url, thread.platform) == (url, "x")
    assert not thread.others


def test_addresses_and_dates_of_posts_are_theirs() -> None:
    thread = read(save_with_numbers(SILT, "silt_demo", "Silt Demo", SILT_URL))
    assert [post.id for post in thread.posts] == [f"189681234567890123{n}" for n in (4, 5, 6)]
    thread = read(save_with_counters(SILT, "silt_demo", "Silt Demo", SILT_URL))
    assert [post.published.value for post in thread.posts] == [f"2025-03-03T09:0{n}:00" for n in (1, 2, 3)]


def test_what_a_clipper_of_x_adds_is_told_apart() -> None:
    first = "See this.\n\n![Image](https://pbs.twimg.com/media/S1.jpg)"
    second = "He said it:\n\n> **Mud (@mud_demo)**\n> \n> Mud first.\n\n> 🔗 [**A card**](https://mud.example/a)\n> \n> _From mud.example_"
    third = "Which?\n\n**Poll**\n- Mud — 80%\n- Silt — 20%\n\n_41 votes_\n\n> Own words, set in."
    thread = read(save_between_rules([first, second, third], "silt_demo", "Silt Demo", SILT_URL))
    assert texts(thread) == ["See this.", "He said it:", "Which?\n\n- Mud\n- Silt\n\n\n> Own words, set in."]
    one, two, _ = thread.posts
    assert [media.url for media in one.attachments] == ["https://pbs.twimg.com/media/S1.jpg"]
    assert [(media.kind, media.url, media.title) for media in two.attachments] == [
        ("card", "https://mud.example/a", "A card")
    ]
    assert [
        (quote.author and quote.author.handle, "".join(run.text for run in quote.runs)) for quote in two.quotes
    ] == [("mud_demo", "Mud first.")]


def test_quoted_posts_under_numbers_are_quotes() -> None:
    quoted = (
        "Look:\n\n> Author: Mud (@mud_demo)\n> URL: https://x.com/mud_demo/status/1800000000000000001\n>\n> Mud first."
    )
    thread = read(save_with_numbers([quoted, "Second."], "silt_demo", "Silt Demo", SILT_URL))
    assert texts(thread) == ["Look:", "Second."]
    ((quote,), _) = (post.quotes for post in thread.posts)
    assert (quote.url, "".join(run.text for run in quote.runs)) == (
        "https://x.com/mud_demo/status/1800000000000000001",
        "Mud first.",
    )


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("# Silt Demo (@silt_demo)\n\nOne post.\n\nOf two paragraphs.\n\n---\n\n> Source: https://x.com/silt_demo/status/1896812345678901234", ["One post.\n\nOf two paragraphs."]),
        ("Thread by @silt_demo\n\nhttps://silt.example/a says it all. 1/2\n\nRead it. 2/2", ["https://silt.example/a says it all. 1/2", "Read it. 2/2"]),
        ("Hilo de Die Flut (@silt_demo)\n\nUno. 1/2\n\nNota: dos. 2/2", ["Uno. 1/2", "Nota: dos. 2/2"]),
    ],
)  # fmt: skip
def test_a_byline_above_running_text(text: str, posts: list[str]) -> None:
    thread = read(text)
    assert texts(thread) == posts
    assert thread.author
    assert thread.author.handle == "silt_demo"


@pytest.mark.parametrize(
    "line",
    [
        "A thread by the sea",
        "Thread by @silt_demo and others",
        "# Silt (@silt_demo) was right",
        "Silt Demo (@silt_demo)",
        "thread by @",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert match_byline(line) is None


def test_numbers_that_an_author_counts_with_stay_where_nobody_is_named() -> None:
    thread = read("[1/2]\nEins.\n\n[2/2]\nZwei.")
    assert texts(thread) == ["[1/2]\nEins.", "[2/2]\nZwei."]


INDEXED = """[1] **Silt Demo** (@silt.example):
Silt has a memory.

I dug for it.

[1.1] **Silt Demo** (@silt.example):
First finding.

[1.1.1] **Silt Demo** (@silt.example):
Second finding.

[1.2] **Mud** (@mud.example):
Is it art?

![](media/images/image_1.jpeg)

[1.2.1] **Silt Demo** (@silt.example):
It is mud.

[1.3] **** (@gull.example):
📌
"""


def test_indexed_posts_tell_who_wrote_them() -> None:
    thread = read(INDEXED)
    assert texts(thread) == ["Silt has a memory.\n\nI dug for it.", "First finding.", "Second finding."]
    assert [(post.author.handle if post.author else None, post.later, post.text) for post in thread.others] == [
        ("mud.example", False, "Is it art?"), (None, True, "It is mud."), ("gull.example", False, "📌"),
    ]  # fmt: skip
    short = read("[1] **Uwe** (@uwe.example):\nEins.\n\n[1.1] **Uwe** (@uwe.example):\nZwei: [2] ist kein Zeichen.\n")
    assert texts(short) == ["Eins.", "Zwei: [2] ist kein Zeichen."]


CREDIT = "— Silt Demo (@silt_demo) "


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        (f"Silt has a memory.\n\nI dug for it.\n{CREDIT}March 3, 2025\n\nFirst finding.\n{CREDIT}March 3, 2025\n\nWhy?\n— Mud (@mud_demo) March 4, 2025\n", None),
        (
            f"Some words of mine.\n\n> Silt has a memory.\n>\n> I dug for it.\n>\n> {CREDIT}[3. März 2025]({SILT_URL}?ref_src=twsrc)\n\n"
            f"> First finding.\n> {CREDIT}[3. März 2025](https://x.com/silt_demo/status/1896812345678901235)\n\n"
            "> Why?\n> — Mud (@mud_demo) [4. März 2025](https://x.com/mud_demo/status/1896812345678901299)\n",
            "x",
        ),
    ],
)  # fmt: skip
def test_credits_below_posts_say_whose_they_are(text: str, platform: str | None) -> None:
    thread = read(text)
    assert texts(thread) == ["Silt has a memory.\n\nI dug for it.", "First finding."]
    assert thread.author
    assert (thread.author.handle, thread.author.name, thread.platform) == ("silt_demo", "Silt Demo", platform)
    assert [(post.author and post.author.handle, post.text) for post in thread.others] == [("mud_demo", "Why?")]


def test_an_article_with_some_quotations_is_not_read_by_them() -> None:
    prose = "A paragraph about a thread that somebody else wrote, with an opinion of my own in it. " * 4
    quoted = f"> So it is.\n>\n> {CREDIT}[March 3, 2025]({SILT_URL})\n"
    assert read(f"{prose}\n\n{quoted}\n{prose}\n\n{quoted}\n{prose}").capture.format != "attributed"


def embed(text: str, handle: str, number: int) -> str:
    return (
        f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{text}</p>&mdash; Silt (@{handle}) '
        f'<a href="https://twitter.com/{handle}/status/{number}?ref_src=twsrc%5Etfw">March 3, 2025</a></blockquote>'
        '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
    )


def bluesky_embed(text: str, key: str) -> str:
    page = "https://bsky.app/profile/did:plc:abcd234abcd234abcd234abc"
    return (
        f'<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcd234abcd234abcd234abc/app.bsky.feed.post/{key}">'
        f'<p lang="de">{text}<br><br><a href="{page}/post/{key}?ref_src=embed">[image or embed]</a></p>&mdash; Flut ('
        f'<a href="{page}?ref_src=embed">@flut.example</a>) <a href="{page}/post/{key}?ref_src=embed">March 3, 2025 at 9:00 AM</a></blockquote>'
    )


def test_embedded_posts_of_a_page_are_the_thread() -> None:
    thread = read(
        "<!DOCTYPE html><html><head><title>Notes</title></head><body><h1>About silt</h1><p>My words.</p>"
        + embed("Silt has a memory.<br><br>I dug for it all June, in the rain.", "silt_demo", 1896812345678901234)
        + embed("First finding.", "silt_demo", 1896812345678901235)
        + embed("Is it art?", "mud_demo", 1896812345678901236)
        + "<p>More words.</p></body></html>"
    )
    assert texts(thread) == ["Silt has a memory.\n\nI dug for it all June, in the rain.", "First finding."]
    assert [post.text for post in thread.others] == ["Is it art?"]
    assert (thread.platform, thread.url) == ("x", SILT_URL.replace("/x.com/", "/x.com/"))
    assert "My words." in [entry.text for entry in thread.removed]
    thread = read(
        "<!DOCTYPE html><html><body>"
        + bluesky_embed("Die Flut kam zweimal.", "3lddnc7fsws26")
        + bluesky_embed("Danach war Ruhe.", "3lddnc7fsws27")
        + "</body></html>"
    )
    assert texts(thread) == ["Die Flut kam zweimal.", "Danach war Ruhe."]
    assert thread.author
    assert (thread.author.handle, thread.author.name, thread.platform) == ("flut.example", "Flut", "bluesky")


def test_a_page_about_posts_is_no_thread_of_them() -> None:
    prose = (
        "<p>"
        + "What I think of it, at some length and with no end in sight, as people do on pages of their own. " * 3
        + "</p>"
    )
    posts = embed("So it is.", "silt_demo", 1896812345678901234) + embed("And so.", "silt_demo", 1896812345678901235)
    thread = read(f"<!DOCTYPE html><html><body><article>{prose}{posts}{prose}</article></body></html>")
    assert thread.capture.format != "embed-page"
