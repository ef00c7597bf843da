"""Threads out of who answers whom: the main line, branches, missing posts, cycles; nothing lost, nothing twice."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from unroller.account_exports.base import ParsedPost
from unroller.account_exports.thread_builder import NeighbouringThreads, build_thread
from unroller.account_exports.threading import (
    INFERRED_SECONDS,
    NEAR_SECONDS,
    ReplyChain,
    ReplyLink,
    build_chains,
)
from unroller.article import build_article
from unroller.messages import Message
from unroller.model import Account, CaptureInfo, Date, Notice, Post, Run
from unroller.serialization import thread_from_record, thread_record

CAPTURE = CaptureInfo("archive.zip", "0" * 64, "x-archive")
OWNER = Account("ledger_otter", "Ledger Otter", id="77")


def link(number: int, parent: int | None = None, *, own: bool = True, seconds: int | None = None) -> ReplyLink:
    return ReplyLink(
        f"{number}", f"{number:020}", f"{parent}" if parent else None, own and parent is not None, False, seconds
    )


def shapes(made: list[ReplyChain]) -> list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    return [(chain.main, chain.later) for chain in made]


def test_a_thread_is_who_answers_whom_in_any_order_of_the_export() -> None:
    links = [link(1), link(2, 1), link(3, 2), link(9)]
    for given_order in (links, links[::-1], [links[2], links[0], links[3], links[1]]):
        assert shapes(build_chains(given_order)) == [(("1", "2", "3"), ()), (("9",), ())]


def test_the_main_line_follows_the_oldest_answer_and_branches_stand_after_it() -> None:
    made = build_chains([link(1), link(2, 1), link(5, 1), link(6, 5), link(3, 2), link(7, 2), link(8, 5)])
    assert shapes(made) == [(("1", "2", "3"), (("5", "6"), ("7",), ("8",)))]
    assert made[0].ids == ("1", "2", "3", "5", "6", "7", "8")
    assert len(made[0]) == 7


def test_ids_are_ordered_as_numbers_though_they_are_text() -> None:
    assert build_chains([link(9), link(10, 9), link(100, 9)])[0].main == ("9", "10")


def test_a_missing_own_parent_is_a_gap_with_a_hint_at_the_thread_before_it() -> None:
    links = [link(1, seconds=0), link(2, 1, seconds=60), link(4, 3, seconds=200), link(5, 4, seconds=260)]
    first, second = build_chains(links)
    assert (first.main, second.main) == (("1", "2"), ("4", "5"))
    assert (second.before, second.answers, second.perhaps_after) == ("3", None, "1")
    far = [*links[:2], link(4, 3, seconds=NEAR_SECONDS + 100)]
    assert build_chains(far)[1].perhaps_after is None


def test_a_root_that_answers_somebody_else_says_so() -> None:
    made = build_chains([link(4, 3, own=False), link(5, 4)])
    assert [(one.main, one.before, one.answers) for one in made] == [(("4", "5"), None, "3")]


def test_answers_to_earlier_versions_of_an_edited_post_belong_to_it() -> None:
    assert shapes(build_chains([link(2), link(3, 1), link(4, 2)], {"1": "2"})) == [(("2", "3"), (("4",),))]


def test_cycles_and_posts_that_answer_themselves_are_cut() -> None:
    assert shapes(build_chains([link(1, 1)])) == [(("1",), ())]
    assert shapes(build_chains([link(1, 3), link(2, 1), link(3, 2), link(4, 2)])) == [(("1", "2", "3"), (("4",),))]


def test_where_no_parents_are_stated_answers_within_minutes_belong_together() -> None:
    def guess(number: int, seconds: int) -> ReplyLink:
        return ReplyLink(f"{number}", f"{number:020}", None, False, True, seconds)

    stranger = ReplyLink("3", f"{3:020}", "@someone", False, False, 90)
    made = build_chains([link(1, seconds=0), guess(2, 60), stranger, guess(4, 120), guess(5, 121 + INFERRED_SECONDS)])
    assert shapes(made) == [(("1", "2", "4"), ()), (("3",), ()), (("5",), ())]
    assert [one.inferred for one in made] == [True, False, False]


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 45), st.booleans()), max_size=40))
def test_every_post_is_in_exactly_one_chain_whatever_answers_what(rows: list[tuple[int, int, bool]]) -> None:
    links = [link(number, parent or None, own=own) for number, parent, own in rows]
    made = build_chains(links)
    assert Counter(name for chain in made for name in chain.ids) == Counter({one.id for one in links})
    assert made == build_chains(
        {one.id: one for one in reversed(links)}.values() if len({r[0] for r in rows}) == len(rows) else links
    )
    known = {one.id for one in links}
    for chain in made:
        assert chain.before is None or chain.before not in known


def post(text: str, day: int = 1, **more: object) -> ParsedPost:
    return ParsedPost(
        Post(1, (Run(text),), published=Date(f"2021-05-{day:02}T10:00:00Z", how="stated"), lang="en"), **more
    )  # type: ignore[arg-type]


def test_a_built_thread_numbers_its_posts_marks_branches_and_says_what_is_missing() -> None:
    chain = build_chains([link(2, 1), link(3, 2), link(4, 2), link(5, 3)])[0]
    cut = Notice("cut-post", Message("The export holds only the beginning of one of its posts."))
    made = {"2": post("Second."), "3": post("Third."), "4": post("Aside.", notices=(cut,))}
    thread = build_thread(chain, made, CAPTURE, OWNER, "x", {"3": [post("Thrid.")]})
    assert [(one.number, one.text, one.later) for one in thread.posts] == [
        (1, "Second.", False),
        (2, "Third.", False),
        (3, "Aside.", True),
    ]
    assert thread.posts[1].earlier[0].runs == (Run("Thrid."),)
    assert [(gap.after, gap.count) for gap in thread.gaps] == [(0, None), (2, 1)]
    assert [notice.code for notice in thread.warnings] == ["missing-posts", "missing-posts", "cut-post"]
    assert (thread.id, thread.author, thread.platform, thread.lang) == ("2", OWNER, "x", "en")
    address = "https://x.com/ledger_otter/status/1"
    hinted = build_thread(chain, made, CAPTURE, OWNER, "x", neighbours=NeighbouringThreads(address))
    assert (hinted.gaps[0].url, hinted.warnings[1].code) == (address, "goes-on")
    assert address in str(hinted.warnings[1].message)
    assert thread_from_record(thread_record(thread, build_article(thread))) == thread
