# ruff: noqa: E501, W291 - Markdown as programs write it
"""Threads as other programs keep them: Readwise, tweet-to-markdown, notes with labels, clips of Thread Reader."""

from __future__ import annotations

import pytest

from unroller import readers
from unroller.errors import NoThreadError
from unroller.model import Capture, Thread


def read(text: str) -> Thread:
    (thread,) = readers.read(Capture(text.encode(), name="kept.md"))
    return thread


LOGSEQ = """title:: Cómo Medimos el Limo (highlights)
author:: [[@limo_demo on Twitter]]
full-title:: "Cómo Medimos el Limo"
category:: #tweets
url:: https://twitter.com/limo_demo/status/1485944221169520001

- Highlights first synced by [[Readwise]] [[Dec 4th, 2022]]
\t- Cómo medimos el limo (1/3)
\t  
\t  ![](https://pbs.twimg.com/media/L1.jpg) ([View Tweet](https://twitter.com/limo_demo/status/1485944221169520001))
\t\t- **Note**: Hilo
\t- Con una cuerda:
\t  - con nudos
\t  - sin prisa (2/3)
\t- C:\\limo\\[datos], por si preguntan (3/3) ([View Tweet](https://twitter.com/limo_demo/status/1485944221169520003)) #Highlight #[[2022-12-10]]
\t\t- Tags: [[favorite]]
"""


def test_readwise_for_logseq() -> None:
    thread = read(LOGSEQ)
    assert thread.capture.format == "readwise"
    assert [(post.id, post.text) for post in thread.posts] == [
        ("1485944221169520001", "Cómo medimos el limo (1/3)"),
        (None, "Con una cuerda:\n- con nudos\n- sin prisa (2/3)"),
        ("1485944221169520003", "C:\\limo\\[datos], por si preguntan (3/3)"),
    ]
    assert [one.url for one in thread.posts[0].attachments] == ["https://pbs.twimg.com/media/L1.jpg"]
    assert thread.author
    assert (thread.author.handle, thread.platform) == ("limo_demo", "x")
    notes = [entry.text.strip() for entry in thread.removed if entry.rule == "readwise:note"]
    assert notes == ["- **Note**: Hilo", "- Tags: [[favorite]]"]


MARKDOWN = """---
tags: tweets
---
# Was der Kies Erzählt

![rw-book-cover](https://pbs.twimg.com/profile_images/1/k.jpg)

## Metadata
- Author: [[Kies Bank]]
- Full Title: Was der Kies Erzählt
- Category: #tweets
- Summary: Kies wandert.

Mehr steht hier nicht.
- URL: https://x.com/kiesbank/status/2012052139384979001

## Highlights
- Kies wandert. <video controls><source src="https://video.twimg.com/a.m3u8" type="application/x-mpegURL"><source src="https://video.twimg.com/a.mp4?tag=12" type="video/mp4">Your browser does not support the video tag.</video> ([View Tweet](https://x.com/kiesbank/status/2012052139384979001))
    - Tags: [[favorite]]
## New highlights added June 3, 2024 at 9:12 AM
- Mehr bei [Sand](https://x.com/sand_demo), sagt er. ([View Tweet](https://x.com/kiesbank/status/2012052139384979002)) ^rw123
"""


def test_readwise_for_markdown() -> None:
    thread = read(MARKDOWN)
    assert [post.text for post in thread.posts] == ["Kies wandert.", "Mehr bei Sand, sagt er."]
    assert [(one.kind, one.url) for one in thread.posts[0].attachments] == [
        ("video", "https://video.twimg.com/a.mp4?tag=12")
    ]
    assert thread.author
    assert (thread.author.handle, thread.author.name) == ("kiesbank", "Kies Bank")
    assert [run.url for run in thread.posts[1].runs if run.text == "Sand"] == ["https://x.com/sand_demo"]


def test_readwise_with_the_whole_document() -> None:
    whole = MARKDOWN.partition("## Highlights")[0] + (
        "## Full Document\n1/2 Kies wandert, und niemand sieht es.\n\n2/2 Bis er fort ist.\n\n## Highlights\n"
        "- Kies wandert ([View Highlight](https://read.readwise.example/1))\n"
    )
    thread = read(whole)
    assert [post.text for post in thread.posts] == ["1/2 Kies wandert, und niemand sieht es.", "2/2 Bis er fort ist."]
    assert any(entry.rule == "readwise:note" and "Kies wandert" in entry.text for entry in thread.removed)


