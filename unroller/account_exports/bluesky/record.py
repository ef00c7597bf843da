"""A post of Bluesky as its author's server keeps it: text with facets, an embed, the moment its program stated.

Ids are whole addresses (``at://did/app.bsky.feed.post/key``): keys are unique to an account only.

What a post of Bluesky carries: pictures, films, link cards and quoted posts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from unroller.account_exports.base import AttachmentFiles, LostPart, PostSummary
from unroller.account_exports.json_values import (
    as_id,
    as_link,
    as_list,
    as_object,
    as_text,
    build_sort_key,
    check_length,
    extract_opening,
    format_time,
    parse_time,
)
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Quote, Run, RunKind
from unroller.networks import BLUESKY
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.urls import safe_url

POSTS = "app.bsky.feed.post"
#: How far a record may be dated behind its key before it is not believed: time zones, and clocks that are a little off.
_AHEAD = timedelta(hours=26)
#: Each costs the length of the text; a post of 300 characters has fewer.
_MOST_ENTITIES = 100
#: A link, mention or tag: where it begins and ends, in bytes, what it is, and where it leads.
FacetSpan = tuple[int, int, RunKind, str | None]
_AT = compile_re(
    r"at://(did:[a-z]{1,16}:[A-Za-z0-9._:%-]{1,128}|[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]{2,189})/"
    r"([A-Za-z][A-Za-z0-9.]{2,100})/([A-Za-z0-9._~:-]{1,512})"
)


@dataclass(frozen=True, slots=True)
class RecordUri:
    """Where a record is: whose (by the account’s id, or by a handle where an address has that), its kind, its key."""

    did: str
    kind: str
    key: str

    @property
    def uri(self) -> str:
        """The record's address on the network."""
        return f"at://{self.did}/{self.kind}/{self.key}"

    def build_url(self, handle: str = "") -> str | None:
        """The post's page; by the account's id where its handle is not known. None for what is no post."""
        if self.kind != POSTS:
            return None
        return BLUESKY.permalink(handle or self.did, self.key) or BLUESKY.permalink(self.did, self.key)


def parse_uri(uri: object) -> RecordUri | None:
    """The parts of a record's address, or None."""
    match = _AT.fullmatch(uri) if isinstance(uri, str) else None
    return RecordUri(*match.groups()) if match else None


def summarize_record(record: dict[str, Any], where: RecordUri) -> PostSummary:
    """What threads are assembled from, of a record and where it is."""
    parent = parse_uri(as_object(as_object(record.get("reply")).get("parent")).get("uri"))
    when, date = find_date(record, where.key)
    return PostSummary(
        where.uri,
        build_sort_key(when, where.uri),
        where.did,
        parent=parent.uri if parent else None,
        parent_author=parent.did if parent else None,
        reply=isinstance(record.get("reply"), dict),
        published=date.value,
        media=len(find_pictures(record)),
        opening=extract_opening(as_text(record.get("text"))),
        quoted=tuple(quoted.uri for quoted in [parse_uri(find_quoted_uri(record))] if quoted and quoted.kind == POSTS),
    )


def find_date(record: dict[str, Any], rkey: str) -> tuple[datetime | None, Date]:
    """When a post was written: as its author's program states, or, where that cannot be, as its key does."""
    stated = parse_time(record.get("createdAt"))
    by_key = BLUESKY.parse_id_date(rkey)
    keyed = parse_time(by_key) if by_key else None
    if stated and stated.tzinfo and not (keyed and stated > keyed + _AHEAD):
        return stated, Date(format_time(stated), how="stated")
    if keyed:
        return keyed, Date(by_key, how="id")
    return (stated, Date(format_time(stated), how="stated")) if stated else (None, UNKNOWN_DATE)


def find_language(record: dict[str, Any]) -> str | None:
    """The first language that the post names."""
    return next((as_text(one)[:35] for one in as_list(record.get("langs")) if isinstance(one, str) and one), None)


def find_quoted_uri(record: dict[str, Any]) -> object:
    """The address of the record that a post quotes, if any."""
    embed = as_object(record.get("embed"))
    inner = as_object(embed.get("record"))
    return inner.get("uri") or as_object(inner.get("record")).get("uri")


def find_pictures(record: dict[str, Any]) -> list[Any]:
    """The pictures and films in a record's embed, unparsed."""
    embed = as_object(record.get("embed"))
    media = as_object(embed.get("media")) or embed
    shown = [one for name in ("images", "items") for one in as_list(media.get(name))]
    return shown or ([media] if "video" in media else [])


