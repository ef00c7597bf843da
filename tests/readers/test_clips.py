# ruff: noqa: E501, W291 - Markdown as a clipper writes it
"""Posts and articles clipped as Markdown: what is the author's, what other people's, what the clipper's."""

from __future__ import annotations

import pytest

from unroller import readers
from unroller.article import build_article
from unroller.model import Capture, Thread
from unroller.readers.markdown_syntax import strip_emphasis
from unroller.writers.markdown import write as write_markdown


def read(text: str) -> Thread:
    (thread,) = readers.read(Capture(text.encode(), name="clip.md"))
    return thread


def front(title: str, source: str, *authors: str, more: str = "") -> str:
    rows = "".join(f'  - "[[{author}]]"\n' for author in authors)
    return (
        f'---\ntitle: "{title}"\nsource: "{source}"\nauthor:\n{rows}published: 2026-04-20\ncreated: 2026-11-02\n'
        f'description: "Begins so"\ntags:\n  - "clippings"\n{more}---\n'
    )


MASTODON = (
    front("Post by Mies on tide.example", "https://tide.example/@mies/116200000000000001", "Mies")
    + """De eerste mossel komt altijd **te vroeg**, zei zij. Zie [@wad](https://tide.example/@wad).

[wad.example/mossel](https://wad.example/mossel "https://wad.example/mossel")

![Een mossel op een hand](https://files.tide.example/media/m1.png)

---

De tweede wacht op *niemand*; ik schreef het zo: \\*nooit\\*.

[![Kaart](https://files.tide.example/cards/k1.png)](https://wad.example/kaart)

---

## Comments

> **Bob @bob@elders.example** · [2026-04-20](https://tide.example/@bob@elders.example/116200000000000007)
> 
> [@mies](https://tide.example/@mies) Mooi\\!
> 
> > **Mies @mies** · [2026-04-21](https://tide.example/@mies/116200000000000008)
> > 
> > Dank je.
> > 
> > > **Carla @carla@derde.example** · [2026-04-21](https://tide.example/@carla@derde.example/116200000000000009)
> > > 
> > > Nou, nou.

> **Dirk @dirk@tide.example** · [2026-04-22](https://tide.example/@dirk/116200000000000010)
> 
> > Een eigen citaat
> 
> En zijn antwoord.
"""
)


def test_a_clip_of_mastodon() -> None:
    thread = read(MASTODON)
    assert thread.capture.format == "clip"
    assert [post.text for post in thread.posts] == [
        "De eerste mossel komt altijd te vroeg, zei zij. Zie @wad.\n\nwad.example/mossel",
        "De tweede wacht op niemand; ik schreef het zo: *nooit*.",
    ]
    assert [[(one.kind, one.url, one.alt or one.title) for one in post.attachments] for post in thread.posts] == [
        [("image", "https://files.tide.example/media/m1.png", "Een mossel op een hand")],
        [("card", "https://wad.example/kaart", "Kaart")],
    ]
    assert thread.author
    assert (thread.platform, thread.author.handle, thread.author.name) == ("mastodon", "mies@tide.example", "Mies")
    assert [(post.author.handle if post.author else None, post.text, post.later) for post in thread.others] == [
        ("bob@elders.example", "@mies Mooi!", False),
        (None, "Dank je.", True),
        ("carla@derde.example", "Nou, nou.", False),
        ("dirk@tide.example", "> Een eigen citaat\n\nEn zijn antwoord.", False),
    ]
    assert thread.others[0].url == "https://tide.example/@bob@elders.example/116200000000000007"


def test_a_clip_of_bluesky_with_a_quoted_post() -> None:
    thread = read(
        front("Post by Öre on Bluesky", "https://bsky.app/profile/ore.example/post/3lkdemo000001", "Öre")
        + """Sundet är öppet igen.

---

Och så här sa de i går:

> **Hamnen @hamn.example**
> 
> Sundet förblir stängt.

---

Slut.

---

## Comments

> **Fan @fan.example** · [2026-04-20](https://bsky.app/profile/fan.example/post/3lkdemo000009)
> 
> Äntligen!
> 
> > **Hamnen @hamn.example** · 2026-04-19
> > 
> > Vi mäter.
"""
    )
    assert [post.text for post in thread.posts] == ["Sundet är öppet igen.", "Och så här sa de i går:", "Slut."]
    (quote,) = thread.posts[1].quotes
    assert quote.author
    assert (quote.author.handle, quote.author.name) == ("hamn.example", "Hamnen")
    assert "".join(run.text for run in quote.runs) == "Sundet förblir stängt."
    assert (thread.platform, thread.author and thread.author.handle) == ("bluesky", "ore.example")
    (comment,) = thread.others
    assert (comment.text, len(comment.quotes)) == ("Äntligen!", 1)


