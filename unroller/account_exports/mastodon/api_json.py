"""Posts of Mastodon and its kin that a person or a program saved as JSON: single, in a list, a line each, in context.

What :func:`iter_records` yields are posts as they stand in the file. Those at which the answer of a server was cut
carry a key of ours (:data:`CUT`), so that the post alone says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from unroller.account_exports.base import ExportFile, ParsedPost, PostContext, PostSummary
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import (
    as_id,
    as_list,
    as_object,
    decode_object,
    detect_json_posts,
    encode_json,
    iter_documents,
    refuse,
)
from unroller.account_exports.mastodon import outbox, rest
from unroller.account_exports.mastodon.rest import DEEPEST, MOST_AFTER, MOST_BEFORE, is_status
from unroller.model import Notice

#: The key that marks a post at which its file ends too early, and what it may say.
CUT = "unrollerCut"
_CUT_NOTICES = {
    "before": "the first posts may be missing: the file holds 40 posts before this one, the most that a server gives "
    "without a login; save the context of the first one too",
    "after": "later posts may be missing: the file holds 60 replies, the most without a login; save "
    "the context of the last one too",
    "deep": "later posts may be missing: the file ends 20 replies deep, where a server stops without a login; save the "
    "context of the last one too",
}
_STATUS = re.compile(rb'"spoiler_text"\s{0,4}:')
_VISIBLE = re.compile(rb'"visibility"\s{0,4}:\s{0,4}"')
_ACTIVITY = re.compile(rb'"type"\s{0,4}:\s{0,4}"(?:Note|Question|Create|Announce)"')
_WRITTEN_BY = re.compile(rb'"(?:attributedTo|actor)"\s{0,4}:')
_LARGEST = 64 * 2**20


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """What a file of such posts is: lines, a list, or a document."""
    if b'"orderedItems"' in start or not (
        (_STATUS.search(start) and _VISIBLE.search(start)) or (_ACTIVITY.search(start) and _WRITTEN_BY.search(start))
    ):
        return None
    return detect_json_posts(name, start)


def iter_records(data: bytes) -> Iterator[bytes]:
    """The posts in a document, a line or an item of a list, each once.

    Raises:
        RecordError: it is no JSON.
    """
    for value in iter_documents(data, _LARGEST):
        for one in as_list(value):
            yield from map(encode_json, _find_posts(one)) if isinstance(one, dict) else [_encode_other(one)]


def _encode_other(value: object) -> bytes:
    """What is no post stays what it is, to be counted as unreadable."""
    return value if isinstance(value, bytes) else encode_json(value)


def _find_posts(value: dict[str, Any]) -> list[dict[str, Any]]:
    context = as_object(value.get("context")) if is_status(value.get("status")) else value
    if not isinstance(context.get("ancestors"), list) and not isinstance(context.get("descendants"), list):
        return [as_object(value.get("status"))] if is_status(value.get("status")) else [value]
    before = [one for one in as_list(context.get("ancestors")) if isinstance(one, dict)]
    own = [as_object(value.get("status"))] if context is not value else []
    after = [one for one in as_list(context.get("descendants")) if isinstance(one, dict)]
    cuts: dict[int, str] = {}
    if len(before) >= MOST_BEFORE:
        cuts.update((id(one), "before") for one in _find_last_posts(before[::-1]))
    depths = _measure_depths(after)
    cuts.update((id(one), "deep") for one in after if depths.get(as_id(one.get("id")), 0) >= DEEPEST)
    if len(after) >= MOST_AFTER:
        cuts.update((id(one), "after") for one in _find_last_posts(after))
    return [{**one, CUT: cuts[id(one)]} if id(one) in cuts else one for one in (*before, *own, *after)]


def _find_last_posts(posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last post of each author."""
    return list({as_id(as_object(one.get("account")).get("id")): one for one in posts}.values())


def _measure_depths(after: list[dict[str, Any]]) -> dict[str, int]:
    """How deep each reply lies below the post whose context it is: parents stand before their replies."""
    found: dict[str, int] = {}
    for one in after:
        found[as_id(one.get("id"))] = found.get(as_id(one.get("in_reply_to_id")), 0) + 1
    return found


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from. See :class:`unroller.account_exports.base.ExportFormat`."""
    value = decode_object(record)
    return rest.summarize_status(value) if is_status(value) else outbox.summarize_activity(_require_activity(value))


def build_post(record: bytes, _context: PostContext) -> ParsedPost:
    """The post in full. See :class:`unroller.account_exports.base.ExportFormat`."""
    value = decode_object(record)
    made = rest.build_status_post(value) if is_status(value) else outbox.build_activity_post(_require_activity(value))
    cut = value.get(CUT)
    said = _CUT_NOTICES.get(cut) if isinstance(cut, str) else None
    return replace(made, notices=(*made.notices, Notice("missing-posts", said))) if said else made


def _require_activity(value: dict[str, Any]) -> dict[str, Any]:
    return value if "type" in value else refuse("no post of Mastodon's")


FORMAT = ExportFormat(
    name="mastodon-json",
    label="Mastodon posts as JSON",
    platform="mastodon",
    summarize=summarize,
    build_post=build_post,
    detect_file=detect_file,
    iter_records=iter_records,
)
READERS = (FORMAT,)
