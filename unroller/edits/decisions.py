"""Making decisions and taking them back. Values in, values out; the edge says what time it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from unroller.edits.anchors import build_anchor
from unroller.edits.apply import apply_edits
from unroller.edits.blocks import BlockRequest, apply_block, require_words, revert
from unroller.edits.model import CONTRARY, LINE_DECISIONS, REPLACED_FIELDS, Anchor, Change, Kind, ThreadEdits
from unroller.errors import MisuseError, TooLargeError
from unroller.messages import Grouped, Message
from unroller.model import Account, Thread, Visibility
from unroller.regex import compile_re
from unroller.text import replace_unprintable

#: What a person's own texts may hold, in characters, and how much can be decided about one thread. Generous for people;
#: state.json is read whenever a thread is shown.
MOST_TITLE, MOST_NAME, MOST_TAG, MOST_TEXT = 300, 200, 60, 8_000
MOST_TAGS, MOST_DECISIONS, MOST_CHANGES = 50, 5_000, 100
#: All that can be taken back, in characters: older changes are forgotten first.
MOST_HISTORY = 200_000

_HANDLE = compile_re(r"[\w.@-]{1,300}")
_DATE = compile_re(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?"
)
Decided = tuple[Kind, Anchor]
VERBS: dict[Kind, str] = {
    "splits": "a new post before",
    "joins": "no new post before",
    "restored": "put back",
    "taken_out": "taken out",
    "given": "given to somebody else",
}


@dataclass(frozen=True, slots=True)
class EditRequest:
    """What a person wants of the line at `place` (an index into :func:`lines` of the thread as read)."""

    kind: Kind
    place: int
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a form or a command asks to change; None leaves a field as it is, an empty text clears it."""

    title: str | None = None
    handle: str | None = None
    name: str | None = None
    published: str | None = None
    tags: Sequence[str] | None = None
    introduction: str | None = None
    notes: str | None = None
    visibility: Visibility | None = None
    wishes: Sequence[EditRequest] = ()
    blocks: Sequence[BlockRequest] = ()


def apply_edit(thread: Thread, state: ThreadEdits, mending: Edit) -> ThreadEdits:
    """`state` with what `mending` asks for, `history` untouched: see :func:`record_change`. `thread` is as it was read.

    Raises:
        MisuseError: a value that cannot be; the message names it.
        TooLargeError: a text or a list past its limit.
    """
    if mending.title is not None:
        state = replace(state, title=_parse_one_line(mending.title, Message("title"), MOST_TITLE) or None)
    if mending.handle is not None or mending.name is not None:
        state = replace(state, author=_parse_author(thread, state, mending))
    if mending.published is not None:
        state = replace(state, published=_parse_date(mending.published))
    if mending.tags is not None:
        state = replace(state, tags=normalize_tags(mending.tags))
    if mending.introduction is not None:
        state = replace(state, introduction=_parse_text(mending.introduction, Message("introduction")))
    if mending.notes is not None:
        state = replace(state, notes=_parse_text(mending.notes, Message("notes")))
    if mending.visibility is not None:
        state = replace(state, visibility=mending.visibility)
    return _apply_line_requests(thread, state, mending)


def _apply_line_requests(thread: Thread, state: ThreadEdits, mending: Edit) -> ThreadEdits:
    """`state` with what is asked of lines, one by one and in blocks."""
    for wish in mending.wishes:
        state = _apply_request(thread, state, wish)
    for block in mending.blocks:
        if block.action == "given":
            block = replace(block, by=_parse_writer(block.by))
        state = apply_block(thread, state, block, MOST_DECISIONS)
    return state


