"""Text copied from pages of X or Twitter, in any interface language, and from their kin: Mastodon, Bluesky, Threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from unroller.errors import NoThreadError
from unroller.messages import Message, counted
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Doubt, Gap, Notice, Platform, Quote, Run
from unroller.readers.base import CERTAIN, FAIRLY_SURE, ReadOptions
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.segmentation import Evidence
from unroller.readers.text.author_split import AuthoredPost, split_by_author
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import split_posts
from unroller.readers.text.emoji_names import replace_emoji_names
from unroller.readers.text.line_joins import rejoin_lines
from unroller.readers.text.line_patterns import is_date, parse_plain_timestamp, parse_timestamp_line
from unroller.readers.text.page_parts import find_parts
from unroller.readers.text.post_footer import strip_content_warning, strip_footers, take_card
from unroller.readers.text.post_header import find_header, find_headers, is_heading, is_interface_line
from unroller.readers.text.social_page_parser import PageSection, ParsedPage, parse_page
from unroller.readers.text.ui_labels_pages import BROKEN, SIDE

#: A page whose headers have no dates begins with one, perhaps below a line or two of its own.
_TOP = 2
#: A page that shows nothing says so within so many lines.
_NOTHING_LINES = 40
_EMPTY = Message(
    "no thread found: the page holds only its own lines and what it shows beside a thread. "
    "Open the thread itself and copy that"
)


def detect(page: InputText) -> float:
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
            if found.dotted:
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


def read(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
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
    if platform == "mastodon":
        for section in walked.sections:
            strip_content_warning(walked, section)
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
        doubts=tuple(found.doubts),
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
    posts[0] = _add_address(replace(posts[0], attachments=(*posts[0].attachments, *cards)), section)
    if section.cut:
        found.cut.append(len(blocks))
    advert = section.header is not None and section.header.dotted and not section.header.date
    blocks += [
        AuthoredPost(post, section.account, section.to if at == 0 else (), advert) for at, post in enumerate(posts)
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
    if any(section.account for section in sections):
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
        return replace(post, published=date)
    return replace(post, published=date, id=section.address.id, url=section.address.url)


def _add_quote(post: DraftPost, section: PageSection, pieces: Sequence[DraftLine]) -> DraftPost:
    text = DraftPost(tuple(pieces)).text
    date = Date(section.date, how="stated") if section.date else UNKNOWN_DATE
    quote = Quote(section.address.url if section.address else None, section.account, (Run(text),), date)
    return replace(post, quotes=(*post.quotes, quote))


READERS = (TextReader("x-copy", Message("text copied from a page of X, Mastodon, Bluesky or Threads"), detect, read),)