def build_account(did: str, view: dict[str, Any], owner: Account | None = None) -> Account:
    """Who wrote a post: as the record's view says, else as is known of the export's owner, else by the id alone."""
    handle = as_text(view.get("handle"))[:253]
    if owner and owner.id == did and not handle:
        return owner
    if handle == "handle.invalid" or not BLUESKY.profile_url(handle):
        handle = ""
    name = as_text(view.get("displayName")) or None
    return Account(handle or did, name, BLUESKY.profile_url(handle or did), did)


def build_runs(record: dict[str, Any]) -> tuple[Run, ...]:
    """The text with its links, mentions and tags, which are given by offsets in bytes."""
    text = record.get("text")
    if not isinstance(text, str) or not text:
        return ()
    raw = text.encode("utf-8", "surrogatepass")
    result: list[Run] = []
    done = 0
    for start, end, kind, url in _find_spans(record, text, raw):
        piece = _decode_slice(raw, start, end) if start >= done else None
        before = _decode_slice(raw, done, start) if piece else None
        if piece and before is not None:  # else it overlaps the one before, or begins or ends within a character
            result.extend([Run(before)] if before else [])
            result.append(Run(piece, kind, url))
            done = end
    rest = _decode_slice(raw, done, len(raw))
    return tuple([*result, Run(rest)] if rest else result)


def _decode_slice(raw: bytes, start: int, end: int) -> str | None:
    """The characters between two places; None where one is within a character or outside the text."""
    if not 0 <= start <= end <= len(raw) or any(at < len(raw) and raw[at] & 0xC0 == 0x80 for at in (start, end)):
        return None
    return replace_unprintable(raw[start:end].decode("utf-8", "surrogatepass"))


def _find_spans(record: dict[str, Any], text: str, raw: bytes) -> list[FacetSpan]:
    facets = list(_parse_facets(as_list(record.get("facets"))))
    if not facets and isinstance(record.get("entities"), list):
        facets = list(_parse_entities(record["entities"], text))
    return sorted((one for one in facets if 0 <= one[0] < one[1] <= len(raw)), key=lambda one: (one[0], one[1]))


def _parse_facets(facets: list[Any]) -> Iterator[FacetSpan]:
    for facet in facets:
        index = as_object(as_object(facet).get("index"))
        feature = next((one for one in map(_parse_feature, as_list(as_object(facet).get("features"))) if one), None)
        if feature:
            yield _get_offset(index.get("byteStart")), _get_offset(index.get("byteEnd")), *feature


