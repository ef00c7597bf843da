"""A post as the REST interface of Mastodon and its kin gives it (Pleroma, Akkoma, Pixelfed, GoToSocial).

Ids count on one server only: parents are named by the ids of the server that was asked, and so are accounts. The post's
own address and number are those of its home server, which may be another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unroller.account_exports.base import Head, Limit, Made
from unroller.account_exports.json_values import (
    bounded,
    count,
    key,
    link,
    moment,
    opening_of_markup,
    order,
    refuse,
    rows,
    stated,
    table,
    word,
)
from unroller.account_exports.mastodon.html import kind_of, place, text_runs
from unroller.account_exports.mastodon.outbox import edited_notices
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Post, Quote
from unroller.networks import parse_id_date, parse_post_url

#: Who sees a post. Whatever else servers say (``local``, ``limited``, ``mutuals_only``) is for a circle.
_LIMITS: dict[str, Limit | None] = {"public": None, "unlisted": None, "private": "followers", "direct": "direct"}
#: What the context of a post holds at most without a login, and how deep it goes (Mastodon 4.0 and later).
MOST_BEFORE, MOST_AFTER, DEEPEST = 40, 60, 20


def is_status(value: object) -> bool:
    """Whether a value is a post of the REST interface."""
    return isinstance(value, dict) and isinstance(value.get("account"), dict) and "content" in value and "id" in value


def head_of(status: dict[str, Any]) -> Head:
    """What threads are assembled from.

    Raises:
        RecordError: it has no id.
    """
    post_id = key(status.get("id")) or refuse("a post without an id")
    account = table(status.get("account"))
    date = _date(status)
    parent = key(status.get("in_reply_to_id")) or None
    return Head(
        post_id,
        order(moment(date.value), post_id),
        key(account.get("id")),
        parent=parent,
        parent_author=key(status.get("in_reply_to_account_id")) or None,
        reply=parent is not None,
        published=date.value,
        repost=isinstance(status.get("reblog"), dict),
        limit=_limit(status),
        likes=count(status.get("favourites_count")),
        media=len(rows(status.get("media_attachments"))),
        opening=opening_of_markup(
            " ".join(filter(None, map(word, (status.get("spoiler_text"), status.get("content")))))
        ),
        handle=_account(account).handle,
        quoted=tuple(filter(None, [key(_quoted(status).get("id"))])),
    )


def made_of(status: dict[str, Any]) -> Made:
    """The post in full.

    Raises:
        RecordError: it is a repost, or its text cannot be read.
    """
    post_id = key(status.get("id")) or refuse("a post without an id")
    if isinstance(status.get("reblog"), dict):
        refuse("a repost has no words of its own")
    url = link(status.get("url")) or link(status.get("uri"))
    known = parse_post_url(url) if url else None
    quote = _quote(status)
    shown = list(_attachments(status))
    edited = moment(status.get("edited_at"))
    return Made(
        Post(
            1,
            text_runs(word(status.get("content")), word(status.get("spoiler_text")), _options(status),
                      quote_shown=quote is not None),
            known.id if known and known.platform == "mastodon" else post_id,
            url,
            _date(status),
            lang=word(status.get("language"))[:35] or None,
            attachments=tuple(attachment for attachment, _ in shown),
            quotes=(quote,) if quote else (),
        ),
        files=tuple(files for _, files in shown),
        author=_account(table(status.get("account"))),
        notices=edited_notices(stated(edited)) if edited else (),
    )  # fmt: skip


def _limit(status: dict[str, Any]) -> Limit | None:
    said = word(status.get("visibility"))
    # A post that does not say whom it is for is treated as the most private there is.
    return _LIMITS.get(said, "circle") if said else "direct"


def _account(account: dict[str, Any]) -> Account:
    url, name = link(account.get("url")), word(account.get("acct")) or word(account.get("username"))
    if name and "@" not in name:
        address = url or link(account.get("uri")) or ""
        host = address.partition("://")[2].partition("/")[0].lower()
        name = f"{name}@{host}" if host else name
    return Account(name[:400], word(account.get("display_name")) or None, url, key(account.get("id")) or None)


def _date(status: dict[str, Any]) -> Date:
    found = moment(status.get("created_at"))
    if found:
        return Date(stated(found), how="stated")
    by_id = parse_id_date("mastodon", key(status.get("id")))
    return Date(by_id, how="id") if by_id else UNKNOWN_DATE


def _quoted(status: dict[str, Any]) -> dict[str, Any]:
    """The quoted post: a post, or a thing that holds one or its id."""
    given = table(status.get("quote")) or table(table(status.get("pleroma")).get("quote"))
    if is_status(given):
        return given
    inner = table(given.get("quoted_status"))
    named = given.get("quoted_status_id") or status.get("quote_id") or table(status.get("pleroma")).get("quote_id")
    return inner or ({"id": named} if named else {})


def _quote(status: dict[str, Any]) -> Quote | None:
    given = _quoted(status)
    if not given:
        return None
    url = link(given.get("url")) or link(given.get("uri"))
    if not is_status(given) or _limit(given) is not None:  # only its address, or not for everybody
        return Quote(url) if url else None
    runs = text_runs(word(given.get("content")), word(given.get("spoiler_text")), _options(given))
    return Quote(url, _account(table(given.get("account"))), runs, _date(given))


def _options(status: dict[str, Any]) -> list[str]:
    options = bounded(rows(table(status.get("poll")).get("options")), "options")
    return [word(table(one).get("title")) for one in options]


def _attachments(status: dict[str, Any]) -> Iterator[tuple[Attachment, tuple[str, ...]]]:
    for one in bounded(rows(status.get("media_attachments")), "attachments"):
        given = table(one)
        if given:
            url = link(given.get("url")) or link(given.get("remote_url"))
            alt = word(given.get("description")) or None
            yield Attachment(kind_of("", word(given.get("type"))), url, alt), place(url or "")
    card = table(status.get("card"))
    if address := link(card.get("url")):
        yield Attachment("card", address, title=word(card.get("title")) or None), ()
