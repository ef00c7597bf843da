"""What a post of Bluesky carries: pictures, films, link cards and quoted posts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unroller.account_exports.bluesky import record as bluesky_record
from unroller.account_exports.bluesky.record import RecordUri, parse_uri
from unroller.account_exports.json_values import as_id, as_link, as_list, as_object, as_text, check_length
from unroller.model import Attachment, Quote

#: An attachment and the names under which its file may lie beside the export.
AttachmentFiles = tuple[Attachment, tuple[str, ...]]
_PICTURE = "https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{cid}@jpeg"
#: Pages of what is embedded like a post and is none.
_OTHERS = {
    "app.bsky.feed.generator": "https://bsky.app/profile/{did}/feed/{key}",
    "app.bsky.graph.list": "https://bsky.app/profile/{did}/lists/{key}",
    "app.bsky.graph.starterpack": "https://bsky.app/starter-pack/{did}/{key}",
}


def build_attachments(record: dict[str, Any], view: object, where: RecordUri) -> list[AttachmentFiles]:
    """The pictures, films and cards of a post; `view` is its embed as a server shows it, where there is one."""
    embed, shown = as_object(record.get("embed")), as_object(view)
    found = list(_iter_media(record, shown, where))
    cards = (given.get("external") for given in (embed, as_object(embed.get("media"))))
    found.extend(_build_card(card) for card in cards if isinstance(card, dict))
    other = parse_uri(bluesky_record.find_quoted_uri(record))
    if other and other.kind != bluesky_record.POSTS:
        found.append((_build_other_card(other, shown), ()))
    kind = as_text(embed.get("$type"))
    if embed and not found and kind not in ("app.bsky.embed.record", "app.bsky.embed.recordWithMedia"):
        found.append((Attachment("unknown", title=kind[:100] or None), ()))  # newer than this program
    return found


def build_quotes(record: dict[str, Any], view: object) -> tuple[Quote, ...]:
    """The post that a post quotes: with its words where the server shows them, else by its address."""
    where = parse_uri(bluesky_record.find_quoted_uri(record))
    if where is None or where.kind != bluesky_record.POSTS:
        return ()
    given = _find_shown_record(as_object(view))
    quoted = as_object(given.get("value"))
    if given.get("uri") != where.uri or not quoted:  # deleted, blocked, detached, or not shown at all
        return (Quote(where.page()),)
    author = bluesky_record.build_account(where.did, as_object(given.get("author")))
    _, date = bluesky_record.find_date(quoted, where.key)
    return (Quote(where.page(author.handle), author, bluesky_record.build_runs(quoted), date),)


def _find_shown_record(view: dict[str, Any]) -> dict[str, Any]:
    inner = as_object(view.get("record"))
    return as_object(inner.get("record")) if isinstance(inner.get("record"), dict) else inner


def _iter_media(record: dict[str, Any], view: dict[str, Any], where: RecordUri) -> Iterator[AttachmentFiles]:
    seen = as_object(view.get("media")) or view
    views = [one for name in ("images", "items") for one in as_list(seen.get(name))]
    for number, one in enumerate(check_length(bluesky_record.find_pictures(record), "pictures")):
        given = as_object(one)
        film = "video" in given
        cid = _find_cid(given.get("video") if film else given.get("image"))
        shown = as_object(views[number]) if number < len(views) else {} if views else seen
        url = as_link(shown.get("playlist" if film else "fullsize"))
        if url is None and cid and not film:
            url = as_link(_PICTURE.format(did=where.did, cid=cid))
        alt = as_text(given.get("alt")) or as_text(shown.get("alt")) or None
        yield Attachment("video" if film else "image", url, alt), (cid,) if cid else ()


def _find_cid(blob: object) -> str:
    """The address of a file: in a blob, or alone, as in the first months."""
    given = as_object(blob)
    found = as_id(as_object(given.get("ref")).get("$link")) or as_id(given.get("cid"))
    return found if found.isalnum() and found.isascii() and len(found) < 200 else ""


def _build_card(external: dict[str, Any]) -> AttachmentFiles:
    url, title = as_link(external.get("uri")), as_text(external.get("title")) or None
    if url and url.startswith("https://media.tenor.com/"):  # a moving picture, described by its author
        return Attachment("image", url, as_text(external.get("description")) or None, title), ()
    return Attachment("card", url, title=title), ()


def _build_other_card(where: RecordUri, view: dict[str, Any]) -> Attachment:
    given = _find_shown_record(view)
    name = (
        as_text(given.get("displayName"))
        or as_text(given.get("name"))
        or as_text(as_object(given.get("record")).get("name"))
    )
    page = _OTHERS.get(where.kind)
    return Attachment(
        "card", as_link(page.format(did=where.did, key=where.key)) if page else None, title=name or where.uri
    )