def _get_offset(value: object) -> int:
    """A place in a text; -1 for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _parse_feature(value: object) -> tuple[RunKind, str | None] | None:
    feature = as_object(value)
    kind = as_text(feature.get("$type")).rpartition("#")[2]
    if kind == "link":
        return "url", safe_url(as_text(feature.get("uri")))
    if kind == "mention":
        return "mention", BLUESKY.profile_url(as_text(feature.get("did")))
    if kind == "tag":
        tag = as_text(feature.get("tag"))
        return ("cashtag", BLUESKY.cashtag_url(tag)) if tag.startswith("$") else ("hashtag", BLUESKY.hashtag_url(tag))
    return None


def _parse_entities(entities: list[Any], text: str) -> Iterator[FacetSpan]:
    """The links of the first months: places are counted in UTF-16."""
    wide = text.encode("utf-16-le", "surrogatepass")
    for entity in entities[:_MOST_ENTITIES]:
        item, index = as_object(entity), as_object(as_object(entity).get("index"))
        start, end = (_to_utf8_offset(wide, _get_offset(index.get(name))) for name in ("start", "end"))
        value = as_text(item.get("value"))
        if item.get("type") == "link":
            yield start, end, "url", safe_url(value)
        elif item.get("type") == "mention":
            yield start, end, "mention", BLUESKY.profile_url(value)
        elif item.get("type") == "hashtag":
            yield start, end, "hashtag", BLUESKY.hashtag_url(value)


def _to_utf8_offset(wide: bytes, at: int) -> int:
    """A place counted in UTF-16 as one counted in UTF-8; -1 outside the text and within a character."""
    if not 0 <= at * 2 <= len(wide) or (at * 2 < len(wide) and 0xDC <= wide[at * 2 + 1] <= 0xDF):
        return -1
    return len(wide[: at * 2].decode("utf-16-le", "surrogatepass").encode("utf-8", "surrogatepass"))


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
    result = list(_iter_media(record, shown, where))
    cards = (part.get("external") for part in (embed, as_object(embed.get("media"))))
    result.extend(_build_card(card) for card in cards if isinstance(card, dict))
    other = parse_uri(find_quoted_uri(record))
    if other and other.kind != POSTS:
        result.append((_build_other_card(other, shown), ()))
    kind = as_text(embed.get("$type"))
    if embed and not result and kind not in ("app.bsky.embed.record", "app.bsky.embed.recordWithMedia"):
        result.append((Attachment("unknown", title=kind[:100] or None), ()))  # newer than this program
    return result


def build_quotes(record: dict[str, Any], view: object) -> tuple[Quote, ...]:
    """The post that a post quotes: with its words where the server shows them, else by its address."""
    where = parse_uri(find_quoted_uri(record))
    if where is None or where.kind != POSTS:
        return ()
    shown = _find_shown_record(as_object(view))
    quoted = as_object(shown.get("value"))
    if shown.get("uri") != where.uri or not quoted:  # deleted, blocked, detached, or not shown at all
        return (Quote(where.build_url()),)
    author = build_account(where.did, as_object(shown.get("author")))
    _, date = find_date(quoted, where.key)
    return (Quote(where.build_url(author.handle), author, build_runs(quoted), date),)


#: What stands, in an answer, for a quoted post that is not shown.
_HIDDEN_VIEWS: dict[str, LostPart] = {
    "#viewNotFound": "quote-gone",
    "#viewBlocked": "quote-withheld",
    "#viewDetached": "quote-withheld",
}


def find_lost_quotes(view: object) -> tuple[LostPart, ...]:
    """Whether an answer says that the quoted post is gone or withheld."""
    kind = as_text(_find_shown_record(as_object(view)).get("$type"))
    return tuple(part for ending, part in _HIDDEN_VIEWS.items() if kind.endswith(ending))


def _find_shown_record(view: dict[str, Any]) -> dict[str, Any]:
    inner = as_object(view.get("record"))
    return as_object(inner.get("record")) if isinstance(inner.get("record"), dict) else inner


def _iter_media(record: dict[str, Any], view: dict[str, Any], where: RecordUri) -> Iterator[AttachmentFiles]:
    seen = as_object(view.get("media")) or view
    views = [one for name in ("images", "items") for one in as_list(seen.get(name))]
    for number, one in enumerate(check_length(find_pictures(record), "pictures")):
        item = as_object(one)
        film = "video" in item
        cid = _find_cid(item.get("video") if film else item.get("image"))
        shown = as_object(views[number]) if number < len(views) else {} if views else seen
        url = as_link(shown.get("playlist" if film else "fullsize"))
        if url is None and cid and not film:
            url = as_link(_PICTURE.format(did=where.did, cid=cid))
        alt = as_text(item.get("alt")) or as_text(shown.get("alt")) or None
        yield Attachment("video" if film else "image", url, alt), (cid,) if cid else ()


def build_picture(blob: object, alt: str, did: str) -> AttachmentFiles | None:
    """A picture that a record names by its file's address alone; None where it names none."""
    cid = _find_cid(blob)
    if not cid:
        return None
    return Attachment("image", as_link(_PICTURE.format(did=did, cid=cid)), alt or None), (cid,)


def _find_cid(blob: object) -> str:
    """The address of a file: in a blob, or alone, as in the first months."""
    fields = as_object(blob)
    cid = as_id(as_object(fields.get("ref")).get("$link")) or as_id(fields.get("cid"))
    return cid if cid.isalnum() and cid.isascii() and len(cid) < 200 else ""


def _build_card(external: dict[str, Any]) -> AttachmentFiles:
    url, title = as_link(external.get("uri")), as_text(external.get("title")) or None
    if url and url.startswith("https://media.tenor.com/"):  # a moving picture, described by its author
        return Attachment("image", url, as_text(external.get("description")) or None, title), ()
    return Attachment("card", url, title=title), ()


def _build_other_card(where: RecordUri, view: dict[str, Any]) -> Attachment:
    shown = _find_shown_record(view)
    name = (
        as_text(shown.get("displayName"))
        or as_text(shown.get("name"))
        or as_text(as_object(shown.get("record")).get("name"))
    )
    page = _OTHERS.get(where.kind)
    return Attachment(
        "card", as_link(page.format(did=where.did, key=where.key)) if page else None, title=name or where.uri
    )
