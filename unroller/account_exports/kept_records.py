"""The records of one thread as the archive keeps them: a small document that holds them as they stood in the export.

``{"unroller": {"kept": 1, "shape", "export", "owner", "limits"}, "records": [...], "quoted": [...], "notes": [...]}``.
A record that is not JSON is written as ``{"base64": "..."}``. The document is an export format too, so that stored
threads can be read again by today's rules.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import islice
from typing import Any, TypeVar

import msgspec

from unroller.account_exports.base import ExportFile, ParsedPost, PostContext, PostSummary, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.messages import Message, technical
from unroller.model import Account, Platform, Quote

T = TypeVar("T")
START = b'{"unroller":{"kept":1,'
#: A kept document is one thread's: its records are read from the whole.
_RAW = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])


def dump_records(
    export_format: str,
    export: str,
    owner: Account | None,
    records: Sequence[bytes],
    quoted: Sequence[bytes] = (),
    notes: Sequence[tuple[str, bytes]] = (),
    limits: Mapping[str, str] | None = None,
) -> bytes:
    """The document of these records. `notes` are long texts with their seconds, `limits` who may see which post."""
    about = {
        "kept": 1,
        "shape": export_format,
        "export": export,
        "owner": {key: value for key, value in asdict(owner).items() if value} if owner else None,
        "limits": dict(sorted((limits or {}).items())),
        "seconds": [second for second, _ in notes],
    }
    head = json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    lists = (("records", records), ("quoted", quoted), ("notes", [raw for _, raw in notes]))
    body = b",\n".join(
        b'"%s":[\n%s\n]' % (name.encode(), b",\n".join(map(_encode_record, raws))) for name, raws in lists
    )
    return b'{"unroller":' + head + b",\n" + body + b"}\n"


def _encode_record(raw: bytes) -> bytes:
    try:
        raw.decode("utf-8")
        msgspec.json.decode(raw, type=msgspec.Raw)
    except (UnicodeDecodeError, msgspec.DecodeError, RecursionError):
        return b'{"base64":"%s"}' % base64.b64encode(raw)
    return raw


def _decode_record(raw: bytes) -> bytes:
    if raw.startswith(b'{"base64":"'):
        try:
            return base64.b64decode(msgspec.json.decode(raw)["base64"], validate=True)
        except (msgspec.DecodeError, binascii.Error, KeyError, TypeError, ValueError):
            raise RecordError(technical("its bytes cannot be read back")) from None
    return raw


def _iter_records(data: bytes) -> Iterator[bytes]:
    """Each record of a document, with what it is read with."""
    try:
        parts = _RAW.decode(data)
        lists = {name: [bytes(raw) for raw in _LIST.decode(parts[name])] for name in ("records", "quoted", "notes")}
        about = bytes(parts["unroller"])
    except (msgspec.DecodeError, KeyError, RecursionError):
        raise RecordError(technical("it is no document of kept records, or a damaged one")) from None
    rest = b",".join(b'"%s":[%s]' % (name.encode(), b",".join(lists[name])) for name in ("quoted", "notes"))
    for raw in lists["records"]:
        yield b'{"unroller":%s,%s,"record":%s}' % (about, rest, raw)


def load_notes(data: bytes) -> dict[str, list[bytes]]:
    """The long texts in a document, by their keys in `PostContext.notes`.

    Raises:
        RecordError: it is none.
    """
    result: dict[str, list[bytes]] = {}
    for wrapped in map(_StoredRecord, islice(_iter_records(data), 1)):
        for second in wrapped.seconds:
            result.setdefault(second, list(wrapped.notes(second)))
    return result


class _StoredRecord:
    """One record out of a document, and the format that reads it."""

    def __init__(self, raw: bytes) -> None:
        try:
            parts = _RAW.decode(raw)
            self.about: dict[str, Any] = msgspec.json.decode(parts["unroller"])
            self.record = _decode_record(bytes(parts["record"]))
            self.quoted = [_decode_record(bytes(one)) for one in _LIST.decode(parts["quoted"])]
            self._notes = [_decode_record(bytes(one)) for one in _LIST.decode(parts["notes"])]
            self.seconds = list(self.about.get("seconds") or ())
            owner = self.about.get("owner")
            self.owner = msgspec.convert(owner, Account) if owner else None
        except (msgspec.MsgspecError, KeyError, TypeError, AttributeError, RecursionError):
            raise RecordError(technical("it is no document of kept records, or a damaged one")) from None
        self.format = _find_format(str(self.about.get("shape")))

    def notes(self, second: str) -> Sequence[bytes]:
        return [raw for at, raw in zip(self.seconds, self._notes, strict=False) if at == second]

    @property
    def context(self) -> PostContext:
        return PostContext(self.owner, self.notes)


def _find_format(name: str) -> ExportFormat:
    from unroller.readers.registry import load_export_formats  # the list that this format is in

    for export_format in load_export_formats():
        if export_format.name == name and export_format.name != FORMAT.name and isinstance(export_format, ExportFormat):
            return export_format
    raise RecordError(technical("it was kept from an export of a kind that is not known here"))


def _summarize(raw: bytes) -> PostSummary:
    wrapped = _StoredRecord(raw)
    head = wrapped.format.summarize(wrapped.record)
    owner = wrapped.owner
    limit = (wrapped.about.get("limits") or {}).get(head.id) or head.limit
    return replace(
        head,
        author=head.author or (owner.id if owner and owner.id else ""),
        handle=head.handle or (owner.handle if owner else ""),
        limit=limit,
    )


def _build_post(raw: bytes, _context: PostContext) -> ParsedPost:
    wrapped = _StoredRecord(raw)
    parsed = wrapped.format.build_post(wrapped.record, wrapped.context)
    quotes = parsed.post.quotes
    for other in wrapped.quoted:
        quotes = merge_quotes(quotes, wrapped.format.build_post(other, wrapped.context), wrapped.owner)
    return replace(parsed, post=replace(parsed.post, quotes=quotes), author=wrapped.owner or parsed.author)


def merge_quotes(quotes: tuple[Quote, ...], other: ParsedPost, owner: Account | None) -> tuple[Quote, ...]:
    """`quotes` with the words of `other` in the one that has its address, or none; it gets the address of its page."""
    post = other.post
    return tuple(
        Quote(post.url or quote.url, owner or other.author, post.runs, post.published)
        if not quote.runs and post.id and (quote.url is None or _is_address_of(quote.url, post.id, post.url))
        else quote
        for quote in quotes
    )


def _is_address_of(url: str | None, name: str, own: str | None) -> bool:
    """Whether an address is that of the post called `name`."""
    if not url:
        return False
    return url in (name, own) or url.split("?")[0].rstrip("/").endswith(f"/{name.rpartition('/')[2]}")


def find_platform(raw: bytes) -> Platform:
    """The network that a record out of a document is of.

    Raises:
        RecordError: it is none.
    """
    return _StoredRecord(raw).format.platform


def _detect_file(name: str, start: bytes) -> ExportFile | None:
    return ExportFile(name, "posts", "document") if start.startswith(START) else None


FORMAT = ExportFormat(
    "kept-records",
    Message("records of a kept thread"),
    "x",
    _summarize,
    _build_post,
    detect_file=_detect_file,
    iter_records=_iter_records,
    in_file_order=True,
)
READERS = (FORMAT,)
