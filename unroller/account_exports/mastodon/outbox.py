"""A post in ActivityStreams, as Mastodon, Pleroma, Akkoma, Misskey and others export it: one item of an outbox.

Ids are whole addresses: posts of several servers may stand in one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from unroller.account_exports.base import Context, Head, Limit, Made
from unroller.account_exports.json_values import (
    bounded,
    count,
    fields,
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
from unroller.account_exports.mastodon.html import account_of, handle_of, kind_of, place, text_runs
from unroller.model import UNKNOWN_DATE, Attachment, Date, Notice, Post, Quote
from unroller.networks import parse_id_date, parse_post_url

#: Everybody, in the three spellings.
PUBLIC = frozenset(["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"])
#: What is read as a post. Others (Like, Follow, a profile) are none.
POSTS = frozenset(["Note", "Question", "Article", "Page"])
#: Where the address of a quoted post stands, by server.
_QUOTES = ("quote", "quoteUri", "quoteUrl", "quoteURL", "_misskey_quote")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an outbox: the activity (empty where the post stands alone) and its post (empty for a repost)."""

    activity: dict[str, Any]
    post: dict[str, Any]

    @property
    def actor(self) -> str:
        """The address of who wrote the post."""
        return _address(self.post.get("attributedTo")) or _address(self.activity.get("actor"))


def item(value: dict[str, Any]) -> Item:
    """An item of an outbox taken apart.

    Raises:
        RecordError: it is neither a post nor a repost.
    """
    kind = word(value.get("type"))[:40]
    if kind in POSTS:
        return Item({}, value)
    if kind == "Announce":
        return Item(value, {})
    if kind not in ("Create", "Update"):
        refuse(f"no post but {kind or 'something without a type'}")
    inner = value.get("object")
    if not isinstance(inner, dict):
        refuse("only the address of a post")
    inside = word(inner.get("type"))[:40]
    if inside != "ChatMessage" and inside not in POSTS:
        refuse(f"no post but {inside or 'something without a type'}")
    return Item(value, inner)


def head(record: bytes) -> Head:
    """What threads are assembled from. See :class:`unroller.account_exports.base.Shape`."""
    return head_of(fields(record))


def head_of(value: dict[str, Any]) -> Head:
    """The same of a record that is decoded already."""
    found = item(value)
    if not found.post:
        when = moment(value.get("published"))
        post_id = _address(value) or f"repost of {_address(value.get('object'))}"
        return Head(
            post_id, order(when, post_id), found.actor, published=stated(when) if when else None, repost=True,
            handle=handle_of(found.actor, None),
        )  # fmt: skip
    post, post_id = found.post, _id(found)
    date = _date(post, found.activity, post_id)
    parent = _address(post.get("inReplyTo")) or None
    return Head(
        post_id,
        order(moment(date.value), post_id),
        found.actor,
        parent=parent,
        parent_author=_author_in(parent) if parent else None,
        reply=parent is not None,
        published=date.value,
        limit=audience(found),
        likes=count(table(post.get("likes")).get("totalItems")),
        media=len(rows(post.get("attachment"))),
        opening=opening_of_markup(" ".join(filter(None, (word(post.get("summary")), _content(post)[0])))),
        handle=_handle(found.actor, _url(post) or post_id),
        quoted=tuple(filter(None, [_quoted(post)])),
    )


def made(record: bytes, _context: Context) -> Made:
    """The post in full. See :class:`unroller.account_exports.base.Shape`."""
    return made_of(fields(record))


def made_of(value: dict[str, Any]) -> Made:
    """The same of a record that is decoded already."""
    found = item(value)
    if not found.post:
        refuse("a repost has no words of its own")
    post, post_id = found.post, _id(found)
    content, lang = _content(post)
    quoted = link(_quoted(post))
    url = link(_url(post)) or link(post_id)
    known = parse_post_url(url) if url else None
    shown = list(_attachments(post))
    title = word(post.get("name")) if post.get("type") in ("Article", "Page") else ""
    warning = "\n\n".join(part for part in (title, word(post.get("summary"))) if part)
    edited = moment(post.get("updated"))
    return Made(
        Post(
            1,
            text_runs(content, warning, _options(post), quote_shown=quoted is not None),
            known.id if known and known.platform == "mastodon" else post_id,
            url,
            _date(post, found.activity, post_id),
            lang=lang,
            attachments=tuple(attachment for attachment, _ in shown),
            quotes=(Quote(quoted),) if quoted else (),
        ),
        files=tuple(files for _, files in shown),
        author=account_of(found.actor, url),
        notices=edited_notices(stated(edited)) if edited else (),
    )


