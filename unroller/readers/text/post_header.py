"""Who wrote a post and when: the lines before it, as each network's page prints them; and whose posts are the thread.

X and Bluesky: name, handle, a dot, a date. Mastodon: the same, or the date above the name. Threads: a handle without
its sign, and a date. Copies that lost the handle: a name, a dot, a date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from unroller.model import Account
from unroller.readers.assemble import is_same_account, is_same_handle
from unroller.readers.boilerplate import X_SITE, normalize
from unroller.readers.completeness import find_counter
from unroller.readers.draft import DraftPost
from unroller.readers.text import ui_labels as words
from unroller.readers.text.line_patterns import (
    HANDLE,
    classify_line,
    is_date,
    parse_plain_timestamp,
    parse_timestamp_line,
)
from unroller.readers.text.ui_labels import HEADINGS, SIDE_LINES, TOP

_ALONE = re.compile(HANDLE)
_WITH_DATE = re.compile(HANDLE + r" ?· ?(.{1,30})")
_WHOLE = re.compile(r"(\S.{0,99}?) ?" + HANDLE + r" ?· ?(.{1,30})")
_UNDOTTED = re.compile(r"([^\s@][^@]{0,99}) " + HANDLE + r" ([^@·]{2,20})")
_NAME_DATE = re.compile(r"(\S[^·@]{0,79}?) ?· ?([^·]{1,30})")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_DOT_DATE = re.compile(r"· ?(.{1,30})")
#: A handle of Threads: letters in lower case, digits, dots and low lines.
_BARE = re.compile(r"(?=[\d._]{0,29}[a-z])[a-z0-9_](?:[a-z0-9._]{0,28}[a-z0-9_])?")
_PICTURE = "'s profile picture"
#: Lines between a handle and its date: a badge, the arrow to a topic, the topic.
_TOPIC = frozenset({">", normalize("›"), "❯", "→"})
#: Before the first header of a page stand at most so many lines that are not known.
_TOP_LINES = 3
#: An opened post has at most so many lines above its time.
_OPENED_LINES = 80


@dataclass(frozen=True, slots=True)
class PostHeader:
    """A header before a post: lines `first` to `last` (places in the filled lines), who and when.

    `dotted`: it carries a date in its place; without one it may be a name and a mention. `handle` is empty where the
    copy lost it. `bare`: the handle stands without its sign, as on Threads.
    """

    first: int
    last: int
    handle: str
    name: str | None
    date: str
    dotted: bool
    bare: bool = False

    @property
    def key(self) -> str:
        """Whom it names, as headers are compared."""
        return (self.handle or self.name or "").casefold()


def find_header(texts: Sequence[str], place: int) -> PostHeader | None:
    """The header whose handle (with its ``@``) stands on the line at `place` of the filled, normalised lines."""
    text = texts[place]
    if "@" not in text or len(text) > 200:
        return None
    if "·" in text:
        whole = _WHOLE.fullmatch(text)
        if whole and text[0] != "@" and is_date(whole.group(3)):
            return PostHeader(place, place, whole.group(2), whole.group(1), whole.group(3), dotted=True)
        found = _WITH_DATE.fullmatch(text)
        if found and is_date(found.group(2)):
            return _build_header(texts, place, place, found.group(1), found.group(2), dotted=True)
    alone = _ALONE.fullmatch(text) if text[0] == "@" else None
    if not alone:
        return _find_header_before_2019(texts, place)
    handle = alone.group(1)
    behind = _find_date_behind(texts, place)
    if behind:
        return _build_header(texts, place, behind[0], handle, behind[1], dotted=True)
    after = texts[place + 1] if place + 1 < len(texts) else ""
    if is_date(after):
        return _build_header(texts, place, place + 1, handle, after, dotted="@" in handle or "." in handle)
    if after.casefold() in words.ADVERT:
        return _build_header(texts, place, place + 1, handle, "", dotted=True)
    return _build_header(texts, place, place, handle, "", dotted=False)


def _find_header_before_2019(texts: Sequence[str], place: int) -> PostHeader | None:
    """The header of Twitter's pages until 2019: name, handle and date in one line, and the button ``More`` below."""
    found = _UNDOTTED.fullmatch(texts[place])
    if not found or not is_date(found.group(3)):
        return None
    more = place + 1 < len(texts) and texts[place + 1].casefold() in words.FOLLOW
    return PostHeader(place, place + more, found.group(2), found.group(1), found.group(3), dotted=more)


