"""A parser of text copied from a page of X or its kin: whose post each line is part of, and which lines are the page's.

Pages of X copy mentions and links to lines of their own; the words after them then begin with a blank or with
punctuation, and the words before them end in a blank. Such lines are joined again without changing a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from unroller.model import Account, Platform, Removed
from unroller.networks import BLUESKY, MASTODON, THREADS, PostAddress, X, parse_post_url
from unroller.readers.assemble import is_same_handle
from unroller.readers.boilerplate import X_SITE, Stripped, strip_site
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine
from unroller.readers.input import InputText
from unroller.readers.text import ui_labels as words
from unroller.readers.text.line_patterns import (
    PLACEHOLDER,
    classify_line,
    is_client,
    is_count,
    is_counted,
    is_date,
    is_quote_word,
    parse_plain_timestamp,
    parse_replying,
    parse_timestamp_line,
)
from unroller.readers.text.page_foot import find_foot
from unroller.readers.text.page_headers import find_headers, is_heading, is_timestamp
from unroller.readers.text.post_header import PostHeader, may_be_name
from unroller.readers.text.ui_labels import BROKEN, SIDE, SIDE_LINES, SIDE_MAYBE, SOURCED, UNAVAILABLE
from unroller.regex import compile_re

#: Lines of figures under one post.
_FIGURES = 24
#: A side column's heading that people may write too counts with one of its lines so many lines below.
_SIDE_NEAR = 8
_STOPS = (".", "。", "।")
#: The people that a side column shows stand so near to its heading.
_SIDE_NAME = 3
#: A side column that comes first in the copy begins within so many lines.
_SIDE_FIRST = 12
#: Mastodon prints whom a post answers above its header.
_CONTINUES = frozenset({"continued thread", "fortgesetzter thread", "fil continué", "hilo continuado"})
#: Who passed a post on stands above it in a list of posts.
_PASSED_ON = (" reposted", " retweeted", " boosted", " hat repostet", " hat geteilt", " a republié", " reposteó",
              " repostou", " ha ripubblicato", "さんがリポスト", " 님이 재게시함")  # fmt: skip
#: Until 2019 a menu stood beside the button to follow.
_MENU = "more"
#: A menu in a language that is not known has so many labels at least, of so many characters at most.
_MENU_LINES, _MENU_LABEL = 4, 30
#: A notice that nobody else writes is a sentence: it ends like one, or is at least so long.
_SENTENCE = 20
_ANSWERS = ("replied to ", "in reply to ", "replying to ", "antwortete auf ", "a répondu à ", "en réponse à ")
#: A line that is nothing but a mention, hashtag or address.
_ALONE = compile_re(
    r"(?:[@#＠＃][\w.@-]{1,80}|https?://\S{0,2000}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/\S{0,2000})?)…?"
)
_HALF = compile_re(r"https?://")
#: What goes on with a sentence after a mention.
_GOES_ON = (",", ".", ";", ":", "!", "?", ")", "’", "'", "”", "…", "、", "。", "，")


@dataclass
class PageSection:
    """What stands between two marks of the page: lines of one post, or (`loose`) of several without marks.

    `doubtful`: the page does not show whose it is.
    """

    header: PostHeader | None
    account: Account | None
    lines: list[int] = field(default_factory=list)
    date: str | None = None
    address: PostAddress | None = None
    to: tuple[str, ...] = ()
    loose: bool = False
    quoted: bool = False
    cut: bool = False
    opened: bool = False
    goes_on: bool = False
    doubtful: bool = False
    pictures: int = 0
    figures: int = 0
    hidden: list[str] = field(default_factory=list)


@dataclass
class ParsedPage:
    """The page as it is walked through: `places` are the filled lines of the body, `texts` those lines normalised."""

    page: InputText
    found: Stripped
    places: list[int]
    texts: list[str]
    removed: list[Removed] = field(default_factory=list)
    sections: list[PageSection] = field(default_factory=list)
    headers: Mapping[int, PostHeader] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    @cached_property
    def names(self) -> frozenset[str]:
        """The display names in the page's headers."""
        return frozenset(header.name.casefold() for header in self.headers.values() if header.name)

    @cached_property
    def dated(self) -> bool:
        """Whether headers of the page have dates."""
        return any(header.date for header in self.headers.values())

    @cached_property
    def ends(self) -> frozenset[int]:
        """The last places of the page's headers."""
        return frozenset(header.last for header in self.headers.values())

    def set_aside(self, place: int, rule: str) -> None:
        """Set the line at `place` of the filled ones aside."""
        self.take(self.places[place], rule)

    def take(self, at: int, rule: str) -> None:
        """Set line `at` (index) aside."""
        self.removed.append(self.page.removed(at, f"x:{rule}"))
        self.gone.add(at + 1)

    @property
    def platform(self) -> Platform | None:
        """X, unless the handles carry the names of servers (Mastodon), are names of hosts themselves (Bluesky), or
        stand without their sign (Threads); unknown where the page shows names only."""
        for header in self.headers.values():
            if header.bare:
                return THREADS.platform
            if "@" in header.handle:
                return MASTODON.platform
            if "." in header.handle:
                return BLUESKY.platform
        if self.headers and not any(header.handle for header in self.headers.values()):
            return X.platform if any(section.opened for section in self.sections) else None
        return X.platform


