"""A reader of text copied from pages of X or Twitter, in any interface language, and of Mastodon, Bluesky and Threads.

Several pages may be pasted below each other. A page shows one opened post, under which its time is printed in full, so
a second such time begins another page, at the opened post or at the page's own heading above it. Pages without such a
time begin where the first one's heading comes again behind what pages print below posts.

Emoji that a page copied as their names (``Grinning face``) are turned back where that is beyond doubt: names that stand
alone on a line as the page prints pictures, in sentence case, and that nobody writes as a line of their own. Names that
Unicode and CLDR give to different emoji stay words. Names: Unicode character database, CLDR 45."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from unroller.errors import NoThreadError
from unroller.messages import Message, counted
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Doubt, Gap, Notice, Platform, Quote, Removed, Run
from unroller.networks import MASTODON
from unroller.readers.base import CERTAIN, FAIRLY_SURE, ReadOptions
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.between_posts import strip_between_posts
from unroller.readers.text.body import split_posts
from unroller.readers.text.line_patterns import (
    classify_line,
    is_date,
    is_quote_word,
    parse_plain_timestamp,
    parse_timestamp_line,
)
from unroller.readers.text.page_headers import find_headers, is_heading, is_interface_line, is_timestamp
from unroller.readers.text.post_footer import strip_content_warning, strip_footers, take_card
from unroller.readers.text.post_header import AuthoredPost, PostHeader, find_header, split_by_author
from unroller.readers.text.quoted_sections import mark_quotes
from unroller.readers.text.social_page_parser import PageSection, ParsedPage, parse_page, rejoin_lines
from unroller.readers.text.ui_labels import BROKEN, SIDE, SIDE_LINES, TOP

#: A page whose headers have no dates begins with one, perhaps below a line or two of its own.
_TOP = 2
#: A page that shows nothing says so within so many lines.
_NOTHING_LINES = 40
_EMPTY = Message(
    "no thread found: the page holds only its own lines and what it shows beside a thread. "
    "Open the thread itself and copy that"
)
#: How sure it is that what the page does not head is a post of the author's.
_UNSURE = 0.5
#: Where Unicode keeps its faces.
_FACES = (range(0x1F600, 0x1F650), range(0x1F910, 0x1F930), range(0x1F970, 0x1F97B), range(0x1FAE0, 0x1FAE6))
#: Names that differ from Unicode's, as CLDR has them.
_CLDR = {
    "angry face with horns": "👿", "anxious face with sweat": "😰", "backhand index pointing down": "👇",
    "backhand index pointing left": "👈", "backhand index pointing right": "👉", "backhand index pointing up": "👆",
    "beaming face with smiling eyes": "😁", "cowboy hat face": "🤠", "downcast face with sweat": "😓",
    "face blowing a kiss": "😘", "face savoring food": "😋", "face with crossed-out eyes": "😵",
    "face with hand over mouth": "🤭", "face with raised eyebrow": "🤨", "face with steam from nose": "😤",
    "face with symbols on mouth": "🤬", "face with tongue": "😛", "grinning face with big eyes": "😃",
    "grinning face with smiling eyes": "😄", "grinning face with sweat": "😅", "grinning squinting face": "😆",
    "sad but relieved face": "😥", "smiling cat with heart-eyes": "😻", "smiling face with heart-eyes": "😍",
    "smiling face with hearts": "🥰", "smiling face with open hands": "🤗", "squinting face with tongue": "😝",
    "winking face with tongue": "😜", "woman and man holding hands": "👫",
}  # fmt: skip
#: Faces of two words that no sentence and no list holds as a line of its own.
_PLAIN = frozenset({"grinning face", "winking face", "smirking face", "grimacing face", "unamused face"})


def recognize(page: InputText) -> float:
    """Certain when a header with its date, or the time line of an opened post, stands on the page; fairly sure when
    the same name and handle stand above several posts, or headers without ``@`` do."""
    texts = [page.texts[at] for at in page.filled]
    if _shows_nothing(texts):
        return CERTAIN
    if not any("@" in text or "·" in text for text in texts):
        return FAIRLY_SURE if _has_headers_without_handles(texts) else 0.0
    alone: Counter[tuple[str | None, str]] = Counter()
    top = ""
    elsewhere = False
    for place, text in enumerate(texts):
        if "@" in text and (found := find_header(texts, place)):
            if found.dotted and not found.advert:
                return CERTAIN
            elsewhere = elsewhere or (found.name is not None and ("@" in found.handle or "." in found.handle))
            alone[found.name, found.handle] += 1
            top = top or (found.handle if found.first <= _TOP else "-")
        if "·" in text and parse_timestamp_line(text):
            return CERTAIN
    if elsewhere and any(parse_plain_timestamp(text) for text in texts):
        return CERTAIN
    often = any(count > 1 and name and handle == top for (name, handle), count in alone.items())
    return FAIRLY_SURE if often or _has_headers_without_handles(texts) else 0.0


def _shows_nothing(texts: Sequence[str]) -> bool:
    """Whether the page says, among its own words, that it could not show what was asked for, or begins with its side
    column."""
    top = texts[:_NOTHING_LINES]
    if any(text.casefold() in BROKEN for text in top):
        return sum(is_interface_line(text) for text in top) > 1
    first = next((text.casefold() for text in top if not is_heading(text)), "")
    return first in SIDE and sum(is_interface_line(text) for text in top) > 2


def _has_headers_without_handles(texts: Sequence[str]) -> bool:
    """Whether headers without ``@`` stand on the page: then a date stands on a line of its own, or behind a dot."""
    dated = any(
        len(text) <= 100 and (is_date(text) or ("·" in text and is_date(text.rpartition("·")[2].strip())))
        for text in texts
    )
    return dated and bool(find_headers(texts))


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The thread of each page: the first author's, or the opened post's; posts by other people are set aside.

    Raises:
        NoThreadError: nothing but the page's own lines, or what it shows beside a thread.
    """
    texts = [page.texts[at] for at in page.filled]
    if _shows_nothing(texts) and not any(header.dotted for header in find_headers(texts).values()):
        said = next((page.lines[at].strip() for at in page.filled if page.texts[at].casefold() in BROKEN), None)
        raise NoThreadError(
            Message("no thread found: the page says “{told}”. Open the thread again and copy it", told=said)
            if said
            else _EMPTY
        )
    drafts = [_build_draft(parse_page(page, start, stop), options) for start, stop in find_parts(page)]
    filled = [draft for draft in drafts if draft.posts]
    if not filled:
        raise NoThreadError(_EMPTY)
    lost = [entry for draft in drafts if not draft.posts for entry in draft.removed]
    if lost:
        filled[0] = replace(filled[0], removed=(*filled[0].removed, *lost))
    return tuple(filled)


