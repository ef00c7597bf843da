"""A thread and what was decided about it, as the page for editing shows it; and what its form asks for. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from werkzeug.datastructures import MultiDict

from unroller.article import thread_title
from unroller.edits import (
    Anchor,
    BlockAction,
    BlockRequest,
    Change,
    Decision,
    Edit,
    EditedThread,
    EditRequest,
    Kind,
    ReadingDifference,
    ThreadEdits,
    ThreadLine,
    apply_edit,
    apply_edits,
    find_differences,
    record_change,
    revert,
    undo,
)
from unroller.edits.decisions import MOST_TEXT
from unroller.edits.model import REPLACED_FIELDS
from unroller.errors import MisuseError
from unroller.messages import Message
from unroller.model import Thread, Visibility
from unroller.text import replace_unprintable
from unroller.web import presenters as shared
from unroller.web.edit.viewmodels import (
    BlockButton,
    DecisionView,
    EditableLine,
    EditPage,
    HistoryEntry,
    ThreadFields,
)
from unroller.web.i18n import N_, get_language, gettext, isolate, quote_text
from unroller.web.i18n.messages import rule_label
from unroller.web.presenters import build_alert, present_time
from unroller.web.viewmodels import FormButton

#: Lines on one page: a thread of eight hundred posts would be thousands of buttons.
LINES = 150
#: Of the history, so many changes are listed.
HISTORY = 20
#: A decision in words.
DECISION_LABELS: dict[Kind, str] = {
    "splits": N_("A post begins here"),
    "joins": N_("No post begins here"),
    "restored": N_("Put back"),
    "taken_out": N_("Taken out"),
    "given": N_("Given to %(name)s"),
}
#: What can be done with all ticked lines, and the letter that does it.
BLOCK_LABELS: dict[BlockAction, tuple[str, str]] = {
    "taken_out": (N_("Take out"), "t"),
    "restored": (N_("Put back"), "p"),
    "one_post": (N_("One post"), "o"),
    "splits": (N_("A post each"), "s"),
    "given": (N_("Give to"), "g"),
}
STATUS_LABELS = {
    "stands": N_("the rules read it otherwise"),
    "agreed": N_("the rules read it so themselves"),
    "gone": N_("its line is not in the text any more; it waits"),
}
DIFFERENCE_LABELS: dict[Kind, str] = {
    "splits": N_("would begin a post here"),
    "joins": N_("would not begin a post here"),
    "restored": N_("would leave this line in the text"),
    "taken_out": N_("would set this line aside"),
    "given": N_("would set this line aside"),
}
#: A change of the history in words, by what it changed.
FIELD_LABELS = {
    "title": N_("title"),
    "author": N_("author"),
    "published": N_("date"),
    "tags": N_("tags"),
    "introduction": N_("introduction"),
    "notes": N_("notes"),
    "visibility": N_("who may see it"),
}
ADDED_LABELS: dict[Kind, str] = {
    "splits": N_("a new post before %(line)s"),
    "joins": N_("no new post before %(line)s"),
    "restored": N_("put back %(line)s"),
    "taken_out": N_("taken out %(line)s"),
    "given": N_("given to somebody else %(line)s"),
}
REMOVED_LABELS: dict[Kind, str] = {
    "splits": N_("no longer a new post before %(line)s"),
    "joins": N_("no longer no new post before %(line)s"),
    "restored": N_("no longer put back %(line)s"),
    "taken_out": N_("no longer taken out %(line)s"),
    "given": N_("no longer given to somebody else %(line)s"),
}
#: Of the lines that one change is about, so many are named.
NAMED = 3
#: Tags in use that the field for tags offers; people whom lines may be given to.
KNOWN_TAGS, WRITERS = 200, 50
FIELDS = ("title", "handle", "author_name", "published", "tags", "introduction", "notes", "visibility")


def shorten(text: str, most: int = 60) -> str:
    """The first words of a line, at most `most` characters."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def build_lines(edited: EditedThread, picked: Collection[str] = ()) -> tuple[EditableLine, ...]:
    """The lines with words on them, in order, each with its buttons; `picked` are those that were ticked."""
    doubts = {doubt.line for doubt in edited.thread.doubts}
    decided: dict[int, list[Decision]] = {}
    for decision in edited.decisions:
        if decision.place is not None and decision.status != "gone":
            decided.setdefault(decision.place, []).append(decision)
    lines = (
        _build_line(edited, place, line, line.number in doubts, decided.get(place, ()))
        for place, line in enumerate(edited.lines)
        if not line.blank
    )
    return tuple(replace(line, picked=line.pick in picked) if picked else line for line in lines)


