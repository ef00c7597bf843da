"""What a post of Bluesky carries: pictures, films, link cards and quoted posts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unroller.account_exports.bluesky import record as bluesky_record
from unroller.account_exports.bluesky.record import Place, place
from unroller.account_exports.json_values import bounded, key, link, rows, table, word
from unroller.model import Attachment, Quote

#: An attachment and the names under which its file may lie beside the export.
Shown = tuple[Attachment, tuple[str, ...]]
_PICTURE = "https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{cid}@jpeg"
#: Pages of what is embedded like a post and is none.
_OTHERS = {
    "app.bsky.feed.generator": "https://bsky.app/profile/{did}/feed/{key}",
    "app.bsky.graph.list": "https://bsky.app/profile/{did}/lists/{key}",
    "app.bsky.graph.starterpack": "https://bsky.app/starter-pack/{did}/{key}",
}


def attachments(record: dict[str, Any], view: object, where: Place) -> list[Shown]:
    """The pictures, films and cards of a post; `view` is its embed as a server shows it, where there is one."""
    embed, shown = table(record.get("embed")), table(view)
    found = list(_media(record, shown, where))
    cards = (given.get("external") for given in (embed, table(embed.get("media"))))
    found.extend(_card(card) for card in cards if isinstance(card, dict))
    other = place(bluesky_record.quoted_uri(record))
    if other and other.kind != bluesky_record.POSTS:
        found.append((_other(other, shown), ()))
    kind = word(embed.get("$type"))
    if embed and not found and kind not in ("app.bsky.embed.record", "app.bsky.embed.recordWithMedia"):
        found.append((Attachment("unknown", title=kind[:100] or None), ()))  # newer than this program
    return found


def quotes(record: dict[str, Any], view: object) -> tuple[Quote, ...]:
    """The post that a post quotes: with its words where the server shows them, else by its address."""
    where = place(bluesky_record.quoted_uri(record))
    if where is None or where.kind != bluesky_record.POSTS:
        return ()
    given = _shown_record(table(view))
    quoted = table(given.get("value"))
    if given.get("uri") != where.uri or not quoted:  # deleted, blocked, detached, or not shown at all
        return (Quote(where.page()),)
    author = bluesky_record.account(where.did, table(given.get("author")))
    _, date = bluesky_record.date(quoted, where.key)
    return (Quote(where.page(author.handle), author, bluesky_record.runs(quoted), date),)


def _shown_record(view: dict[str, Any]) -> dict[str, Any]:
    inner = table(view.get("record"))
    return table(inner.get("record")) if isinstance(inner.get("record"), dict) else inner


def _media(record: dict[str, Any], view: dict[str, Any], where: Place) -> Iterator[Shown]:
    seen = table(view.get("media")) or view
    views = [one for name in ("images", "items") for one in rows(seen.get(name))]
    for number, one in enumerate(bounded(bluesky_record.pictures(record), "pictures")):
        given = table(one)
        film = "video" in given
        cid = _cid(given.get("video") if film else given.get("image"))
        shown = table(views[number]) if number < len(views) else {} if views else seen
        url = link(shown.get("playlist" if film else "fullsize"))
        if url is None and cid and not film:
            url = link(_PICTURE.format(did=where.did, cid=cid))
        alt = word(given.get("alt")) or word(shown.get("alt")) or None
        yield Attachment("video" if film else "image", url, alt), (cid,) if cid else ()


def _cid(blob: object) -> str:
    """The address of a file: in a blob, or alone, as in the first months."""
    given = table(blob)
    found = key(table(given.get("ref")).get("$link")) or key(given.get("cid"))
    return found if found.isalnum() and found.isascii() and len(found) < 200 else ""


def _card(external: dict[str, Any]) -> Shown:
    url, title = link(external.get("uri")), word(external.get("title")) or None
    if url and url.startswith("https://media.tenor.com/"):  # a moving picture, described by its author
        return Attachment("image", url, word(external.get("description")) or None, title), ()
    return Attachment("card", url, title=title), ()


def _other(where: Place, view: dict[str, Any]) -> Attachment:
    given = _shown_record(view)
    name = word(given.get("displayName")) or word(given.get("name")) or word(table(given.get("record")).get("name"))
    page = _OTHERS.get(where.kind)
    return Attachment(
        "card", link(page.format(did=where.did, key=where.key)) if page else None, title=name or where.uri
    )
