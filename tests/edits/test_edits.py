"""Mending: the laws of a pure function, and the small cases that people meet."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller import readers, serialization
from unroller.article import build_article
from unroller.edits import (
    LINE_DECISIONS,
    Anchor,
    BlockAction,
    BlockRequest,
    Edit,
    EditRequest,
    Kind,
    ThreadEdits,
    apply_edit,
    apply_edits,
    build_anchor,
    find_differences,
    find_line,
    list_lines,
    record_change,
    revert,
    undo,
)
from unroller.edits.apply import TAKEN_OUT
from unroller.errors import MisuseError, TooLargeError, UnrollerError
from unroller.messages import Message
from unroller.model import Account, Attachment, Capture, CaptureInfo, Doubt, Gap, Post, Quote, Removed, Run, Thread
from unroller.text import split_words

CASES = sorted(path for path in (DATA / "cases").iterdir() if path.is_dir())
NOW = "2026-03-01T12:30:00Z"


def read_cases() -> list[Thread]:
    found: list[Thread] = []
    for case in CASES:
        source = next(case.glob("input.*"))
        try:
            found += readers.read(Capture(source.read_bytes(), name=source.name))
        except UnrollerError:
            continue
    return found


def without_lines(held: Thread) -> Thread:
    """The thread as it would be out of a saved page, whose lines have no numbers."""
    posts = tuple(replace(post, line=None, lines=()) for post in held.posts)
    return replace(held, posts=posts, removed=tuple(replace(entry, line=None) for entry in held.removed))


THREADS = read_cases()
THREADS += [without_lines(held) for held in THREADS[::2]]


def thread(*posts: str, removed: tuple[Removed, ...] = ()) -> Thread:
    """Posts below each other, a blank line between two, as if they had been pasted so."""
    made, line = [], 1
    for number, text in enumerate(posts, 1):
        while line in {entry.line for entry in removed}:
            line += 1
        made.append(Post(number, (Run(text),), line=line))
        line += text.count("\n") + 2
    return Thread(CaptureInfo("-", "0" * 64, "plain"), tuple(made), removed=removed)


def texts(held: Thread) -> list[str]:
    return [post.text for post in held.posts]


def place_of(held: Thread, text: str) -> int:
    return next(place for place, line in enumerate(list_lines(held)) if line.text == text)


def wished(held: Thread, *wishes: tuple[Kind, str]) -> ThreadEdits:
    state = ThreadEdits()
    for kind, text in wishes:
        state = apply_edit(held, state, Edit(wishes=(EditRequest(kind, place_of(held, text)),)))
    return state


@st.composite
def mendings(draw: st.DrawFn) -> tuple[Thread, ThreadEdits]:
    """A thread that a reader read, and any decisions about its lines."""
    held = draw(st.sampled_from(THREADS))
    found = [line for line in list_lines(held) if not line.blank]
    state = ThreadEdits()
    for line in draw(st.lists(st.sampled_from(found), max_size=8, unique_by=lambda one: (one.digest, one.nth))):
        anchor = build_anchor(line)
        if draw(st.booleans()):
            state = replace(state, splits=(*state.splits, anchor))
        elif draw(st.booleans()):
            state = replace(state, joins=(*state.joins, anchor))
        if draw(st.integers(0, 2)) == 0:
            kind = "taken_out" if line.post else "restored"
            state = replace(state, **{kind: (*getattr(state, kind), anchor)})
        if draw(st.integers(0, 3)) == 0:
            state = replace(
                state, given=(*state.given, replace(anchor, by=draw(st.sampled_from(("@bo", "A Stranger")))))
            )
    return held, state


def said(held: Thread) -> Counter[str]:
    """All words of a thread: those of its posts, those of other people's, and those set aside."""
    kept = [post.text for post in (*held.posts, *held.others)] + [entry.text for entry in held.removed]
    return Counter(word for text in kept for word in split_words(text))


# -- the laws ------------------------------------------------------------------------------------------------------