@dataclass
class _PagePosts:
    """What became of the sections: posts with who wrote them, and at which of them the page cut or hid something."""

    blocks: list[AuthoredPost] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    hidden: list[tuple[int, str]] = field(default_factory=list)
    goes_on: list[int] = field(default_factory=list)


def _build_draft(walked: ParsedPage, options: ReadOptions) -> DraftThread:
    platform = options.platform or walked.platform
    if platform == MASTODON.platform:
        for section in walked.sections:
            strip_content_warning(walked, section)
    mark_quotes(walked)
    strip_between_posts(walked)
    strip_footers(walked)
    found = _PagePosts()
    for section in walked.sections:
        _add_section(walked, section, platform, found)
    sorted_out = split_by_author(
        found.blocks, _find_author_by_address(walked.sections) or _find_opened_author(walked.sections)
    )
    own = {id(post.pieces) for post in sorted_out.posts}
    numbers = list(accumulate((id(block.post.pieces) in own for block in found.blocks), initial=0))
    return DraftThread(
        posts=sorted_out.posts,
        author=sorted_out.author,
        platform=platform,
        removed=(*walked.found.removed, *walked.removed),
        others=sorted_out.others,
        doubts=tuple(replace(doubt, post=numbers[doubt.post]) for doubt in found.doubts),
        warnings=tuple(_build_notices(walked, found, own, numbers)),
        gaps=tuple(_build_gaps(found, numbers, len(sorted_out.posts))),
        cut=walked.found.cut,
    )