def _apply_request(thread: Thread, state: ThreadEdits, wish: EditRequest) -> ThreadEdits:
    """A line decided about. Saying the contrary of an earlier decision takes that back; where the rules then read the
    line as wished, nothing more needs to be said."""
    mended = apply_edits(thread, state)
    if not 0 <= wish.place < len(mended.lines):
        raise MisuseError(Message("line: there is no such line in this thread"))
    line = mended.lines[wish.place]
    if line.blank or (wish.digest and wish.digest != line.digest):
        raise MisuseError(Message("line: it is not what it was when this page was made: open the page again"))
    if wish.kind == "joins" and mended.posts[wish.place] == 1 and wish.place in mended.starts:
        raise MisuseError(Message("line: the thread begins with it: there is nothing above to join it to"))
    away = _places_of(mended, "taken_out") | _places_of(mended, "given")
    if wish.kind == "restored" and line.post and wish.place not in away:
        raise MisuseError(Message("line: it is in the text already"))
    moved = _places_of(mended, "restored") | _places_of(mended, "given")
    if wish.kind == "taken_out" and not line.post and wish.place not in moved:
        raise MisuseError(Message("line: it is set aside already"))
    contrary = [d for d in mended.decisions if d.kind in CONTRARY[wish.kind] and d.place == wish.place]
    for one in contrary:
        state = revert(state, one.kind, one.anchor)
    already = any(d.kind == wish.kind and d.place == wish.place for d in mended.decisions)
    if already or (contrary and _is_as_requested(thread, state, wish)):
        return state
    if sum(1 for _ in state.decisions()) >= MOST_DECISIONS:
        raise TooLargeError(
            Message("edit: {most} decisions about one thread are the most there can be", most=Grouped(MOST_DECISIONS))
        )
    state = state.with_anchors(wish.kind, (*getattr(state, wish.kind), build_anchor(line)))
    if wish.kind == "taken_out":
        require_words(thread, state)
    return state


def _places_of(mended: Any, kind: Kind) -> set[int]:
    return {d.place for d in mended.decisions if d.kind == kind and d.place is not None}


def _is_as_requested(thread: Thread, state: ThreadEdits, wish: EditRequest) -> bool:
    """Whether the line is as wished without a decision."""
    mended = apply_edits(thread, state)
    inside = mended.posts[wish.place] > 0
    match wish.kind:
        case "splits":
            return wish.place in mended.starts
        case "joins":
            return wish.place not in mended.starts
        case "restored":
            return inside
        case "taken_out" | "given":
            return not inside


def record_change(before: ThreadEdits, after: ThreadEdits, at: str) -> ThreadEdits:
    """`after` with one more entry in its history that takes back all that differs from `before`; `before` itself when
    nothing does. `at` is the time, ISO 8601 in UTC."""
    whole = tuple(
        (name, getattr(before, name)) for name in REPLACED_FIELDS if getattr(before, name) != getattr(after, name)
    )
    old, new = set(before.decisions()), set(after.decisions())
    came, went = tuple(sorted(new - old)), tuple(sorted(old - new))
    if not (whole or came or went):
        return before
    change = Change(at, _describe_change(whole, came, went), whole, came, went)
    return replace(after, history=_bound_history((*before.history, change)))


def merge_edits(state: ThreadEdits, more: ThreadEdits) -> ThreadEdits:
    """`state` with all that `more` says: its values where it has any, and its decisions, before contrary ones."""
    whole = {
        name: getattr(more, name) for name in REPLACED_FIELDS if getattr(more, name) != getattr(ThreadEdits(), name)
    }
    whole["tags"] = normalize_tags((*state.tags, *more.tags))
    for kind, anchor in more.decisions():
        for contrary in CONTRARY[kind]:
            same = [one for one in getattr(state, contrary) if replace(one, by="") == replace(anchor, by="")]
            for one in same:
                state = revert(state, contrary, one)
        state = state.with_anchors(kind, (*getattr(state, kind), anchor))
    return replace(state, **whole)


def undo(state: ThreadEdits) -> ThreadEdits:
    """`state` as it was before the newest change that can be taken back.

    Raises:
        MisuseError: there is none.
    """
    if not state.history:
        raise MisuseError(Message("undo: there is nothing to take back"))
    change = state.history[-1]
    before = replace(state, history=state.history[:-1], **dict(change.before))
    for kind in LINE_DECISIONS:
        came = {anchor for name, anchor in change.came if name == kind}
        went = {anchor for name, anchor in change.went if name == kind}
        before = before.with_anchors(kind, (set(getattr(before, kind)) - came) | went)
    return before


def _describe_change(whole: Sequence[tuple[str, Any]], came: Sequence[Decided], went: Sequence[Decided]) -> str:
    """A change in words: "title", "taken out “Follow me”", "no longer taken out “Follow me”"."""
    said = [name if name != "published" else "date" for name, _ in whole]
    said += [f"{VERBS[kind]} {_quote_anchor(anchor)}" for kind, anchor in came[:3]]
    said += [f"no longer {VERBS[kind]} {_quote_anchor(anchor)}" for kind, anchor in went[:3] if not came]
    more = len(came or went) - 3
    return ", ".join(said) + (f" and {more} more" if more > 0 else "")