@given(mendings())
def test_no_word_is_lost_or_made(case: tuple[Thread, ThreadEdits]) -> None:
    held, state = case
    assert said(apply_edits(held, state).thread) == said(held)


@given(mendings())
def test_the_order_of_lines_is_kept(case: tuple[Thread, ThreadEdits]) -> None:
    held, state = case
    mended = apply_edits(held, state)
    inside = [line.text for line, post in zip(mended.lines, mended.posts, strict=True) if post and not line.blank]
    assert split_words("\n".join(inside)) == split_words("\n".join(texts(mended.thread)))
    assert [post for post in mended.posts if post] == sorted(post for post in mended.posts if post)
    assert [post.number for post in mended.thread.posts] == list(range(1, len(mended.thread.posts) + 1))


@given(mendings(), st.randoms(use_true_random=False))
def test_decisions_commute(case: tuple[Thread, ThreadEdits], chance: object) -> None:
    held, state = case
    mixed = state
    for kind in LINE_DECISIONS:
        anchors = list(getattr(state, kind))
        chance.shuffle(anchors)  # type: ignore[attr-defined]
        mixed = replace(mixed, **{kind: tuple(anchors)})
    assert apply_edits(held, mixed).thread == apply_edits(held, state).thread


@given(mendings())
def test_mending_twice_is_mending_once(case: tuple[Thread, ThreadEdits]) -> None:
    held, state = case
    assume(
        all(line.number for line in list_lines(held))
    )  # without a place, lines with the same words cannot be told apart
    # A line that is somebody else's is in no post and not set aside: another with its words would be taken for it.
    often = Counter(line.digest for line in list_lines(held))
    assume(all(often[anchor.digest] == 1 for anchor in state.given))
    once = apply_edits(held, state).thread
    again = apply_edits(once, state)
    assert texts(again.thread) == texts(once)
    assert again.thread.removed == once.removed
    assert again.thread.others == once.others
    assert not [d for d in again.decisions if d.status == "stands"]


@given(mendings())
def test_taking_all_back_gives_the_thread_as_read(case: tuple[Thread, ThreadEdits]) -> None:
    held, state = case
    after = record_change(ThreadEdits(), state, NOW)
    assert (
        apply_edits(held, replace(undo(after), history=()) if state != ThreadEdits() else ThreadEdits()).thread is held
    )
    for kind, anchor in list(state.decisions()):
        state = revert(state, kind, anchor)
    assert apply_edits(held, state).thread is held


@given(mendings())
def test_a_mended_thread_stitches_and_is_recorded(case: tuple[Thread, ThreadEdits]) -> None:
    held, state = case
    mended = apply_edits(held, state).thread
    article = build_article(mended)
    record = json.loads(serialization.dumps(serialization.thread_record(mended, article)))
    assert serialization.thread_from_record(record) == mended
    for post in mended.posts:
        assert not post.lines or len(post.lines) == post.text.count("\n") + 1


@given(st.sampled_from(THREADS))
def test_every_line_is_found_again(held: Thread) -> None:
    found = list_lines(held)
    assert [find_line(found, build_anchor(line)) for line in found if not line.blank] == [
        place for place, line in enumerate(found) if not line.blank
    ]


@given(st.sampled_from(THREADS))
def test_lines_are_those_of_the_posts(held: Thread) -> None:
    found = list_lines(held)
    for post in held.posts:
        assert "\n".join(line.text for line in found if line.post == post.number) == post.text


# -- what people do ------------------------------------------------------------------------------------------------


def test_splitting_and_joining() -> None:
    held = thread("One.\nTwo.", "Three.")
    assert texts(apply_edits(held, wished(held, ("splits", "Two."))).thread) == ["One.", "Two.", "Three."]
    assert texts(apply_edits(held, wished(held, ("joins", "Three."))).thread) == ["One.\nTwo.\n\nThree."]
    both = wished(held, ("joins", "Three."), ("splits", "Two."))
    assert texts(apply_edits(held, both).thread) == ["One.", "Two.\n\nThree."]


