"""Posts of Mastodon and its kin that a person or a program saved as JSON: single, in a list, a line each, in context.

What :func:`iter_records` yields are posts as they are in the file. Those at which the answer of a server was cut
carry a key of ours (:data:`CUT`), so that the post alone says so.

A post as the REST interface of Mastodon and its kin gives it (Pleroma, Akkoma, Pixelfed, GoToSocial).

Ids count on one server only: parents and accounts are named by the ids of the server that answered. The post's
own address and number are those of its home server, which may be another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from unroller.account_exports.base import ExportFile, Limit, LostPart, ParsedPost, PostContext, PostSummary
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import (
    as_count,
    as_id,
    as_link,
    as_list,
    as_object,
    as_text,
    build_sort_key,
    check_length,
    decode_object,
    detect_json_posts,
    encode_json,
    extract_html_opening,
    format_time,
    iter_documents,
    parse_time,
    refuse,
)
from unroller.account_exports.mastodon import outbox
from unroller.account_exports.mastodon.html import build_runs, detect_attachment_kind, find_member_names
from unroller.account_exports.mastodon.outbox import build_edit_notices
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Notice, Post, Quote
from unroller.networks import MASTODON, parse_post_url
from unroller.regex import compile_re

#: The key that marks a post at which its file ends too early, and what it may say.
CUT = "unrollerCut"
_CUT_NOTICES = {
    "before": Message(
        "the first posts may be missing: the file holds 40 posts before this one, the most that a server gives "
        "without a login; save the context of the first one too"
    ),
    "after": Message(
        "later posts may be missing: the file holds 60 replies, the most without a login; save "
        "the context of the last one too"
    ),
    "deep": Message(
        "later posts may be missing: the file ends 20 replies deep, where a server stops without a login; save the "
        "context of the last one too"
    ),
}
_STATUS = compile_re(rb'"spoiler_text"\s{0,4}:')
_VISIBLE = compile_re(rb'"visibility"\s{0,4}:\s{0,4}"')
_ACTIVITY = compile_re(rb'"type"\s{0,4}:\s{0,4}"(?:Note|Question|Create|Announce)"')
_WRITTEN_BY = compile_re(rb'"(?:attributedTo|actor)"\s{0,4}:')
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
    """How deep each reply lies below the post whose context it is: parents come before their replies."""
    depths: dict[str, int] = {}
    for one in after:
        depths[as_id(one.get("id"))] = depths.get(as_id(one.get("in_reply_to_id")), 0) + 1
    return depths


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    value = decode_object(record)
    return summarize_status(value) if is_status(value) else outbox.summarize_activity(_require_activity(value))


def build_post(record: bytes, _context: PostContext) -> ParsedPost:
    """The post in full. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    value = decode_object(record)
    parsed = build_status_post(value) if is_status(value) else outbox.build_activity_post(_require_activity(value))
    cut = value.get(CUT)
    notice = _CUT_NOTICES.get(cut) if isinstance(cut, str) else None
    return replace(parsed, notices=(*parsed.notices, Notice("missing-posts", notice))) if notice else parsed


def _require_activity(value: dict[str, Any]) -> dict[str, Any]:
    return value if "type" in value else refuse("no post of Mastodon's")


FORMAT = ExportFormat(
    name="mastodon-json",
    label=Message("Mastodon posts as JSON"),
    platform=MASTODON.platform,
    summarize=summarize,
    build_post=build_post,
    detect_file=detect_file,
    iter_records=iter_records,
)
READERS = (FORMAT,)


#: Who sees a post. Whatever else servers say (``local``, ``limited``, ``mutuals_only``) is for a circle.
_LIMITS: dict[str, Limit | None] = {"public": None, "unlisted": None, "private": "followers", "direct": "direct"}
#: What the context of a post holds at most without a login, and how deep it goes (Mastodon 4.0 and later).
MOST_BEFORE, MOST_AFTER, DEEPEST = 40, 60, 20


def is_status(value: object) -> bool:
    """Whether a value is a post of the REST interface."""
    return isinstance(value, dict) and isinstance(value.get("account"), dict) and "content" in value and "id" in value


def summarize_status(status: dict[str, Any]) -> PostSummary:
    """What threads are assembled from.

    Raises:
        RecordError: it has no id.
    """
    post_id = as_id(status.get("id")) or refuse("a post without an id")
    account = as_object(status.get("account"))
    date = _find_date(status)
    parent = as_id(status.get("in_reply_to_id")) or None
    return PostSummary(
        post_id,
        build_sort_key(parse_time(date.value), post_id),
        as_id(account.get("id")),
        parent=parent,
        parent_author=as_id(status.get("in_reply_to_account_id")) or None,
        reply=parent is not None,
        published=date.value,
        repost=isinstance(status.get("reblog"), dict),
        limit=_find_limit(status),
        likes=as_count(status.get("favourites_count")),
        media=len(as_list(status.get("media_attachments"))),
        opening=extract_html_opening(
            " ".join(filter(None, map(as_text, (status.get("spoiler_text"), status.get("content")))))
        ),
        handle=_build_account(account).handle,
        quoted=tuple(filter(None, [as_id(_find_quoted(status).get("id"))])),
    )


