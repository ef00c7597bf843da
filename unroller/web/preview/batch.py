"""All that was submitted at once: the captures, the threads read of them, and what was decided about each.

Nothing of it is stored: between two pages it travels in hidden fields of their forms (:func:`dump_form_state`,
:func:`load_form_state`), captures and decisions as the base64 of their zlib-compressed bytes: exact for any file, and
safe from the line ends that browsers rewrite in form fields.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import FileStorage, MultiDict

from unroller.archive.sidecars import MOST_STATE_BYTES, encode_state, parse_state
from unroller.documents.media import is_pdf
from unroller.edits import ThreadEdits
from unroller.errors import ArchiveError, MisuseError, NotAThreadError, TooLargeError, UnrollerError
from unroller.library import Library
from unroller.library.reading import Reading
from unroller.limits import Limits
from unroller.messages import Message, Size
from unroller.model import Capture
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.web.presenters import NAME_CHARS, clean_file_name

#: Files in one go, and of them PDFs, each of which is opened in a process of its own.
MOST_FILES, MOST_PRINTS = 50, 10
#: A sentence on a file that could not be read, as pages carry it.
SENTENCE_CHARS = 500
#: Larger captures are not put back into the box for changing: a browser's text box is slow with them.
EDITABLE_BYTES = 512 * 1024
#: Fields of the two that carry what was decided about one thread each: `decisions-3` is about the fourth.
_DECISIONS = compile_re(r"decisions-([0-9]{1,6})")

NO_EDITS = ThreadEdits()


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file, or what was pasted, that could not be read: its `name`, and why. `capture` is what it was, when it may be
    read all the same."""

    name: str
    error: UnrollerError
    capture: Capture | None = None


@dataclass(frozen=True)
class Batch:
    """What was submitted. `readings` are all threads in their order; `origins` says of each which capture it is from.

    `edits` holds what was decided about threads, by their place in `readings`; `chosen` are the places of those that
    are to be kept; `shown` is the one that the page shows. `unread` says in sentences what could not be read; `refused`
    are those captures of it that do not look like threads. `forced`: the person wants such captures read.
    """

    captures: tuple[Capture, ...]
    readings: tuple[Reading, ...]
    origins: tuple[int, ...]
    unread: tuple[str, ...] = ()
    edits: Mapping[int, ThreadEdits] = field(default_factory=dict)
    chosen: frozenset[int] = frozenset()
    shown: int = 0
    refused: tuple[Capture, ...] = ()
    forced: bool = False

    def get_edits(self, place: int) -> ThreadEdits:
        """What was decided about a thread."""
        return self.edits.get(place, NO_EDITS)

    def with_edits(self, edits: ThreadEdits) -> Batch:
        """The same with `edits` about the thread that is shown."""
        return replace(self, edits={**self.edits, self.shown: edits})

    def iter_chosen(self) -> Iterator[tuple[int, Capture, Reading]]:
        """The chosen threads, each with its place and the capture it is from."""
        for place, (origin, reading) in enumerate(zip(self.origins, self.readings, strict=True)):
            if place in self.chosen:
                yield place, self.captures[origin], reading


# -- submitting --------------------------------------------------------------------------------------------------------


def read_files(files: Iterable[FileStorage], limits: Limits) -> tuple[list[Capture], list[UnreadFile]]:
    """The files of a form as captures, and those that are beyond the limits of one go."""
    captures: list[Capture] = []
    unread: list[UnreadFile] = []
    left, prints = limits.together_bytes, 0
    for file in files:
        name = replace_unprintable(clean_file_name(file.filename))
        # One byte past the limit is enough for the reader to refuse it with its own sentence.
        data = file.stream.read(limits.text_bytes + 1) if len(captures) < MOST_FILES else b""
        prints += is_pdf(data)
        if len(captures) >= MOST_FILES or prints > MOST_PRINTS:
            unread.append(UnreadFile(name, _build_limit_error()))
        elif len(data) > left and captures and len(data) <= limits.text_bytes:
            unread.append(
                UnreadFile(name, TooLargeError(Message("the files together are too large: hand it in by itself")))
            )
        else:
            left -= min(len(data), limits.text_bytes)
            captures.append(Capture(data, name, replace_unprintable(file.mimetype or "")[:NAME_CHARS]))
    return captures, unread


def _build_limit_error() -> TooLargeError:
    return TooLargeError(
        Message(
            "{most} files, {count} of them PDFs, are read in one go: hand in the others afterwards",
            most=MOST_FILES,
            count=MOST_PRINTS,
        )
    )


def read_captures(
    library: Library, captures: Sequence[Capture], *, force: bool = False
) -> tuple[Batch, list[UnreadFile]]:
    """All threads of `captures`, all of them chosen, and the captures that could not be read; with `force` what does
    not look like a thread is read too."""
    options = replace(library.options(), force=force)
    read: list[Capture] = []
    readings: list[Reading] = []
    origins: list[int] = []
    unread: list[UnreadFile] = []
    for capture in map(library.with_timestamp, captures):
        try:
            threads = library.preview(capture, options)
        except NotAThreadError as error:
            unread.append(UnreadFile(capture.name, error, capture))
            continue
        except UnrollerError as error:
            unread.append(UnreadFile(capture.name, error))
            continue
        origins += [len(read)] * len(threads)
        read.append(capture)
        readings += threads
    refused = tuple(one.capture for one in unread if one.capture)
    everything = frozenset(range(len(readings)))
    return Batch(tuple(read), tuple(readings), tuple(origins), chosen=everything, refused=refused, forced=force), unread


