"""One decision about many lines: a block is set aside, put back, given to somebody else, split or joined. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from unroller.edits.anchors import ThreadLine, build_anchor
from unroller.edits.apply import EditedThread, apply_edits
from unroller.edits.model import CONTRARY, Anchor, Kind, ThreadEdits
from unroller.errors import MisuseError, TooLargeError
from unroller.messages import Grouped, Message
from unroller.model import Thread

#: What can be done with a block: each line is set aside, put back, given to somebody; a post begins with each; or all
#: together are one post.
BlockAction = Literal["taken_out", "restored", "given", "splits", "one_post"]


@dataclass(frozen=True, slots=True)
class BlockRequest:
    """What a person wants of several lines at once: `lines` are indexes into :func:`list_lines` of the thread as read,
    each with the digest of what stood there when the request was made (empty: whatever stands there). `by` is whom
    they are given to."""

    action: BlockAction
    lines: Sequence[tuple[int, str]]
    by: str = ""


def revert(state: ThreadEdits, kind: Kind, anchor: Anchor) -> ThreadEdits:
    """`state` without one decision."""
    return state.with_anchors(kind, (one for one in getattr(state, kind) if one != anchor))


def apply_block(thread: Thread, state: ThreadEdits, request: BlockRequest, most: int) -> ThreadEdits:
    """`state` with what is asked of a block; lines that are as wished already are passed over. `thread` is as read.

    Raises:
        MisuseError: no line is chosen, or one is not what it was, or nothing would be left of the thread.
        TooLargeError: the decisions would be more than `most`.
    """
    edited = apply_edits(thread, state)
    chosen = _find_lines(edited, request)
    match request.action:
        case "splits" | "one_post":
            state = _divide(thread, state, edited, chosen, one_post=request.action == "one_post")
        case _:
            state = _move(state, edited, chosen, request.action, request.by)
            require_words(thread, state)
    if sum(1 for _ in state.decisions()) > most:
        raise TooLargeError(
            Message("edit: {most} decisions about one thread are the most there can be", most=Grouped(most))
        )
    return state


def require_words(thread: Thread, state: ThreadEdits) -> None:
    """Refuse a change that leaves nothing.

    Raises:
        MisuseError: the thread would have no words.
    """
    if not any(post.text for post in apply_edits(thread, state).thread.posts):
        raise MisuseError(Message("line: it is the last one: nothing would be left of the thread"))


def _find_lines(edited: EditedThread, request: BlockRequest) -> list[int]:
    """The places of the chosen lines that have words, in order."""
    found = set()
    for place, digest in request.lines:
        if not 0 <= place < len(edited.lines):
            raise MisuseError(Message("line: there is no such line in this thread"))
        if digest and digest != edited.lines[place].digest:
            raise MisuseError(Message("line: it is not what it was when this page was made: open the page again"))
        if not edited.lines[place].blank:
            found.add(place)
    if not found:
        raise MisuseError(Message("lines: none is chosen: tick those that are meant"))
    return sorted(found)


def _without(state: ThreadEdits, edited: EditedThread, places: Iterable[int], kinds: Iterable[Kind]) -> ThreadEdits:
    """`state` without the decisions of these kinds about these lines."""
    there = set(places)
    for kind in kinds:
        gone = {one.anchor for one in edited.decisions if one.kind == kind and one.place in there}
        if gone:
            state = state.with_anchors(kind, (one for one in getattr(state, kind) if one not in gone))
    return state


def _move(state: ThreadEdits, edited: EditedThread, chosen: Sequence[int], kind: Kind, by: str) -> ThreadEdits:
    """Set lines aside, put them back, or give them away; in a block that has words of posts, what a rule set aside
    among them is the site's, and is given to nobody."""
    lines = {place: edited.lines[place] for place in chosen}
    given = {one.place for one in edited.decisions if one.kind == "given"}
    read = {place: line for place, line in lines.items() if line.post or edited.posts[place] or place in given}
    if kind == "given":
        lines = asked = read or lines
    else:
        asked = {place: line for place, line in lines.items() if bool(line.post) == (kind == "taken_out")}
    return _with_lines(_without(state, edited, lines, (kind, *CONTRARY[kind])), kind, asked.values(), by)


def _divide(
    thread: Thread, state: ThreadEdits, edited: EditedThread, chosen: Sequence[int], *, one_post: bool
) -> ThreadEdits:
    """Begin a post with each of the lines; or make all of them one post, from the first to the last, and no more."""
    inside = [place for place in chosen if edited.posts[place]]
    if not inside:
        raise MisuseError(Message("lines: they are not in the text: put them back first"))
    begins, within = (inside[:1], inside[1:]) if one_post else (inside, [])
    if one_post:
        within = [
            place
            for place in range(inside[0] + 1, inside[-1] + 1)
            if edited.posts[place] and not edited.lines[place].blank
        ]
        after = _find_next(edited, inside[-1])
        begins += [after] if after is not None and edited.posts[after] == edited.posts[inside[-1]] else []
    state = _without(state, edited, begins, ("joins",))
    state = _without(state, edited, within, ("splits",))
    starts = apply_edits(thread, state).starts
    state = _with_lines(state, "splits", [edited.lines[place] for place in begins if place not in starts])
    return _with_lines(state, "joins", [edited.lines[place] for place in within if place in starts])


def _find_next(edited: EditedThread, place: int) -> int | None:
    """The next line with words that is in the text."""
    after = range(place + 1, len(edited.lines))
    return next((one for one in after if edited.posts[one] and not edited.lines[one].blank), None)


def _with_lines(state: ThreadEdits, kind: Kind, lines: Iterable[ThreadLine], by: str = "") -> ThreadEdits:
    anchors = (replace(build_anchor(line), by=by) for line in lines)
    return state.with_anchors(kind, (*getattr(state, kind), *anchors))