def build_status_post(status: dict[str, Any]) -> ParsedPost:
    """The post in full.

    Raises:
        RecordError: it is a repost, or its text cannot be read.
    """
    post_id = as_id(status.get("id")) or refuse("a post without an id")
    if isinstance(status.get("reblog"), dict):
        refuse("a repost has no words of its own")
    url = as_link(status.get("url")) or as_link(status.get("uri"))
    known = parse_post_url(url) if url else None
    quote = _build_quote(status)
    shown = list(_iter_attachments(status))
    edited = parse_time(status.get("edited_at"))
    return ParsedPost(
        Post(
            1,
            build_runs(as_text(status.get("content")), as_text(status.get("spoiler_text")), _find_options(status),
                      quote_shown=quote is not None),
            known.id if known and known.platform == MASTODON.platform else post_id,
            url,
            _find_date(status),
            lang=as_text(status.get("language"))[:35] or None,
            attachments=tuple(attachment for attachment, _ in shown),
            quotes=(quote,) if quote else (),
        ),
        files=tuple(files for _, files in shown),
        author=_build_account(as_object(status.get("account"))),
        notices=build_edit_notices(format_time(edited)) if edited else (),
        lost=_find_lost(status, quote),
    )  # fmt: skip


def _find_limit(status: dict[str, Any]) -> Limit | None:
    visibility = as_text(status.get("visibility"))
    # A post that does not say whom it is for is treated as the most private there is.
    return _LIMITS.get(visibility, "circle") if visibility else "direct"


def _build_account(account: dict[str, Any]) -> Account:
    url, name = as_link(account.get("url")), as_text(account.get("acct")) or as_text(account.get("username"))
    if name and "@" not in name:
        address = url or as_link(account.get("uri")) or ""
        host = address.partition("://")[2].partition("/")[0].lower()
        name = f"{name}@{host}" if host else name
    return Account(name[:400], as_text(account.get("display_name")) or None, url, as_id(account.get("id")) or None)


def _find_date(status: dict[str, Any]) -> Date:
    moment = parse_time(status.get("created_at"))
    if moment:
        return Date(format_time(moment), how="stated")
    by_id = MASTODON.parse_id_date(as_id(status.get("id")))
    return Date(by_id, how="id") if by_id else UNKNOWN_DATE


def _find_quoted(status: dict[str, Any]) -> dict[str, Any]:
    """The quoted post: a post, or a thing that holds one or its id."""
    quote = as_object(status.get("quote")) or as_object(as_object(status.get("pleroma")).get("quote"))
    if is_status(quote):
        return quote
    inner = as_object(quote.get("quoted_status"))
    named = quote.get("quoted_status_id") or status.get("quote_id") or as_object(status.get("pleroma")).get("quote_id")
    return inner or ({"id": named} if named else {})


def _build_quote(status: dict[str, Any]) -> Quote | None:
    quoted = _find_quoted(status)
    if not quoted:
        return None
    url = as_link(quoted.get("url")) or as_link(quoted.get("uri"))
    if not is_status(quoted) or _find_limit(quoted) is not None:  # only its address, or not for everybody
        return Quote(url) if url else None
    runs = build_runs(as_text(quoted.get("content")), as_text(quoted.get("spoiler_text")), _find_options(quoted))
    return Quote(url, _build_account(as_object(quoted.get("account"))), runs, _find_date(quoted))


#: What became of a quoted post that a server names and does not show.
_QUOTE_STATES: dict[str, LostPart] = {
    "deleted": "quote-deleted",
    "unauthorized": "quote-withheld",
    "revoked": "quote-withheld",
    "rejected": "quote-withheld",
    "blocked_account": "quote-withheld",
    "blocked_domain": "quote-withheld",
    "muted_account": "quote-withheld",
    "pending": "quote-withheld",
}


def _find_lost(status: dict[str, Any], quote: Quote | None) -> tuple[LostPart, ...]:
    """What a post names and does not hold: the words of a quote, the options of a poll."""
    state = _QUOTE_STATES.get(as_text(as_object(status.get("quote")).get("state")))
    empty_poll = isinstance(status.get("poll"), dict) and not _find_options(status)
    return (*((state,) if state and not (quote and quote.runs) else ()), *(("poll",) if empty_poll else ()))


def _find_options(status: dict[str, Any]) -> list[str]:
    options = check_length(as_list(as_object(status.get("poll")).get("options")), "options")
    return [as_text(as_object(one).get("title")) for one in options]


def _iter_attachments(status: dict[str, Any]) -> Iterator[tuple[Attachment, tuple[str, ...]]]:
    for one in check_length(as_list(status.get("media_attachments")), "attachments"):
        item = as_object(one)
        if item:
            url = as_link(item.get("url")) or as_link(item.get("remote_url"))
            alt = as_text(item.get("description")) or None
            yield (
                Attachment(detect_attachment_kind("", as_text(item.get("type"))), url, alt),
                find_member_names(url or ""),
            )
    card = as_object(status.get("card"))
    if address := as_link(card.get("url")):
        yield Attachment("card", address, title=as_text(card.get("title")) or None), ()