def test_a_line_taken_out_is_in_the_ledger() -> None:
    held = thread("One.\nFollow me!", "Three.")
    mended = apply_edits(held, wished(held, ("taken_out", "Follow me!"))).thread
    assert texts(mended) == ["One.", "Three."]
    assert mended.removed == (Removed("Follow me!", TAKEN_OUT, 2),)


def test_a_post_taken_out_whole_is_gone_but_for_its_picture() -> None:
    held = thread("One.", "Follow me!", "Three.")
    state = wished(held, ("taken_out", "Follow me!"))
    assert texts(apply_edits(held, state).thread) == ["One.", "Three."]
    pictured = replace(held.posts[1], attachments=(Attachment("image", "https://example.org/a.png"),))
    held = replace(held, posts=(held.posts[0], pictured, held.posts[2]))
    mended = apply_edits(held, state).thread
    assert texts(mended) == ["One.", "", "Three."]
    assert mended.posts[1].attachments == pictured.attachments


def test_a_line_joined_below_a_post_without_words_goes_to_the_words_above() -> None:
    picture = Attachment("image", "https://example.org/a.png")
    held = thread("One.", "Follow me!", "Three.", removed=(Removed("Quote", "x:page-link", 4),))
    held = replace(held, posts=(held.posts[0], replace(held.posts[1], attachments=(picture,)), held.posts[2]))
    state = wished(held, ("taken_out", "Follow me!"), ("restored", "Quote"), ("joins", "Quote"))
    once = apply_edits(held, replace(state, joins=(build_anchor(list_lines(held)[2]),))).thread
    assert texts(once) == ["One.\n\nQuote", "Three."]
    assert once.posts[0].attachments == (picture,)


def test_a_line_put_back_joins_the_post_above() -> None:
    aside = (Removed("Head.", "site:head", 1), Removed("Between.", "site:count", 3))
    held = replace(
        thread("One.", "Two."),
        posts=(Post(1, (Run("One."),), line=2), Post(2, (Run("Two."),), line=5)),
        removed=aside,
    )
    mended = apply_edits(held, wished(held, ("restored", "Between."))).thread
    assert texts(mended) == ["One.\nBetween.", "Two."]
    assert mended.removed == aside[:1]
    assert texts(apply_edits(held, wished(held, ("restored", "Head."))).thread) == ["Head.\nOne.", "Two."]
    own = wished(held, ("restored", "Between."), ("splits", "Between."))
    assert texts(apply_edits(held, own).thread) == ["One.", "Between.", "Two."]


def test_a_line_without_a_place_comes_back_at_the_end() -> None:
    aside = (Removed("Lost words", "page:outside the posts"), Removed("Lost words", "page:outside the posts"))
    held = Thread(CaptureInfo("-", "0" * 64, "saved"), (Post(1, (Run("One."),)),), removed=aside)
    mended = apply_edits(held, wished(held, ("restored", "Lost words"))).thread
    assert texts(mended) == ["One.", "Lost words"]
    assert mended.removed == aside[:1]  # the other line with the same words stays where it was


def test_what_is_known_of_a_post_stays_with_its_beginning_and_its_pictures_with_its_end() -> None:
    picture, seen = Attachment("image", "https://example.org/a.png"), Quote("https://x.com/a/status/2")
    runs = (Run("See "), Run("x.com/a/status/2", "url", "https://x.com/a/status/2"), Run("\nLater."))
    post = Post(1, runs, id="1", url="https://x.com/b/status/1", line=1, attachments=(picture,), quotes=(seen,))
    held = Thread(CaptureInfo("-", "0" * 64, "plain"), (post,), platform="x")
    first, second = apply_edits(held, wished(held, ("splits", "Later."))).thread.posts
    assert (first.id, first.url, first.attachments, first.quotes) == ("1", post.url, (), (seen,))
    assert (second.id, second.url, second.attachments, second.quotes) == (None, None, (picture,), ())
    assert first.runs[1] == runs[1]