def _find_date_behind(texts: Sequence[str], place: int) -> tuple[int, str] | None:
    """The dot and date behind the line at `place`, badges between them: where they end, and the date."""
    at = place + 1
    while at < len(texts) and at <= place + 2 and texts[at].casefold() in words.BADGES:
        at += 1
    if at >= len(texts) or not texts[at].startswith("·"):
        return None
    if texts[at] == "·":
        return (at + 1, texts[at + 1]) if at + 1 < len(texts) and is_date(texts[at + 1]) else None
    dated = _DOT_DATE.fullmatch(texts[at])
    return (at, dated.group(1)) if dated and is_date(dated.group(1)) else None


def _build_header(
    texts: Sequence[str], place: int, last: int, handle: str, date: str, *, dotted: bool
) -> PostHeader | None:
    first = place - 1
    if place > 1 and texts[first].casefold() in words.BADGES:
        first -= 1
    name = texts[first] if place else ""
    if not name or len(name) > 100 or _ALONE.fullmatch(name) or (not dotted and name.endswith((":", ",", "."))):
        return PostHeader(place, last, handle, None, date, dotted) if dotted else None
    return PostHeader(first, last, handle, name, date, dotted)


def find_headers(texts: Sequence[str]) -> Mapping[int, PostHeader]:
    """The headers of a page by their first place: of the first kind in which it has any."""
    return _find_headers(tuple(texts))


@lru_cache(maxsize=2)
def _find_headers(texts: tuple[str, ...]) -> Mapping[int, PostHeader]:
    """Remembered: recognising a page, parting and parsing it ask for the headers of the same lines."""
    return _find_headers_with_handles(texts) or _find_bare_headers(texts) or _find_named_headers(texts)


def _find_headers_with_handles(texts: Sequence[str]) -> dict[int, PostHeader]:
    """Headers with ``@``.

    One without a dot counts where its name and handle are known from a full one, or stand together time and again; at
    the top of the page also when the page has the time line of an opened post.
    """
    found = [header for place in range(len(texts)) if "@" in texts[place] and (header := find_header(texts, place))]
    if not found:
        return {}
    found = _move_dates_above(texts, found)
    pairs = Counter((header.name, header.handle.casefold()) for header in found)
    known = {(header.name, header.handle.casefold()) for header in found if header.dotted}
    stamps = [place for place in range(len(texts)) if is_timestamp(texts, place)]
    top = _find_top(texts)
    kept: dict[int, PostHeader] = {}
    last = -1
    for header in found:
        pair = (header.name, header.handle.casefold())
        opens = header.first <= top and bool(stamps or known)
        opens = opens or (header.first > top and _reopens(texts, header, stamps))
        if header.dotted or pair in known or (header.name and pairs[pair] > 1) or opens:
            if header.first <= last:
                header = replace(header, first=last + 1)
            kept[header.first] = header
            last = header.last
    return kept


def is_timestamp(texts: Sequence[str], place: int) -> bool:
    """Whether the line at `place` is the time of an opened post."""
    text = texts[place]
    if "·" in text:
        return parse_timestamp_line(text) is not None
    return ":" in text and place > 0 and parse_plain_timestamp(text) is not None


def _reopens(texts: Sequence[str], header: PostHeader, stamps: Sequence[int]) -> bool:
    """Whether another page begins with a header without a date: below lines of the page's own, above a time line."""
    if header.first == 0 or header.name is None or not is_interface_line(texts[header.first - 1]):
        return False
    at = bisect_right(stamps, header.last)
    return at < len(stamps) and stamps[at] - header.last <= _OPENED_LINES


