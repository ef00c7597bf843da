"""Text copied from Thread Reader, in every era of its page, its Scrolly view, and clipped as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from unroller.errors import NoThreadError
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Removed
from unroller.networks import X, measure_weight
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.boilerplate import THREAD_READER, RuleSet, Stripped, normalize
from unroller.readers.completeness import find_counter
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread
from unroller.readers.input import InputText
from unroller.readers.markdown_syntax import find_author, find_published, find_root_id, is_empty_picture, parse_inline
from unroller.readers.segmentation import Evidence, SeparatorKind
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import SplitText, check_separator, has_long_posts, split_posts
from unroller.readers.text.post_footer import find_cards
from unroller.regex import compile_re

if TYPE_CHECKING:
    from unroller.documents.pdf_layout import PrintedLayout

#: An entry of a list of threads.
_LISTED = compile_re(r"[^•]{3,24} • [\d,]{1,7} (?:tweets?|posts?) • \d{1,4} min read\b.{0,20}")
#: Half a tag that a bad extractor left; its values name the post that follows.
_TAG = compile_re(
    r"\s{0,40}(?:thread#showTweet\" )?data-screenname=\"(\w{1,30})\"[^<>]{0,200}?data-tweet=\"(\d{1,20})\"[^<>]{0,200}>"
)
#: Other halves, which name nothing.
_TAG_REST = compile_re(r"\s{0,40}(?:twitter-profile#error|share-email#click|thread#showTweet)\" [^<>]{0,300}>")
_VIDEO = compile_re(r"<video[^<>]{0,3000}>(?:<source[^<>]{0,3000}>){0,8}(?:</video>)?")
_IMAGE_WORD = " Image"
#: Lines of a header that no footer prints.
_HEADS = frozenset({"title", "count"})
#: Of the site's count, one post in so many may begin where a print shows no space.
_MISSED = 6
#: A counter at the head of a paragraph stands in so many characters.
_COUNTER = 24
_ADVERT = "threadreaderapp.com/thread/?utm_campaign"


@dataclass
class _CleanLines:
    """The body's lines as they are cleaned, and what they tell about where posts begin (indices into `pieces`)."""

    pieces: list[DraftLine] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)
    inside: set[int] = field(default_factory=set)
    pauses: set[int] = field(default_factory=set)
    ids: dict[int, str] = field(default_factory=dict)
    waiting: str = ""
    handles: list[str] = field(default_factory=list)
    markdown: bool = False
    cards: list[tuple[int, Attachment]] = field(default_factory=list)


def recognize(page: InputText) -> float:
    """Certain when one of the site's own lines stands in its place."""
    if _is_list(page.lines):
        return CERTAIN
    found = page.trim(THREAD_READER)
    return CERTAIN if found.sure or found.cut or any(_TAG.match(line) for line in page.lines[:400]) else 0.0


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The thread of the page, or of each page when several were pasted below each other.

    Raises:
        NoThreadError: the page is a list of threads, or holds only other threads' beginnings.
    """
    if _is_list(page.lines):
        raise NoThreadError(
            Message(
                "this is a list of threads (an author's page on Thread Reader), not a thread: open one and copy that"
            )
        )
    return tuple(_read_page(part, options) for part in _split_pages(page))


def _split_pages(page: InputText) -> list[InputText]:
    """The pages in a paste of several: behind the line that begins a footer, the next page's header says how many
    posts it has, and text follows. Lines keep their numbers: what stands before a part is blank in it.

    The beginnings of other threads in a footer have no such header.
    """
    openers = [at for at in page.filled if _is_named(THREAD_READER.footer, page.texts[at], {"missing"})]
    if not openers:
        return [page]
    heads = [at for at in page.filled if at > openers[0] and _is_named(THREAD_READER.header, page.texts[at], _HEADS)]
    parts, start, seen = [], 0, openers[0]
    for head in heads:
        if head < seen:
            continue
        begin = _find_header_start(page, head, seen)
        following = next((at for at in openers if at > head), len(page.lines))
        if not _holds_text(page, head, following):
            continue
        parts.append((start, begin))
        start, seen = begin, following
    parts.append((start, len(page.lines)))
    if len(parts) == 1:
        return [page]
    return [replace(page, lines=("",) * one + page.lines[one:two], repairs=()) for one, two in parts]


def _is_named(region: RuleSet, text: str, names: set[str] | frozenset[str]) -> bool:
    found = region.match(text)
    return found is not None and found.line.name in names


def _find_header_start(page: InputText, head: int, after: int) -> int:
    """Where the header of which `head` is a line begins: its picture and its author's name stand above it."""
    start = head
    for at in reversed([at for at in page.filled if after < at < head][-2:]):
        if not _is_named(THREAD_READER.header, page.texts[at], {"author", "profile-picture"}):
            break
        start = at
        if _is_named(THREAD_READER.header, page.texts[at], {"profile-picture"}):
            break
    return start


