"""Laws of reading, for any text: no crash, no word lost, none invented, no boilerplate in a post."""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders.copied_pages import build_page
from tests.support.builders.network_pages import build_network_page
from tests.support.builders.printing import PRINTERS, Printed, Told, all_threads, foreign_threads, plain_handle
from tests.support.builders.saved_pages import build_saved_page
from unroller.documents.decode import decode
from unroller.errors import InputError
from unroller.model import PLATFORMS, Capture, Post, Thread
from unroller.readers import ReaderInput, ReadOptions, read
from unroller.readers.base import CERTAIN
from unroller.readers.boilerplate import SITES, list_rules, normalize
from unroller.readers.registry import load_readers
from unroller.text import split_words

THREADS = [plain_handle(thread) for thread in (*all_threads()[::5], *foreign_threads()[::3])]
MARKS = [
    "---", "***", "• • •", "## 1/3", "## 2/3", "1/3", "2/3 and on", "> Feb 1, 2020", "> quoted", "·", "Mar 3", "2h",
    "@maren_tide", "Maren Tide", "Replying to ", " and on it went", "9:15 AM · Mar 3, 2020·Twitter Web App", "3",
    "1.2K",
    " Retweets", "Quote", "Show more", "Image", "\ufffc", "https://twitter.com/maren_tide/status/1330650258808975363",
    "**Maren Tide** @maren_tide [2022-03-03](https://x.com/maren_tide/status/1499300000000000000)", "title: x",
    "Maren Tide ([@maren_tide](https://twitter.com/maren_tide)) - March 3, 2022 at 12:51 PM", "- an item", "https://",
    "[Tweet link](https://twitter.com/maren_tide/status/1499300000000000000)", "1. …in reply to @maren_tide", "",
    "[Tue Mar 19 14:05:17 +0000 2013](https://twitter.com/maren_tide/status/313985600000000000)", "example.org/a-b-…",
    "> Replying to [@maren_tide](https://twitter.com/maren_tide/status/313985600000000000)", "a sentence of words.",
    'thread#showTweet" data-screenname="maren_tide" data-tweet="1330650258808975363" dir="auto">words', "  ",
    "Comments",
    "Maren’s avatarMaren’s Twitter Archive—№ 12,345", "\\- escaped \\[x\\]", "![Image](https://example.org/a.jpg)",
    "maren.tide", "2d", "Author",
    "Translate", "Thread", "Post", "Discover more", "Relevant people", "45%", "12 votes", "This Post is unavailable.",
    "Continue thread...", "Readers added context", "Rate it", "Ad", "From example.org", "March 3, 2025 at 4:47 PM",
    "@maren@tide.example", "@maren.bsky.example", "Continued thread", "Log in", "Reply",
    "with an [inner](https://example.org/b) link", "Mar 3, 2022 • 7 tweets • 3 min read", "two  ", "Image Image",
]  # fmt: skip
FURNITURE = [sample for site in SITES for _, line in list_rules(site) for sample in line.samples]
LINES = st.lists(
    st.one_of(st.sampled_from(MARKS), st.sampled_from(FURNITURE), st.text(max_size=60)), min_size=1, max_size=30
)


def letters(texts: Iterable[str]) -> Counter[str]:
    """The letters and digits of `texts`: what must neither be lost nor added, however lines and escapes change."""
    return Counter(char for text in texts for char in text if char.isalnum())


def said(posts: Iterable[Post]) -> list[str]:
    """Everything that stands in posts and in what they quote."""
    out = []
    for post in posts:
        out.append(post.text)
        out += ["".join(run.text for run in quote.runs) for quote in post.quotes]
    return out


def hidden(thread: Thread) -> list[str]:
    """Addresses behind words, which the text itself does not show."""
    runs = (run for post in (*thread.posts, *thread.others) for run in post.runs)
    return [run.url for run in runs if run.url]


def keeps_the_law(text: str, threads: tuple[Thread, ...]) -> None:
    given_letters = letters([text])
    kept = letters(
        [entry.text for thread in threads for entry in thread.removed]
        + [piece for thread in threads for piece in said((*thread.posts, *thread.others))]
    )
    lost = given_letters - kept - letters(address for thread in threads for address in hidden(thread))
    assert not lost, f"lost: {lost}"
    added = kept - given_letters
    assert not added, f"added: {added}"


def mended(threads: tuple[Thread, ...]) -> bool:
    return any(entry.rule.startswith("repair:") for thread in threads for entry in thread.removed)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n"]), st.sampled_from([None, *PLATFORMS]))
