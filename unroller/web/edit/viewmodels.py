"""View models of the page on which a thread is edited; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from unroller.web.viewmodels import Alert, DateView, FormButton


@dataclass(frozen=True, slots=True)
class EditableLine:
    """A line of the thread. `key` names its element; `post` is the post that begins with it (0: none does).

    `aside` says why it is not in the text; `place` where it is in the capture; `doubtful`: the beginning of
    its post is not certain; `decided` what a person decided about it; `owner` whom it was given to. `pick` is what its
    checkbox sends, `pick_label` its name, and it is `picked` where it was ticked; `pick_post` what that of the whole
    post sends.
    """

    key: str
    text: str
    post: int = 0
    aside: str = ""
    place: str = ""
    doubtful: bool = False
    decided: str = ""
    owner: str = ""
    pick: str = ""
    pick_label: str = ""
    picked: bool = False
    pick_post: str = ""
    buttons: tuple[FormButton, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockButton:
    """A button for all ticked lines: `value` is what it sends as ``do``, `key` the letter that presses it."""

    value: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class ThreadFields:
    """What the fields hold: as a person corrected it, else as it was read."""

    title: str = ""
    handle: str = ""
    author_name: str = ""
    published: str = ""
    tags: str = ""
    introduction: str = ""
    notes: str = ""
    visibility: str = "public"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision, or what today's rules would do otherwise: `text`, its `status`, and the button that goes with it."""

    text: str
    status: str
    button: FormButton


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change of the history: `when` and what it was."""

    when: DateView
    text: str


@dataclass(frozen=True, slots=True)
class EditPage:
    """``edit.html``: a thread's fields and lines in one form that is sent to `action`, with `hidden` fields beside it.

    `thread_url` is the page of a stored thread; empty on a preview, where `position` says which of several threads it
    is. `read_fields` hold what was read, for people to go back to; `was` what the fields held before anything was
    typed. `undo` says what would be taken back. `differences` are what today's rules do otherwise, `decisions` what
    was decided. `page` of `pages` of the lines is shown. `known_tags` are those in use. `block_buttons` do something
    with all ticked lines; `give_to` and `between` are what was typed and ticked beside them, `writers` whom it may be.
    """

    template: ClassVar[str] = "edit.html"
    heading: str
    action: str
    token: str
    fields: ThreadFields
    read_fields: ThreadFields
    was: tuple[tuple[str, str], ...]
    lines: tuple[EditableLine, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    thread_url: str = ""
    position: str = ""
    undo: str = ""
    notice: str = ""
    message: Alert | None = None
    decisions: tuple[DecisionView, ...] = ()
    differences: tuple[DecisionView, ...] = ()
    unreadable: bool = False
    history: tuple[HistoryEntry, ...] = ()
    known_tags: tuple[str, ...] = ()
    block_buttons: tuple[BlockButton, ...] = ()
    give_to: str = ""
    between: bool = False
    writers: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    most: int = 0