def _build_line(
    edited: EditedThread, place: int, line: ThreadLine, doubtful: bool, decided: Sequence[Decision]
) -> EditableLine:
    post = edited.posts[place]
    starts = post > 0 and place in edited.starts
    about = quote_text(shorten(line.text, 40))
    owner = next((one.anchor.by for one in decided if one.kind == "given"), "")
    if not post:
        buttons = [_build_button("restored", place, line, gettext("Put back"), about)]
    else:
        buttons = [_build_button("taken_out", place, line, gettext("Take out"), about)]
        if not starts:
            before = gettext("before %(line)s", line=about)
            buttons.insert(0, _build_button("splits", place, line, gettext("Split here"), before))
        elif post > 1:
            buttons.insert(0, _build_button("joins", place, line, gettext("Join above"), about))
    return EditableLine(
        key=f"l{place}",
        text=line.text,
        post=post if starts else 0,
        aside="" if post or owner else rule_label(line.rule) if line.rule else gettext("taken out by hand"),
        place=gettext("line %(number)s", number=line.number) if line.number else "",
        doubtful=doubtful,
        decided=gettext(", ").join(gettext(DECISION_LABELS[one.kind]) for one in decided if one.kind != "given"),
        owner=isolate(shared.escape_name(owner)) if owner else "",
        pick=f"{place}:{line.digest}",
        pick_label=gettext("Tick %(line)s", line=about),
        pick_post=f"{place}:{line.digest}" if starts else "",
        buttons=tuple(buttons),
    )


def _build_button(kind: Kind, place: int, line: ThreadLine, text: str, about: str) -> FormButton:
    return FormButton(f"{kind}:{place}:{line.digest}", text, about)


def list_decisions(decisions: Sequence[Decision]) -> tuple[DecisionView, ...]:
    """What was decided about lines, each with the button that takes it back."""
    return tuple(
        DecisionView(
            gettext("%(what)s: %(line)s", what=_describe_decision(one), line=_quote_anchor(one.anchor)),
            gettext(STATUS_LABELS[one.status]),
            FormButton(
                f"withdraw:{number}:{one.anchor.digest}",
                gettext("Take back"),
                quote_text(shorten(one.anchor.words, 40)),
            ),
        )
        for number, one in enumerate(decisions)
    )


def _describe_decision(one: Decision) -> str:
    if one.kind == "given":
        return gettext(DECISION_LABELS[one.kind], name=isolate(shared.escape_name(one.anchor.by)))
    return gettext(DECISION_LABELS[one.kind])


def rule_differences(stored: EditedThread, today: Thread | None, edits: ThreadEdits) -> tuple[DecisionView, ...]:
    """What today's rules would do otherwise, where nothing was decided; each with the button that follows them.

    `stored` is the thread as it was kept, `today` as the rules read it now; None where they read no such thread.
    """
    if today is None:
        return ()
    return tuple(_present_difference(stored, one) for one in find_differences(stored, apply_edits(today, edits)))


def _present_difference(stored: EditedThread, one: ReadingDifference) -> DecisionView:
    line = stored.lines[one.place]
    return DecisionView(
        quote_text(shorten(line.text)),
        gettext(DIFFERENCE_LABELS[one.kind]),
        _build_button(one.kind, one.place, line, gettext("Follow the rules"), quote_text(shorten(line.text, 40))),
    )


def describe_change(change: Change) -> str:
    """A change that can be taken back, in words of the interface's language."""
    if get_language() == "en":
        return change.said
    parts = [gettext(FIELD_LABELS.get(name, name)) for name, _ in change.before]
    parts += [gettext(ADDED_LABELS[kind], line=_quote_anchor(anchor)) for kind, anchor in change.came[:NAMED]]
    if not change.came:
        parts += [gettext(REMOVED_LABELS[kind], line=_quote_anchor(anchor)) for kind, anchor in change.went[:NAMED]]
    text, more = gettext(", ").join(parts), len(change.came or change.went) - NAMED
    return gettext("%(things)s and %(count)s more", things=text, count=more) if more > 0 else text


def _quote_anchor(anchor: Anchor) -> str:
    """The first words of an anchor's line; its number, if it has none."""
    return quote_text(shorten(anchor.words)) if anchor.words else gettext("line %(number)s", number=anchor.line)


def describe_action(action: str, edits: ThreadEdits) -> str:
    """What was done, in words."""
    if action == "changed" and edits.history:
        return gettext("Done: %(what)s.", what=describe_change(edits.history[-1]))
    return {"undo": gettext("Taken back."), "nothing": gettext("Nothing was changed.")}.get(action, "")