def test_doubts_and_gaps_follow() -> None:
    held = replace(
        thread("One.\nTwo.", "Three.", "Four."),
        doubts=(Doubt(2, 1, False, 0.5, "Two."), Doubt(6, 3, True, 0.6, "Four.")),
        gaps=(Gap(2, Message("post 3 is missing")),),
    )
    mended = apply_edits(held, wished(held, ("splits", "Two."))).thread
    assert [(doubt.text, doubt.post) for doubt in mended.doubts] == [("Four.", 4)]
    assert [gap.after for gap in mended.gaps] == [3]
    settled = apply_edits(
        held, wished(held, ("splits", "Four."))
    ).thread  # as the rules read it: once stated, it is no longer open
    assert [doubt.text for doubt in settled.doubts] == ["Two."]


def test_the_contrary_takes_a_decision_back() -> None:
    held = thread("One.\nTwo.", "Three.")
    state = wished(held, ("splits", "Two."), ("joins", "Two."))
    assert state == ThreadEdits()
    state = wished(held, ("joins", "Three."), ("splits", "Three."))
    assert state == ThreadEdits()
    assert wished(held, ("taken_out", "Two."), ("restored", "Two.")) == ThreadEdits()


ADVERT = ("Coffee roasters ltd", "@roasters", "Now with free filters", "Try it today", "Promoted")


def block(
    held: Thread, action: BlockAction, *words: str, by: str = "", state: ThreadEdits | None = None
) -> ThreadEdits:
    """One decision about all lines with these words."""
    state = state or ThreadEdits()
    lines = [(place_of(held, text), list_lines(held)[place_of(held, text)].digest) for text in words]
    return record_change(state, apply_edit(held, state, Edit(blocks=(BlockRequest(action, lines, by),))), NOW)


def test_a_block_is_set_aside_in_one_change() -> None:
    held = thread("One.\nTwo.", "\n".join(ADVERT), "Three.")
    state = block(held, "taken_out", *ADVERT)
    mended = apply_edits(held, state).thread
    assert texts(mended) == ["One.\nTwo.", "Three."]
    assert [entry.text for entry in mended.removed] == list(ADVERT)
    assert len(state.history) == 1
    assert "and 2 more" in state.history[0].said
    back = block(held, "restored", *ADVERT[:2], state=state)
    assert texts(apply_edits(held, back).thread) == ["One.\nTwo.", "\n".join(ADVERT[:2]), "Three."]
    assert undo(back).taken_out == state.taken_out
    assert apply_edits(held, undo(undo(back))).thread is held
    assert block(held, "taken_out", *ADVERT, state=state) is state  # as wished already: no change to take back


def test_a_block_is_given_to_whoever_wrote_it() -> None:
    picture = Attachment("image", "https://example.org/a.png")
    held = replace(thread("One.\nTwo.", "\n".join(ADVERT), "Three.\nFour."), platform="mastodon")
    held = replace(held, posts=(held.posts[0], replace(held.posts[1], attachments=(picture,)), held.posts[2]))
    whole = apply_edits(held, block(held, "given", *ADVERT, by="roasters@coffee.example")).thread
    assert texts(whole) == ["One.\nTwo.", "Three.\nFour."]
    assert [(post.text, post.author.handle, post.attachments) for post in whole.others if post.author] == [
        ("\n".join(ADVERT), "roasters@coffee.example", (picture,))
    ]
    assert said(whole) == said(held)
    among = replace(held, removed=(Removed("12 likes", "site:count", 5),))  # the site's, between the chosen lines
    assert apply_edits(among, block(among, "given", *ADVERT[:3], "12 likes", by="@bo")).thread.removed == among.removed
    part = apply_edits(held, block(held, "given", "Two.", "Three.", by="A Stranger")).thread
    assert texts(part) == ["One.", "\n".join(ADVERT), "Four."]
    assert [(post.text, post.author) for post in part.others] == [
        ("Two.", Account("", "A Stranger")), ("Three.", Account("", "A Stranger")),
    ]  # fmt: skip
    state = block(held, "given", *ADVERT, by="@one")
    other = block(held, "given", *ADVERT[:1], by="@two", state=state)
    assert [post.author.handle for post in apply_edits(held, other).thread.others if post.author] == ["two", "one"]
    assert apply_edits(held, block(held, "restored", *ADVERT, state=other)).thread == held
    assert apply_edits(held, block(held, "taken_out", *ADVERT, state=other)).thread.others == ()