def _build_notices(walked: ParsedPage, found: _PagePosts, own: set[int], numbers: Sequence[int]) -> list[Notice]:
    """What the page cut, and what was mended in the author's posts."""
    notices = [
        Notice(
            "cut-post", Message("post {number} was cut by the page: open it and copy it whole", number=numbers[at + 1])
        )
        for at in found.cut
        if id(found.blocks[at].post.pieces) in own
    ]
    between = sum(entry.rule == "x:between-posts" for entry in walked.removed)
    if between:
        told = counted(
            "{count} line that stands between posts and is of nobody that the page names was set aside",
            "{count} lines that stand between posts and are of nobody that the page names were set aside",
            count=between,
        )
        notices.append(Notice("between-posts", told))
    names = sum(entry.rule == "repair:emoji-name" for entry in walked.removed)
    if names:
        mended = counted(
            "{count} emoji name stood for emoji; the ledger shows where",
            "{count} emoji names stood for emoji; the ledger shows where",
            count=names,
        )
        notices.append(Notice("text-repaired", mended))
    return notices


def _build_gaps(found: _PagePosts, numbers: Sequence[int], posts: int) -> list[Gap]:
    """Posts that the page says it does not show, where the author goes on below them, and the rest of a thread that it
    offers to show."""
    hidden = [
        Gap(numbers[at], Message("the page says: {told}", told=said), 1)
        for at, said in found.hidden
        if numbers[at] < posts
    ]
    rest = any(numbers[at + 1] == posts and numbers[at + 1] > numbers[at] for at in found.goes_on)
    offered = (
        [Gap(posts, Message("the thread goes on where the page offers to show more: open it there"))] if rest else []
    )
    return hidden + offered


def _add_section(walked: ParsedPage, section: PageSection, platform: Platform | None, found: _PagePosts) -> None:
    """The posts of a section, added to what was found."""
    blocks = found.blocks
    cards = take_card(walked, section)
    pieces = _read_lines(walked, section)
    if not pieces and section.pictures and section.header and not section.quoted:
        pieces, cards = [DraftLine("", 0)], (*cards, Attachment("image"))
    found.hidden += [(len(blocks), said) for said in section.hidden if not pieces]
    if not pieces:
        if section.address and blocks:
            blocks[-1] = replace(blocks[-1], post=_add_address(blocks[-1].post, section))
        return
    if section.quoted and blocks:
        blocks[-1] = replace(blocks[-1], post=_add_quote(blocks[-1].post, section, pieces))
        return
    posts = [DraftPost(tuple(pieces))]
    if section.loose:
        body = split_posts(pieces, Evidence(platform=platform))
        walked.removed += body.removed
        found.doubts += [replace(doubt, post=doubt.post + len(blocks)) for doubt in body.doubts]
        posts = list(body.posts)
    if cards:
        posts[0] = replace(posts[0], attachments=(*posts[0].attachments, *cards))
    posts[0] = _add_address(posts[0], section)
    if section.cut:
        found.cut.append(len(blocks))
    if section.doubtful:
        posts[0] = replace(posts[0], doubtful=True)
        found.doubts.append(Doubt(pieces[0].line, len(blocks) + 1, True, _UNSURE, posts[0].text[:60]))
    header = section.header
    undated = header is not None and not header.date and not section.opened and walked.dated
    blocks += [
        AuthoredPost(post, section.account, section.to if at == 0 else (), header is not None, undated)
        for at, post in enumerate(posts)
    ]
    if section.goes_on:
        found.goes_on.append(len(blocks) - 1)
    found.hidden += [(len(blocks), said) for said in section.hidden]


