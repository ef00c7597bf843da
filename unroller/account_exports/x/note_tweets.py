"""Long texts, which an archive keeps apart from their posts and does not link to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from unroller.account_exports.base import PostContext, RecordError
from unroller.account_exports.x import long_article
from unroller.account_exports.x.json_values import get_object, get_text, load_object, parse_date
from unroller.account_exports.x.raw_post import RawPost, is_repost
from unroller.account_exports.x.text import EntitySpan, parse_note_spans, unescape
from unroller.messages import technical
from unroller.regex import compile_re

#: A long text belongs to the post of its second that begins with the same characters, so many of them; of a shorter
#: post, all of them.
COMPARED_CHARS = 60
_SHORTEST = 8
#: The mark at the end of a cut text.
_TAIL = compile_re(r"(?:…|\.\.\.)(?: https?://t\.co/[A-Za-z0-9]{1,40})?\Z")
_LINKS_ALONE = compile_re(r"(?:https?://\S++\s*+|(?!))++")


#: A name before an answer; no answer has more than X allows.
_NAME = compile_re(r"@[A-Za-z0-9_]{1,20}[ \n]", re.ASCII)
_MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class NoteTweet:
    """A long text: not escaped, offsets in code points."""

    text: str
    spans: tuple[EntitySpan, ...]


@dataclass(frozen=True, slots=True)
class _PostBody:
    """The text of a post from a place on, `begin`; `stem` is that without X's mark of a cut."""

    begin: int
    words: str
    stem: str

    def says_all_of(self, note: str) -> bool:
        """Whether a long text says no more than the post."""
        return self.words.startswith(note) and not _TAIL.match(self.words, len(note))

    def is_beginning_of(self, note: str) -> bool:
        """Whether a long text may be the whole of it."""
        return len(self.stem) >= _SHORTEST and note.startswith(self.stem[:COMPARED_CHARS])


def _cut_body(raw: RawPost, begin: int) -> _PostBody:
    words = unescape(raw.text[begin:]) if raw.escaped else raw.text[begin:]
    return _PostBody(begin, words, _TAIL.sub("", words))


def find_note_key(record: bytes) -> str:
    """The second in which a long text was written, or an article's name, the key that `PostContext.notes` takes.

    Raises:
        RecordError: it is no long text, or has no date.
    """
    if article := long_article.find_article_key(record):
        return article
    note = _unwrap_note(record)
    written = parse_date(get_text(note, "createdAt"))
    if written is None or not get_text(note, "core", "text"):
        raise RecordError(technical("it is no long text with a date"))
    return truncate_to_second(written)


def truncate_to_second(written: str) -> str:
    """A moment without fractions of its second."""
    return written.partition(".")[0].removesuffix("Z") + "Z"


def _unwrap_note(record: bytes) -> dict[str, object]:
    value = load_object(record)
    return get_object(value, "noteTweet") or get_object(value, "note_tweet") or value


def parse_note(record: bytes) -> NoteTweet | None:
    """The text in a record, or None."""
    try:
        core = get_object(_unwrap_note(record), "core")
    except RecordError:
        return None
    return NoteTweet(get_text(core, "text"), tuple(parse_note_spans(core))) if get_text(core, "text") else None


def join_note(raw: RawPost, context: PostContext) -> tuple[RawPost, int, tuple[bytes, ...]]:
    """`raw` with its whole text, if one was found; how many different texts might be it; and the records of those that
    are the post's, be it that they say no more than the post does (short texts in bold are stored apart too)."""
    if raw.created is None or len(raw.created) < len("2018-10-10T20:19:24Z") or is_repost(raw):
        return raw, 0, ()
    bodies = [_cut_body(raw, place) for place in _find_beginnings(raw)]
    matching: dict[str, list[bytes]] = {}
    repeated: list[bytes] = []
    notes: dict[str, NoteTweet] = {}
    for record in context.notes(truncate_to_second(raw.created)):
        note = parse_note(record)
        if note is None:
            continue
        if any(body.says_all_of(note.text) for body in bodies):
            repeated.append(record)
        elif any(body.is_beginning_of(note.text) for body in bodies):
            matching.setdefault(note.text, []).append(record)
            notes[note.text] = note
    if len(matching) > 1:
        stems = tuple(body.stem for body in bodies if len(body.stem) >= _SHORTEST)
        matching = {words: records for words, records in matching.items() if words.startswith(stems)} or matching
    if len(matching) != 1:
        return raw, len(matching), tuple(repeated)
    words, records = next(iter(matching.items()))
    begin = next(body.begin for body in bodies if body.is_beginning_of(words))
    return _apply_note(raw, notes[words], begin), 1, (*repeated, *records)


def _find_beginnings(raw: RawPost) -> list[int]:
    """Where the own words of a post may begin, in its recorded text: at its first character, behind the names that X
    put before an answer as it counts them, and behind each name where it does not."""
    places = {0, raw.begins}
    at = 0
    if raw.parent or raw.parent_author or raw.answers:
        for _ in range(_MOST_NAMES):
            name = _NAME.match(raw.text, at)
            if name is None:
                break
            at = name.end()
            places.add(at)
    return sorted(places)


def _apply_note(raw: RawPost, note: NoteTweet, begin: int) -> RawPost:
    """`raw` with the text of `note` from `begin` on, behind the names that were put before it, and before the links
    that follow the post's own text and are not in the note: that of a quoted post."""
    lead = unescape(raw.text[:begin]) if raw.escaped else raw.text[:begin]
    spans = [
        span._replace(begin=span.begin + len(lead), end=span.end + len(lead)) if span.begin >= 0 else span
        for span in note.spans
    ]
    if lead:
        spans += [span for span in raw.spans if span.kind == "mention" and span.begin >= 0 and span.end <= begin]
    whole = lead + note.text
    for span in _find_trailing_links(raw, note):
        whole += " "
        spans.append(span._replace(begin=len(whole), end=len(whole) + len(span.short)))
        whole += span.short
    return replace(raw, text=whole, spans=tuple(spans), escaped=False, cut=False)


def _find_trailing_links(raw: RawPost, note: NoteTweet) -> list[EntitySpan]:
    """The links at the end of a post that its long text does not have; the one to the whole post is not meant."""
    known = {span.long for span in note.spans if span.kind == "url"}
    links = sorted((span for span in raw.spans if span.kind == "url" and span.begin >= 0), key=lambda one: one.begin)
    return [
        span
        for span in links
        if _LINKS_ALONE.fullmatch(raw.text, span.begin)
        and span.short not in note.text
        and span.long not in known
        and not span.long.partition("?")[0].rstrip("/").endswith(f"/status/{raw.id}")
    ]