def test_readwise_with_the_whole_of_a_long_article() -> None:
    whole = MARKDOWN.partition("## Highlights")[0] + (
        "## Full Document\n![Kies](https://pbs.twimg.com/media/K.jpg)\n\nEr **wandert**.\n\n## Wohin\n\n- ans Meer\n- fort\n\n"
        "Niemand sieht \\[es\\].\n"
    )
    thread = read(whole)
    assert [post.text for post in thread.posts] == [
        "Er wandert.\n\n## Wohin\n\n- ans Meer\n- fort\n\nNiemand sieht [es]."
    ]
    assert (thread.title, len(thread.posts[0].attachments)) == ("Was der Kies Erzählt", 1)


def test_posts_that_readwise_kept_one_by_one_are_no_thread() -> None:
    single = LOGSEQ.replace(
        "https://twitter.com/limo_demo/status/1485944221169520001\n\n", "https://twitter.com/limo_demo\n\n"
    )
    with pytest.raises(NoThreadError, match="one by one"):
        read(single)


TWEET = """---
author: "Ines"
handle: "@ines_demo"
source: "https://twitter.com/ines_demo/status/1292845757297557001"
---
![ines_demo](https://pbs.twimg.com/profile_images/1/i.jpg)
Ines ([@ines_demo](https://twitter.com/ines_demo)) - 10. August 2020, 17:30


Erster Absatz, der allein schon ein Beitrag sein könnte.

Zweiter Absatz, ebenso.

Dritter: was nehmt ihr?

|Option|Votes|
|---|:---:|
|Kies|12|
|Sand | Schlick|3|


[{what} link](https://twitter.com/ines_demo/status/1292845757297557001)
"""


def test_one_post_of_tweet_to_markdown_stays_one_and_its_poll_is_a_list() -> None:
    (post,) = read(TWEET.format(what="Tweet")).posts
    assert post.text == (
        "Erster Absatz, der allein schon ein Beitrag sein könnte.\n\nZweiter Absatz, ebenso.\n\n"
        "Dritter: was nehmt ihr?\n\n- Kies\n- Sand | Schlick"
    )


def test_a_condensed_thread_of_tweet_to_markdown_is_parted() -> None:
    long = (
        "Und so geht es weiter, Satz um Satz, bis kein Beitrag mehr Platz hat für noch einen; dann kommt der nächste. "
        * 2
    )
    text = TWEET.format(what="Thread").replace("könnte.", f"könnte. {long}").replace("ebenso.", f"ebenso. {long}")
    assert len(read(text).posts) == 3


@pytest.mark.parametrize(
    ("first", "author"),
    [
        (
            "[https://x.com/kies_demo/status/1570051239882137001](https://x.com/kies_demo/status/1570051239882137001)",
            "kies_demo",
        ),
        (
            "- [[https://x.com/a_demo/status/15700512398821370](https://x.com/b_demo/status/1570051239882137001)](https://x.com/c_demo/status/1570051239882137001?s=20)",
            "c_demo",
        ),
    ],
    ids=["a link", "a link in a link"],
)
def test_a_link_of_markdown_above_the_posts_is_their_address(first: str, author: str) -> None:
    thread = read(f"{first}\n\nDer erste, mit Zahl. {{1/2}}\n\nDer zweite, mit Zahl. {{2/2}}\n")
    assert [post.text for post in thread.posts] == ["Der erste, mit Zahl. {1/2}", "Der zweite, mit Zahl. {2/2}"]
    assert thread.author
    assert (thread.author.handle, thread.id) == (author, "1570051239882137001")


LABELS = {
    "lines of their own": "Tweet 1\nErster.\n\nMit Absatz.\n\nTweet 2\nZweiter.\n\nTweet 3\nDritter.",
    "bold": "**Tweet 1/3:**\n\nErster.\n\nMit Absatz.\n\n**Tweet 2/3:**\n\nZweiter.\n\n**Tweet 3/3:**\n\nDritter.",
    "before the words": "Beitrag 1: Erster.\n\nMit Absatz.\n\nBeitrag 2: Zweiter.\n\nBeitrag 3: Dritter.",
    "headings": "### Publicación 1\nErster.\n\nMit Absatz.\n\n### Publicación 2\nZweiter.\n---\n### Publicación 3\nDritter.",
    "Japanese": "ツイート1：Erster.\n\nMit Absatz.\n\nツイート2：Zweiter.\n\nツイート3：Dritter.",
    "dashes": "Post 1 — Erster.\n\nMit Absatz.\n\nPost 2 — Zweiter.\n\nPost 3 — Dritter.",
    "headings with a date": "## Tweet 1 — 2026-03-17\n\nErster.\n\nMit Absatz.\n\n## Tweet 2 (17 March 2026)\n\nZweiter.\n\n## Tweet 3 — 2026-03-18\n\nDritter.",
    "parts of a thread": "Erster.\n\nMit Absatz.\n\n## Thread 2/3\n\nZweiter.\n\n## Thread 3/3\n\nDritter.",
    "first without": "Erster.\n\nMit Absatz.\n\nTweet 2:\nZweiter.\n\nTweet 3:\nDritter.",
}