def _find_opened_author(sections: Sequence[PageSection]) -> Account | None:
    """The author of the opened post, unless whoever wrote first has more posts on the page: what stands above an
    opened post may be somebody else's post that the thread answers."""
    headed = [section for section in sections if section.header and not section.quoted and section.account]
    opened = next((section for section in headed if section.opened), None)
    if opened is None or opened.header is None or headed[0].header is None:
        return None
    counts = Counter(section.header.key for section in headed if section.header)
    return opened.account if counts[opened.header.key] >= counts[headed[0].header.key] else None


def _find_author_by_address(sections: Sequence[PageSection]) -> Account | None:
    """The author by the posts' own addresses, when no header names anybody."""
    if any(section.header for section in sections):
        return None
    return next(
        (Account(section.address.handle) for section in sections if section.address and section.address.handle), None
    )


def _read_lines(walked: ParsedPage, section: PageSection) -> list[DraftLine]:
    """The section's lines with the blank ones between them."""
    if not section.lines:
        return []
    first, last = walked.places[section.lines[0]], walked.places[section.lines[-1]]
    lines = [piece for piece in walked.page.pieces(first, last + 1) if piece.line not in walked.gone]
    mended, names = replace_emoji_names(rejoin_lines(trim_blank(lines)))
    walked.removed += names
    return mended


def _add_address(post: DraftPost, section: PageSection) -> DraftPost:
    date = Date(section.date, how="stated") if section.date else UNKNOWN_DATE
    if section.address is None:
        return replace(post, published=date) if date != post.published else post
    return replace(post, published=date, id=section.address.id, url=section.address.url)


def _add_quote(post: DraftPost, section: PageSection, pieces: Sequence[DraftLine]) -> DraftPost:
    text = DraftPost(tuple(pieces)).text
    date = Date(section.date, how="stated") if section.date else UNKNOWN_DATE
    quote = Quote(section.address.url if section.address else None, section.account, (Run(text),), date)
    return replace(post, quotes=(*post.quotes, quote))


@dataclass(frozen=True, slots=True)
class _OpenedPost:
    """A post whose time stands below it: its header, or None, and the place of the time."""

    header: PostHeader | None
    stamp: int


def find_parts(page: InputText) -> list[tuple[int, int]]:
    """The pages in a paste of several, as ranges of lines (indices)."""
    filled = page.filled
    starts = _find_starts(page, [page.texts[at] for at in filled])
    return list(pairwise([0, *(filled[place] for place in starts), len(page.lines)]))


def _find_starts(page: InputText, texts: Sequence[str]) -> list[int]:
    """The places at which the second page and those after it begin."""
    headers = find_headers(texts)
    if not headers:
        return []
    opened = _find_opened(texts, headers)
    found = _starts_by_times(texts, headers, opened) if len(opened) > 1 else _starts_by_headings(page, texts, headers)
    return _keep_filled(texts, headers, sorted({place for place in found if place > 0}))


def _keep_filled(texts: Sequence[str], headers: Mapping[int, PostHeader], starts: Sequence[int]) -> list[int]:
    """`starts` without those above which the page before would hold nothing but its own lines."""
    kept: list[int] = []
    inside = {at for header in headers.values() for at in range(header.first, header.last + 1)}
    begin, holds = 0, False
    for start in starts:
        holds = holds or any(
            place not in inside and not is_interface_line(texts[place]) for place in range(begin, start)
        )
        begin = start
        if holds:
            kept.append(start)
            holds = False
    return kept


def _find_opened(texts: Sequence[str], headers: Mapping[int, PostHeader]) -> list[_OpenedPost]:
    found: list[_OpenedPost] = []
    last: PostHeader | None = None
    for place in range(len(texts)):
        header = headers.get(place)
        if header and not (place and is_quote_word(texts[place - 1])):
            last = header
        if is_timestamp(texts, place):
            found.append(_OpenedPost(last, place))
            last = None
    return found


