"""A post as the REST interface of Mastodon and its kin gives it (Pleroma, Akkoma, Pixelfed, GoToSocial).

Ids count on one server only: parents are named by the ids of the server that was asked, and so are accounts. The post's
own address and number are those of its home server, which may be another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unroller.account_exports.base import Limit, ParsedPost, PostSummary
from unroller.account_exports.json_values import (
    as_count,
    as_id,
    as_link,
    as_list,
    as_object,
    as_text,
    build_sort_key,
    check_length,
    extract_html_opening,
    format_time,
    parse_time,
    refuse,
)
from unroller.account_exports.mastodon.html import build_runs, detect_attachment_kind, find_member_names
from unroller.account_exports.mastodon.outbox import build_edit_notices
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Post, Quote
from unroller.networks import parse_id_date, parse_post_url

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
            known.id if known and known.platform == "mastodon" else post_id,
            url,
            _find_date(status),
            lang=as_text(status.get("language"))[:35] or None,
            attachments=tuple(attachment for attachment, _ in shown),
            quotes=(quote,) if quote else (),
        ),
        files=tuple(files for _, files in shown),
        author=_build_account(as_object(status.get("account"))),
        notices=build_edit_notices(format_time(edited)) if edited else (),
    )  # fmt: skip


def _find_limit(status: dict[str, Any]) -> Limit | None:
    said = as_text(status.get("visibility"))
    # A post that does not say whom it is for is treated as the most private there is.
    return _LIMITS.get(said, "circle") if said else "direct"


def _build_account(account: dict[str, Any]) -> Account:
    url, name = as_link(account.get("url")), as_text(account.get("acct")) or as_text(account.get("username"))
    if name and "@" not in name:
        address = url or as_link(account.get("uri")) or ""
        host = address.partition("://")[2].partition("/")[0].lower()
        name = f"{name}@{host}" if host else name
    return Account(name[:400], as_text(account.get("display_name")) or None, url, as_id(account.get("id")) or None)


def _find_date(status: dict[str, Any]) -> Date:
    found = parse_time(status.get("created_at"))
    if found:
        return Date(format_time(found), how="stated")
    by_id = parse_id_date("mastodon", as_id(status.get("id")))
    return Date(by_id, how="id") if by_id else UNKNOWN_DATE


def _find_quoted(status: dict[str, Any]) -> dict[str, Any]:
    """The quoted post: a post, or a thing that holds one or its id."""
    given = as_object(status.get("quote")) or as_object(as_object(status.get("pleroma")).get("quote"))
    if is_status(given):
        return given
    inner = as_object(given.get("quoted_status"))
    named = given.get("quoted_status_id") or status.get("quote_id") or as_object(status.get("pleroma")).get("quote_id")
    return inner or ({"id": named} if named else {})


def _build_quote(status: dict[str, Any]) -> Quote | None:
    given = _find_quoted(status)
    if not given:
        return None
    url = as_link(given.get("url")) or as_link(given.get("uri"))
    if not is_status(given) or _find_limit(given) is not None:  # only its address, or not for everybody
        return Quote(url) if url else None
    runs = build_runs(as_text(given.get("content")), as_text(given.get("spoiler_text")), _find_options(given))
    return Quote(url, _build_account(as_object(given.get("account"))), runs, _find_date(given))


def _find_options(status: dict[str, Any]) -> list[str]:
    options = check_length(as_list(as_object(status.get("poll")).get("options")), "options")
    return [as_text(as_object(one).get("title")) for one in options]


def _iter_attachments(status: dict[str, Any]) -> Iterator[tuple[Attachment, tuple[str, ...]]]:
    for one in check_length(as_list(status.get("media_attachments")), "attachments"):
        given = as_object(one)
        if given:
            url = as_link(given.get("url")) or as_link(given.get("remote_url"))
            alt = as_text(given.get("description")) or None
            yield (
                Attachment(detect_attachment_kind("", as_text(given.get("type"))), url, alt),
                find_member_names(url or ""),
            )
    card = as_object(status.get("card"))
    if address := as_link(card.get("url")):
        yield Attachment("card", address, title=as_text(card.get("title")) or None), ()