def is_interface_line(text: str) -> bool:
    """Whether a line is one that pages print between or around posts, and people hardly write as a line of its own."""
    return is_heading(text) or text.casefold() in SIDE_LINES or classify_line(text) is not None or text[:1] == "©"


def is_heading(text: str) -> bool:
    """Whether a line may stand above the first post of a page: headings, and places to go to."""
    lower = text.casefold()
    return lower in HEADINGS or lower in TOP or X_SITE.header.match(text) is not None


def _move_dates_above(texts: Sequence[str], found: list[PostHeader]) -> list[PostHeader]:
    """Mastodon's order: the age stands above the name. Taken where most headers without a date have one there."""
    bare = [header for header in found if not header.date]
    below = {header.last for header in found if header.date}
    above = [header for header in bare if header.first - 1 not in below and _has_date_above(texts, header)]
    remote = any("@" in header.handle for header in above)
    if len(above) < (1 if remote else 2) or len(above) + 1 < len(bare):
        return found
    moved = {
        header: replace(header, first=header.first - 1, date=texts[header.first - 1], dotted=True) for header in above
    }
    return [moved.get(header, header) for header in found]


def _has_date_above(texts: Sequence[str], header: PostHeader) -> bool:
    return header.first > 0 and is_date(texts[header.first - 1])


def _find_top(texts: Sequence[str]) -> int:
    """Where the first header of a page may stand at the latest: below the page's own headings."""
    place = 0
    while place < len(texts) and place < 40 and is_heading(texts[place]):
        place += 1
    return place


def _find_bare_headers(texts: Sequence[str]) -> dict[int, PostHeader]:
    """Headers of Threads: a handle without its sign, and a date. They count where the page begins with one and the
    same handle comes again, or where the page prints Threads' own words."""
    found = list(_iterate_bare_headers(texts))
    if not found or not _may_begin_page(texts, found[0].first):
        return {}
    often = Counter(header.handle for header in found)
    headed = found[0].first > 0 and texts[found[0].first - 1].casefold() in HEADINGS
    own = sum(classify_line(text) == "translate" or text.casefold() in words.ACTIVITY for text in texts)
    if often[found[0].handle] < 2 and not headed and not own:
        return {}
    filled = sum(two.first > one.last + 1 for one, two in pairwise(found))
    if filled * 2 < len(found) - 1:
        return {}
    return {header.first: header for header in found}


def _iterate_bare_headers(texts: Sequence[str]) -> Iterator[PostHeader]:
    taken = -1
    for place, text in enumerate(texts):
        if place <= taken or len(text) > 30 or not _BARE.fullmatch(text):
            continue
        at = place + 1
        if at < len(texts) and texts[at].casefold() in words.BADGES:
            at += 1
        if at + 2 < len(texts) and texts[at] in _TOPIC:
            at += 2
        if at >= len(texts) or not is_date(texts[at]) or is_date(text):
            continue
        date = texts[at]
        while at + 1 < len(texts) and (texts[at + 1] == "·" or texts[at + 1].casefold() in words.BADGES):
            at += 1
        picture = place > 0 and texts[place - 1] == text + _PICTURE
        taken = at
        yield PostHeader(place - picture, at, text, None, date, dotted=True, bare=True)


def _may_begin_page(texts: Sequence[str], place: int) -> bool:
    """Whether a page may begin at `place`: few lines before it that are not the page's own."""
    before = texts[max(0, place - 60) : place]
    strange = sum(not is_heading(text) and classify_line(text) is None for text in before)
    return strange <= _TOP_LINES


def _find_named_headers(texts: Sequence[str]) -> dict[int, PostHeader]:
    """Headers without a handle: a name, a dot, a date; the same name time and again, or at the top of the page."""
    found: list[PostHeader] = []
    for place, text in enumerate(texts):
        if "·" not in text or len(text) > 120:
            continue
        header = _find_named_header(texts, place)
        if header and (not found or header.first > found[-1].last):
            found.append(header)
    if not found or not _may_begin_page(texts, found[0].first):
        return {}
    often = Counter(header.name for header in found)
    if often[found[0].name] < 2 and len(found) < 3:
        return {}
    return {header.first: header for header in found}