def _quote_anchor(anchor: Anchor) -> str:
    """The first words of an anchor's line."""
    words = anchor.words if len(anchor.words) <= 40 else anchor.words[:40].rpartition(" ")[0] + "…"
    return f"“{words}”" if words else f"line {anchor.line}"


def _bound_history(history: tuple[Change, ...]) -> tuple[Change, ...]:
    kept: list[Change] = []
    size = 0
    for change in reversed(history[-MOST_CHANGES:]):
        size += len(repr(change))
        if kept and size > MOST_HISTORY:
            break
        kept.append(change)
    return tuple(reversed(kept))


# -- values as people give them ------------------------------------------------------------------------------------


def _parse_one_line(given: str, what: Message, most: int) -> str:
    text = " ".join(replace_unprintable(given).split())
    if len(text) > most:
        raise TooLargeError(
            Message(
                "{what}: {count} characters are too many: {most} are the most",
                what=what,
                count=Grouped(len(text)),
                most=Grouped(most),
            )
        )
    return text


def _parse_text(given: str, what: Message) -> str:
    text = replace_unprintable(given).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > MOST_TEXT:
        raise TooLargeError(
            Message(
                "{what}: {count} characters are too many: {most} are the most",
                what=what,
                count=Grouped(len(text)),
                most=Grouped(MOST_TEXT),
            )
        )
    return text


def normalize_tags(given: Sequence[str]) -> tuple[str, ...]:
    """Tags as they are kept: one line each, without ``#``, each once whatever its case, in the order given.

    Raises:
        TooLargeError: too many, or one that is too long.
    """
    found: dict[str, str] = {}
    for tag in given:
        plain = _parse_one_line(tag, Message("tag"), MOST_TAG).lstrip("#＃").strip()
        if plain:
            found.setdefault(plain.casefold(), plain)
    if len(found) > MOST_TAGS:
        raise TooLargeError(
            Message("tags: {count} are too many: {most} are the most", count=len(found), most=MOST_TAGS)
        )
    return tuple(found.values())


def _parse_writer(given: str) -> str:
    """Who wrote a line that is given away: ``@handle``, or a name of several words.

    Raises:
        MisuseError: nobody is named.
    """
    name = _parse_one_line(given, Message("name"), MOST_NAME)
    handle = name.lstrip("@＠")
    if not handle:
        raise MisuseError(Message("lines: say whose they are: a handle or a name"))
    return f"@{handle}" if _HANDLE.fullmatch(handle) else name


def _parse_author(thread: Thread, state: ThreadEdits, mending: Edit) -> Account | None:
    """The author as corrected; None where that is the one that was read."""
    read, now = thread.author, state.author or thread.author
    handle = (
        now.handle
        if mending.handle is None and now
        else _parse_one_line(mending.handle or "", Message("author"), MOST_TITLE)
    )
    handle = handle.lstrip("@＠") or (read.handle if read else "")
    if not handle:
        if mending.name:
            raise MisuseError(Message("author: a name needs a handle: give both"))
        return None
    if not _HANDLE.fullmatch(handle):
        raise MisuseError(
            Message("author: that cannot be a handle: letters, digits, “.”, “-”, “_” and one “@”, no blanks")
        )
    name = (
        (now.name if now else None)
        if mending.name is None
        else _parse_one_line(mending.name, Message("name"), MOST_NAME) or None
    )
    if read and handle == read.handle and name == read.name:
        return None
    return Account(handle, name)


def _parse_date(given: str) -> str | None:
    text = given.strip()
    if text and not (_DATE.fullmatch(text) and _is_day(text)):
        raise MisuseError(Message("date: write it as 2021, 2021-03, 2021-03-09 or 2021-03-09T18:30Z"))
    return text or None


def _is_day(text: str) -> bool:
    """Whether the calendar has the day of an ISO date; one of lower precision is a day of its own."""
    try:
        date(int(text[:4]), int(text[5:7] or 1), int(text[8:10] or 1))
    except ValueError:
        return False
    return True
