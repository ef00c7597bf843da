"""A post of Bluesky as its author's server keeps it: text with facets, an embed, the moment its program stated.

Ids are whole addresses (``at://did/app.bsky.feed.post/key``): keys are unique to an account only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from unroller.account_exports.base import Head
from unroller.account_exports.json_values import moment, opening, order, rows, stated, table, word
from unroller.model import UNKNOWN_DATE, Account, Date, Run, RunKind
from unroller.networks import cashtag_url, hashtag_url, parse_id_date, permalink, profile_url
from unroller.text import replace_unprintable
from unroller.urls import safe_url

POSTS = "app.bsky.feed.post"
#: How far a record may be dated behind its key before it is not believed: time zones, and clocks that are a little off.
_AHEAD = timedelta(hours=26)
#: Each costs the length of the text; a post of 300 characters has fewer.
_MOST_ENTITIES = 100
#: A link, mention or tag: where it begins and ends, in bytes, what it is, and where it leads.
Span = tuple[int, int, RunKind, str | None]
_AT = re.compile(
    r"at://(did:[a-z]{1,16}:[A-Za-z0-9._:%-]{1,128}|[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]{2,189})/"
    r"([A-Za-z][A-Za-z0-9.]{2,100})/([A-Za-z0-9._~:-]{1,512})"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: whose (by the account’s id, or by a handle where an address has that), its kind, its key."""

    did: str
    kind: str
    key: str

    @property
    def uri(self) -> str:
        """The record's address on the network."""
        return f"at://{self.did}/{self.kind}/{self.key}"

    def page(self, handle: str = "") -> str | None:
        """The post's page; by the account's id where its handle is not known. None for what is no post."""
        if self.kind != POSTS:
            return None
        return permalink("bluesky", handle or self.did, self.key) or permalink("bluesky", self.did, self.key)


def place(uri: object) -> Place | None:
    """The parts of a record's address, or None."""
    match = _AT.fullmatch(uri) if isinstance(uri, str) else None
    return Place(*match.groups()) if match else None


def head(record: dict[str, Any], where: Place) -> Head:
    """What threads are assembled from, of a record and where it is."""
    parent = place(table(table(record.get("reply")).get("parent")).get("uri"))
    when, found = date(record, where.key)
    return Head(
        where.uri,
        order(when, where.uri),
        where.did,
        parent=parent.uri if parent else None,
        parent_author=parent.did if parent else None,
        reply=isinstance(record.get("reply"), dict),
        published=found.value,
        media=len(pictures(record)),
        opening=opening(word(record.get("text"))),
        quoted=tuple(quoted.uri for quoted in [place(quoted_uri(record))] if quoted and quoted.kind == POSTS),
    )


def date(record: dict[str, Any], rkey: str) -> tuple[datetime | None, Date]:
    """When a post was written: as its author's program states, or, where that cannot be, as its key does."""
    said = moment(record.get("createdAt"))
    by_key = parse_id_date("bluesky", rkey)
    keyed = moment(by_key) if by_key else None
    if said and said.tzinfo and not (keyed and said > keyed + _AHEAD):
        return said, Date(stated(said), how="stated")
    if keyed:
        return keyed, Date(by_key, how="id")
    return (said, Date(stated(said), how="stated")) if said else (None, UNKNOWN_DATE)


def lang(record: dict[str, Any]) -> str | None:
    """The first language that the post names."""
    return next((word(one)[:35] for one in rows(record.get("langs")) if isinstance(one, str) and one), None)


def quoted_uri(record: dict[str, Any]) -> object:
    """The address of the record that a post quotes, if any."""
    embed = table(record.get("embed"))
    inner = table(embed.get("record"))
    return inner.get("uri") or table(inner.get("record")).get("uri")


def pictures(record: dict[str, Any]) -> list[Any]:
    """The pictures and films in a record's embed, as they stand there."""
    embed = table(record.get("embed"))
    media = table(embed.get("media")) or embed
    shown = [one for name in ("images", "items") for one in rows(media.get(name))]
    return shown or ([media] if "video" in media else [])