def parse_page(page: InputText, start: int, stop: int) -> ParsedPage:
    """Lines `start` to `stop` (indices) of a page, walked through."""
    part = page.filled[bisect_left(page.filled, start) : bisect_left(page.filled, stop)]
    suggested = [at for one, two in _find_suggestions([page.texts[at] for at in part]) for at in part[one:two]]
    found = _keep_name(page, _strip_page(page, start, stop, frozenset(suggested)))
    inside = page.filled[bisect_left(page.filled, found.start) : bisect_left(page.filled, found.stop)]
    blank = {at for at in inside if page.lines[at].strip() == PLACEHOLDER}
    places = [at for at in inside if at not in blank and at not in suggested]
    walked = ParsedPage(page, found, places, [page.texts[at] for at in places])
    for at in suggested:
        walked.take(at, "suggestion")
    for at in sorted(blank):
        walked.take(at, "placeholder")
    _strip_foot(walked)
    _strip_side_column(walked)
    walked.headers = find_headers(walked.texts)
    _split_sections(walked)
    return walked


def _strip_page(page: InputText, start: int, stop: int, gone: frozenset[int]) -> Stripped:
    """The part of the page without its header and footer, lines `gone` left out of account; line numbers are the
    page's."""
    if (start, stop) == (0, len(page.lines)) and not gone:
        return page.trim(X_SITE)
    lines, texts = (
        [line if at not in gone else "" for at, line in enumerate(part[start:stop], start)]
        for part in (page.lines, page.texts)
    )
    found = strip_site(lines, X_SITE, texts)
    removed = tuple(replace(entry, line=(entry.line or 0) + start) for entry in found.removed)
    return replace(found, start=found.start + start, stop=found.stop + start, removed=removed)


def _keep_name(page: InputText, found: Stripped) -> Stripped:
    """The page with the name above the first handle, where that is one of the page's own words too."""
    first = bisect_left(page.filled, found.start)
    if not 0 < first < len(page.filled) or not page.texts[page.filled[first]].startswith("@"):
        return found
    name = page.filled[first - 1]
    removed = tuple(entry for entry in found.removed if entry.line != name + 1)
    return replace(found, start=name, removed=removed) if len(removed) < len(found.removed) else found


def _strip_foot(walked: ParsedPage) -> None:
    """Set aside the row of links at the end of the page, with the labels above it."""
    begin = find_foot(walked.texts)
    if begin is not None:
        for at in range(begin, len(walked.texts)):
            walked.set_aside(at, "links")
        del walked.places[begin:], walked.texts[begin:]