def test_a_clip_of_threads() -> None:
    thread = read(
        front("Thread by @silt.notes", "https://www.threads.com/@silt.notes/post/DKdemo00001", "@silt.notes")
        + """Uno.

---

Dos, con una cita:

> **@otra.cuenta** · 2026-04-18
> 
> El barro no miente.
> 
> [https://www.threads.com/@otra.cuenta/post/DKdemo00000](https://www.threads.com/@otra.cuenta/post/DKdemo00000)

---

## Comments

> **@lectora** · [2026-04-21](https://www.threads.com/@lectora/post/DKdemo00009)
> 
> Gracias.

> **@silt.notes** · [2026-04-21](https://www.threads.com/@silt.notes/post/DKdemo00010)
> 
> De nada.
"""
    )
    assert [post.text for post in thread.posts] == ["Uno.", "Dos, con una cita:"]
    assert [quote.url for quote in thread.posts[1].quotes] == ["https://www.threads.com/@otra.cuenta/post/DKdemo00000"]
    assert [(post.text, post.later) for post in thread.others] == [("Gracias.", False), ("De nada.", True)]


def test_comments_without_links_and_under_a_translated_heading() -> None:
    thread = read(
        front("Post by @kiesbank on X", "https://x.com/kiesbank/status/1900000000000000001", "@kiesbank")
        + "Erster.\n\n---\n\n## Kommentare\n\n> **Fan** · 2026-04-21\n>\n> Gut!\n\n> **Anderer Fan** · 2026-04-22\n>\n> Auch gut!\n"
    )
    assert [post.text for post in thread.posts] == ["Erster."]
    assert [(post.author and post.author.name, post.text) for post in thread.others] == [
        ("Fan", "Gut!"), ("Anderer Fan", "Auch gut!"),
    ]  # fmt: skip


COMMENT = (
    "> **{name}** {handle} [2025-03-0{day}](https://x.com/{handle}/status/190000000000000001{day})\n> \n> {text}\n"
)


@pytest.mark.parametrize("heading", ["Comments", "Réponses"])
@pytest.mark.parametrize("between", ["\n---\n", ""])
def test_comments_with_the_header_of_posts(heading: str, between: str) -> None:
    comments = [
        COMMENT.format(name="Reed", handle="@reed_demo", day=2, text="Et la nuit ?").replace("com/@", "com/"),
        COMMENT.format(name="Mole", handle="@mole_demo", day=3, text="La nuit aussi.").replace("com/@", "com/"),
    ]
    thread = read(
        front("Thread by @mole_demo", "https://x.com/mole_demo/status/1900000000000000001", "@mole_demo")
        + "**Mole** @mole_demo [2025-03-01](https://x.com/mole_demo/status/1900000000000000001)\n\nLa digue dort.\n\n---\n\n"
        + "**Mole** @mole_demo [2025-03-01](https://x.com/mole_demo/status/1900000000000000002)\n\nElle rêve.\n"
        + f"{between}\n## {heading}\n\n" + "\n".join(comments)
    )  # fmt: skip
    assert [(post.text, post.quotes) for post in thread.posts] == [("La digue dort.", ()), ("Elle rêve.", ())]
    assert [(post.text, post.later, post.author and post.author.handle) for post in thread.others] == [
        ("Et la nuit ?", False, "reed_demo"), ("La nuit aussi.", True, None),
    ]  # fmt: skip
    assert [entry.text for entry in thread.removed if entry.rule == "clip:comments"] == [f"## {heading}"]


def test_comments_with_the_header_of_posts_below_posts_without() -> None:
    thread = read(
        front("Thread by @kiesbank", "https://x.com/kiesbank/status/1900000000000000001", "@kiesbank")
        + "Erster.\n\n---\n\nZweiter.\n\n## Kommentare\n\n"
        + "> **Fan** @fan_demo [2025-03-02](https://x.com/fan_demo/status/1900000000000000012)\n>\n> Gut!\n"
    )
    assert [post.text for post in thread.posts] == ["Erster.", "Zweiter."]
    assert [post.text for post in thread.others] == ["Gut!"]


