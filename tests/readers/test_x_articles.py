# ruff: noqa: E501 - markup as X writes it
"""Long articles of X on saved pages: one post, with everything that its author wrote in it."""

from __future__ import annotations

import pytest

from unroller import readers
from unroller.article import build_article
from unroller.model import Capture, Thread
from unroller.serialization import dumps, loads, thread_from_record, thread_record
from unroller.writers.html import render_fragment
from unroller.writers.markdown import write as write_markdown
from unroller.writers.text import write as write_text

AUTHOR = (
    '<div data-testid="User-Name"><a href="/kiesbank"><span>Kies Bank</span></a><a href="/kiesbank"><span>@kiesbank</span></a>'
    '<a href="/kiesbank/status/2013045749580259002"><time datetime="2026-02-03T09:30:00.000Z">3. Feb.</time></a></div>'
)


def read(body: str, title: str = "") -> Thread:
    (thread,) = readers.read(Capture(f"<!DOCTYPE html><html><head>{title}</head><body>{body}</body></html>".encode()))
    return thread


def block(text: str) -> str:
    return (
        '<div class="longform-unstyled"><div class="public-DraftStyleDefault-block"><span data-offset-key="a-0-0">'
        f'<span data-text="true">{text}</span></span></div></div>'
    )


def view(blocks: str, title: str = "Vom Kies", before: str = AUTHOR) -> str:
    return (
        f'<div data-testid="twitterArticleReadView">{before}<div data-testid="twitter-article-title">{title}</div>'
        '<div><a href="/kiesbank/status/2013045749580259002/analytics"><span>1,1 Mio.</span></a></div>'
        '<div data-testid="twitterArticleRichTextView"><div class="DraftEditor-root">'
        f'<div data-testid="longformRichTextComponent" data-contents="true">{blocks}</div></div></div></div>'
    )


def entry(kind: str, depth: int, text: str, *, reset: bool = False) -> str:
    start = " public-DraftStyleDefault-reset" if reset else ""
    return (
        f'<li class="longform-{kind}-list-item{start} public-DraftStyleDefault-depth{depth}">'
        f'<div class="public-DraftStyleDefault-block"><span data-text="true">{text}</span></div></li>'
    )


def test_blocks_become_lines_in_any_language() -> None:
    thread = read(
        view(
            block("Der Kies wandert.\nJedes Jahr ein wenig.")
            + '<h2 class="longform-header-two"><div><span data-text="true">Was ihn treibt</span></div></h2>'
            + f"<ol>{entry('ordered', 0, 'Wind', reset=True)}{entry('ordered', 1, 'von See', reset=True)}"
            + f"{entry('ordered', 0, 'Wellen')}</ol>"
            + block("Und <b>Zeit</b> &amp; Geduld.")
            + f"<ol>{entry('ordered', 0, 'Neu gezählt', reset=True)}</ol>"
            + '<blockquote class="longform-blockquote"><div><span data-text="true">Kies ist\nkein Sand.</span></div></blockquote>'
        )
    )
    (post,) = thread.posts
    assert post.text == (
        "Der Kies wandert.\nJedes Jahr ein wenig.\n\nWas ihn treibt\n\n1. Wind\n  1. von See\n2. Wellen\n\n"
        "Und Zeit & Geduld.\n\n1. Neu gezählt\n\n> Kies ist\n> kein Sand."
    )
    assert (thread.title, thread.id, thread.platform) == ("Vom Kies", "2013045749580259002", "x")
    assert thread.author
    assert (thread.author.handle, thread.author.name) == ("kiesbank", "Kies Bank")
    assert thread.published.value == "2026-02-03T09:30:00Z"
    assert [(entry.text, entry.rule) for entry in thread.removed] == [
        ("Vom Kies", "page:header"),
        ("Kies Bank@kiesbank3. Feb.", "page:header"),
        ("1,1 Mio.", "page:outside the posts"),
    ]