def _strip_side_column(walked: ParsedPage) -> None:
    """Set aside the side column below the posts, of which the footer's rules saw no end."""
    for place in range(len(walked.texts)):
        if not _begins_side_column(walked.texts, place):
            continue
        sourced = place + 1 < len(walked.texts) and walked.texts[place + 1].casefold() in SOURCED
        if sourced or not _heads_posts(walked.texts, place):
            for at in range(place, len(walked.texts)):
                walked.set_aside(at, "side-column")
            del walked.places[place:], walked.texts[place:]
            return


def _begins_side_column(texts: Sequence[str], place: int) -> bool:
    """Whether a line heads a side column: some of its lines stand near below, or the page ends there."""
    text = texts[place].casefold()
    if text not in SIDE and text not in SIDE_MAYBE:
        return False
    near = [line.casefold() for line in texts[place + 1 : place + 1 + _SIDE_NEAR]]
    own = sum(line != text and (line in SIDE_LINES or line in SIDE) for line in near)
    if near and near[0] in SOURCED:
        return True
    if near and own and near[0].endswith(_STOPS) and near[0] not in SIDE_LINES | SIDE:
        return False  # the words go on
    if text in SIDE:
        people = any(line.startswith("@") and " " not in line for line in near[1:_SIDE_NAME])
        return own > 0 or not near or (people and may_be_name(near[0]))
    return own > 1


def _find_suggestions(texts: Sequence[str]) -> list[tuple[int, int]]:
    """What a page suggests between the posts of a thread, as ranges of places: from its heading to the next header with
    a date, where whoever wrote the first post goes on further down."""
    starts = [place for place in range(len(texts)) if _begins_side_column(texts, place)]
    if not starts:
        return []
    headers = find_headers(texts)
    dated = [place for place in sorted(headers) if headers[place].date]
    first = headers[min(headers)].key if headers else ""
    found: list[tuple[int, int]] = []
    for place in starts:
        below = [at for at in dated if at > place]
        near = texts[place + 1].casefold() if place + 1 < len(texts) else ""
        if not below or near in SOURCED or min(headers) > place or (found and place < found[-1][1]):
            continue
        if any(headers[at].key == first for at in below):
            found.append((place, below[0]))
    return found


def _heads_posts(texts: list[str], place: int) -> bool:
    """Whether the thread itself stands below: the side column came first in the copy."""
    if place > _SIDE_FIRST or any("@" in text or "·" in text or is_date(text) for text in texts[:place]):
        return False
    return any(header.dotted for header in find_headers(texts[place:]).values())


def _split_sections(walked: ParsedPage) -> None:
    headers, texts = walked.headers, walked.texts
    stamped = [place for place in range(len(texts)) if is_timestamp(texts, place)]
    single = len(stamped) >= 2
    times = set(stamped)
    current = PageSection(None, None, loose=not single)
    walked.sections.append(current)
    place = 0
    while place < len(texts):
        header = headers.get(place)
        if header:
            current = _begin_section(walked, header, current)
            place = _skip_below_header(walked, header, current)
        elif place in times:
            current = _find_dated_section(walked, current)
            current.date = parse_timestamp_line(texts[place]) or parse_plain_timestamp(texts[place])
            current.opened = True
            walked.set_aside(place, "time")
            before = current.account
            place = _skip_figures(walked, place + 1, current)
            current = PageSection(None, before, loose=not single)
            walked.sections.append(current)
        elif _is_hidden(walked, place) and (headers or stamped):
            current.hidden.append(texts[place])
            walked.set_aside(place, "unavailable")
            place += 1
        else:
            current.lines.append(place)
            place += 1
    _strip_navigation(walked)
    if len(headers) == 1 and not stamped:
        walked.sections[-1].loose = True


def _is_hidden(walked: ParsedPage, place: int) -> bool:
    """Whether the page says that it does not show a post here; Bluesky does in two words, which people write too. In
    the midst of somebody's words it says nothing."""
    text = walked.texts[place]
    below = place + 1 >= len(walked.texts) or place + 1 in walked.headers
    if not below and place and classify_line(walked.texts[place - 1]) is None and place - 1 not in walked.ends:
        return False
    return text.casefold() in UNAVAILABLE and (
        text.endswith((".", "。", "।")) or len(text) >= _SENTENCE or walked.platform == BLUESKY.platform
    )


