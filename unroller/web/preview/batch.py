"""All that was handed in at once: the captures, the threads read of them, and what was decided about each.

Nothing of it is stored: between two pages it travels in hidden fields of their forms (:func:`dump_form_state`,
:func:`load_form_state`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import FileStorage, MultiDict

from unroller.archive.sidecars import MOST_BYTES, parse_state, state_bytes
from unroller.documents.media import is_pdf
from unroller.edits import ThreadEdits
from unroller.errors import ArchiveError, MisuseError, TooLargeError, UnrollerError
from unroller.library import Library
from unroller.library.reading import Reading
from unroller.limits import Limits
from unroller.model import Capture
from unroller.text import replace_unprintable
from unroller.web.preview import form_state

#: Files in one go, and of them PDFs, each of which is opened in a process of its own.
MOST_FILES, MOST_PRINTS = 50, 10
#: A sentence on a file that could not be read, as pages carry it.
SENTENCE_CHARS = 500
#: Fields of the two that carry what was decided about one thread each: `decisions-3` is about the fourth.
_DECISIONS = re.compile(r"decisions-([0-9]{1,6})")

NO_STATE = ThreadEdits()


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file, or what was pasted, that could not be read: its `name`, and why."""

    name: str
    error: UnrollerError


@dataclass(frozen=True)
class Batch:
    """What was handed in. `readings` are all threads in their order; `origins` says of each which capture it is from.

    `states` holds what was decided about threads, by their place in `readings`; `chosen` are the places of those that
    are to be kept; `shown` is the one that the page shows. `unread` says in sentences what could not be read.
    """

    captures: tuple[Capture, ...]
    readings: tuple[Reading, ...]
    origins: tuple[int, ...]
    unread: tuple[str, ...] = ()
    states: Mapping[int, ThreadEdits] = field(default_factory=dict)
    chosen: frozenset[int] = frozenset()
    shown: int = 0

    def state(self, place: int) -> ThreadEdits:
        """What was decided about a thread."""
        return self.states.get(place, NO_STATE)

    def decided(self, state: ThreadEdits) -> Batch:
        """The same with `state` about the thread that is shown."""
        return replace(self, states={**self.states, self.shown: state})

    def kept(self) -> Iterator[tuple[int, Capture, Reading]]:
        """The chosen threads, each with its place and the capture it is from."""
        for place, (origin, reading) in enumerate(zip(self.origins, self.readings, strict=True)):
            if place in self.chosen:
                yield place, self.captures[origin], reading


# -- handing in --------------------------------------------------------------------------------------------------------


def read_files(files: Iterable[FileStorage], limits: Limits) -> tuple[list[Capture], list[UnreadFile]]:
    """The files of a form as captures, and those that are beyond the limits of one go."""
    captures: list[Capture] = []
    unread: list[UnreadFile] = []
    left, prints = limits.together_bytes, 0
    for file in files:
        name = replace_unprintable(form_state.clean_file_name(file.filename))
        # One byte past the limit is enough for the reader to refuse it with its own sentence.
        data = file.stream.read(limits.text_bytes + 1) if len(captures) < MOST_FILES else b""
        prints += is_pdf(data)
        if len(captures) >= MOST_FILES or prints > MOST_PRINTS:
            unread.append(UnreadFile(name, _build_limit_error()))
        elif len(data) > left and captures and len(data) <= limits.text_bytes:
            unread.append(UnreadFile(name, TooLargeError("the files together are too large: hand it in by itself")))
        else:
            left -= min(len(data), limits.text_bytes)
            captures.append(Capture(data, name, replace_unprintable(file.mimetype or "")[: form_state.NAME_CHARS]))
    return captures, unread


def _build_limit_error() -> TooLargeError:
    return TooLargeError(
        f"{MOST_FILES} files, {MOST_PRINTS} of them PDFs, are read in one go: hand in the others afterwards"
    )


