"""Kinds of exports whose import goes wrong easily, one input each: what every thread of it must hold and say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.paths import DATA
from unroller.account_exports.base import ImportReport
from unroller.account_exports.scan import scan_export
from unroller.account_exports.scan.reader import ThreadReader
from unroller.account_exports.scan.scanner import load_formats
from unroller.account_import import Selection
from unroller.account_import.report import build_report
from unroller.account_import.selection import select_roots
from unroller.library.reading import is_complete, read
from unroller.messages import Message
from unroller.model import Capture, Thread

EXPORTS = DATA / "exports"


@dataclass(frozen=True)
class Expected:
    """What comes out of an export by default: the texts of each thread, and what is said of it (parts of it)."""

    threads: list[list[str]]
    said: tuple[str, ...] = ()
    complete: bool = True


ROOT = "Root: notes from the salt pans."
LONG = "END-OF-LONG."
KINDS = {
    "former-handle.zip": Expected(
        [["Before I changed my name: a thread on mud.", "@old_silt Mud is slower than you think.",
          "@old_silt And colder."]],
    ),
    "missing-middle.zip": Expected(
        [["Beginning of a thread with a hole 1/4", "Second 2/4"]],
        ("numbers 3 to 4 of the author's count are missing",
         "It may go on in the thread that begins at https://x.com/silt_demo/status/1800000000000000504."),
        complete=False,
    ),
    "followers-in-between.tar.gz": Expected(
        [["Public root of a thread about the ford.", "Unlisted answer."],
         ["Unlisted again, below the secret one.", "And last."]],
        ("1 post of this thread was left out: followers-only",
         "The post that this thread begins below was left out: followers-only."),
        complete=False,
    ),
    "answer-by-page.tar.gz": Expected([["Root one of the thread.", "Second, answering the page address.", "Third."]]),
    "one-second-newest-first.zip": Expected([["Root of a story 1/4", "second 2/4", "third 3/4", "fourth 4/4"]]),
    "one-second-oldest-first.zip": Expected([["Root of a story 1/4", "second 2/4", "third 3/4", "fourth 4/4"]]),
    "others-threads": Expected([["Mine, first.", "Mine, second."]]),
    "misskey": Expected([["Misskey one", "Misskey two :blobcat:", "Misskey three"]]),
    "tombstone-quote": Expected(
        [["One.", "Two: the quoted post is gone.", "Three names its quote in a tag only.", "Open day\n\nEvent post",
          "A headline\n\nArticle words.", "Which?\n\n- Red\n- Blue", "Edited one"]],
        ("post 2 quotes a post that is gone: it was deleted",),
    ),
    "poll-and-gone.json": Expected(
        [["One: the weir, told in six posts.", "Two quotes somebody with limited replies.",
          "Three quotes a deleted post.", "Five: a post with a poll.\n\n- Yes, build it\n- No",
          "Six: the end, with limited replies."]],
        ("post 3 quotes a post that is gone", "2 posts of the saved page are not shown on it"),
        complete=False,
    ),
}  # fmt: skip


def scanned(tmp_path: Path, export: Path, selection: Selection) -> tuple[list[Thread], ImportReport]:
    """The threads of an export and its receipt, opened in a process of its own as an import does."""
    with scan_export([export], tmp_path / "found") as scan:
        reader = ThreadReader(scan, load_formats())
        roots = select_roots(scan, selection)
        return [reader.read_thread("", root).thread for root in roots], build_report(scan, selection)


def sentences(threads: list[Thread]) -> str:
    return "\n".join(str(notice.message) for thread in threads for notice in thread.warnings)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_comes_out_whole_and_says_what_is_missing(tmp_path: Path, name: str) -> None:
    expected = KINDS[name]
    threads, receipt = scanned(tmp_path, EXPORTS / name, Selection())
    assert [[post.text for post in thread.posts] for thread in threads] == expected.threads
    said = sentences(threads)
    assert [part for part in expected.said if part not in said] == []
    assert all(map(is_complete, threads)) is expected.complete
    assert "deleted" not in said or "it was deleted" in said  # only a tombstone says so
    assert receipt.adds_up


def test_a_long_reply_holds_its_whole_text_and_none_is_left_over(tmp_path: Path) -> None:
    threads, receipt = scanned(tmp_path, EXPORTS / "long-reply", Selection())
    first, second = threads[0].posts
    assert first.text.startswith("@tomsample @annasample Declarative or not")
    assert first.text.endswith(LONG)
    assert second.text == "And a second post of mine below it."
    assert receipt.notices == ()


def test_a_record_that_cannot_be_read_is_no_deleted_post(tmp_path: Path) -> None:
    threads, receipt = scanned(tmp_path, EXPORTS / "odd-records.car", Selection(min_posts=1))
    thread, lone = threads
    assert len(thread.posts) == 6
    assert thread.posts[0].text == ROOT
    assert [(gap.after, gap.count, gap.url) for gap in thread.gaps] == [(6, 1, lone.url)]
    assert "1 post of this thread could not be read" in sentences([thread])
    assert "It goes on in the thread" in sentences([thread])
    assert "The post that this thread begins below could not be read." in sentences([lone])
    assert receipt.outcome_counts["unreadable"] == 1


def test_the_receipt_names_other_accounts_apart(tmp_path: Path) -> None:
    others = scanned(tmp_path, EXPORTS / "others-threads", Selection())[1]
    assert dict(others.reasons["others"]) == {"posts by other accounts, in threads or alone": 2}
    assert others.threads == 1


def test_threads_of_other_accounts_come_when_they_are_asked_for(tmp_path: Path) -> None:
    threads, receipt = scanned(tmp_path, EXPORTS / "others-threads", Selection(others=True))
    assert [thread.posts[0].text for thread in threads] == ["Mine, first.", "A thread of somebody else, first."]
    assert receipt.outcome_counts["threads"] == 4


def test_posts_that_a_page_does_not_show_are_counted_apart(tmp_path: Path) -> None:
    threads, receipt = scanned(tmp_path, EXPORTS / "poll-and-gone.json", Selection())
    assert dict(receipt.reasons["unavailable"]) == {"posts that are gone, or not shown to everybody": 2}
    quote = threads[0].posts[2].quotes[0]
    assert (quote.url, quote.author.handle if quote.author else "") == (
        "https://x.com/gone_demo/status/1700000000000000002", "gone_demo",
    )  # fmt: skip


def test_a_quote_that_a_tag_names_is_one(tmp_path: Path) -> None:
    posts = scanned(tmp_path, EXPORTS / "tombstone-quote", Selection())[0][0].posts
    assert [quote.url for quote in posts[2].quotes] == ["https://other.example/users/tom/statuses/99"]


def test_a_pasted_text_says_of_its_gap_what_the_export_says() -> None:
    thread = read(Capture((EXPORTS / "missing-middle.txt").read_bytes(), "missing-middle.txt"))[0].thread
    assert [(gap.after, gap.reason, gap.count) for gap in thread.gaps] == [
        (2, Message("numbers 3 to 4 of the author's count are missing"), 2)
    ]