def _holds_text(page: InputText, head: int, stop: int) -> bool:
    """Whether something that is none of the site's lines stands between a header's line and a footer."""
    regions = (THREAD_READER.header, THREAD_READER.footer)
    between = (page.texts[at] for at in page.filled if head < at < stop)
    return any(all(region.match(text) is None for region in regions) for text in between)


def _read_page(page: InputText, options: ReadOptions) -> DraftThread:
    found = page.trim(THREAD_READER)
    count = _parse_number(found.facts.get("count"))
    platform = options.platform or X.platform
    clean = _clean_lines(page, found)
    if page.layout is not None:
        _find_starts_by_space(page, page.layout, clean, count)
    told = Evidence(
        platform=platform,
        long_posts=has_long_posts(clean.pieces, platform, count),
        count=count,
        separator=check_separator(_find_separator(page, found, clean), clean.pieces, count),
        starts=frozenset(clean.starts),
        inside=frozenset(clean.inside),
        pauses=frozenset(clean.pauses),
    )
    body = split_posts(clean.pieces, told, rules=False)
    if not body.posts and found.swallowed:
        raise NoThreadError(
            Message(
                "no thread found: the page holds only the beginnings of other threads. "
                "Open the thread itself and copy that"
            )
        )
    stated = parse_date(found.facts.get("date", "")) or find_published(page.front)
    root = find_root_id(page.front)
    return DraftThread(
        posts=_add_ids(body, clean, root),
        author=_find_author(page, found, clean),
        platform=platform,
        id=root,
        published=Date(stated, how="stated") if stated else UNKNOWN_DATE,
        count=count,
        removed=(*page.front_removed, *found.removed, *clean.removed, *body.removed),
        doubts=body.doubts,
        cut=found.cut,
    )


def _find_author(page: InputText, found: Stripped, clean: _CleanLines) -> Account | None:
    handle = found.facts.get("handle") or next(iter(clean.handles), None)
    if handle is None:
        return find_author(page.front)
    name = found.facts.get("name", "").strip()
    return Account(handle, name if name and name.casefold().lstrip("@") != handle.casefold() else None)


def _is_list(lines: Sequence[str]) -> bool:
    return sum(bool(_LISTED.fullmatch(normalize(line))) for line in lines if "min read" in line) >= 2


def _parse_number(text: str | None) -> int | None:
    digits = re.sub(r"\D", "", text or "")
    return int(digits) if digits else None


def _find_separator(page: InputText, found: Stripped, clean: _CleanLines) -> SeparatorKind:
    """Pages whose pictures leave a word put no blank line after them, whether or not this thread has pictures."""
    if "scrolly-count" in found.header_rules or (clean.markdown and not clean.inside):
        return "blank"
    if clean.inside:
        return "unknown"
    return "newline" if clean.starts or _has_tails(page, found) else "mixed"


def _has_tails(page: InputText, found: Stripped) -> bool:
    """Whether this is a page of the years in which pictures left a word: by its header, else by the word itself."""
    if {"read-on", "title", "enter"} & found.header_rules:
        return True
    if found.header_rules:
        return any("Read on X" in line for line in page.lines[: found.start])
    tails = [
        text for line in page.lines[found.start : found.stop] if (text := _normalize_blanks(line)).endswith(_IMAGE_WORD)
    ]
    return len(tails) > 1 or any(_stands_apart(text) for text in tails)


def _stands_apart(text: str) -> bool:
    """Whether the word behind a line is no part of its sentence: that has its end mark, or ends in a link."""
    before = text.removesuffix(_IMAGE_WORD).rstrip()
    return not before[-1:].isalnum() or before.rsplit(maxsplit=1)[-1].startswith(("http://", "https://", "#", "@"))