def _find_named_header(texts: Sequence[str], place: int) -> PostHeader | None:
    """The header whose dot stands on the line at `place`."""
    text = texts[place]
    if text[0] == "·":
        behind = _find_date_behind(texts, place - 1) if place else None
        first = place - 1
        while first > 0 and place - first < 3 and texts[first].casefold() in words.BADGES:
            first -= 1
        name = texts[first] if first >= 0 else ""
        if behind and _may_be_name(name):
            return PostHeader(first, behind[0], "", name, behind[1], dotted=True)
        return None
    whole = _NAME_DATE.fullmatch(text)
    if whole and is_date(whole.group(2)) and _may_be_name(whole.group(1)):
        return PostHeader(place, place, "", whole.group(1), whole.group(2), dotted=True)
    return None


def _may_be_name(text: str) -> bool:
    """Whether a line may be somebody's display name."""
    return (
        0 < len(text) <= 60
        and any(char.isalpha() or ord(char) > 0x2000 for char in text)
        and not text.endswith((".", ",", ":", ";"))
        and not is_date(text)
        and not _CLOCK.search(text)
    )


@dataclass(frozen=True, slots=True)
class AuthoredPost:
    """A post under a header. `account` is who wrote it (None: as the one before); `to` are the handles it answers.

    `advert`: nobody's reply, but what the page puts between.
    """

    post: DraftPost
    account: Account | None
    to: tuple[str, ...] = ()
    advert: bool = False


@dataclass(frozen=True, slots=True)
class AuthorSplit:
    """The author, the author's thread, and what else stood on the page, each in the page's order."""

    author: Account | None
    posts: tuple[DraftPost, ...]
    others: tuple[DraftPost, ...]


def split_by_author(blocks: Sequence[AuthoredPost], author: Account | None = None) -> AuthorSplit:
    """Tell the thread from replies. The author is `author`, or whoever wrote the first post.

    Posts by anybody else are set aside. So are the author's own posts behind somebody else's when they answer: they
    name another person first, are marked as a reply, or stand right below a stranger's post without going on in the
    author's own count.
    """
    author = author or next((block.account for block in blocks if block.account), None)
    posts: list[DraftPost] = []
    others: list[DraftPost] = []
    strangers = False
    below_stranger = False
    for block in blocks:
        account = block.account or author
        if author and account and not is_same_account(account, author):
            others.append(replace(block.post, author=account))
            if not block.advert:
                strangers = below_stranger = bool(posts)  # what stands above the author's first post is what it answers
            continue
        if strangers and author and _is_answer(block, author, posts, below_stranger=below_stranger):
            others.append(replace(block.post, author=None, later=True))
            continue
        below_stranger = False
        posts.append(replace(block.post, author=None) if block.post.author else block.post)
    return AuthorSplit(_choose_fuller(author, blocks), tuple(posts), tuple(others))


def _choose_fuller(author: Account | None, blocks: Sequence[AuthoredPost]) -> Account | None:
    """The author with the name that stands in a header, when the account came from elsewhere without one."""
    if author is None or author.name:
        return author
    for block in blocks:
        if block.account and block.account.name and is_same_handle(block.account.handle, author.handle):
            return replace(author, name=block.account.name)
    return author


def _is_answer(block: AuthoredPost, author: Account, posts: Sequence[DraftPost], *, below_stranger: bool) -> bool:
    if any(not is_same_handle(handle, author.handle) for handle in block.to):
        return True
    text = block.post.text
    first = text[1:].split(maxsplit=1)[:1] if text.startswith("@") else []
    if first and not is_same_handle(first[0].rstrip(":,"), author.handle):
        return True
    if not below_stranger:
        return False
    mine = find_counter(text)
    before = next((found for post in reversed(posts) if (found := find_counter(post.text))), None)
    return not (mine and before and mine[0] > before[0])
