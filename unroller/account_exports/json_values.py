"""Untrusted JSON: each function returns a value of one type, or an empty one. Shared by the export formats."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any, NoReturn

import msgspec

from unroller.account_exports.base import ExportFile, RecordError
from unroller.messages import technical
from unroller.regex import compile_re
from unroller.text import cut_at_word, replace_unprintable
from unroller.urls import safe_url

#: A record longer than this is no post. The longest real ones (threads of quotes with all their pictures) have 100 kB.
LONGEST_RECORD = 4 * 2**20
#: How much of a text is looked at for its opening, and how long that is, in characters.
_LOOKED_AT, OPENING = 2_000, 100
#: Pictures, options, quotes of one post.
_MOST_ITEMS = 200
#: Sorts before every moment: what has no date comes first, by its id.
NO_MOMENT = "0000-00-00T00:00:00.000000Z"
#: Days outside are slips of a clock, not dates: networks began later, and nobody has written later yet.
_FIRST, _LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

_decode = msgspec.json.Decoder().decode


def refuse(why: str) -> NoReturn:
    """Raise the RecordError that says in a few words of English why a record is no post."""
    raise RecordError(technical("{why}", why=why))


def decode_json(record: bytes, most: int = LONGEST_RECORD) -> Any:
    """The JSON value in `record`.

    Raises:
        RecordError: it is none, longer than `most` bytes, or nested too deep.
    """
    if len(record) > most:
        refuse(f"longer than {most:,} bytes")
    try:
        return _decode(record)
    except (ValueError, RecursionError):
        pass
    # Half surrogates, numbers out of range, a byte order mark: the standard library is slower and lets them through.
    try:
        return json.loads(record)
    except RecursionError:
        refuse("nested too deep")
    except ValueError:
        refuse("broken JSON")


def decode_object(record: bytes) -> dict[str, Any]:
    """The JSON object in `record`.

    Raises:
        RecordError: it holds something else.
    """
    value = decode_json(record)
    return value if isinstance(value, dict) else refuse("no JSON object")


def iter_documents(data: bytes, most: int) -> Iterator[Any]:
    """The values of a whole file: one JSON document, or one a line. A broken line is yielded as bytes.

    Raises:
        RecordError: it is neither.
    """
    try:
        whole = decode_json(data, most)
    except RecordError:
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) < 2:
            raise
        for line in lines:
            try:
                yield decode_json(line)
            except RecordError:
                yield line
        return
    yield whole


def encode_json(value: object) -> bytes:
    """`value` as the bytes of a record."""
    try:
        return msgspec.json.encode(value)
    except (ValueError, TypeError, RecursionError):  # half surrogates: written as escapes
        return json.dumps(value).encode("ascii")


def as_object(value: object) -> dict[str, Any]:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """`value` if it is a list; a single value as a list of one; nothing as an empty one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def check_length(values: list[Any], what: str) -> list[Any]:
    """`values`, unless they are more than any post has.

    Raises:
        RecordError: there are more than 200 of them.
    """
    return values if len(values) <= _MOST_ITEMS else refuse(f"more than {_MOST_ITEMS} {what}")


def as_text(value: object) -> str:
    """`value` as text that may be stored, if it is text; else empty."""
    return replace_unprintable(value) if isinstance(value, str) else ""


def as_id(value: object) -> str:
    """An id as text: ids beyond 2^53 are written as text, but some programs write numbers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 1 << 80 else ""
    return as_text(value)[:2_000]


def as_count(value: object) -> int | None:
    """A number of something, or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 40 else None


def as_link(value: object) -> str | None:
    """An http(s) address that may be followed, or None."""
    url = safe_url(value) if isinstance(value, str) else None
    return url if url and url[:4].lower() == "http" else None


def parse_time(value: object) -> datetime | None:
    """The moment that a text in ISO 8601 states to the second, in UTC where it names a zone; else None."""
    if not isinstance(value, str) or not 19 <= len(value) <= 40:
        return None
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
        compared = moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if _FIRST <= compared < _LAST else None


def format_time(moment: datetime) -> str:
    """A moment as dates are kept: seconds, and as much of their fraction as there is; ``Z`` where its zone is known."""
    text = moment.replace(tzinfo=None).isoformat(timespec="microseconds" if moment.microsecond else "seconds")
    if moment.microsecond and not moment.microsecond % 1000:
        text = text[:-3]
    return text + ("Z" if moment.tzinfo is not None else "")


def build_sort_key(moment: datetime | None, post_id: str) -> str:
    """What sorts a post among others, as text. Numbers at the end of an id count as numbers."""
    when = moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z" if moment else NO_MOMENT
    last = post_id.rpartition("/")[2]
    return f"{when} {last.zfill(20) if last.isascii() and last.isdigit() else last} {post_id}"


def extract_opening(text: str) -> str:
    """The first words of a text on one line, for lists."""
    return cut_at_word(" ".join(replace_unprintable(text[:_LOOKED_AT]).split()), OPENING)


def extract_html_opening(markup: str) -> str:
    """The same of a text in HTML, without reading it as a page: lists are long."""
    pieces = []
    left = OPENING * 2
    for number, piece in enumerate(markup[:_LOOKED_AT].split("<")):
        if number == 0:
            pieces.append(piece)
            continue
        tag, closed, text = piece.partition(">")
        name = tag[:4].strip("/").lower()
        if closed:
            pieces.append((" " if name.startswith(("p", "br", "li", "div", "h", "blo")) else "") + text)
            left -= len(text)
            if left < 0:
                break
    return extract_opening(unescape("".join(pieces)))


#: A string, with a colon behind it where it is a key, or a bracket.
_TOKEN = compile_re(rb'"((?:[^"\\\r\n]++|\\[^\r\n]|(?!))*+)"?([ \t\r\n]{0,100}+:)?|[{}\[\]]')
#: So many bytes of a broken record are looked at.
_LOOKED_AT_BROKEN = 64 * 1024


def find_shallow_texts(record: bytes, keys: Collection[str]) -> dict[str, str]:
    """What stands as text under each of `keys` in a record that may be broken: where one stands at several depths, the
    outermost."""
    found: dict[str, tuple[int, str]] = {}
    depth, key = 0, ""
    for token in _TOKEN.finditer(record, 0, _LOOKED_AT_BROKEN):
        sign = token[0]
        if sign in (b"{", b"["):
            depth += 1
        elif sign in (b"}", b"]"):
            depth -= 1
        elif key and not token[2] and (key not in found or depth < found[key][0]):
            found[key] = depth, token[1].decode("utf-8", "replace")
        name = token[1].decode("ascii", "replace") if token[2] and len(token[1]) < 100 else ""
        key = name if name in keys else ""
    return {name: text for name, (_, text) in found.items()}


def detect_json_posts(name: str, start: bytes) -> ExportFile | None:
    """How the posts lie in a file of JSON that begins so: a list, lines, or one document; None for anything else."""
    rest = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if rest.startswith(b"["):
        return ExportFile(name, "posts", "array")
    if not rest.startswith(b"{"):
        return None
    first, newline, more = rest.partition(b"\n")
    one_a_line = first.rstrip().endswith(b"}") and newline and more.lstrip().startswith(b"{")
    return ExportFile(name, "posts", "lines" if one_a_line else "document")