def test_code_pictures_videos_and_shown_posts() -> None:
    thread = read(
        view(
            block("See:")
            + '<section><div data-testid="markdown-code-block"><div><span>bash</span><button>Copy</button></div>'
            + '<pre><code class="language-bash"><span>for</span> one in *; do\n    echo "$one"\ndone\n</code></pre></div></section>'
            + '<div><a href="/kiesbank/article/2013045749580259002/media/7"><div data-testid="tweetPhoto">'
            + '<img alt="A bank of gravel" src="https://pbs.twimg.com/media/K1.jpg"></div></a></div>'
            + '<div data-testid="simpleTweet"><div data-testid="User-Name"><a href="/mole_demo">Mole</a><a>@mole_demo</a></div>'
            + '<a href="/mole_demo/status/1900000000000000009"><time datetime="2025-04-01T08:00:00.000Z">Apr 1</time></a>'
            + '<div data-testid="tweetText"><span>Stone first.</span></div></div>'
            + block(
                'He is right, see <a href="https://quay.example/stone"><span data-text="true">his notes</span></a>.'
            ),
            before="",
        ),
        '<link rel="canonical" href="https://x.com/kiesbank/status/2013045749580259002">',
    )
    (post,) = thread.posts
    assert post.text == (
        'See:\n\n```bash\nfor one in *; do\n    echo "$one"\ndone\n```\n\n'
        "https://x.com/mole_demo/status/1900000000000000009\n\nHe is right, see his notes."
    )
    assert [(media.url, media.alt) for media in post.attachments] == [
        ("https://pbs.twimg.com/media/K1.jpg", "A bank of gravel")
    ]
    assert [(quote.url, "".join(run.text for run in quote.runs)) for quote in post.quotes] == [
        ("https://x.com/mole_demo/status/1900000000000000009", "Stone first.")
    ]
    assert [run.url for run in post.runs if run.text == "his notes"] == ["https://quay.example/stone"]
    assert thread.author
    assert thread.author.handle == "kiesbank"
    assert thread.id == "2013045749580259002"


def test_an_article_without_the_editor_s_marks_and_answers_below_it() -> None:
    answer = (
        '<article data-testid="tweet"><div data-testid="User-Name"><a href="/fan_demo">Fan</a><a>@fan_demo</a>'
        '<a href="/fan_demo/status/2013045749580259009"><time datetime="2026-02-04T09:30:00.000Z">4. Feb.</time></a></div>'
        '<div data-testid="tweetText">Great read!</div></article>'
    )
    article = view(
        "<p>One   line\n of it.</p><h1>Part</h1><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>loose words<!-- no --><hr>"
    )
    thread = read(f'<main><article data-testid="tweet">{article}</article>{answer}</main>')
    assert [post.text for post in thread.posts] == ["One line of it.\n\nPart\n\n- a\n  - b\n- c\n\nloose words"]
    assert [post.text for post in thread.others] == ["Great read!"]


def test_the_address_of_an_article_s_page_names_its_post() -> None:
    thread = read(
        view(block("Words."), before=""),
        '<link rel="canonical" href="https://x.com/kiesbank/article/2013045749580259002">',
    )
    assert thread.url == "https://x.com/kiesbank/status/2013045749580259002"
    assert thread.author
    assert thread.author.handle == "kiesbank"


def test_elements_within_each_other_without_end_are_read_in_time() -> None:
    thread = read(view("<div>" * 20_000 + block("Deep.") + "</div>" * 20_000))
    assert thread.posts[0].text == "Deep."


def picture(name: str) -> str:
    return f'<div data-testid="tweetPhoto"><img alt="Image" src="https://pbs.twimg.com/media/{name}.jpg"></div>'


def outline(thread: Thread) -> list[str]:
    """The blocks of the article in order: their kind, and what they say or show."""
    return [
        f"{block.kind} {(block.attachment.url or '')[28:] if block.attachment else ' | '.join(part.text for part in block.parts)}"
        for block in build_article(thread).blocks
    ]