def _find_dated_section(walked: ParsedPage, current: PageSection) -> PageSection:
    """The post above a time line: when a quoted post stands between, the one that quotes it."""
    if not current.quoted:
        return current
    return next((section for section in reversed(walked.sections) if not section.quoted and section.header), current)


def _skip_below_header(walked: ParsedPage, header: PostHeader, section: PageSection) -> int:
    """Set aside what belongs to a header and stands below it; gives the next place."""
    place = header.last + 1
    texts = walked.texts
    opened = not header.date
    while opened and place < len(texts) and place not in walked.headers and texts[place].casefold() in words.FOLLOW:
        if place + 1 >= len(texts) or place + 1 in walked.headers:
            break
        if texts[place].casefold() == _MENU and place == header.last + 1:
            break
        walked.set_aside(place, "follow")
        place += 1
    taken, section.to = parse_replying(texts, place)
    for at in range(place, place + taken):
        walked.set_aside(at, "replying-to")
    return place + taken


def _begin_section(walked: ParsedPage, header: PostHeader, before: PageSection) -> PageSection:
    """The section of a header; a line that announces a quoted post above it says that this is one."""
    last = walked.texts[before.lines[-1]] if before.lines else ""
    quoted = bool(last) and is_quote_word(last)
    if quoted:
        walked.set_aside(before.lines.pop(), "quote")
    elif last and _belongs_to_header(walked, before.lines[-1], header):
        walked.set_aside(before.lines.pop(), "replying-to")
    for at in range(header.first, header.last + 1):
        walked.set_aside(at, "advert" if header.advert else "header")
    section = PageSection(header, Account(header.handle, header.name), quoted=quoted)
    section.date = parse_date(header.date)
    walked.sections.append(section)
    return section


def _belongs_to_header(walked: ParsedPage, place: int, header: PostHeader) -> bool:
    """Whether a line above a header belongs to it: a thread goes on, or the post answers somebody of the page."""
    lower = walked.texts[place].casefold()
    if place + 1 != header.first or len(lower) > 80:
        return False
    answers = next((phrase for phrase in _ANSWERS if lower.startswith(phrase)), None)
    if answers is None:
        return lower in _CONTINUES
    return lower.removeprefix(answers) in walked.names


def _skip_figures(walked: ParsedPage, place: int, section: PageSection) -> int:
    """Set aside the program's name, the counts and the post's address under its time; gives the next place."""
    first = place
    texts, headers = walked.texts, walked.headers
    while place < len(texts) and place - first < _FIGURES and place not in headers:
        text = texts[place]
        lower = text.casefold()
        address = parse_post_url(text) if text.startswith("http") and " " not in text else None
        if address and section.address is None and _is_own_address(address, section):
            section.address = address
            if section.header is None and address.handle:
                section.account = Account(address.handle)
            walked.set_aside(place, "address")
        elif is_count(text) or is_counted(text) or _labels_count(walked, place, first):
            section.figures += is_count(text)
            walked.set_aside(place, "count")
        elif is_client(text) or lower in words.AUDIENCE or lower == "web" or _is_edit_notice(text):
            walked.set_aside(place, "program")
        elif classify_line(text) in ("link", "translate"):
            walked.set_aside(place, "page-link")
        else:
            break
        place += 1
    return place


def _is_own_address(address: PostAddress, section: PageSection) -> bool:
    """Whether an address below a post may be the post's: it names whom the header names, or there is no header."""
    named = section.header.handle if section.header else ""
    return not named or not address.handle or is_same_handle(named, address.handle)


def _is_edit_notice(text: str) -> bool:
    """Whether a line says when a post was edited (``Edited Mar 3, 2022``)."""
    first = text.split(maxsplit=1)[0].casefold() if text else ""
    return len(text) < 50 and (
        text.casefold() in words.BADGES or (first in words.BADGES and parse_date(text) is not None)
    )