def build_edit_page(
    thread: Thread,
    edits: ThreadEdits,
    number: int,
    *,
    action: str,
    token: str,
    known_tags: Sequence[str],
    form: MultiDict[str, str] | None = None,
    message: str = "",
) -> EditPage:
    """The page for editing `thread` as `edits` say, with page `number` of its lines; it is sent to `action`.

    `form` are the fields as they were typed, `message` says why they could not be saved.
    """
    edited = apply_edits(thread, edits)
    lines = build_lines(edited, form.getlist("pick") if form else ())
    pages = max(1, -(-len(lines) // LINES))
    number = min(max(1, number), pages)
    fields = get_current_fields(thread, edits)
    return EditPage(
        heading=fields.title,
        action=action,
        token=token,
        fields=fields if form is None else parse_fields(form),
        read_fields=get_read_fields(thread),
        was=tuple((name, getattr(fields, name)) for name in FIELDS),
        lines=lines[(number - 1) * LINES : number * LINES],
        undo=describe_change(edits.history[-1]) if edits.history else "",
        message=build_alert(message),
        decisions=list_decisions(edited.decisions),
        history=tuple(
            HistoryEntry(present_time(one.at), describe_change(one)) for one in reversed(edits.history[-HISTORY:])
        ),
        known_tags=tuple(known_tags[:KNOWN_TAGS]),
        block_buttons=tuple(
            BlockButton(f"block:{action}", gettext(text), key) for action, (text, key) in BLOCK_LABELS.items()
        ),
        give_to=form.get("give_to", "") if form else "",
        between=bool(form and form.get("between")),
        writers=_list_writers(thread),
        page=number,
        pages=pages,
        most=MOST_TEXT,
    )


def _list_writers(thread: Thread) -> tuple[str, ...]:
    """Other people that the thread names: whoever answered, is quoted or mentioned."""
    accounts = [post.author for post in thread.others]
    accounts += [quote.author for post in thread.posts for quote in post.quotes]
    names = [f"@{one.handle}" if one.handle else one.name or "" for one in accounts if one]
    names += [run.text for post in thread.posts for run in post.runs if run.kind == "mention"]
    return tuple(dict.fromkeys(replace_unprintable(name) for name in names if name))[:WRITERS]


# -- the form ----------------------------------------------------------------------------------------------------------


def parse_page_number(form: Mapping[str, str]) -> int:
    """The page of lines to show next: the button that was pressed, else the one that was shown."""
    do, shown = form.get("do", ""), form.get("page", "1")
    number = do.removeprefix("page:") if do.startswith("page:") else shown
    return int(number) if re.fullmatch("[0-9]{1,5}", number) else 1


def get_read_fields(thread: Thread) -> ThreadFields:
    """What was read of the thread."""
    author = thread.author
    return ThreadFields(
        title=thread_title(thread),
        handle=author.handle if author else "",
        author_name=(author.name or "") if author else "",
        published=thread.published.value or "",
    )


def get_current_fields(thread: Thread, edits: ThreadEdits) -> ThreadFields:
    """What the fields hold: a person's corrections, else what was read."""
    read = get_read_fields(apply_edits(thread, _without_corrections(edits)).thread)
    author = edits.author
    return ThreadFields(
        title=edits.title or read.title,
        handle=author.handle if author else read.handle,
        author_name=(author.name or "") if author else read.author_name,
        published=edits.published or read.published,
        tags=", ".join(edits.tags),
        introduction=edits.introduction,
        notes=edits.notes,
        visibility=edits.visibility,
    )


def parse_fields(form: Mapping[str, str]) -> ThreadFields:
    """What the fields held when they were sent."""
    return ThreadFields(**{name: replace_unprintable(form[name]) for name in FIELDS if name in form})


def parse_edit(form: Mapping[str, str], thread: Thread, edits: ThreadEdits) -> Edit:
    """What the fields ask to change.

    A field that holds what it held when the page was rendered was not touched, and changes nothing: another page may
    have changed it since. One that says what was read corrects nothing.
    """
    read = get_read_fields(apply_edits(thread, _without_corrections(edits)).thread)
    now, typed = get_current_fields(thread, edits), parse_fields(form)
    touched = {
        name
        for name in FIELDS
        if name in form and _normalize_field(form[name]) != _normalize_field(form.get(f"was_{name}"))
    }

    def get_correction(name: str) -> str | None:
        value = str(getattr(typed, name)).strip()
        return None if name not in touched else "" if value == getattr(read, name) else value

    handle = typed.handle.strip() if "handle" in touched else now.handle
    name = typed.author_name.strip() if "author_name" in touched else now.author_name
    nobody = not handle and not name
    author = bool(touched & {"handle", "author_name"})
    return Edit(
        title=get_correction("title"),
        handle=(handle or read.handle) if author else None,
        name=(read.author_name if nobody else name) if author else None,
        published=get_correction("published"),
        tags=typed.tags.split(",") if "tags" in touched else None,
        introduction=typed.introduction if "introduction" in touched else None,
        notes=typed.notes if "notes" in touched else None,
        visibility=_parse_visibility(typed.visibility) if "visibility" in touched else None,
    )


def _parse_visibility(text: str) -> Visibility:
    if text in get_args(Visibility):
        return cast(Visibility, text)
    raise MisuseError(Message("form: it does not say what to do: go back and choose again"))


def _without_corrections(edits: ThreadEdits) -> ThreadEdits:
    """The decisions about lines alone: under the author and date that were read."""
    return replace(edits, author=None, published=None)


def _normalize_field(text: str | None) -> str | None:
    """A field's text as it was before a browser sent it: its line ends are then CR LF."""
    return None if text is None else text.replace("\r\n", "\n").strip()


def apply_form(form: MultiDict[str, str], thread: Thread, edits: ThreadEdits, at: str) -> ThreadEdits:
    """The edits after the form was sent: its fields, and the action of the button in ``do``. `thread` is as it was
    read, `at` the time.

    Raises:
        MisuseError, TooLargeError: a value that cannot be, or a line that is not what it was.
    """
    do = form.get("do", "save")
    if do == "undo":
        return _undo_last(form, thread, edits, at)
    button, block = parse_button(do), parse_block(form, apply_edits(thread, edits))
    wishes, blocks = (button,) if button else (), (block,) if block else ()
    done = apply_edit(thread, edits, replace(parse_edit(form, thread, edits), wishes=wishes, blocks=blocks))
    if do.startswith("withdraw:"):
        kind, anchor = _find_decision(apply_edits(thread, edits).decisions, do)
        done = revert(done, kind, anchor)
    return record_change(edits, done, at)


def _undo_last(form: Mapping[str, str], thread: Thread, edits: ThreadEdits, at: str) -> ThreadEdits:
    """The newest change taken back; what was typed and not saved yet stays, as a change of its own."""
    typed = apply_edit(thread, edits, parse_edit(form, thread, edits))
    before = undo(edits)
    unsaved = {name: getattr(typed, name) for name in REPLACED_FIELDS if getattr(typed, name) != getattr(edits, name)}
    return record_change(before, replace(before, **unsaved), at)


def _find_decision(decisions: Sequence[Decision], do: str) -> tuple[Kind, Anchor]:
    number, _, digest = do.removeprefix("withdraw:").partition(":")
    place = int(number) if re.fullmatch("[0-9]{1,7}", number) else len(decisions)
    if place < len(decisions) and decisions[place].anchor.digest == digest:
        return decisions[place].kind, decisions[place].anchor
    raise MisuseError(Message("decision: it was taken back already: open the page again"))


def parse_button(do: str) -> EditRequest | None:
    """What a line's button asks for; None when `do` is no such button's."""
    parts = do.split(":")
    kinds: dict[str, Kind] = {kind: kind for kind in DECISION_LABELS}
    if len(parts) != 3 or parts[0] not in kinds or not re.fullmatch("[0-9]{1,7}", parts[1]):
        return None
    return EditRequest(kinds[parts[0]], int(parts[1]), parts[2])


def parse_block(form: MultiDict[str, str], edited: EditedThread) -> BlockRequest | None:
    """What is asked of all ticked lines; None when nothing is. Whoever names somebody beside ticked lines and presses
    Enter, or “Save”, gives them away."""
    do, whom = form.get("do", ""), form.get("give_to", "")
    action = next((one for one in BLOCK_LABELS if do == f"block:{one}"), None)
    if action is None and do == "save" and whom.strip() and (form.get("pick") or form.get("pick_post")):
        action = "given"
    if action is None:
        return None
    lines = dict(_parse_picks(form.getlist("pick")))
    for place, digest in _parse_picks(form.getlist("pick_post")):
        lines[place] = digest
        post = edited.posts[place] if place < len(edited.posts) else 0
        lines |= {at: edited.lines[at].digest for at, one in enumerate(edited.posts) if one == post and at not in lines}
    if form.get("between") and lines:
        between = range(min(lines), min(max(lines) + 1, len(edited.lines)))
        lines |= {at: edited.lines[at].digest for at in between if at not in lines}
    return BlockRequest(action, tuple(sorted(lines.items())), whom)


def _parse_picks(sent: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that checkboxes name, each with the digest of its words."""
    for one in sent:
        if match := re.fullmatch("([0-9]{1,7}):([0-9a-f]{12})", one):
            yield int(match[1]), match[2]


def find_place(form: MultiDict[str, str]) -> int | None:
    """The line that a button is of, or the first of those that are ticked, to go on from; None when there is none."""
    button = parse_button(form.get("do", ""))
    picks = [place for place, _ in _parse_picks([*form.getlist("pick"), *form.getlist("pick_post")])]
    return button.place if button else min(picks, default=None)
