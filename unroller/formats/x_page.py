"""Text copied from a page of X or Twitter, in any interface language; pages of its kin print the same headers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from unroller.boilerplate import Trimmed, X
from unroller.boundaries import Evidence
from unroller.formats.blocks import Block, sort_out
from unroller.formats.body import split
from unroller.formats.cards import host_of, is_title, link_to
from unroller.formats.dates import parse_date
from unroller.formats.draft import Draft, Piece, PostDraft, trimmed
from unroller.formats.emoji_names import mend
from unroller.formats.page import Page
from unroller.formats.rejoin import rejoin
from unroller.formats.shape import CERTAIN, FAIRLY_SURE, Format, ReadOptions
from unroller.formats.stamps import (
    PLACEHOLDER,
    Header,
    header_at,
    is_client,
    is_count,
    is_counted,
    is_media,
    is_more,
    is_quote_word,
    is_shown,
    replying,
    stamp,
)
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Doubt, Notice, Platform, Quote, Removed, Run
from unroller.platforms import PostAddress, parse_post_url

#: A page whose headers have no dates begins with one, perhaps below a line or two of its own.
_TOP = 2
#: Lines of figures under one post.
_FIGURES = 24


@dataclass
class _Section:
    """What stands between two marks of the page: lines of one post, or (`loose`) of several without marks."""

    header: Header | None
    account: Account | None
    lines: list[int] = field(default_factory=list)
    date: str | None = None
    address: PostAddress | None = None
    to: tuple[str, ...] = ()
    loose: bool = False
    quoted: bool = False
    cut: bool = False
    counts: int = 0


@dataclass
class _Walk:
    """The page as it is walked through: `places` are the filled lines of the body, `texts` those lines normalised."""

    page: Page
    found: Trimmed
    places: list[int]
    texts: list[str]
    removed: list[Removed] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)

    gone: set[int] = field(default_factory=set)

    def set_aside(self, place: int, rule: str) -> None:
        """Set the line at `place` of the filled ones aside."""
        self.take(self.places[place], rule)

    def take(self, at: int, rule: str) -> None:
        """Set line `at` (index) aside."""
        self.removed.append(self.page.removed(at, f"x:{rule}"))
        self.gone.add(at + 1)


def detect(page: Page) -> float:
    """Certain when a header with its dot and date, or the time line of an opened post, stands on the page; fairly
    sure when the same name and handle stand above several posts."""
    if not any("@" in line or "·" in line for line in page.lines):
        return 0.0
    texts = [page.texts[at] for at in page.filled]
    alone: Counter[tuple[str | None, str]] = Counter()
    top = ""
    for place, text in enumerate(texts):
        if "@" in text and (found := header_at(texts, place)):
            if found.dotted:
                return CERTAIN
            alone[found.name, found.handle] += 1
            top = top or (found.handle if found.first <= _TOP else "-")
        if "·" in text and stamp(text):
            return CERTAIN
    often = any(count > 1 and name and handle == top for (name, handle), count in alone.items())
    return FAIRLY_SURE if often else 0.0


def read(page: Page, options: ReadOptions) -> tuple[Draft, ...]:
    """The one thread of the page: the first author's; posts by other people are set aside."""
    found = page.trim(X)
    places = [at for at in page.filled if found.start <= at < found.stop and page.lines[at].strip() != PLACEHOLDER]
    walk = _Walk(page, found, places, [page.texts[at] for at in places])
    for at in page.filled:
        if found.start <= at < found.stop and page.lines[at].strip() == PLACEHOLDER:
            walk.take(at, "placeholder")
    _sections(walk)
    _habitual_counts(walk)
    platform = options.platform or _platform(walk.sections)
    return (_draft(walk, platform),)


def _platform(sections: Sequence[_Section]) -> Platform:
    """X, unless the handles carry the names of servers (Mastodon) or are themselves names of hosts (Bluesky)."""
    handles = [section.header.handle for section in sections if section.header]
    if handles and "@" in handles[0]:
        return "mastodon"
    return "bluesky" if handles and "." in handles[0] else "x"