def read_captures(library: Library, captures: Sequence[Capture]) -> tuple[Batch, list[UnreadFile]]:
    """All threads of `captures`, all of them chosen, and the captures that could not be read."""
    good: list[Capture] = []
    readings: list[Reading] = []
    origins: list[int] = []
    unread: list[UnreadFile] = []
    for given in captures:
        capture = library.dated(given)
        try:
            found = library.preview(capture)
        except UnrollerError as error:
            unread.append(UnreadFile(capture.name, error))
            continue
        origins += [len(good)] * len(found)
        good.append(capture)
        readings += found
    return Batch(tuple(good), tuple(readings), tuple(origins), chosen=frozenset(range(len(readings)))), unread


# -- between two pages -------------------------------------------------------------------------------------------------


def dump_form_state(batch: Batch) -> tuple[tuple[str, str], ...]:
    """The hidden fields in which a page carries `batch`, but for what is chosen: that is the page's to show."""
    carried: list[tuple[str, str]] = []
    for capture in batch.captures:
        carried += [
            ("data", form_state.encode(capture.data)),
            ("name", capture.name),
            ("media_type", capture.media_type),
        ]
    carried += [("unread", sentence) for sentence in batch.unread]
    carried += [
        (f"decisions-{place}", form_state.encode(state_bytes(state)))
        for place, state in sorted(batch.states.items())
        if state != NO_STATE
    ]
    return (*carried, ("shown", str(batch.shown)))


def dump_selection(batch: Batch) -> tuple[tuple[str, str], ...]:
    """The hidden fields that carry what is chosen, on a page that does not show it."""
    if len(batch.readings) == 1:
        return ()
    return (("choice", "1"), *(("keep", str(place)) for place in sorted(batch.chosen)))


def load_captures(form: MultiDict[str, str], limits: Limits) -> list[Capture]:
    """The captures that a page carried.

    Raises:
        MisuseError, TooLargeError: they did not arrive whole, or are not what this program put there.
    """
    names, kinds = form.getlist("name"), form.getlist("media_type")
    packed = form.getlist("data") or [""]
    if len(packed) > MOST_FILES:
        raise _build_limit_error()
    captures: list[Capture] = []
    left = limits.together_bytes
    for at, data in enumerate(packed):
        opened = form_state.decode(data, min(left, limits.text_bytes))
        left -= len(opened)
        name = replace_unprintable(names[at])[: form_state.NAME_CHARS] if at < len(names) else ""
        kind = replace_unprintable(kinds[at])[: form_state.NAME_CHARS] if at < len(kinds) else ""
        captures.append(Capture(opened, name or "paste", kind))
    if sum(is_pdf(capture.data) for capture in captures) > MOST_PRINTS:
        raise _build_limit_error()
    return captures


def load_form_state(form: MultiDict[str, str], library: Library) -> Batch:
    """What a page carried, read again; what was decided about the threads is added by :func:`load_decisions`.

    Raises:
        UnrollerError: as :func:`load_captures`; or one of the captures cannot be read.
    """
    batch, unread = read_captures(library, load_captures(form, library.settings.limits))
    if unread:
        raise unread[0].error
    places = range(len(batch.readings))
    shown = _parse_number(form.get("shown", ""))
    chosen = {_parse_number(place) for place in form.getlist("keep")} if form.get("choice") else set(places)
    return replace(
        batch,
        unread=tuple(replace_unprintable(one)[:SENTENCE_CHARS] for one in form.getlist("unread")[: 2 * MOST_FILES]),
        chosen=frozenset(chosen & set(places)),
        shown=shown if shown in places else 0,
    )


def load_decisions(batch: Batch, form: Mapping[str, str]) -> Batch:
    """`batch` with what was decided about its threads, as its page carried it.

    Raises:
        MisuseError: it is not what this program put there.
    """
    states: dict[int, ThreadEdits] = {}
    left = MOST_BYTES
    for name, given in form.items():
        found = _DECISIONS.fullmatch(name)
        if not found or not given or int(found[1]) >= len(batch.readings):
            continue
        try:
            data = form_state.decode(given, left)
            states[int(found[1])] = parse_state(data)[0]
        except (ArchiveError, TooLargeError):
            raise MisuseError("form: what was decided did not arrive whole: go back and send it again") from None
        left -= len(data)
    return replace(batch, states=states)


def _parse_number(given: str) -> int:
    return int(given) if re.fullmatch("[0-9]{1,6}", given) else -1