def _labels_count(walked: ParsedPage, place: int, first: int) -> bool:
    """Whether a short line in any language says what the number right above it counts: then a number, a header or
    nothing follows."""
    texts = walked.texts
    if place == first or len(texts[place]) > 40 or not is_count(texts[place - 1]):
        return False
    return place + 1 == len(texts) or place + 1 in walked.headers or is_count(texts[place + 1])


def _strip_navigation(walked: ParsedPage) -> None:
    """Set aside what stands before the first header, when it is nothing but the page's own words."""
    first = walked.sections[0]
    if not walked.headers and len(walked.sections) == 1 and all(is_heading(walked.texts[at]) for at in first.lines):
        _set_navigation_aside(walked, first)
    if len(walked.sections) < 2 or walked.sections[1].header is None:
        return
    for section in walked.sections[1:]:  # one's own account, in the column of the page's places to go to
        own = section.header is not None and not section.header.dotted and bool(section.lines)
        if own and all(is_heading(walked.texts[place]) for place in section.lines):
            _set_navigation_aside(walked, section)
    while first.lines:
        text = walked.texts[first.lines[-1]]
        lower = text.casefold()
        passed_on = len(first.lines) == 1 and len(text) < 60 and lower.endswith(_PASSED_ON)
        if not (is_heading(text) or lower in BROKEN or passed_on or classify_line(text) in ("counted", "link")):
            break
        walked.set_aside(first.lines.pop(), "navigation")
    if _is_menu(walked, first.lines):
        _set_navigation_aside(walked, first)


def _set_navigation_aside(walked: ParsedPage, section: PageSection) -> None:
    """Set all lines of a section aside as the page's places to go to."""
    for place in section.lines:
        walked.set_aside(place, "navigation")
    section.lines = []


def _is_menu(walked: ParsedPage, places: Sequence[int]) -> bool:
    """Whether lines are the places to go to of a page in a language that is not known: labels, one below the other, and
    below them a heading of the page, above which no post stands."""
    if len(places) < _MENU_LINES or places[-1] + 1 in walked.headers:
        return False
    labels = all(len(walked.texts[place]) <= _MENU_LABEL and walked.texts[place][-1:].isalnum() for place in places)
    return labels and any(is_heading(text) for text in walked.texts[places[-1] + 1 : min(walked.headers)])


def rejoin_lines(pieces: Sequence[DraftLine]) -> list[DraftLine]:
    """`pieces` with the page's own line breaks marked as such (`glued`)."""
    out: list[DraftLine] = []
    for at, piece in enumerate(pieces):
        before = out[-1] if out else None
        if before is None or piece.blank or before.blank:
            out.append(piece)
        elif _HALF.fullmatch(before.text.strip()):
            out[-1] = replace(before, text=before.text.rstrip())
            out.append(replace(piece, text=piece.text.lstrip(), glued=True))
        elif _continues_link(before, piece):
            out.append(replace(piece, glued=True))
        elif _is_link_in_sentence(before, piece, pieces[at + 1] if at + 1 < len(pieces) else None):
            gap = "" if before.text[-1:].isspace() or before.text.endswith(("(", "“", "‘", '"')) else " "
            out.append(replace(piece, text=gap + piece.text.lstrip() if gap else piece.text, glued=True))
        else:
            out.append(piece)
    return out


def _continues_link(before: DraftLine, piece: DraftLine) -> bool:
    """Whether `piece` goes on in the sentence of the link that ends the line before."""
    last = before.text.rsplit(maxsplit=1)[-1] if before.glued else before.text.strip()
    if not (_ALONE.fullmatch(last) or (before.glued and last == "…")):
        return False
    return piece.text[:1] in (" ", "\u00a0") or piece.text.startswith(_GOES_ON)


def _is_link_in_sentence(before: DraftLine, piece: DraftLine, after: DraftLine | None) -> bool:
    """Whether a line that is only a mention or link belongs into the sentence before it."""
    if not _ALONE.fullmatch(piece.text.strip()):
        return False
    if before.text.endswith((" ", "\u00a0", "(")):
        return True
    if after is None or after.blank or before.text.rstrip().endswith((".", "!", "?", ":", "。")):
        return False
    return after.text[:1] in (" ", "\u00a0", ",", ";", ")")
