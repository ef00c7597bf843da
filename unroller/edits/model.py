"""The values: where a decision is tied to, what was decided, and what can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from unroller.model import Account, Additions, Visibility

#: How a line was decided about; the names are those of the state's fields.
Kind = Literal["splits", "joins", "restored", "taken_out", "given"]
LINE_DECISIONS: tuple[Kind, ...] = ("splits", "joins", "restored", "taken_out", "given")
#: Each decision and those that say the contrary of the same line.
CONTRARY: dict[Kind, tuple[Kind, ...]] = {
    "splits": ("joins",),
    "joins": ("splits",),
    "restored": ("taken_out", "given"),
    "taken_out": ("restored", "given"),
    "given": ("taken_out", "restored", "given"),
}


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A line of the capture that something was decided about.

    `line` is its 1-based number (0 where the capture has none, as in a saved page), `digest` says what stands on it,
    `before` what stands on the line before it that is not blank, `nth` the how-manyth line with those words it is.
    `words` are its first words, for people. An anchor of an older state.json has only `line`. `by` is who wrote a line
    that was given to somebody else: ``@handle``, or a name.
    """

    line: int
    digest: str = ""
    before: str = ""
    nth: int = 1
    words: str = ""
    by: str = ""


#: Decisions with the indexes of their lines among :func:`list_lines` (None: the line is gone).
Places = Sequence[tuple[Kind, Anchor, int | None]]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that can be taken back: `at` ISO 8601 in UTC, `said` for people.

    `before` holds what the changed fields were: a whole value, and of the lists of anchors those that `came` and
    those that `went`.
    """

    at: str
    said: str
    before: tuple[tuple[str, Any], ...] = ()
    came: tuple[tuple[Kind, Anchor], ...] = ()
    went: tuple[tuple[Kind, Anchor], ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadEdits:
    """What a person decided about a thread. Nothing derived stands here, and nothing derived ever changes it.

    Posts are split or joined before the anchored lines; lines that a rule set aside are restored, others are taken out,
    or given to whoever wrote them (`given`).
    `author` corrects handle and name, `published` the date (ISO 8601, to the precision that is known); None leaves what
    was read. `introduction` and `notes` are Markdown. `history` is what can be taken back, the newest last.
    """

    title: str | None = None
    author: Account | None = None
    published: str | None = None
    tags: tuple[str, ...] = ()
    introduction: str = ""
    notes: str = ""
    splits: tuple[Anchor, ...] = ()
    joins: tuple[Anchor, ...] = ()
    restored: tuple[Anchor, ...] = ()
    taken_out: tuple[Anchor, ...] = ()
    given: tuple[Anchor, ...] = ()
    visibility: Visibility = "public"
    history: tuple[Change, ...] = ()

    def with_anchors(self, kind: Kind, anchors: Iterable[Anchor]) -> ThreadEdits:
        """The same with `anchors` as the decisions of one kind, in order, each once."""
        held = tuple(sorted(set(anchors)))
        # A match on the name keeps what is replaced checked, which replace(self, **{kind: …}) would not be.
        match kind:
            case "splits":
                return replace(self, splits=held)
            case "joins":
                return replace(self, joins=held)
            case "restored":
                return replace(self, restored=held)
            case "taken_out":
                return replace(self, taken_out=held)
            case "given":
                return replace(self, given=held)

    def decisions(self) -> Iterator[tuple[Kind, Anchor]]:
        """All that was decided about lines."""
        for kind in LINE_DECISIONS:
            for anchor in getattr(self, kind):
                yield kind, anchor

    @property
    def additions(self) -> Additions:
        """What the keeper added, for whoever writes the thread out."""
        return Additions(self.introduction, self.notes, self.tags)

    @property
    def mends(self) -> bool:
        """Whether it changes the thread itself: its posts, its author or its date."""
        return bool(self.author or self.published or any(True for _ in self.decisions()))


#: The fields that are replaced as a whole.
REPLACED_FIELDS = tuple(field.name for field in fields(ThreadEdits) if field.name not in {*LINE_DECISIONS, "history"})


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision and how it stands on a reading of the thread.

    ``stands``: the rules read it otherwise. ``agreed``: they read it so themselves. ``gone``: no line is what it was
    tied to, or the line is not in the text; it waits. `place` is the index of its line among :func:`lines`.
    """

    kind: Kind
    anchor: Anchor
    status: Literal["stands", "agreed", "gone"]
    place: int | None = None