def _headers(texts: Sequence[str]) -> dict[int, Header]:
    """Headers by their first place.

    One without a dot counts where its name and handle are known from a full one, or stand together time and again; at
    the top of the page also when the page has the time line of an opened post.
    """
    found = [header for place in range(len(texts)) if (header := header_at(texts, place))]
    pairs = Counter((header.name, header.handle.casefold()) for header in found)
    known = {(header.name, header.handle.casefold()) for header in found if header.dotted}
    stamped = any(stamp(text) for text in texts if "·" in text)
    kept: dict[int, Header] = {}
    last = -1
    for header in found:
        pair = (header.name, header.handle.casefold())
        opens = header.first == 0 and (stamped or bool(known))
        if header.dotted or pair in known or (header.name and pairs[pair] > 1) or opens:
            if header.first <= last:
                header = replace(header, first=last + 1)
            kept[header.first] = header
            last = header.last
    return kept


def _sections(walk: _Walk) -> None:
    headers = _headers(walk.texts)
    stamps = sum(stamp(text) is not None for text in walk.texts if "·" in text)
    single = stamps >= 2
    current = _Section(None, None, loose=not single)
    walk.sections.append(current)
    place = 0
    while place < len(walk.texts):
        header = headers.get(place)
        text = walk.texts[place]
        if header:
            current = _begin(walk, header, current)
            taken, current.to = replying(walk.texts, header.last + 1)
            for at in range(header.last + 1, header.last + 1 + taken):
                walk.set_aside(at, "replying-to")
            place = header.last + 1 + taken
            continue
        date = stamp(text) if "·" in text else None
        if date:
            current.date = date
            walk.set_aside(place, "time")
            place = _figures(walk, place + 1, headers, current)
            current = _Section(None, current.account, loose=not single)
            walk.sections.append(current)
            continue
        current.lines.append(place)
        place += 1
    _navigation(walk)
    if len(headers) == 1 and stamps == 0:
        walk.sections[-1].loose = True


def _navigation(walk: _Walk) -> None:
    """Set aside what stands before the first header, when it is nothing but the page's own words."""
    first = walk.sections[0]
    if len(walk.sections) < 2 or walk.sections[1].header is None:
        return
    while first.lines and X.header.match(walk.texts[first.lines[-1]]):
        walk.set_aside(first.lines.pop(), "navigation")


def _begin(walk: _Walk, header: Header, before: _Section) -> _Section:
    """The section of a header; a line that announces a quoted post above it says that this is one."""
    quoted = bool(before.lines) and is_quote_word(walk.texts[before.lines[-1]])
    if quoted:
        walk.set_aside(before.lines.pop(), "quote")
    for at in range(header.first, header.last + 1):
        walk.set_aside(at, "header")
    section = _Section(header, Account(header.handle, header.name), quoted=quoted)
    section.date = parse_date(header.date)
    walk.sections.append(section)
    return section


def _figures(walk: _Walk, place: int, headers: dict[int, Header], section: _Section) -> int:
    """Set aside the program's name, the counts and the post's address under its time; gives the next place."""
    first = place
    while place < len(walk.texts) and place - first < _FIGURES and place not in headers:
        text = walk.texts[place]
        address = parse_post_url(text) if text.startswith("http") and " " not in text else None
        if address and section.address is None:
            section.address = address
            walk.set_aside(place, "address")
        elif is_count(text) or is_counted(text) or _labels_count(walk, place, first, headers):
            walk.set_aside(place, "count")
        elif is_client(text):
            walk.set_aside(place, "program")
        else:
            break
        place += 1
    return place


def _labels_count(walk: _Walk, place: int, first: int, headers: dict[int, Header]) -> bool:
    """Whether a short line in any language says what the number right above it counts: then a number, a header or
    nothing follows."""
    texts = walk.texts
    if place == first or len(texts[place]) > 40 or not is_count(texts[place - 1]):
        return False
    return place + 1 == len(texts) or place + 1 in headers or is_count(texts[place + 1])


def _habitual_counts(walk: _Walk) -> None:
    """Take the page's words off the ends of posts; bare numbers only where most posts of the page end in them."""
    for section in walk.sections:
        _ends(walk, section)
        section.counts = 0
        for place in reversed(section.lines[1:]):
            if not is_count(walk.texts[place]) or section.counts >= 5:
                break
            section.counts += 1
    headed = [section for section in walk.sections if section.header and section.date != "" and section.lines]
    counted = [section for section in headed if section.counts]
    if len(counted) < 2 or len(counted) * 3 < len(headed) * 2:
        return
    for section in counted:
        for _ in range(section.counts):
            walk.set_aside(section.lines.pop(), "count")
        _ends(walk, section)


