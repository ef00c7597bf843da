"""Pages copied by hand from X, Mastodon, Bluesky and Threads, as tests/data/copied_pages.txt writes them down.

A case is ``## name``, the page line by line, and lines with ``=>`` that say what is read: ``by`` whom (``on`` which
network), every ``post`` (with its date where the case is about dates), every ``other`` post, and how many are ``later``
replies, ``quotes`` and ``gaps``; ``warns`` names a notice. ``nobody``: no such page, another format takes it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.support.paths import DATA
from unroller.model import Capture, Thread
from unroller.readers import detect, read

FILE = DATA / "copied_pages.txt"
#: Notices that no case needs to name.
USUAL = {"others-set-aside", "numbering-gap"}


@dataclass
class Read:
    """One thread that a page is read as."""

    author: str
    platform: str | None
    posts: list[str] = field(default_factory=list)
    dates: list[str | None] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass
class Case:
    """A page and what is read from it."""

    name: str
    page: str
    threads: list[Read] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    warns: set[str] = field(default_factory=set)


def cases() -> list[Case]:
    head, *parts = re.split(r"(?m)^## ", FILE.read_text(encoding="utf-8"))
    texts = dict(re.findall(r"(?m)^(\{\w+\}) = (.*)$", head))
    found = []
    for part in parts:
        for token, text in texts.items():
            part = part.replace(token, text)
        part = re.sub(r"⟨([0-9a-f]{4})⟩", lambda code: chr(int(code[1], 16)), part)
        name, *lines = part.rstrip("\n").split("\n")
        told = [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]
        page = "\n".join(line for line in lines if not line.startswith("=> ")).replace("⏎", "\n")
        found.append(_told(Case(name, page + "\n"), told))
    return found


def _told(case: Case, told: list[str]) -> Case:
    for line in told:
        word, _, rest = line.partition(" ")
        if word == "by":
            author, _, platform = rest.partition(" on ")
            case.threads.append(Read(author, platform or None))
        elif word.rstrip(":") == "post":
            date, _, text = line.removeprefix("post").partition(":" if word == "post:" else ": ")
            case.threads[-1].posts.append(text.strip().replace("⏎", "\n"))
            case.threads[-1].dates.append(date.strip() or None)
        elif word == "other:":
            case.threads[-1].others.append(rest.replace("⏎", "\n"))
        elif word == "warns":
            case.warns.add(rest)
        elif word != "nobody":
            case.counts[word] = int(rest)
    return case


CASES = cases()


def author_of(thread: Thread) -> str:
    if thread.author is None:
        return ""
    return f"@{thread.author.handle}" if thread.author.handle else f"name {thread.author.name}"


def letters(texts: list[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if char.isalnum())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_is_read_as_it_was_written(case: Case) -> None:
    capture = Capture(case.page.encode())
    assert (detect(capture).format == "x-copy") == bool(case.threads)
    if not case.threads:
        return
    found = read(capture)
    assert [[post.text for post in thread.posts] for thread in found] == [told.posts for told in case.threads]
    assert [[post.text for post in thread.others] for thread in found] == [told.others for told in case.threads]
    assert [author_of(thread) for thread in found] == [told.author for told in case.threads]
    first, told = found[0], case.threads[0]
    assert told.platform in (None, first.platform)
    for post, date in zip(first.posts, told.dates, strict=True):
        assert date in (None, post.published.value)
    assert len(first.gaps) == case.counts.get("gaps", 0)
    assert sum(len(post.quotes) for post in first.posts) == case.counts.get("quotes", 0)
    assert sum(post.later for post in first.others) >= case.counts.get("later", 0)
    codes = {notice.code for notice in first.warnings}
    assert case.warns <= codes
    assert codes <= case.warns | USUAL


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_of_it_is_in_a_post_or_in_the_ledger(case: Case) -> None:
    found = read(Capture(case.page.encode()))
    kept = [entry.text for thread in found for entry in thread.removed]
    for thread in found:
        for post in (*thread.posts, *thread.others):
            kept += [post.text, *("".join(run.text for run in quote.runs) for quote in post.quotes)]
    assert letters(kept) == letters([case.page])


@pytest.mark.parametrize("between", ["\n\n", "\r\n"])
def test_the_form_of_line_breaks_does_not_matter(between: str) -> None:
    case = next(case for case in CASES if case.name == "x-new-in-replies")
    lines = [line for line in case.page.split("\n") if line.strip()]
    (found,) = read(Capture(between.join(lines).encode()))
    assert [post.text.replace("\n", "") for post in found.posts] == [
        text.replace("\n", "") for text in case.threads[0].posts
    ]


_MENUS = {
    "known-in-part": "Startseite\nErkundung\nMeldungen\nNachrichten\nGrok\nListen\n\nPost\n\nUnterhaltung\n",
    "not-known": "Avaleht\nSirvi\nTeavitused\nSõnumid\nNimekirjad\nRohkem\nPost\n\n",
}
_THREAD = (
    "Mari Tamm\n@mari_kaart\nMe joonistasime kaardi uuesti.\n"
    "9:14 AM · May 3, 2024\n·\n48.2K\n Views\n37\n212\n1.1K\n306\n"
    "Mari Tamm\n@mari_kaart\n·\nMay 3, 2024\nSild oli puudu.\n4\n18\n240\n9.1K\n"
)


@pytest.mark.parametrize("menu", _MENUS.values(), ids=_MENUS)
def test_a_menu_above_the_page_s_heading_is_nobody_s(menu: str) -> None:
    (thread,) = read(Capture((menu + _THREAD).encode(), "page.txt"))
    assert [post.text for post in thread.posts] == ["Me joonistasime kaardi uuesti.", "Sild oli puudu."]
    assert {entry.text for entry in thread.removed} >= set(menu.split("\n")) - {""}


def test_a_list_that_the_selection_cut_off_is_not_a_menu() -> None:
    begun = "Bread\nButter\nSalt\nTime\n"
    (thread,) = read(Capture((begun + _THREAD).encode(), "page.txt"))
    words = " ".join(post.text for post in (*thread.posts, *thread.others))
    assert all(word in words for word in begun.split())