def get_text(form: Mapping[str, str]) -> str:
    """What is in the box. Browsers send every line end as CR LF; a paste had LF."""
    return form.get("text", "").replace("\r\n", "\n")


# -- between two pages -------------------------------------------------------------------------------------------------


def encode(data: bytes) -> str:
    """`data` as ASCII for a form field."""
    return base64.b64encode(zlib.compress(data, 6)).decode("ascii")


def decode(text: str, most: int) -> bytes:
    """The bytes that :func:`encode` got.

    Raises:
        TooLargeError: they are more than `most` bytes; no more than that is ever decompressed.
        MisuseError: the field is not ours.
    """
    try:
        decompressor = zlib.decompressobj()
        data = decompressor.decompress(base64.b64decode(text, validate=True), most + 1)
    except (binascii.Error, zlib.error, ValueError):
        raise MisuseError(Message("form: the text did not arrive whole: go back and read it again")) from None
    if len(data) > most:
        raise TooLargeError(
            Message("more than {most}: split it, and hand in one thread at a time", most=Size(most, "bytes")).about(
                "paste"
            )
        )
    if not decompressor.eof:
        raise MisuseError(Message("form: the text did not arrive whole: go back and read it again"))
    return data


def dump_form_state(batch: Batch) -> tuple[tuple[str, str], ...]:
    """The hidden fields in which a page carries `batch`, but for what is chosen: that is the page's to show."""
    fields = _dump_captures(batch.captures)
    fields += [("force", "1")] if batch.forced else []
    fields += [("unread", sentence) for sentence in batch.unread]
    fields += [
        (f"decisions-{place}", encode(encode_state(edits)))
        for place, edits in sorted(batch.edits.items())
        if edits != NO_EDITS
    ]
    return (*fields, ("shown", str(batch.shown)))


def _dump_captures(captures: Sequence[Capture]) -> list[tuple[str, str]]:
    """The hidden fields that carry captures."""
    fields: list[tuple[str, str]] = []
    for capture in captures:
        fields += [("data", encode(capture.data)), ("name", capture.name), ("media_type", capture.media_type)]
    return fields


def dump_refused(batch: Batch) -> tuple[tuple[str, str], ...]:
    """The hidden fields that submit once more what was read and what was refused, to be read all the same; none where
    nothing was refused."""
    if not batch.refused:
        return ()
    return (*_dump_captures((*batch.captures, *batch.refused)), ("force", "1"))


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
    names, types = form.getlist("name"), form.getlist("media_type")
    encoded = form.getlist("data") or [""]
    if len(encoded) > MOST_FILES:
        raise _build_limit_error()
    captures: list[Capture] = []
    left = limits.together_bytes
    for at, text in enumerate(encoded):
        data = decode(text, min(left, limits.text_bytes))
        left -= len(data)
        name = replace_unprintable(names[at])[:NAME_CHARS] if at < len(names) else ""
        media_type = replace_unprintable(types[at])[:NAME_CHARS] if at < len(types) else ""
        captures.append(Capture(data, name or "paste", media_type))
    if sum(is_pdf(capture.data) for capture in captures) > MOST_PRINTS:
        raise _build_limit_error()
    return captures


def load_form_state(form: MultiDict[str, str], library: Library) -> Batch:
    """What a page carried, read again; what was decided about the threads is added by :func:`load_decisions`.

    Raises:
        UnrollerError: as :func:`load_captures`; or one of the captures cannot be read.
    """
    batch, unread = read_captures(library, load_captures(form, library.settings.limits), force=form.get("force") == "1")
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
    edits: dict[int, ThreadEdits] = {}
    left = MOST_STATE_BYTES
    for name, text in form.items():
        match = _DECISIONS.fullmatch(name)
        if not match or not text or int(match[1]) >= len(batch.readings):
            continue
        try:
            data = decode(text, left)
            edits[int(match[1])] = parse_state(data)[0]
        except (ArchiveError, TooLargeError):
            raise MisuseError(
                Message("form: what was decided did not arrive whole: go back and send it again")
            ) from None
        left -= len(data)
    return replace(batch, edits=edits)


def decode_text(captures: Sequence[Capture]) -> str:
    """A single capture as text for the box; empty for several, and for one that is too large."""
    data = captures[0].data if len(captures) == 1 else b""
    return data.decode("utf-8", "replace") if len(data) <= EDITABLE_BYTES else ""


def get_unsaved_text(form: MultiDict[str, str], limits: Limits) -> str:
    """What a form held that an error has kept from being read, as text, so that nothing typed is lost; else nothing."""
    try:
        return get_text(form) or (decode_text(load_captures(form, limits)) if form.get("data") else "")
    except UnrollerError:
        return ""


def _parse_number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else -1
