"""Saved pages through the whole reader: author, others, gaps, the ledger, unknown sites, hostile markup."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller import readers
from unroller.errors import InputError, TooLargeError
from unroller.library.reading import read as read_articles
from unroller.model import Capture, Thread

ID = 1502716384920178693
TEXTS = [
    "The first thing to know about silt.",
    "The second: it moves & settles.\n\n- at slack\n- at night",
    "That is all.",
]
FOOTER = ["You can follow @ebb_flow.", "Latest Threads Unrolled:"]


def article(text: str, handle: str, number: int, more: str = "") -> str:
    return (
        f'<article data-testid="tweet"><div data-testid="User-Name"><a href="/{handle}"><span>Name of {handle}</span></a>'
        f'<a>@{handle}</a><a href="/{handle}/status/{ID + number}"><time datetime="2022-03-12T18:00:00.000Z">Mar 12</time>'
        f'</a></div><div data-testid="tweetText">{text.replace("&", "&amp;")}</div>{more}<span>12 Likes</span></article>'
    )


def page(*articles: str) -> bytes:
    body = "".join(articles)
    return f"<!DOCTYPE html><html><head><title>X</title></head><body><nav>Home</nav><main>{body}</main></body></html>".encode()


def read(data: bytes, **capture: str) -> Thread:
    return readers.read(Capture(data, **capture))[0]


def test_the_authors_run_others_and_later_replies() -> None:
    thread = read(
        page(
            *(article(text, "ebb_flow", n) for n, text in enumerate(TEXTS)),
            article("What about sand?", "sandy", 10),
            article("Sand is another thread.", "ebb_flow", 11),
        )
    )
    assert [post.text for post in thread.posts] == TEXTS
    assert thread.author is not None
    assert (thread.author.handle, thread.author.name) == ("ebb_flow", "Name of ebb_flow")
    assert (thread.platform, thread.id) == ("x", str(ID))
    assert [post.text for post in thread.others] == ["What about sand?", "Sand is another thread."]
    said = {notice.code: str(notice.message) for notice in thread.warnings}
    assert said["others-set-aside"] == "1 post by other people and 1 later reply by the author set aside"


def test_a_page_opened_at_a_reply_keeps_the_question_apart() -> None:
    thread = read(
        page(article("What is silt?", "sandy", 0), *(article(t, "ebb_flow", n) for n, t in enumerate(TEXTS, 1)))
    )
    assert [post.text for post in thread.posts] == TEXTS
    assert [post.author.handle for post in thread.others if post.author] == ["sandy"]


ESSAY = ["<p>The mole was built of two sizes of stone, in eleven summers, by people who were paid in fish.</p>"] * 8


@pytest.mark.parametrize(
    ("pages", "warned"),
    [
        ([article("A long read, below.", "ebb_flow", 0), *ESSAY], True),
        ([article("", "ebb_flow", 0, '<div data-testid="tweetPhoto"><img src="/a.jpg"></div>'), *ESSAY[:2]], True),
        (
            [article("", "ebb_flow", 0, '<div data-testid="tweetPhoto"><img src="/a.jpg"></div>'), "<p>Log in</p>"],
            False,
        ),
        ([article(TEXTS[0], "ebb_flow", 0), *ESSAY[:3]], False),
        ([article(TEXTS[0] * 12, "ebb_flow", 0), *ESSAY], False),
    ],
)
def test_a_page_whose_text_is_in_no_post_says_so(pages: list[str], warned: bool) -> None:
    (reading,) = read_articles(Capture(page(*pages)))
    assert ("text-set-aside" in {notice.code for notice in reading.thread.warnings}) == warned
    assert reading.complete != warned


def test_what_is_not_a_post_is_in_the_ledger() -> None:
    thread = read(page(*(article(text, "ebb_flow", n) for n, text in enumerate(TEXTS))))
    set_aside = " ".join(entry.text for entry in thread.removed)
    assert "Home" in set_aside
    assert "12 Likes" in set_aside
    assert "silt" not in set_aside
    assert {entry.rule for entry in thread.removed} == {"page:outside the posts"}


def test_a_post_that_the_page_cuts_is_named() -> None:
    more = '<button data-testid="tweet-text-show-more-link">Show more</button>'
    thread = read(page(article(TEXTS[0], "ebb_flow", 0, more), article(TEXTS[1], "ebb_flow", 1)))
    assert "cut-post" in [notice.code for notice in thread.warnings]


def test_repeated_posts_come_once() -> None:
    thread = read(page(*(article(text, "ebb_flow", n) for n, text in enumerate(TEXTS) for _ in range(2))))
    assert [post.text for post in thread.posts] == TEXTS


@pytest.mark.parametrize(
    "wrap", ["<main>{}</main>", "<div id=content>{}</div>", "<article>{}</article>", "<div><div>{}</div></div>"]
)
def test_an_unknown_site_is_read_through_its_main_text(wrap: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in [*TEXTS[:1], *TEXTS[2:], *FOOTER])
    html = (
        f"<!doctype html><html><body><nav>Home About</nav>{wrap.format(lines)}<footer>© nobody</footer></body></html>"
    )
    thread = read(html.encode())
    assert thread.author is not None
    assert thread.author.handle == "ebb_flow"
    assert "silt" in thread.posts[0].text
    assert "nobody" not in " ".join(post.text for post in thread.posts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "shift_jis"])
def test_pages_are_decoded_by_what_they_declare(encoding: str) -> None:
    text = "港の話をします。" if encoding == "shift_jis" else "Über übermäßige Flut."
    html = f'<!doctype html><html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'
    assert read(html.encode(encoding)).posts[0].text == text


def test_tags_in_a_paste_stay_text() -> None:
    text = "<script>alert(1)</script> is how it began. 1/2\n\n<b>And</b> so on. 2/2"
    assert " ".join(post.text for post in read(text.encode()).posts).split() == text.split()


def test_a_page_without_a_thread_says_so() -> None:
    for body in ("", "<script>app()</script>", "<div data-testid=x></div>"):
        with pytest.raises(InputError):
            read(f"<!doctype html><html><body>{body}</body></html>".encode())


@given(st.text(st.sampled_from("<>/=\"' abp&;#!-[]"), max_size=300), st.integers(0, 900))
def test_broken_markup_never_crashes(noise: str, at: int) -> None:
    whole = page(*(article(text, "ebb_flow", n) for n, text in enumerate(TEXTS))).decode()
    try:
        thread = read((whole[:at] + noise + whole[at:]).encode())
    except InputError:
        return
    assert thread.posts


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000 + "deep",
        "<a " * 20_000,
        "<ol>" + "<li>x" * 20_000,
        "<!--" * 20_000,
        "&#x110000;&#0;&#xd800;" * 5_000,
        "<p>" + "word " * 200_000,
        '<article data-testid="tweet">' * 3_000,
    ],
    ids=["deep", "open tags", "items", "comments", "entities", "long", "nested articles"],
)
def test_hostile_pages_end(body: str) -> None:
    try:
        thread = read(f"<!doctype html><html><body>{body}".encode())
    except InputError:
        return
    json.dumps([post.text for post in thread.posts]).encode("utf-8")


def test_shipped_threads_survive_a_saved_page() -> None:
    for path in sorted((DATA / "threads").glob("*.json"))[:10]:
        posts = [post["text"] for post in json.loads(path.read_text(encoding="utf-8"))["posts"]]
        thread = read(page(*(article(text.replace("<", "&lt;"), "ebb_flow", n) for n, text in enumerate(posts))))
        assert [post.text.split() for post in thread.posts] == [text.split() for text in posts]


def test_a_page_of_too_many_elements_or_lines_is_refused() -> None:
    for part, many in (("<b>", 100_001), ("<p>a</p>", 60_001)):
        with pytest.raises(TooLargeError):
            read(f"<!doctype html><html><body>{part * many}".encode())


def test_drawings_are_no_part_of_the_page() -> None:
    drawn = "<svg><title>Reply</title><path d='M1'/><text>drawn</text></svg>"
    thread = read(page(*(article(drawn + text, "ebb_flow", n) for n, text in enumerate(TEXTS))))
    assert [post.text for post in thread.posts] == [text.strip() for text in TEXTS]
    assert "drawn" not in " ".join(entry.text for entry in thread.removed)


def test_a_thread_of_many_posts_is_read_in_linear_time() -> None:
    posts = "".join(
        f'<div class="content-tweet" data-screenname="a" data-tweet="{ID + n}">post {n}</div>' for n in range(4000)
    )
    begin = time.process_time()
    assert len(read(f"<!doctype html><html><body><div class=t-main>{posts}".encode()).posts) == 4000
    assert time.process_time() - begin < 10


def test_lines_in_boxes_are_lines_and_boxes_around_names_are_not() -> None:
    mention = '<div class="r-xoduu5"><span><a href="/sandy">@sandy</a></span></div>'
    thread = read(
        page(
            article(
                f'<div dir="auto">Erste Zeile mit {mention}.</div><div dir="auto">Zweite Zeile</div>', "ebb_flow", 0
            ),
            article(f"<p>One paragraph</p><p>{mention} and another</p>", "ebb_flow", 1),
            article(f'<span>plain</span>\n{mention}<div dir="ltr"><a href="/quay">@quay</a></div>', "ebb_flow", 2),
        )
    )
    assert [post.text for post in thread.posts] == [
        "Erste Zeile mit @sandy.\nZweite Zeile",
        "One paragraph\n\n@sandy and another",
        "plain\n@sandy\n@quay",
    ]


@pytest.mark.parametrize(
    ("last", "own"),
    [("3/3 Fertig.", 3), ("(3/3) Ende", 3), ("Danke euch!", 2), ("2/3 noch einmal", 2)],
    ids=["counter", "brackets", "no counter", "counted before"],
)
def test_the_author_s_count_goes_on_below_a_stranger(last: str, own: int) -> None:
    thread = read(
        page(
            article("1/3 Schlick", "ebb_flow", 0),
            article("2/3 Sand", "ebb_flow", 1),
            article("And gravel?", "sandy", 2),
            article(last, "ebb_flow", 3),
        )
    )
    assert len(thread.posts) == own
    assert [post.text for post in thread.others] == ["And gravel?", *([last] if own == 2 else [])]


@pytest.mark.parametrize(
    "said",
    ["This Post is from a suspended account.", "Dieser Post wurde vom Autor gelöscht.", "This Post is unavailable."],
)
def test_a_quoted_post_that_is_gone_is_said(said: str) -> None:
    gone = f'<div><div><span>{said} </span><a href="https://help.x.com"><span>Learn more</span></a></div></div>'
    thread = read(page(article("See this:", "ebb_flow", 0, gone), article(f"“{said}”", "ebb_flow", 1)))
    assert [(notice.code, str(notice.message)) for notice in thread.warnings] == [
        ("quote-gone", f"post 1 quotes a post that the page does not show: {said}")
    ]


def x_post(number: int, text: str, more: str = "") -> str:
    return (
        '<article data-testid="tweet" role="article"><div data-testid="User-Name"><a href="/quay"><span>Quay</span></a><a href="/quay">'
        f'@quay</a><a href="/quay/status/189681234567890123{number}"><time datetime="2025-03-03T09:0{number}:00.000Z">Mar 3</time></a></div>'
        f'<div data-testid="tweetText"><span>{text}</span></div>{more}</article>'
    )


RUNNING = '<div data-testid="cardPoll"><div role="radiogroup"><div role="radio"><span>Soup</span></div><div role="radio"><span>Bread</span></div></div><div>41 votes</div></div>'
OVER = (
    '<div data-testid="cardPoll"><ul><li><div><div dir="ltr"><span>Soup</span></div></div><div dir="ltr"><span>80.5%</span></div></li>'
    '<li><div><div dir="ltr"><span>Bread</span></div></div><div dir="ltr"><span>19.5%</span></div></li></ul><div>41 votes</div></div>'
)
MASTODON = (
    '<div class="status__wrapper"><a class="status__relative-time" href="https://c.example/@quay/18"><time datetime="2025-03-03T09:00:00Z">1d'
    '</time></a><span class="display-name__account">@quay@c.example</span><div class="status__content"><div class="status__content__text">'
    '<p>Which?</p></div><div class="poll"><ul><li><label><span class="poll__number">80%</span><span class="poll__option__text">Soup</span></label>'
    '</li><li><label><span class="poll__number">20%</span><span class="poll__option__text">Bread</span></label></li></ul></div></div></div>'
)
NITTER = (
    '<div class="main-thread"><div class="timeline-item"><a class="tweet-link" href="/quay/status/1896812345678901231#m"></a><a class="username">'
    '@quay</a><div class="tweet-content">Which?</div><div class="poll"><div><span class="poll-choice-value">80%</span><span class="poll-choice-option">'
    'Soup</span></div><div><span class="poll-choice-value">20%</span><span class="poll-choice-option">Bread</span></div></div></div></div>'
)


@pytest.mark.parametrize("page", [x_post(1, "Which?", RUNNING), x_post(1, "Which?", OVER), MASTODON, NITTER])
def test_what_a_poll_offers_is_the_author_s(page: str) -> None:
    (thread,) = readers.read(Capture(f"<!DOCTYPE html><html><body>{page}</body></html>".encode()))
    assert [post.text for post in thread.posts] == ["Which?\n\n- Soup\n- Bread"]
    assert not any("Soup" in entry.text for entry in thread.removed)


@pytest.mark.parametrize("mark", ['role="article"', 'data-testid="tweet" role="article"'])
def test_a_post_that_a_page_of_x_does_not_show_is_a_gap(mark: str) -> None:
    notice = (
        f"<article {mark}><div><span>This Post was deleted by the Post author. </span>"
        '<a href="https://help.x.com/rules-and-policies/notices-on-x">Learn more</a></div></article>'
    )
    page = f"<!DOCTYPE html><html><body>{x_post(1, 'One.')}{notice}{x_post(3, 'Three.')}</body></html>"
    (thread,) = readers.read(Capture(page.encode()))
    assert [post.text for post in thread.posts] == ["One.", "Three."]
    assert [gap.after for gap in thread.gaps] == [1]
    assert "missing-posts" in {notice.code for notice in thread.warnings}


def test_a_piece_of_a_page_s_source_is_read_as_one() -> None:
    (thread,) = readers.read(
        Capture(("<div class='css-175oi2r'>" + x_post(1, "One.") + x_post(2, "Two.") + "</div>").encode())
    )
    assert [post.text for post in thread.posts] == ["One.", "Two."]
    (text,) = readers.read(Capture(b"<div class='box'> is how boxes begin, I was told. 1/2\n\nAnd I believed it. 2/2"))
    assert text.capture.format == "plain"


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Beginning 1 of 4\n\nSecond thing said 2 of 4\n\nLast 4 of 4", (2, 1)),
        ("(1 von 5) Anfang der Sache\n\n(2 von 5) Und ihre Mitte", (2, 3)),
        ("I saw 3 of 4\n\nHe saw 2 of 9", None),
    ],
)
def test_counters_in_words_show_what_is_missing(text: str, gap: tuple[int, int] | None) -> None:
    (thread,) = readers.read(Capture(text.encode()))
    assert [(one.after, one.count) for one in thread.gaps] == ([gap] if gap else [])