def test_a_line_that_was_set_aside_is_given_too() -> None:
    held = thread("One.", "Three.", removed=(Removed("Ana: so true!", "site:reply", 2),))
    mended = apply_edits(held, block(held, "given", "Ana: so true!", by="Ana")).thread
    assert (mended.removed, [post.text for post in mended.others]) == ((), ["Ana: so true!"])


def test_a_block_becomes_one_post_or_a_post_a_line() -> None:
    held = thread("One.\nTwo.\nThree.", "Four.", "Five.\nSix.")
    assert texts(apply_edits(held, block(held, "one_post", "Two.", "Five.")).thread) == [
        "One.", "Two.\nThree.\n\nFour.\n\nFive.", "Six.",
    ]  # fmt: skip
    joined = block(held, "one_post", "Four.", "Six.")
    assert texts(apply_edits(held, joined).thread) == ["One.\nTwo.\nThree.", "Four.\n\nFive.\nSix."]
    assert (len(joined.joins), joined.splits) == (1, ())
    split = block(held, "splits", "One.", "Two.", "Three.", "Four.")
    assert texts(apply_edits(held, split).thread) == ["One.", "Two.", "Three.", "Four.", "Five.\nSix."]
    assert len(split.splits) == 2  # where a post begins already nothing needs to be said
    assert block(held, "one_post", "One.", "Three.", state=split).splits == ()


def test_a_block_that_cannot_be_is_refused() -> None:
    held = thread("One.\nTwo.", removed=(Removed("Follow", "site:x", 4),))
    for request in (
        BlockRequest("taken_out", ()),
        BlockRequest("taken_out", [(0, ""), (1, "")]),
        BlockRequest("given", [(0, ""), (1, "")], "@bo"),
        BlockRequest("given", [(0, "")], " @ "),
        BlockRequest("taken_out", [(9, "")]),
        BlockRequest("taken_out", [(0, "aaaaaaaaaaaa")]),
        BlockRequest("splits", [(2, "")]),
    ):
        with pytest.raises(MisuseError):
            apply_edit(held, ThreadEdits(), Edit(blocks=(request,)))
    with pytest.raises(TooLargeError):
        apply_edit(held, ThreadEdits(), Edit(blocks=(BlockRequest("given", [(0, "")], "x" * 300),)))


@given(mendings(), st.data())
def test_a_block_is_what_its_lines_one_by_one_are(case: tuple[Thread, ThreadEdits], data: st.DataObject) -> None:
    held, state = case
    places = [place for place, line in enumerate(list_lines(held)) if not line.blank]
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True))
    action: BlockAction = data.draw(st.sampled_from(("taken_out", "restored", "given")))
    try:
        together = apply_edit(held, state, Edit(blocks=(BlockRequest(action, [(p, "") for p in chosen], "bo"),)))
    except MisuseError:
        assume(False)
    mended = apply_edits(held, together)
    assert all(bool(mended.posts[place]) == (action == "restored") for place in chosen)
    assert said(mended.thread) == said(held)
    assert apply_edit(held, together, Edit(blocks=(BlockRequest(action, [(p, "") for p in chosen], "bo"),))) == together


