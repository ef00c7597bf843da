"""One post as its record states it, the same value for every dialect: summaries and posts are built from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from unroller.account_exports.base import AttachmentFiles, Limit, LostPart, PostSummary, RecordError, UnreadableRecord
from unroller.account_exports.json_values import find_shallow_texts
from unroller.account_exports.x import long_article
from unroller.account_exports.x.json_values import JsonObject, get_text, is_id
from unroller.account_exports.x.long_article import LongArticle
from unroller.account_exports.x.text import EntitySpan, unescape
from unroller.model import Account
from unroller.regex import compile_re
from unroller.text import cut_at_word

#: Characters of a post that lists show.
OPENING = 100
#: A character of a text takes up to five when it is escaped.
_ESCAPED_OPENING = OPENING * 5
#: A repost as archives have it. People wrote such themselves before there was a button: somebody else's words too.
REPOST = compile_re(r"RT @[A-Za-z0-9_]{1,20}:")
_POST = compile_re(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:#!/)?(?:i/web|i|@?[A-Za-z0-9_]{1,20})/status(?:es)?/"
    r"([1-9][0-9]{0,19})(?![0-9A-Za-z_])(/(?:photo|video)/)?",
    re.ASCII | re.IGNORECASE,
)
_OWN_MEDIA = compile_re(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/([A-Za-z0-9_]{1,20})/status/([1-9][0-9]{0,19})/(?:photo|video)/",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class RawPost:
    """One record. `text` is as recorded, `escaped` or not; `begins` is the offset behind automatic names.

    `author` is None where records do not say (archives). `answers` is the name of who wrote the parent, as it was
    then. `quotes` are quoted posts that the record holds, `quoted` ids of others. `repost` is the post passed on, where
    the record holds it. `cut`: the record itself says that its text goes on. `listed`: links are listed, though there
    may be none. `hidden`: the page that it is from shows more posts only on request. `article` is its long article,
    where the record holds it. `mentioned` are accounts that it names, by name as then and id. `lost` is what the record
    names and does not hold, `options` are those of its poll. `quoted_url` is the address of the quoted post, where it
    is stated. `unavailable` counts posts of its page that nobody gets.
    """

    id: str
    text: str
    spans: tuple[EntitySpan, ...] = ()
    escaped: bool = True
    begins: int = 0
    created: str | None = None
    author: Account | None = None
    parent: str | None = None
    parent_author: str | None = None
    answers: str = ""
    lang: str | None = None
    likes: int | None = None
    media: tuple[AttachmentFiles, ...] = ()
    pictures: int = 0
    versions: tuple[str, ...] = ()
    limit: Limit | None = None
    quotes: tuple[RawPost, ...] = ()
    quoted: tuple[str, ...] = ()
    repost: RawPost | None = None
    reposted: bool = False
    cut: bool = False
    listed: bool = True
    handle: str = ""
    hidden: bool = False
    article: LongArticle | None = None
    mentioned: tuple[tuple[str, str], ...] = ()
    lost: tuple[LostPart, ...] = ()
    options: tuple[str, ...] = ()
    quoted_url: str = ""
    unavailable: int = 0


def identify_post(record: bytes) -> UnreadableRecord | None:
    """What a record that is broken says of itself. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    said = find_shallow_texts(record, ("id_str", "rest_id", "in_reply_to_status_id_str"))
    post_id, parent = said.get("rest_id") or said.get("id_str", ""), said.get("in_reply_to_status_id_str", "")
    if not post_id or not is_id(post_id):
        return None
    return UnreadableRecord(post_id, parent if parent and is_id(parent) else None)


def summarize_post(raw: RawPost) -> PostSummary:
    """What threads are assembled from."""
    return PostSummary(
        id=raw.id,
        order=raw.id.zfill(20),
        author=(raw.author.id or "") if raw.author else "",
        parent=raw.parent,
        parent_author=raw.parent_author,
        reply=bool(raw.parent or raw.parent_author or raw.answers),
        published=raw.created,
        repost=is_repost(raw),
        limit=raw.limit,
        likes=raw.likes,
        media=raw.pictures,
        versions=raw.versions,
        opening="" if is_repost(raw) else extract_opening(raw.text, _find_short_urls(raw), escaped=raw.escaped),
        handle=raw.author.handle if raw.author else raw.handle,
        quoted=find_quoted_ids(raw),
    )


def is_repost(raw: RawPost) -> bool:
    """Whether it is somebody else's words: the record says so, or the text does."""
    return raw.reposted or raw.repost is not None or REPOST.match(raw.text) is not None


def _find_short_urls(raw: RawPost) -> tuple[str, ...]:
    """The addresses of the post's own pictures, each once."""
    return tuple(dict.fromkeys(span.short for span in raw.spans if span.kind == "media")) if raw.pictures else ()


def extract_opening(text: str, shorts: Iterable[str] = (), *, escaped: bool = True) -> str:
    """The first words of a text, for lists; without the addresses of pictures (`shorts`)."""
    for short in shorts:
        if short in text:
            text = text.replace(short, "", 1).rstrip()
    if escaped and "&" in text[:OPENING]:
        text = unescape(text[:_ESCAPED_OPENING])
    return cut_at_word(text, OPENING)


def find_quoted_id(address: str, own: str) -> str:
    """The id of the post that an expanded address quotes; empty for its own pictures and its own whole text."""
    match = _POST.match(address) if "/status" in address else None
    return match[1] if match and not match[2] and match[1] != own else ""


def find_referenced_id(address: str, own: str) -> str:
    """What a post takes from elsewhere in the export by an address: the id of a quoted post, an article's name."""
    return find_quoted_id(address, own) or long_article.find_linked_article(address)


def find_quoted_ids(raw: RawPost) -> tuple[str, ...]:
    """The ids of all quoted posts and the names of articles, each once."""
    result = [one.id for one in raw.quotes]
    result += raw.quoted
    result += [one for span in raw.spans if span.kind == "url" and (one := find_referenced_id(span.long, raw.id))]
    return tuple(dict.fromkeys(one for one in result if one != raw.id))


def find_handle_in_media_url(address: str, own: str) -> str:
    """The handle in the address of a post's own picture: its author's."""
    match = _OWN_MEDIA.match(address)
    return match[1] if match and match[2] == own else ""


def find_handle_in_media(media: Iterable[JsonObject], own: str) -> str:
    """The handle in the expanded addresses of links or pictures; empty where none is of the post's own media."""
    handles = (find_handle_in_media_url(get_text(one, "expanded_url"), own) for one in media)
    return next(filter(None, handles), "")


def parse_nested(parse: Callable[..., RawPost], record: JsonObject, depth: int) -> tuple[RawPost, ...]:
    """The post inside a post of `depth` 0, read by `parse`; none where there is none, or it cannot be read."""
    if not record or depth:
        return ()
    try:
        return (parse(record, depth=depth + 1),)
    except RecordError:
        return ()


def select_versions_until(own: str, ids: Sequence[str]) -> tuple[str, ...]:
    """The versions of an edited post from the first to itself; none when it is the first."""
    if own not in ids or ids[0] == own:
        return ()
    return tuple(dict.fromkeys(ids[: ids.index(own) + 1]))
