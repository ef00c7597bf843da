# ruff: noqa: E501 - markup as X writes it
"""Long articles of X on saved pages: one post, with everything that its author wrote in it."""

from __future__ import annotations

from unroller import readers
from unroller.model import Capture, Thread

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
        "Der Kies wandert.\nJedes Jahr ein wenig.\n\n## Was ihn treibt\n\n1. Wind\n  1. von See\n2. Wellen\n\n"
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
    assert [post.text for post in thread.posts] == ["One line of it.\n\n# Part\n\n- a\n  - b\n- c\n\nloose words"]
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