def account(did: str, view: dict[str, Any], owner: Account | None = None) -> Account:
    """Who wrote a post: as the record's view says, else as is known of the export's owner, else by the id alone."""
    handle = word(view.get("handle"))[:253]
    if owner and owner.id == did and not handle:
        return owner
    if handle == "handle.invalid" or not profile_url("bluesky", handle):
        handle = ""
    name = word(view.get("displayName")) or None
    return Account(handle or did, name, profile_url("bluesky", handle or did), did)


def runs(record: dict[str, Any]) -> tuple[Run, ...]:
    """The text with its links, mentions and tags, which are told by places in its bytes."""
    text = record.get("text")
    if not isinstance(text, str) or not text:
        return ()
    raw = text.encode("utf-8", "surrogatepass")
    found: list[Run] = []
    done = 0
    for start, end, kind, url in _spans(record, text, raw):
        piece = _piece(raw, start, end) if start >= done else None
        before = _piece(raw, done, start) if piece else None
        if piece and before is not None:  # else it overlaps the one before, or begins or ends within a character
            found.extend([Run(before)] if before else [])
            found.append(Run(piece, kind, url))
            done = end
    rest = _piece(raw, done, len(raw))
    return tuple([*found, Run(rest)] if rest else found)


def _piece(raw: bytes, start: int, end: int) -> str | None:
    """The characters between two places; None where one is within a character or outside the text."""
    if not 0 <= start <= end <= len(raw) or any(at < len(raw) and raw[at] & 0xC0 == 0x80 for at in (start, end)):
        return None
    return replace_unprintable(raw[start:end].decode("utf-8", "surrogatepass"))


def _spans(record: dict[str, Any], text: str, raw: bytes) -> list[Span]:
    facets = list(_facets(rows(record.get("facets"))))
    if not facets and isinstance(record.get("entities"), list):
        facets = list(_entities(record["entities"], text))
    return sorted((one for one in facets if 0 <= one[0] < one[1] <= len(raw)), key=lambda one: (one[0], one[1]))


def _facets(facets: list[Any]) -> Iterator[Span]:
    for facet in facets:
        index = table(table(facet).get("index"))
        feature = next((one for one in map(_feature, rows(table(facet).get("features"))) if one), None)
        if feature:
            yield _spot(index.get("byteStart")), _spot(index.get("byteEnd")), *feature


def _spot(value: object) -> int:
    """A place in a text; -1 for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _feature(value: object) -> tuple[RunKind, str | None] | None:
    given = table(value)
    kind = word(given.get("$type")).rpartition("#")[2]
    if kind == "link":
        return "url", safe_url(word(given.get("uri")))
    if kind == "mention":
        return "mention", profile_url("bluesky", word(given.get("did")))
    if kind == "tag":
        tag = word(given.get("tag"))
        return (
            ("cashtag", cashtag_url("bluesky", tag))
            if tag.startswith("$")
            else ("hashtag", hashtag_url("bluesky", tag))
        )
    return None


def _entities(entities: list[Any], text: str) -> Iterator[Span]:
    """The links of the first months: places are counted in UTF-16."""
    wide = text.encode("utf-16-le", "surrogatepass")
    for entity in entities[:_MOST_ENTITIES]:
        given, index = table(entity), table(table(entity).get("index"))
        start, end = (_narrow(wide, _spot(index.get(name))) for name in ("start", "end"))
        value = word(given.get("value"))
        if given.get("type") == "link":
            yield start, end, "url", safe_url(value)
        elif given.get("type") == "mention":
            yield start, end, "mention", profile_url("bluesky", value)
        elif given.get("type") == "hashtag":
            yield start, end, "hashtag", hashtag_url("bluesky", value)


def _narrow(wide: bytes, at: int) -> int:
    """A place counted in UTF-16 as one counted in UTF-8; -1 outside the text and within a character."""
    if not 0 <= at * 2 <= len(wide) or (at * 2 < len(wide) and 0xDC <= wide[at * 2 + 1] <= 0xDF):
        return -1
    return len(wide[: at * 2].decode("utf-16-le", "surrogatepass").encode("utf-8", "surrogatepass"))