def test_any_mixture_of_marks_reads_or_is_refused(lines: list[str], between: str, platform: str | None) -> None:
    text = between.join(lines)
    capture = Capture(text.encode("utf-8", "surrogatepass"))
    threads: tuple[Thread, ...] = ()
    with contextlib.suppress(InputError):
        threads = read(capture, ReadOptions(platform=platform))  # type: ignore[arg-type]
    for thread in threads:
        assert [post.number for post in thread.posts] == list(range(1, len(thread.posts) + 1))
        assert all(post.text or post.attachments or post.quotes for post in thread.posts)
    if threads and not mended(threads):
        keeps_the_law(decode(capture.data).text, threads)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_a_copied_page_gives_the_author_s_posts_whatever_stands_between(first: int) -> None:
    for seed in range(first, first + 50):
        page = build_page(seed)
        threads = read(Capture(page.text.encode()))
        assert [post.text for thread in threads for post in thread.posts] == list(page.posts), seed
        assert {thread.author.handle for thread in threads if thread.author} == {page.handle}, seed
        keeps_the_law(page.text, threads)
        aside = "\n".join(entry.text for thread in threads for entry in thread.removed)
        aside += "\n".join(post.text for thread in threads for post in thread.others)
        assert all(words in aside for words in page.foreign), seed


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_copies_of_other_networks_give_the_author_s_posts_and_nobody_else_s(first: int) -> None:
    for seed in range(first, first + 50):
        page = build_network_page(seed)
        threads = read(Capture(page.text.encode()))
        assert [post.text for thread in threads for post in thread.posts] == list(page.posts), seed
        assert {thread.author.handle for thread in threads if thread.author} == {page.handle}, seed
        keeps_the_law(page.text, threads)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_saved_pages_give_the_author_s_posts_what_they_quote_and_nothing_else(first: int) -> None:
    for seed in range(first, first + 50):
        page = build_saved_page(seed)
        (thread,) = read(Capture(page.html.encode()))
        assert [post.text for post in thread.posts] == list(page.posts), seed
        assert ["".join(run.text for quote in post.quotes for run in quote.runs) for post in thread.posts] == list(
            page.quoted
        ), seed
        assert [post.text for post in thread.others] == list(page.answers), seed
        assert thread.author, seed
        assert thread.author.handle == page.handle, seed
        adverts = "\n".join(entry.text for entry in thread.removed if entry.rule == "page:advert")
        assert all(words in adverts for words in page.adverts), seed


@given(st.binary(max_size=400))
def test_any_bytes_read_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert read(Capture(data))


@pytest.mark.parametrize("style", PRINTERS)
def test_exactly_one_format_claims_a_printed_page(style: str) -> None:
    for thread in THREADS:
        source = ReaderInput(Capture(PRINTERS[style](thread).text.encode()))
        claims = [reader.name for reader in load_readers(frozenset({"text"})) if reader.detect(source) == CERTAIN]
        assert len(claims) == (style not in ("rules", "headings", "numbered")), claims


def mutations(page: Printed, seed: int) -> Iterable[tuple[str, str]]:
    """The page with its boilerplate cut, doubled and shuffled, and with other quotation marks."""
    chance = random.Random(seed)
    footer = list(page.footer)
    whole = [*page.header, page.body]
    for _ in range(8):
        tail = "\n".join(footer)
        least = len(footer[0]) if footer else 0
        if not page.header and footer[:1] == ["• • •"]:
            least += 10  # dots alone are anybody's
        yield "cut", "\n".join([*whole, tail[: chance.randint(least, len(tail))]]) if footer else page.text
    yield "doubled footer", "\n".join([*whole, *footer, *footer])
    yield "doubled lines", "\n".join([*whole, *(line for line in footer for _ in range(2))])
    for _ in range(4):
        mixed = chance.sample(footer, len(footer))
        yield "shuffled", "\n".join([*whole, *mixed])
    for quotes in ("„“", "«»", '""', "「」"):
        yield "quotes", "\n".join([*whole, *(line.replace("“", quotes[0]).replace("”", quotes[1]) for line in footer)])


#: Pages with a footer. Those of `_FIXED` keep its order: other threads' posts stand in it, or words that people write.
FOOTED = [
    "twtext", "twtext_blank", "twtext_wide", "reader_2018", "reader_2020", "reader_bare", "reader_2023",
    "reader_newest", "reader_tags", "blog",
]  # fmt: skip
_FIXED = ("reader_bare", "reader_newest", "blog")