def test_a_large_block_is_quick() -> None:
    held = thread("\n".join(f"Line {number} of many." for number in range(3000)))
    began = time.process_time()
    state = apply_edit(held, ThreadEdits(), Edit(blocks=(BlockRequest("splits", [(p, "") for p in range(3000)]),)))
    assert len(apply_edits(held, state).thread.posts) == 3000
    state = apply_edit(held, state, Edit(blocks=(BlockRequest("given", [(p, "") for p in range(1, 3000, 2)], "bo"),)))
    assert len(apply_edits(held, state).thread.others) == 1500
    assert time.process_time() - began < 5


def test_nonsense_is_refused() -> None:
    held = thread("One.")
    for wish in (
        EditRequest("joins", 0),
        EditRequest("restored", 0),
        EditRequest("taken_out", 0),
        EditRequest("splits", 9),
        EditRequest("splits", 0, "x"),
    ):
        with pytest.raises(MisuseError):
            apply_edit(held, ThreadEdits(), Edit(wishes=(wish,)))
    for bad in ("2021-13", "2021-02-30", "yesterday", "21"):
        with pytest.raises(MisuseError):
            apply_edit(held, ThreadEdits(), Edit(published=bad))
    with pytest.raises(MisuseError):
        apply_edit(held, ThreadEdits(), Edit(handle="two words"))
    with pytest.raises(MisuseError):
        apply_edit(held, ThreadEdits(), Edit(name="A name alone"))
    for long in (
        Edit(title="x" * 400),
        Edit(notes="x" * 9000),
        Edit(tags=["x" * 80]),
        Edit(tags=map(str, range(60))),
    ):  # type: ignore[arg-type]
        with pytest.raises(TooLargeError):
            apply_edit(held, ThreadEdits(), replace(long, tags=tuple(long.tags) if long.tags else None))


def test_facts_are_corrected() -> None:
    held = replace(thread("One."), author=Account("ada", "Ada", "https://x.com/ada"), platform="x")
    given = Edit(title="  A  title ", handle="@bo", name="Bo", published="2021-03", tags=["#Later", "later", "Sea"])
    state = apply_edit(held, ThreadEdits(), given)
    assert (state.title, state.author, state.published, state.tags) == (
        "A title", Account("bo", "Bo"), "2021-03", ("Later", "Sea"),
    )  # fmt: skip
    mended = apply_edits(held, state).thread
    assert mended.author == Account("bo", "Bo", "https://x.com/bo")
    assert (mended.published.value, mended.published.how) == ("2021-03", "corrected")
    cleared = apply_edit(held, state, Edit(title="", handle="ada", name="Ada", published="", tags=()))
    assert cleared == ThreadEdits()


def test_each_change_can_be_taken_back() -> None:
    held = thread("One.\nTwo.", "Three.\nFour.")
    steps = [
        Edit(title="Mine"),
        Edit(wishes=(EditRequest("splits", 1),)),
        Edit(wishes=(EditRequest("joins", 2), EditRequest("taken_out", 3))),
        Edit(wishes=(EditRequest("joins", 1),)),
        Edit(notes="n", introduction="i", tags=["t"]),
        Edit(title=""),
    ]
    state, seen = ThreadEdits(), []
    for number, step in enumerate(steps):
        seen.append(state)
        state = record_change(state, apply_edit(held, state, step), f"2026-03-01T12:30:0{number}Z")
    assert len(state.history) == len(steps)
    for before in reversed(seen):
        state = undo(state)
        assert state == before
    with pytest.raises(MisuseError):
        undo(state)
    assert record_change(state, state, NOW) is state


def test_the_history_is_bounded() -> None:
    state = ThreadEdits()
    for number in range(300):
        state = record_change(state, replace(state, notes=str(number) * 2000), NOW)
    assert len(state.history) <= 100
    assert sum(len(repr(change)) for change in state.history) < 300_000


# -- rules that change ---------------------------------------------------------------------------------------------