def _ends(walk: _Walk, section: _Section) -> None:
    while section.lines:
        text = walk.texts[section.lines[-1]]
        if is_more(text):
            section.cut = True
            rule = "show-more"
        elif is_shown(text):
            rule = "page-link"
        elif is_media(text):
            rule = "picture"
        elif is_counted(text) and len(section.lines) > 1:
            rule = "count"
        else:
            return
        walk.set_aside(section.lines.pop(), rule)


def _card(walk: _Walk, section: _Section) -> tuple[Attachment, ...]:
    """Set aside the link card at the end of a post: title, perhaps a description, and the bare host of the very link
    that ends the author's words right above it. Without that link all of it may be the author's, and stays."""
    host = host_of(walk.texts[section.lines[-1]]) if section.lines and not section.loose else None
    for size in (2, 3):
        if host is None or len(section.lines) <= size:
            return ()
        link_at, first, *rest = section.lines[-size - 1 :]
        link = link_to(walk.texts[link_at], host)
        together = walk.places[rest[-1]] - walk.places[link_at] == size
        if link and together and is_title(walk.texts[first]):
            for at in (first, *rest):
                walk.set_aside(at, "link-card")
            del section.lines[-size:]
            whole = link.startswith("http") and not link.endswith("…")
            return (Attachment("card", link if whole else None, title=walk.texts[first]),)
    return ()


def _draft(walk: _Walk, platform: Platform) -> Draft:
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    notices: list[Notice] = []
    for section in walk.sections:
        cards = _card(walk, section)
        pieces = _pieces(walk, section)
        if not pieces:
            if section.address and blocks:
                blocks[-1] = replace(blocks[-1], post=_addressed(blocks[-1].post, section))
            continue
        if section.quoted and blocks:
            blocks[-1] = replace(blocks[-1], post=_quoting(blocks[-1].post, section, pieces))
            continue
        if section.loose:
            body = split(pieces, Evidence(platform=platform))
            walk.removed += body.removed
            offset = len(blocks)
            doubts += [replace(doubt, post=doubt.post + offset) for doubt in body.doubts]
            posts = list(body.posts)
        else:
            posts = [PostDraft(tuple(pieces))]
        posts[0] = _addressed(replace(posts[0], attachments=(*posts[0].attachments, *cards)), section)
        if section.cut:
            notices.append(Notice("cut-post", f"post {len(blocks) + 1} was cut by the page: open it and copy it whole"))
        blocks += [Block(post, section.account, section.to if at == 0 else ()) for at, post in enumerate(posts)]
    names = sum(entry.rule == "repair:emoji-name" for entry in walk.removed)
    if names:
        plural = "s" * (names > 1)
        notices.append(Notice("text-repaired", f"{names} emoji name{plural} stood for emoji; the ledger shows where"))
    sorted_out = sort_out(blocks, _by_address(walk.sections))
    return Draft(
        posts=sorted_out.posts,
        author=sorted_out.author,
        platform=platform,
        removed=(*walk.found.removed, *walk.removed),
        others=sorted_out.others,
        doubts=tuple(doubts),
        warnings=tuple(notices),
        cut=walk.found.cut,
    )


def _by_address(sections: Sequence[_Section]) -> Account | None:
    """The author by the posts' own addresses, when no header names anybody."""
    if any(section.account for section in sections):
        return None
    return next(
        (Account(section.address.handle) for section in sections if section.address and section.address.handle), None
    )


def _pieces(walk: _Walk, section: _Section) -> list[Piece]:
    """The section's lines with the blank ones between them."""
    if not section.lines:
        return []
    first, last = walk.places[section.lines[0]], walk.places[section.lines[-1]]
    lines = [piece for piece in walk.page.pieces(first, last + 1) if piece.line not in walk.gone]
    mended, names = mend(rejoin(trimmed(lines)))
    walk.removed += names
    return mended


def _addressed(post: PostDraft, section: _Section) -> PostDraft:
    date = Date(section.date, how="stated") if section.date else UNKNOWN_DATE
    if section.address is None:
        return replace(post, published=date)
    return replace(post, published=date, id=section.address.id, url=section.address.url)


def _quoting(post: PostDraft, section: _Section, pieces: Sequence[Piece]) -> PostDraft:
    text = PostDraft(tuple(pieces)).text
    date = Date(section.date, how="stated") if section.date else UNKNOWN_DATE
    quote = Quote(section.address.url if section.address else None, section.account, (Run(text),), date)
    return replace(post, quotes=(*post.quotes, quote))


FORMAT = Format("x-copy", "text copied from a page of X", detect, read)