@pytest.mark.parametrize("title", ["Post by @kiesbank on X", "Thread by @kiesbank"])
def test_a_heading_of_the_author_s_own_is_no_comment_section(title: str) -> None:
    thread = read(
        front(title, "https://x.com/kiesbank/status/1900000000000000001", "@kiesbank")
        + "Erster.\n\n---\n\nZweiter:\n\n## Comments\n\nsagt niemand."
    )
    assert [post.text for post in thread.posts] == ["Erster.", "Zweiter:\n\n## Comments\n\nsagt niemand."]
    assert thread.others == ()


ARTICLE = (
    front("El dique que aprendió a doblarse", "https://x.com/dique_demo/status/2040448463540830009", "@dique_demo")
    + """![Image](https://pbs.twimg.com/media/D1?format=jpg&name=large)

Empezamos con **piedra** y *paciencia*, y con una nota: \\*no se dobla solo\\*.

---

#### Lo que medimos

1. la presión
2. el [agua](https://agua.example/a_\\(b\\)) de \\[enero\\]
\t- al alba

> Nadie nos creyó.

`dig --deep` y después:

```python
def bend(**kwargs):
    return [*kwargs]  # \\[no escape\\]
```

![](https://x.com/otra_demo/status/2040448463540830001)

<video src="https://video.twimg.com/v1.mp4" controls></video>

Y eso es todo lo que quería contar, que no cabe en un solo mensaje y que ocupa, según cuento, bastante más que uno.
"""
)


def test_a_clip_of_an_article_is_one_post() -> None:
    thread = read(ARTICLE)
    assert thread.capture.format == "x-article-clip"
    (post,) = thread.posts
    assert post.text == (
        "![Image](https://pbs.twimg.com/media/D1?format=jpg&name=large)\n\n"
        "Empezamos con **piedra** y *paciencia*, y con una nota: \\*no se dobla solo\\*.\n\n\n#### Lo que medimos\n\n"
        "1. la presión\n2. el agua de [enero]\n\t- al alba\n\n> Nadie nos creyó.\n\n`dig --deep` y después:\n\n"
        "```python\ndef bend(**kwargs):\n    return [*kwargs]  # \\[no escape\\]\n```\n\n"
        "https://x.com/otra_demo/status/2040448463540830001\n\n\n\n"
        "Y eso es todo lo que quería contar, que no cabe en un solo mensaje y que ocupa, según cuento, bastante más que uno."
    )
    assert (thread.title, post.id) == ("El dique que aprendió a doblarse", "2040448463540830009")
    assert [run.url for run in post.runs if run.text == "agua"] == ["https://agua.example/a_(b)"]
    assert [(one.kind, one.url) for one in post.attachments] == [
        ("image", "https://pbs.twimg.com/media/D1?format=jpg&name=large"),
        ("video", "https://video.twimg.com/v1.mp4"),
    ]
    assert [quote.url for quote in post.quotes] == ["https://x.com/otra_demo/status/2040448463540830001"]
    figure, first, heading, *_ = build_article(thread).blocks
    assert (figure.kind, heading.kind) == ("figure", "heading")
    assert [part.text for part in first.parts] == [
        "Empezamos con piedra y paciencia, y con una nota: *no se dobla solo*."
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("The **whole** of *it*, 2 \\* 3 and `**kwargs`.", "The whole of it, 2 * 3 and `**kwargs`."),
        ("Vor ![Ein *Wehr*](https://bilder.example/w_(1).jpg) und nach.", "Vor  und nach."),
    ],
)
def test_an_article_keeps_its_markdown_and_shows_what_it_says(line: str, shown: str) -> None:
    clip = front("Am Wehr", "https://x.com/wehr_demo/status/2040448463540830012", "@wehr_demo")
    thread = read(
        f"{clip}# Am Wehr\nOben.\n\n## Unten\n\n{line}\n\n> Mai\n> \n> Nichts.\n\n- das **Tor**\n- der Rest\n"
    )
    (post,) = thread.posts
    assert post.markdown
    assert post.text == (
        f"# Am Wehr\nOben.\n\n## Unten\n\n{line.replace(chr(92), '')}\n\n> Mai\n> \n> Nichts.\n\n- das **Tor**\n- der Rest"
    )
    article = build_article(thread)
    assert [(one.kind, "".join(part.text for part in one.parts)) for one in article.blocks if one.kind != "figure"] == [
        ("heading", "Am Wehr"), ("paragraph", "Oben."), ("heading", "Unten"), ("paragraph", shown), ("quote", "MaiNichts."), ("list", "")
    ]  # fmt: skip
    assert [part.text for item in article.blocks[-1].items for part in item.parts] == ["das Tor", "der Rest"]
    assert not article.sources
    (again,) = readers.read(Capture(write_markdown(thread, article).encode(), name="article.md"))
    assert again.posts[0].text == post.text
    assert build_article(again).blocks == article.blocks