@pytest.mark.parametrize("style", FOOTED)
def test_no_furniture_in_a_post_however_it_is_mangled(style: str) -> None:
    for seed, thread in enumerate(THREADS):
        page = PRINTERS[style](thread)
        own = {normalize(line) for post in page.posts for line in post.split("\n")}
        site_lines = {normalize(line) for line in (*page.header, *page.footer) if line.strip()} - own
        for kind, text in mutations(page, seed):
            if kind == "shuffled" and style in _FIXED:
                continue
            (found,) = read(Capture(text.encode()))
            lines = {normalize(line) for post in found.posts for line in post.text.split("\n")}
            assert not lines & site_lines, (style, kind, lines & site_lines)
            assert split_words(" ".join(post.text for post in found.posts)) == split_words(" ".join(page.posts)), (
                style,
                kind,
            )
            keeps_the_law(text, (found,))


@pytest.mark.parametrize("style", PRINTERS)
def test_a_page_cut_anywhere_keeps_every_word(style: str) -> None:
    chance = random.Random(7)
    for thread in THREADS:
        text = PRINTERS[style](thread).text
        for _ in range(6):
            part = text[: chance.randint(1, len(text))]
            if part.strip():
                try:
                    threads = read(Capture(part.encode()))
                except InputError:
                    continue
                if not mended(threads):
                    keeps_the_law(part, threads)


@pytest.mark.parametrize("style", ["twtext", "reader_2018", "reader_2023", "x_page"])
@pytest.mark.parametrize("between", ["", "\n\n"])
def test_pages_pasted_below_each_other_are_several_threads(style: str, between: str) -> None:
    for place in range(len(THREADS) - 2):
        pages = [PRINTERS[style](thread) for thread in THREADS[place : place + 3]]
        text = between.join(page.text for page in pages)
        found = read(Capture(text.encode()))
        assert len(found) == 3
        for thread, page in zip(found, pages, strict=True):
            assert split_words(" ".join(post.text for post in thread.posts)) == split_words(" ".join(page.posts))
        if not mended(found):
            keeps_the_law(text, found)


def test_the_beginnings_of_other_threads_below_a_page_are_no_threads() -> None:
    other = "\n".join([
        "More from @maren_tide", "Maren Tide", "@maren_tide", "Mar 3, 2022", "1/ Another thread", "Read 9 tweets",
        "2/ and one more that has some words in it", "Mar 4", "3/ so it goes on", "Read 12 tweets",
    ])  # fmt: skip
    for style in ("reader_2018", "reader_2023"):
        page = PRINTERS[style](THREADS[0])
        (found,) = read(Capture((page.text + other).encode()))
        assert split_words(" ".join(post.text for post in found.posts)) == split_words(" ".join(page.posts))


def _indented(text: str) -> str:
    return "\n".join("  " + line for line in text.split("\n"))


#: What editors, browsers and chat programs do to a copy without changing a word of it.
CARRIERS = {
    "as it is": lambda text: text,
    "windows": lambda text: text.replace("\n", "\r\n"),
    "old mac": lambda text: text.replace("\n", "\r"),
    "mark": lambda text: "\ufeff" + text,
    "indented": _indented,
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "direction": lambda text: "\n".join(f"\u200f{line}\u200e" if line else "" for line in text.split("\n")),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "blank ends": lambda text: f"\n\n \n{text}\n\n",
}
WORDS = st.lists(
    st.sampled_from("silt tide Ebbe húmedo 港 물 سفينة שפה नदी 🌊 1/ (2/6) Share https://a.example/b".split()),
    min_size=3,
    max_size=30,
)
PARAGRAPHS = st.lists(WORDS.map(" ".join), min_size=1, max_size=3)
BODIES = st.lists(PARAGRAPHS.map("\n\n".join), min_size=2, max_size=8, unique=True)


@given(BODIES, st.sampled_from(sorted(PRINTERS)), st.sampled_from(sorted(CARRIERS)), st.integers(0, 400), st.booleans())
def test_any_thread_in_any_layout_and_carrier_keeps_its_words(
    posts: list[str], style: str, carrier: str, end: int, cut: bool
) -> None:
    thread = Told("maren_tide", "Maren Tide", tuple(posts), tuple(place % 3 == 0 for place in range(len(posts))))
    page = PRINTERS[style](thread)
    text = CARRIERS[carrier](page.text[: len(page.text) - end] if cut else page.text)
    if not text.strip():
        return
    with contextlib.suppress(InputError):
        threads = read(Capture(text.encode()))
        if not mended(threads):
            keeps_the_law(text, threads)
        if not cut and carrier in ("as it is", "windows", "old mac", "mark", "blank ends") and style in FOOTED:
            (found,) = threads
            assert split_words(" ".join(post.text for post in found.posts)) == split_words(" ".join(page.posts))