def edited_notices(when: str) -> tuple[Notice, ...]:
    """What is said of a post of which only the last version is there."""
    return (Notice("edited-post", f"a post was last edited on {when[:10]}: the export holds only its last version"),)


def audience(found: Item) -> Limit | None:
    """Who a post is for: None for everybody, else the narrower of what the post and the activity around it say."""
    limits = [_limit(part, found.actor) for part in (found.post, found.activity) if "to" in part or "cc" in part]
    if found.post.get("type") == "ChatMessage" or not limits or "direct" in limits:
        return "direct"
    return "followers" if "followers" in limits else "circle" if "circle" in limits else None


def _limit(part: dict[str, Any], actor: str) -> Limit | None:
    named = [_address(one) for one in (*rows(part.get("to")), *rows(part.get("cc")))]
    if not PUBLIC.isdisjoint(named):
        return None
    server = _server(actor)
    if any(
        name == f"{actor}/followers" or ("/followers" in name and bool(server) and _server(name) == server)
        for name in named
    ):
        return "followers"
    # Pleroma's posts for the people of one server only.
    return "circle" if any(name.endswith("/#Public") for name in named) else "direct"


def _server(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].lower()


def _address(value: object) -> str:
    """The address in a value that is one, holds one as `id`, or is a list of such."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("id")
    return key(value)


def _url(post: dict[str, Any]) -> str:
    """The page of a post, or of a file; servers write it as text, as a link, or as a list of links."""
    for one in rows(post.get("url")):
        found = one.get("href") if isinstance(one, dict) else one
        if isinstance(found, str) and found:
            return word(found)
    return word(post.get("href"))


@lru_cache(maxsize=64)
def _handle_by_actor(actor: str) -> str:
    return handle_of(actor, None)


def _handle(actor: str, url: str) -> str:
    """The owner's handle: an export has one actor, so most posts need not be looked at for it."""
    if "/notes/" not in url and (known := _handle_by_actor(actor)):
        return known
    return handle_of(actor, link(url))


def _id(found: Item) -> str:
    post_id = _address(found.post)
    return post_id or refuse("a post without an id")


def _author_in(address: str) -> str | None:
    """Who wrote a post, where its address says so as Mastodon's do (``…/users/name/statuses/1``)."""
    author, _, number = address.rpartition("/statuses/")
    return author if author.count("/") > 3 and number.isascii() and number.isdigit() else None


def _quoted(post: dict[str, Any]) -> str:
    return next(filter(None, (_address(post.get(name)) for name in _QUOTES)), "")


def _date(post: dict[str, Any], activity: dict[str, Any], post_id: str) -> Date:
    found = moment(post.get("published")) or moment(activity.get("published"))
    if found:
        return Date(stated(found), how="stated")
    by_id = parse_id_date("mastodon", post_id.rpartition("/")[2])
    return Date(by_id, how="id") if by_id else UNKNOWN_DATE


def _content(post: dict[str, Any]) -> tuple[str, str | None]:
    """The text in HTML and its language, where one is stated."""
    content = word(post.get("content"))
    said = {name: word(text) for name, text in table(post.get("contentMap")).items() if isinstance(text, str)}
    lang = next((name for name, text in said.items() if text == content), None) if len(said) > 1 else None
    if len(said) == 1:
        lang = next(iter(said))
    if not content and said:
        lang, content = next(iter(said.items()))
    return content, lang[:35] if lang and lang != "und" else None


def _options(post: dict[str, Any]) -> list[str]:
    options = [*rows(post.get("oneOf")), *rows(post.get("anyOf"))]
    return [word(table(one).get("name")) for one in bounded(options, "options")]


def _attachments(post: dict[str, Any]) -> Iterator[tuple[Attachment, tuple[str, ...]]]:
    for one in bounded(rows(post.get("attachment")), "attachments"):
        given = {"url": one} if isinstance(one, str) else table(one)
        if not given:
            continue
        path = _url(given)
        alt = word(given.get("name")) or word(given.get("summary")) or None
        if given.get("type") == "Link":
            yield Attachment("card", link(path), title=alt), ()
            continue
        media_type = word(given.get("mediaType")) or word(table(next(iter(rows(given.get("url"))), 0)).get("mediaType"))
        kind = kind_of(media_type, word(given.get("type")))
        yield Attachment(kind, link(path), alt), place(path)