@pytest.mark.parametrize("text", LABELS.values(), ids=list(LABELS))
def test_labels_part_posts(text: str) -> None:
    thread = read(text)
    assert thread.capture.format == "labelled"
    assert [post.text for post in thread.posts] == ["Erster.\n\nMit Absatz.", "Zweiter.", "Dritter."]


def test_what_stands_above_labels_is_set_aside_with_its_reason() -> None:
    thread = read(
        "# Entwurf\n\nAutorin: Rhona (@rhona_demo)\n\nHier ist der Faden.\n\nTweet 1: Eins.\n\nTweet 2: Zwei."
    )
    assert [post.text for post in thread.posts] == ["Eins.", "Zwei."]
    assert thread.author
    assert (thread.author.handle, thread.title) == ("rhona_demo", "Entwurf")
    assert [entry.rule for entry in thread.removed] == [
        "mark:header", "mark:header", "mark:introduction", "mark:heading", "mark:heading",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Tweet 1: das war gestern.\n\nUnd heute nichts.",
        "Post 4 war gut.\n\nPost 9 auch.",
        "Tweet 3: eins\n\nTweet 1: zwei",
    ],
)
def test_a_word_with_a_number_is_no_label(text: str) -> None:
    assert read(text).capture.format != "labelled"


def test_a_heading_may_have_its_date_in_brackets() -> None:
    thread = read("# Hilo de @limo_demo\n\n## limo_demo (2022-03-03)\n\nUno.\n\n## limo_demo (2022-03-04)\n\nDos.\n")
    assert [(post.text, post.published.value) for post in thread.posts] == [
        ("Uno.", "2022-03-03"),
        ("Dos.", "2022-03-04"),
    ]


def test_headings_with_author_and_date_tell_strangers_apart() -> None:
    thread = read(
        "## @limo_demo · 3 Mar 2022\n\nUno.\n\n### Limo Limpio (@limo_demo) — 2022-03-03 — post 2\n\nDos, [aquí](https://limo.example/).\n\n"
        "## @otra_demo · 2022-03-04\n\n¿Y tres?\n"
    )
    assert [post.text for post in thread.posts] == ["Uno.", "Dos, aquí."]
    assert [post.text for post in thread.others] == ["¿Y tres?"]
    assert thread.published.value == "2022-03-03"


CLIP = """---
url: "https://threadreaderapp.com/thread/2007179832300580009.html"
title: "Thread by @{handle} on Thread Reader App"
---

{views} views

[![{name} Profile picture](https://pbs.twimg.com/profile_images/1/a.jpg)](https://threadreaderapp.com/user/{handle})

Warum ich den Deich vermesse. Und wie.

Es ist einfach:

1. Erst die Krone.[![Image](https://pbs.twimg.com/media/E1.jpg)](https://pbs.twimg.com/media/E1.jpg)

2. Dann der Fuß.

1/ Die Krone misst man am Morgen.

Ohne Kaffee.

2/ Den Fuß am Abend, siehe [deich.example](https://deich.example/fuss).

[![Der Deich](https://deich.example/og.png)](https://deich.example/fuss)

• • •

Missing some Tweet in this thread? You can try to [force a refresh](#)
"""


def test_a_clip_of_thread_reader_with_linked_pictures_and_the_author_s_count() -> None:
    thread = read(CLIP.format(handle="deich_demo", name="Der Deich", views="1,234"))
    assert [post.text for post in thread.posts] == [
        "Warum ich den Deich vermesse. Und wie.\n\nEs ist einfach:\n\n1. Erst die Krone.\n\n2. Dann der Fuß.",
        "1/ Die Krone misst man am Morgen.\n\nOhne Kaffee.",
        "2/ Den Fuß am Abend, siehe deich.example.",
    ]
    assert [[(one.kind, one.url) for one in post.attachments] for post in thread.posts] == [
        [("image", "https://pbs.twimg.com/media/E1.jpg")], [], [("card", "https://deich.example/fuss")],
    ]  # fmt: skip
    assert {"thread-reader:views", "thread-reader:profile-picture"} <= {entry.rule for entry in thread.removed}


def test_hostile_labels_and_entries_are_read_in_time() -> None:
    head = "- Category: #tweets\n- URL: https://x.com/a_demo/status/1570051239882137001\n## Highlights\n- Words.\n"
    for line in ("Tweet 1: " * 2_000, "- ([View Tweet](" * 3_000, "## a — b " * 3_000, "**" * 8_000):
        assert read(f"{head}- {line}\nTweet 1: a\nTweet 2: b").posts
        assert read(f"{line}\n\n{line}\n\nTweet 1: a\n\nTweet 2: b").posts