def test_a_decision_stands_where_the_rules_change() -> None:
    held = thread("One.\nTwo.", "Three.")
    state = wished(held, ("joins", "Three."), ("splits", "Two."))
    otherwise = thread("One.", "Two.", "Three.")  # the same lines, read as three posts
    otherwise = replace(
        otherwise, posts=tuple(replace(post, line=line) for post, line in zip(otherwise.posts, (1, 2, 4), strict=True))
    )
    mended = apply_edits(otherwise, state)
    assert texts(mended.thread) == ["One.", "Two.\n\nThree."]
    assert {d.kind: d.status for d in mended.decisions} == {"splits": "agreed", "joins": "stands"}
    kept = apply_edits(held, ThreadEdits())
    other = apply_edits(otherwise, ThreadEdits())
    assert [(d.kind, d.anchor.words) for d in find_differences(kept, other)] == [("splits", "Two.")]
    assert find_differences(apply_edits(held, state), mended) == ()


def test_a_decision_whose_line_is_gone_waits() -> None:
    held = thread("One.\nTwo.", "Three.")
    state = wished(held, ("splits", "Two."))
    without = thread("One.", "Three.")
    mended = apply_edits(without, state)
    assert mended.thread is without
    assert [d.status for d in mended.decisions] == ["gone"]
    assert texts(apply_edits(held, state).thread) == ["One.", "Two.", "Three."]
    aside = replace(without, removed=(Removed("Two.", "new:rule", 2),))
    assert [d.status for d in apply_edits(aside, state).decisions] == ["gone"]


def test_a_newer_capture_finds_its_lines_by_their_words() -> None:
    held = thread("Yes.\nNo.", "Yes.\nPerhaps.")
    state = wished(held, ("taken_out", "No."))
    state = apply_edit(held, state, Edit(wishes=(EditRequest("splits", 3),)))
    newer = thread("A word before.", "Yes.\nNo.", "Yes.\nPerhaps.", "And more.")
    assert texts(apply_edits(newer, state).thread) == ["A word before.", "Yes.", "Yes.", "Perhaps.", "And more."]
    repeated = apply_edit(held, ThreadEdits(), Edit(wishes=(EditRequest("joins", 2),)))  # the second “Yes.”
    assert texts(apply_edits(newer, repeated).thread)[1] == "Yes.\nNo.\n\nYes.\nPerhaps."


def test_an_anchor_of_an_older_state_is_a_line() -> None:
    held = thread("One.\nTwo.", "Three.")
    assert texts(apply_edits(held, ThreadEdits(splits=(Anchor(2),))).thread) == ["One.", "Two.", "Three."]
    assert [d.status for d in apply_edits(held, ThreadEdits(splits=(Anchor(77),))).decisions] == ["gone"]


def test_a_line_whose_words_go_on_is_found_by_its_number() -> None:
    held = thread("One.\nTwo begins", "Three.")
    state = wished(held, ("splits", "Two begins"))
    glued = thread("One.\nTwo begins and ends.", "Three.")
    assert texts(apply_edits(glued, state).thread) == ["One.", "Two begins and ends.", "Three."]


def test_many_decisions_about_many_lines_alike_cost_little() -> None:
    aside = tuple(Removed("same", "a:rule", 100_000 + number) for number in range(20_000))
    held = Thread(
        CaptureInfo("-", "0" * 64, "plain"), (Post(1, (Run("same\n" * 40_000 + "x"),), line=1),), removed=aside
    )
    found = list_lines(held)
    anchors = tuple(build_anchor(line) for line in found[1:2_501])
    back = tuple(build_anchor(line) for line in found[-2_500:])
    begun = time.process_time()
    mended = apply_edits(held, ThreadEdits(splits=anchors, restored=back))
    assert time.process_time() - begun < 8  # minutes, when each is looked for among all
    assert len(mended.thread.posts) == 2_501
    assert len(mended.thread.removed) == 17_500
    moved = [find_line(found, replace(anchor, line=0)) for anchor in anchors[::500]]
    assert moved == [find_line(found, anchor) for anchor in anchors[::500]]