def test_pictures_of_a_page_stand_where_they_stood() -> None:
    cover = '<div data-testid="tweetPhoto"><img src="https://pbs.twimg.com/media/C.jpg"></div>'
    thread = read(
        view(
            block("Sand.\nUnd Kies.") + picture("A") + "<h2>Weiter</h2>" + picture("B") + block("Ende."), before=AUTHOR + cover
        )
    )  # fmt: skip
    assert outline(thread) == [
        "figure C.jpg", "paragraph Sand.\nUnd Kies.", "figure A.jpg", "heading Weiter", "figure B.jpg", "paragraph Ende.",
    ]  # fmt: skip
    article = build_article(thread)
    html, markdown, text = (
        render_fragment(article, thread=thread),
        write_markdown(thread, article),
        write_text(thread, article),
    )
    for written, words in ((html, ("Kies.", "A.jpg", "Weiter", "B.jpg", "Ende.")), (markdown, ("Kies.", "A.jpg", "Weiter", "B.jpg", "Ende.")), (text, ("Kies.", "[Image]", "Weiter", "[Image]", "Ende."))):  # fmt: skip
        at = 0
        for word in words:
            at = written.index(word, at) + len(word)
    kept = thread_from_record(loads(dumps(thread_record(thread, article))))
    assert build_article(kept) == article
    (again,) = readers.read(Capture(markdown.encode(), name="article.md"))
    assert outline(again) == outline(thread)


def test_pictures_of_a_clip_stand_where_they_stood() -> None:
    clip = (
        '---\ntitle: "Mareas"\nsource: "https://x.com/marea_demo/status/2040448463540830009"\nauthor:\n  - "[[@marea_demo]]"\n---\n'
        "![Image](https://pbs.twimg.com/media/C.jpg)\n\n# Mareas\nSube.\n\n![Image](https://pbs.twimg.com/media/A.jpg)\n\n"
        "## Luego\n\n- baja\n- espera\n![Image](https://pbs.twimg.com/media/B.jpg)\n\nFin.\n"
    )
    (thread,) = readers.read(Capture(clip.encode(), name="clip.md"))
    assert outline(thread) == [
        "figure C.jpg", "heading Mareas", "paragraph Sube.", "figure A.jpg", "heading Luego", "list ", "figure B.jpg", "paragraph Fin.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        ("> Er sagte:\n> Kies ist\n>\n> kein Sand.", ["Er sagte:\nKies ist", "kein Sand."]),
        ("> # nobody asked\n>\n> > me", None),
        ("> le quai est vide", ["le quai est vide"]),
        (">:( no", None),
        ("> one\nand two", None),
    ],
)
def test_a_quotation_of_the_author_s_is_one(lines: str, parts: list[str] | None) -> None:
    (thread,) = readers.read(
        Capture(
            (
                '---\ntitle: "Über Kies"\nsource: "https://x.com/kies_demo/status/2040448463540830012"\nauthor:\n'
                f'  - "[[@kies_demo]]"\n---\n# Über Kies\n\nVorher.\n\n{lines}\n\n## Danach\n\nNachher.\n'
            ).encode(),
            name="clip.md",
        )
    )
    article = build_article(thread)
    quotes = [[part.text for part in found.parts] for found in article.blocks if found.kind == "quote"]
    assert quotes == ([parts] if parts else [])
    html, markdown, text = (
        render_fragment(article, thread=thread),
        write_markdown(thread, article),
        write_text(thread, article),
    )
    assert html.count('<blockquote class="quotation"') == len(quotes)
    assert html.count("Über Kies") == 0
    assert lines in text
    (again,) = readers.read(Capture(markdown.encode(), name="article.md"))
    assert [post.text for post in again.posts] == [post.text for post in thread.posts]
    assert build_article(again).blocks == article.blocks
    record = markdown.index("\n<!--") if "\n<!--" in markdown else len(markdown)
    bare = markdown[:record].partition("---\n")[2].partition("---\n")[2]
    (seen,) = readers.read(Capture(bare.encode(), name="article.md"))
    assert not seen.posts[0].quotes
