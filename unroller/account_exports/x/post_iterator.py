"""The posts in a document, line or element, whatever lies around them: pages, saved answers, HAR files."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

import msgspec

from unroller.account_exports.base import RecordError
from unroller.account_exports.x import graphql, v2
from unroller.account_exports.x.json_values import dumps, get_object, get_objects, get_text, loads

#: Answers worth looking into, by a piece of the address that a browser asked.
_REQUEST_PATHS = ("/graphql/", "/tweet-result", "/1.1/", "/2/")
#: Objects within each other; X's own answers have some 30.
_DEEPEST = 200

_Record = dict[str, Any]


class _Probe(msgspec.Struct, gc=False):
    """Just enough to see that a record is one post, without reading it."""

    id_str: str = ""
    rest_id: str = ""
    id: msgspec.Raw = msgspec.Raw(b"")
    text: str = ""
    full_text: str = ""
    parent: msgspec.Raw = msgspec.Raw(b"")
    data: msgspec.Raw = msgspec.Raw(b"")


_probe = msgspec.json.Decoder(_Probe).decode


def iter_records(data: bytes) -> Iterator[bytes]:
    """The records of the posts in `data`. One that is a post already, or nothing known, comes out as it is.

    Raises nothing: what is broken comes out too, so that whoever reads it says so and counts it.
    """
    if _is_single_post(data):
        yield data
        return
    try:
        found = list(_walk(loads(data)))
        records = _mark_hidden(found)
    except RecordError:
        yield data
        return
    if not records and not _is_empty_page(data):
        yield data
    for record in records:
        try:
            yield record if isinstance(record, bytes) else dumps(record)
        except RecordError:
            yield b"null"


def _is_single_post(data: bytes) -> bool:
    try:
        probe = _probe(data)
    except (ValueError, RecursionError):
        return False
    if bytes(probe.data) or (bytes(probe.parent) not in (b"", b"null")):
        return False
    return bool((probe.id_str or bytes(probe.id)) and (probe.text or probe.full_text))


def _is_empty_page(data: bytes) -> bool:
    """Whether it is a page that says itself that it holds nothing."""
    try:
        return v2.is_v2_page(loads(data))
    except RecordError:
        return False


def _mark_hidden(found: list[Any]) -> list[Any]:
    """The records without the marks of hidden posts; who wrote the first one has them on all of his."""
    records = [one for one in found if one is not _MORE]
    if len(records) < len(found):
        nodes = [one for one in records if isinstance(one, dict) and graphql.is_graphql_post(one)]
        first = graphql.find_author_id(nodes[0]) if nodes else ""
        for one in nodes:
            if graphql.find_author_id(one) == first:
                one[graphql.HIDDEN] = True
    return records


_MORE = object()


def _walk(document: Any) -> Iterator[Any]:
    """Every post in `document`, in its order; bytes for what should hold posts and cannot be read."""
    waiting: list[tuple[Any, int]] = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            raise RecordError("it is nested too deep")
        if isinstance(value, list):
            waiting += [(one, depth + 1) for one in reversed(value) if isinstance(one, (dict, list))]
        elif isinstance(value, dict):
            inside: list[Any] = []
            yield from _visit(value, inside)
            waiting += [(one, depth + 1) for one in reversed(inside) if isinstance(one, (dict, list))]


def _visit(value: _Record, inside: list[Any]) -> Iterator[Any]:
    """What an object is; `inside` gets what is to be looked at next."""
    if graphql.is_graphql_post(value):
        yield value
    elif v2.is_v2_page(value):
        yield from v2.iter_v2_posts(value)
    elif _is_v1_record(value) or _is_v2_record(value):
        yield value
        inside.append(value.get("parent"))
    elif isinstance(value.get("log"), dict) and "entries" in value["log"]:
        for entry in get_objects({"all": value["log"]["entries"]}, "all"):
            yield from _read_har_entry(entry, inside)
    else:
        if graphql.hides_more(value):
            yield _MORE
        inside += value.values()


def _is_v1_record(value: _Record) -> bool:
    return isinstance(value.get("id_str"), str) and (
        isinstance(value.get("full_text"), str) or isinstance(value.get("text"), str)
    )


def _is_v2_record(value: _Record) -> bool:
    return v2.is_v2_post(value) and ("author_id" in value or "edit_history_tweet_ids" in value)


def _read_har_entry(entry: _Record, inside: list[Any]) -> Iterator[bytes]:
    """One answer that a browser recorded."""
    asked, content = get_text(entry, "request", "url"), get_object(entry, "response", "content")
    body = get_text(content, "text")
    if not body or not any(piece in asked for piece in _REQUEST_PATHS):
        return
    try:
        packed = get_text(content, "encoding") == "base64"
        whole = base64.b64decode(body, validate=False) if packed else body.encode()
        inside.append(loads(whole))
    except binascii.Error:
        yield b"null"
    except RecordError:
        yield whole[:1000] if b"full_text" in whole else b"null"