def test_code_links_nothing_but_whole_addresses() -> None:
    code = "```py\n# see README.md\n@decorator\nget('https://agua.example/x')\n```"
    thread = read(
        front("Über Code", "https://x.com/kies_demo/status/2040448463540830012", "@kies_demo")
        + f"# Titel\n@wer liest\n\n{code}\n\nREADME.md"
    )
    (post,) = thread.posts
    assert post.text == f"# Titel\n@wer liest\n\n{code}\n\nREADME.md"
    assert [run.text for run in post.runs if run.kind != "text"] == ["@wer", "https://agua.example/x", "README.md"]


def test_an_article_without_headings_is_one_post_by_its_own_title() -> None:
    paragraph = "Ein Absatz, der nichts will als lang sein, und der darum immer weitergeht, bis er es ist. " * 4
    thread = read(
        front("Über das Lange", "https://x.com/langsam_demo/article/2040448463540830012", "@langsam_demo")
        + f"{paragraph}\n\n{paragraph}\n\nKurz."
    )
    assert len(thread.posts) == 1
    assert thread.posts[0].text.endswith("Kurz.")
    assert thread.title == "Über das Lange"


@pytest.mark.parametrize("heading", ["## Summary", "## 概要", "### Key takeaways", "## TL;DR", "# Meine Gedanken"])
def test_notes_about_an_article_are_not_the_article(heading: str) -> None:
    words = "Sie sagt, dass Kies wandert, und belegt es mit Zahlen. " * 12
    text = f"---\ntitle: Über Kies\nsource: https://x.com/kies_demo/status/2040448463540830012\n---\n{heading}\n\n{words}\n\n## Mehr\n\n- a\n- b\n"
    assert read(text).capture.format != "x-article-clip"
    clipped = front("Thread by @kies_demo", "https://x.com/kies_demo/status/2040448463540830012", "@kies_demo")
    assert read(f"{clipped}{heading}\n\n{words}\n\n---\n\n## Mehr\n\n- a\n- b\n").capture.format != "clip"


def test_a_thread_in_notes_is_no_article() -> None:
    text = (
        "---\nsource: https://x.com/kiesbank/status/1900000000000000001\n---\n"
        "1/2 Der erste Beitrag steht hier.\n\n2/2 Und der zweite auch."
    )
    assert len(read(text).posts) == 2


NOTES = (
    front("Clipped", "https://x.com/mole_demo/status/1900000000000000001", "@mole_demo")
    + "{notes}\n\n**Mole** @mole_demo [2025-03-01]({url})\n\nErster.\n\n---\n\n**Mole** @mole_demo\n\nZweiter."
)


@pytest.mark.parametrize(
    ("notes", "url", "posts", "kept"),
    [
        ("Gelesen am Hafen.\n\n# Auszug", "https://x.com/mole_demo/status/1900000000000000001", 2, 2),
        ("> [Quelle](https://x.com/mole_demo/status/1)\n\n## Notizen", "https://x.com/mole_demo/status/19000", 2, 2),
        ("Der eigentliche Anfang.", "https://x.com/mole_demo/status/1900000000000000002", 3, 0),
    ],
    ids=["above the clipped post", "headings and links", "a post without a header"],
)
def test_what_stands_above_the_first_header(notes: str, url: str, posts: int, kept: int) -> None:
    thread = read(NOTES.format(notes=notes, url=url))
    assert len(thread.posts) == posts
    assert sum(entry.rule == "clip:note" for entry in thread.removed) == kept


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**bold** and *italic*", "bold and italic"),
        ("***both*** of them", "both of them"),
        ("**重要**です", "重要です"),
        ("2 * 3 * 4 and 5*3*2", "2 * 3 * 4 and 5*3*2"),
        ("\\*not\\* *yes*", "\\*not\\* yes"),
        ("`a * b * c` [x](https://x.example/*a*)", "`a * b * c` [x](https://x.example/*a*)"),
        ("**open", "**open"),
    ],
)
def test_emphasis_goes_and_asterisks_stay(text: str, plain: str) -> None:
    assert strip_emphasis(text)[0] == plain


def test_many_asterisks_and_signs_are_read_in_time() -> None:
    hostile = "*" * 5_000 + "a " + "[![" * 5_000 + "> " * 2_000 + "**a** " * 3_000
    thread = read(
        front("Post by @a_demo on X", "https://x.com/a_demo/status/1900000000000000001", "@a_demo")
        + f"Worte\n\n{hostile}"
    )
    assert thread.posts