def _starts_by_times(
    texts: Sequence[str], headers: Mapping[int, PostHeader], opened: Sequence[_OpenedPost]
) -> list[int]:
    """Where another opened post begins another page. Copies that print the time under every post are one page, unless
    another author's post stands below a heading."""
    own = [place for place in headers if not (place and is_quote_word(texts[place - 1]))]
    headed = [post for post in opened if post.header]
    every = len(headed) * 3 > len(own) * 2
    found: list[int] = []
    for before, post in pairwise(opened):
        if post.header is None:
            continue
        begin = _find_heading_between(texts, headers, before.stamp, post.header.first)
        if begin is not None and (not every or before.header is None or before.header.key != post.header.key):
            found.append(begin)
        elif not every:
            found.append(post.header.first)
    return found


def _find_heading_between(texts: Sequence[str], headers: Mapping[int, PostHeader], after: int, last: int) -> int | None:
    """The beginning of the page's own lines above one of the headers between two places; the first there is."""
    for place in sorted(place for place in headers if after < place <= last):
        begin = _find_heading_above(texts, place)
        if begin < place and begin > after:
            return begin
    return None


def _find_heading_above(texts: Sequence[str], place: int) -> int:
    """Where the page's headings above a header begin; `place` itself when there are none."""
    begin = place
    while begin > 0 and is_heading(texts[begin - 1]):
        begin -= 1
    return begin


def _starts_by_headings(page: InputText, texts: Sequence[str], headers: Mapping[int, PostHeader]) -> list[int]:
    """Where the heading of the first page comes again: below lines of the page's own or a blank one, above a header."""
    first = min(headers)
    top = {texts[place].casefold() for place in range(first) if is_heading(texts[place])}
    found = []
    for place in sorted(headers):
        begin = _skip_views(texts, place)
        begin = _find_heading_above(texts, begin)
        if place <= first or begin == place or not any(text.casefold() in top | TOP for text in texts[begin:place]):
            continue
        sure = any(text.casefold() in TOP for text in texts[begin:place])
        apart = not page.texts[page.filled[begin] - 1] if page.filled[begin] else False
        if sure or apart or is_interface_line(texts[begin - 1]) or texts[begin - 1].casefold() in SIDE_LINES:
            found.append(begin)
    return found


def _skip_views(texts: Sequence[str], place: int) -> int:
    """Above the count of views that Threads prints below its heading."""
    return (
        place - 1
        if place > 1 and classify_line(texts[place - 1]) == "counted" and is_heading(texts[place - 2])
        else place
    )


def _build_names() -> dict[str, str]:
    found = {}
    for part in _FACES:
        for code in part:
            name = unicodedata.name(chr(code), "").lower()
            if "face" in name.split() and (name.count(" ") > 1 or name in _PLAIN):
                found[name] = chr(code)
    unsure = {name for name, emoji in _CLDR.items() if found.get(name, emoji) != emoji}
    return {name: emoji for name, emoji in (found | _CLDR).items() if name not in unsure}


EMOJI_NAMES = _build_names()


def replace_emoji_names(pieces: Sequence[DraftLine]) -> tuple[list[DraftLine], list[Removed]]:
    """`pieces` with emoji where their names stood, and the names for the ledger.

    The page's own line breaks around one, told by the blanks that the sentence left beside them, are taken back.
    """
    out: list[DraftLine] = []
    removed: list[Removed] = []
    goes_on = False
    for piece in pieces:
        text = piece.text.strip()
        emoji = EMOJI_NAMES.get(text.lower()) if text[:1].isupper() and text[1:].islower() else None
        if emoji is None:
            out.append(replace(piece, glued=True) if goes_on and piece.text[:1] == " " else piece)
            goes_on = False
            continue
        removed.append(Removed(piece.text, "repair:emoji-name", piece.line))
        inline = bool(out) and not out[-1].blank and out[-1].text[-1:] == " "
        out.append(replace(piece, text=emoji, glued=piece.glued or inline))
        goes_on = True
    return out, removed


READERS = (
    TextReader("x-copy", Message("text copied from a page of X, Mastodon, Bluesky or Threads"), recognize, parse),
)