def _clean_lines(page: InputText, found: Stripped) -> _CleanLines:
    """The body's lines without what the site put into them."""
    out = _CleanLines(markdown=any("](" in line for line in page.lines))
    tails = _has_tails(page, found)
    begin = False
    found_cards = find_cards(page.lines, found.start, found.stop)
    cards = {at: card for card in found_cards for at in range(card.first, card.last + 1)}
    for at in range(found.start, found.stop):
        if page.front and at < page.front.stop:
            continue
        if at in cards:
            out.removed.append(page.removed(at, "thread-reader:link-card"))
            if at == cards[at].first:
                out.cards.append((at, cards[at].attachment))
            begin = True
            continue
        if at in found.inside:
            _match_tag(page.lines[at], out)
            continue
        piece = _strip_tags(DraftLine(page.lines[at], at + 1), out)
        piece = _read_markdown(piece, out) if out.markdown else piece
        if not piece.blank:
            _note_start(out, begin=begin)
            begin = False
        if tails:
            piece, ended = _strip_image_words(piece, out)
            begin = begin or ended
        out.pieces.append(piece)
    if out.markdown:
        _find_starts_in_markdown(page, out)
    if len(out.ids) > 1:
        first = min(out.ids)
        out.inside.update(at for at in range(first, len(out.pieces)) if at not in out.starts)
    _find_pauses(out)
    return out


def _note_start(out: _CleanLines, *, begin: bool) -> None:
    """Note that a post begins with the next piece, when something above it has said so, and the id a tag gave it."""
    if begin or out.waiting:
        out.starts.add(len(out.pieces))
    if out.waiting:
        out.ids[len(out.pieces)], out.waiting = out.waiting, ""


def _strip_tags(piece: DraftLine, out: _CleanLines) -> DraftLine:
    """A line without halves of tags and without videos; the ids in them are kept."""
    text = piece.text
    end = 0
    while tag := _match_tag(text, out, end):
        out.removed.append(Removed(tag, "thread-reader:tag-rest", piece.line))
        end += len(tag)
    text = text[end:]
    if "<video" in text:
        for video in _VIDEO.findall(text):
            out.removed.append(Removed(video, "thread-reader:video", piece.line))
        text = _VIDEO.sub("", text)
    return replace(piece, text=text)


def _match_tag(text: str, out: _CleanLines, at: int = 0) -> str:
    """The half of a tag that stands at a place of a line, "" when none does; whose post follows is kept in `out`."""
    if text.find('="', at) < 0 and text.find('#error"', at) < 0:
        return ""
    named = _TAG.match(text, at)
    if named:
        out.handles.append(named.group(1))
        out.waiting = named.group(2)
        return named.group()
    rest = _TAG_REST.match(text, at)
    return rest.group() if rest else ""


def _read_markdown(piece: DraftLine, out: _CleanLines) -> DraftLine:
    text, links, pictures, gone = parse_inline(piece.text, drop=lambda url: _ADVERT in url)
    if gone:
        out.removed.append(Removed(gone, "thread-reader:markup", piece.line))
    out.cards += [(piece.line - 1, one) for one in pictures if not is_empty_picture(one.url)]
    if pictures and not text.strip():
        out.pauses.add(len(out.pieces) + 1)
    # Two spaces at a line's end are Markdown's line break and none of the author's.
    return replace(piece, text=text.rstrip(" "), links=tuple(links))


def _normalize_blanks(text: str) -> str:
    """A line with plain blanks, none at its end, nor marks of writing direction there; places in it stay."""
    return text.replace("\u00a0", " ").rstrip(" \t\u200b\u200e\u200f\u202c\u2069")


def _strip_image_words(piece: DraftLine, out: _CleanLines) -> tuple[DraftLine, bool]:
    """A line without the words that stand for its pictures; whether there were any: then the post ends here."""
    text = _normalize_blanks(piece.text)
    if not text.endswith(_IMAGE_WORD.strip()):
        return piece, False
    end = len(text)
    while text.startswith(_IMAGE_WORD, end - len(_IMAGE_WORD)) and end >= len(_IMAGE_WORD):
        end -= len(_IMAGE_WORD)
    if text[:end] == _IMAGE_WORD.strip():
        end = 0
    count = text.count(_IMAGE_WORD.strip(), end)
    text = piece.text[:end]
    if not count:
        return piece, False
    out.removed.append(Removed((_IMAGE_WORD * count).strip(), "thread-reader:image-word", piece.line))
    return replace(piece, text=text), True


