"""What is no thread is refused in a sentence that says what it looks like; no thread ever is; who insists is obeyed.

`tests/data/not_threads` holds inputs by what they are: the first word of a name.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.builders.copied_pages import build_page
from tests.support.builders.printing import PRINTERS, all_threads, foreign_threads, plain_handle
from tests.support.paths import DATA
from unroller.errors import NotAThreadError
from unroller.model import Capture
from unroller.readers import ReaderInput, ReadOptions, read
from unroller.readers.boilerplate import normalize_lines
from unroller.readers.registry import ENTRIES, detect_reader
from unroller.readers.text.comment_marks import is_comment_page
from unroller.readers.text.newsletter_marks import is_link_notes, is_newsletter
from unroller.readers.text.table_shape import is_table

FILES = sorted((DATA / "not_threads").iterdir())
LOOKS = {"comments": "comments", "forum": "forum", "table": "table", "newsletter": "newsletter", "notes": "notes"}
REFUSING = {entry.name for entry in ENTRIES if entry.refuses}
#: Threads that speak of what other pages are made of.
THREADS = {
    "of-comments": "Ada says: the trick is in the small stones.\n\nBert says: nobody looks at them.\n\nCora says: ah.",
    "of-people": "Ada Hollis – 10 December 1815\n\nBert Quill – 3 March 1902\n\nCora Lind – 12 May 1911\n\nAll sailed.",
    "of-buttons": "Reply\n\nLike\n\nShare\n\nThree words that cost me an evening. I will explain each of them below.",
    "of-commas": "Bread,butter,salt.\n\nFlour,water,time.\n\nThat is all, and it takes a night and a room.",
    "of-lists": "one, two, three, four\nfive, six, seven, eight\nnine, ten, eleven, twelve\nand, at last, sleep, none",
    "of-tabs": "1/\tThe ferry was late again, and nobody on the pier was surprised by that.\n"
    "2/\tThe kiosk had soup, which nobody had asked for, and everybody ate.\n"
    "3/\tThat is the whole story of the day on which the bridge opened.",
    "of-semicolons": "I came; I saw; I left.\n\nShe stayed; she wrote; she won.\n\nThey slept; they woke; they rowed.",
    "of-newsletters": "I unsubscribe from a newsletter a day.\n\nIssue 12 was the last good one.\n\nThat is all.",
    "of-links": "Five pages about moles:\n\n- https://mole.example/a\n- https://mole.example/b\n- https://mole.example/c\n\n"
    "- https://mole.example/d\n- https://mole.example/e",
    "of-numbered-headings": "## 1/3\n- https://mole.example/a\n\n## 2/3\n- https://mole.example/b\n"
    "- https://mole.example/c\n\n## 3/3\n- https://mole.example/d\n- https://mole.example/e",
    "of-dates": "March 3, 2025\n\nThe mole opened.\n\nMarch 4, 2025\n\nThe mole closed.\n\nMarch 5, 2025\n\nWhy?",
    "of-pipes": "The pipe | is a sign | that nobody reads.\n\nI | read | it.\n\nYou | may | too.",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_no_thread_is_refused_with_what_it_looks_like(path: Path) -> None:
    capture = Capture(path.read_bytes(), path.name)
    with pytest.raises(NotAThreadError, match=LOOKS[path.name.split("-")[0]]) as refused:
        read(capture)
    assert "this is not a thread" in str(refused.value)
    assert (refused.value.exit_code, refused.value.http_status) == (1, 422)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_who_insists_has_it_read(path: Path) -> None:
    (thread, *_) = read(Capture(path.read_bytes(), path.name), ReadOptions(force=True))
    assert thread.posts


@pytest.mark.parametrize("data", [b'{"a": 1, "b": [2]}', b"- one ([View Tweet](https://x.com/a/status/1))\n" * 3])
def test_other_refusals_give_way_too(data: bytes) -> None:
    with pytest.raises(NotAThreadError):
        read(Capture(data))
    assert read(Capture(data), ReadOptions(force=True))[0].posts


@pytest.mark.parametrize("name", THREADS)
def test_a_thread_about_such_things_is_a_thread(name: str) -> None:
    assert read(Capture(THREADS[name].encode()))[0].posts


@pytest.mark.parametrize("style", PRINTERS)
def test_no_printed_thread_is_refused(style: str) -> None:
    for thread in map(plain_handle, (*all_threads(), *foreign_threads())):
        text = PRINTERS[style](thread).text
        reader, _ = detect_reader(ReaderInput(Capture(text.encode())))
        assert reader.name not in REFUSING, thread.handle
        lines = text.split("\n")
        texts = [line for line in normalize_lines(lines) if line]
        found = (is_table(lines), is_newsletter(texts), is_link_notes(lines))
        assert not any(found), thread.handle
        assert not is_comment_page([line for line in texts if not line.startswith("@")]), thread.handle


def test_no_copied_page_is_refused() -> None:
    for seed in range(200):
        reader, _ = detect_reader(ReaderInput(Capture(build_page(seed).text.encode())))
        assert reader.name not in REFUSING, seed


def test_no_golden_case_is_refused_that_is_a_thread() -> None:
    for folder in sorted((DATA / "cases").iterdir()):
        path = next(folder.glob("input.*"))
        if "threads" in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
            assert read(Capture(path.read_bytes(), path.name)), folder.name


ARTICLE = (
    "<!DOCTYPE html><html><head><title>A thread</title></head><body><article><h1>A thread</h1>"
    + "".join(f"<p>{at}/4 The mole was built of two sizes of stone, in eleven summers.</p>" for at in range(1, 5))
    + '</article><ol class="commentlist">'
    + "".join(
        f'<li class="comment"><cite class="fn">{who}</cite><p>Lovely.</p></li>' for who in ("Ada", "Bert", "Cora")
    )
    + "</ol></body></html>"
)


def test_a_page_with_a_thread_and_comments_below_it_is_read() -> None:
    assert len(read(Capture(ARTICLE.encode()))[0].posts) >= 4