def _find_starts_by_space(page: InputText, layout: PrintedLayout, out: _CleanLines, count: int | None) -> None:
    """On paper the space between posts shows where they end: wider than any within them.

    Taken only where it agrees with the site's own count, or misses a few of them: a new sheet hides the space, and
    there it stays open.
    """
    leads = {place + 1: line for place, line in zip(page.places, layout.lines, strict=True)}
    gaps = {at: leads[piece.line] for at, piece in enumerate(out.pieces) if at and piece.line in leads}
    unsure = sum(line.lead == "sheet" for line in gaps.values())
    best: tuple[int, set[int]] | None = None
    for least in sorted({line.space for line in gaps.values() if line.lead in ("space", "blank")}):
        starts = {at for at, line in gaps.items() if line.space >= least}
        typed = {at for at in starts if gaps[at].lead == "blank"}
        for found in (starts - typed, starts):
            missing = (count or 0) - len(found) - 1
            short = max(0, missing - unsure)
            if count and missing >= 0 and short <= count // _MISSED and (best is None or short < best[0]):
                best = short, found
    if best is not None:
        out.starts |= best[1]
        out.inside |= {at for at, line in gaps.items() if at not in best[1] and line.lead != "sheet"}


def _find_starts_in_markdown(page: InputText, out: _CleanLines) -> None:
    """Where posts begin in a clip: told by its line breaks, or where it shows none, by the author's own count."""
    if any(page.lines[piece.line - 1].endswith("  ") for piece in out.pieces if not piece.blank):
        _find_starts_by_hard_breaks(page, out)
    else:
        _find_starts_by_counters(out)


def _find_starts_by_hard_breaks(page: InputText, out: _CleanLines) -> None:
    """In Markdown, two spaces before a line break mean that the post goes on; an empty line that it ends."""
    goes_on = True
    for at, piece in enumerate(out.pieces):
        raw = page.lines[piece.line - 1]
        if piece.blank:
            goes_on = goes_on and raw.endswith("  ")
            continue
        if at:
            (out.inside if goes_on else out.starts).add(at)
        goes_on = raw.endswith("  ")


def _find_starts_by_counters(out: _CleanLines) -> None:
    """Where a clip shows no line breaks, the author's own count does: paragraphs that it opens, one after the other,
    begin posts, and those between belong to the post above as far as one can hold them."""
    filled = [at for at, piece in enumerate(out.pieces) if not piece.blank]
    counted = [(at, counter[0]) for at in filled if (counter := find_counter(out.pieces[at].text[:_COUNTER]))]
    if len(counted) < 2 or any(two - one != 1 for (_, one), (_, two) in pairwise(counted)) or counted[0][1] > 2:
        return
    starts = {at for at, _ in counted}
    out.starts |= starts - set(filled[:1])
    weight = 0
    for at in filled:
        size = measure_weight(out.pieces[at].text, X.platform)
        if at in starts or at == filled[0]:
            weight = size
            continue
        weight += size + 2
        if weight > X.length_limit:
            return
        out.inside.add(at)


def _find_pauses(out: _CleanLines) -> None:
    """Two blank lines stand where a picture was."""
    blank = 0
    for at, piece in enumerate(out.pieces):
        if piece.blank:
            blank += 1
            continue
        if blank >= 2:
            out.pauses.add(at)
        blank = 0


def _add_ids(body: SplitText, clean: _CleanLines, root: str | None) -> tuple[DraftPost, ...]:
    """The posts with what the page tells of them: ids in tags, the first one's in the page's address, link cards."""
    by_line = {clean.pieces[at].line: found for at, found in clean.ids.items()}
    cards = list(clean.cards)
    posts = []
    for place, post in enumerate(body.posts):
        end = body.posts[place + 1].line if place + 1 < len(body.posts) else None
        mine = [card for at, card in cards if end is None or at + 1 < end]
        cards = cards[len(mine) :]
        found = by_line.get(post.line or 0) or (None if place else root)
        posts.append(replace(post, id=found, attachments=(*post.attachments, *mine)))
    return tuple(posts)


READERS = (TextReader("thread-reader", Message("Thread Reader page"), recognize, parse),)
