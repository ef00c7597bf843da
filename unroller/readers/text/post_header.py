"""Who wrote a post and when: the lines before it, as each network's page prints them; and whose posts are the thread.

X and Bluesky: name, handle, a dot, a date. Mastodon: the same, or the date above the name. Threads: a handle without
its sign, and a date. Copies that lost the handle: a name, a dot, a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unroller.model import Account
from unroller.readers.assemble import is_same_account, is_same_handle
from unroller.readers.completeness import find_counter
from unroller.readers.draft import DraftPost
from unroller.readers.text import ui_labels as words
from unroller.readers.text.line_patterns import HANDLE, is_date
from unroller.regex import compile_re

_ALONE = compile_re(HANDLE)
_WITH_DATE = compile_re(HANDLE + r" ?· ?(.{1,30})")
_WHOLE = compile_re(r"(\S.{0,99}?) ?" + HANDLE + r" ?· ?(.{1,30})")
_UNDOTTED = compile_re(r"([^\s@][^@]{0,99}) " + HANDLE + r" ([^@·]{2,20})")
_CLOCK = compile_re(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
#: A name may end in an initial or a short form (``Max C.``, ``Boats Ltd.``); a sentence is longer.
_ABBREVIATED = compile_re(r"(?:[^ ]{1,20} ){1,3}[^ ]{1,3}\.")
#: What ends sentences and parts of them, and no names; ``!`` and ``?`` end names too, of few words.
_SENTENCE_ENDS = (",", ":", ";", "。", "।", "！", "？", "؟", "…", "：", "、", "，")
_SENTENCE_BLANKS = 3
_DOT_DATE = compile_re(r"· ?(.{1,30})")


@dataclass(frozen=True, slots=True)
class PostHeader:
    """A header before a post: lines `first` to `last` (places in the filled lines), who and when.

    `dotted`: it carries a date in its place; without one it may be a name and a mention. `handle` is empty where the
    copy lost it. `bare`: the handle stands without its sign, as on Threads. `advert`: the page says that what stands
    below is one.
    """

    first: int
    last: int
    handle: str
    name: str | None
    date: str
    dotted: bool
    bare: bool = False
    advert: bool = False

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
        told = whole.group(3) if whole and text[0] != "@" else ""
        if whole and is_date(told):
            return PostHeader(place, place, whole.group(2), whole.group(1), told, dotted=True)
        if whole and is_advert_label(told):
            return PostHeader(place, place, whole.group(2), whole.group(1), "", dotted=True, advert=True)
        found = _WITH_DATE.fullmatch(text)
        if found and is_date(found.group(2)):
            return _build_header(texts, place, place, found.group(1), found.group(2), dotted=True)
        if found and is_advert_label(found.group(2)):
            return _find_advert(texts, place, place, found.group(1))
    alone = _ALONE.fullmatch(text) if text[0] == "@" else None
    if not alone:
        return _find_header_before_2019(texts, place)
    handle = alone.group(1)
    behind = find_date_behind(texts, place)
    if behind:
        return _build_header(texts, place, behind[0], handle, behind[1], dotted=True)
    after = texts[place + 1] if place + 1 < len(texts) else ""
    if is_date(after):
        return _build_header(texts, place, place + 1, handle, after, dotted="@" in handle or "." in handle)
    advert = _find_advert(texts, place, find_label_behind(texts, place), handle)
    return advert or _build_header(texts, place, place, handle, "", dotted=False)


def is_advert_label(text: str) -> bool:
    """Whether a line, or what stands in a date's place, says that something is an advertisement."""
    lower = text.casefold()
    return lower in words.ADVERT or (len(text) <= 60 and lower.startswith(words.ADVERT_BY))


def find_label_behind(texts: Sequence[str], place: int) -> int | None:
    """Where an advertisement's label stands right behind the line at `place`, a dot between them or none."""
    at = place + 1
    while at < len(texts) and at <= place + 2 and (texts[at] == "·" or texts[at].casefold() in words.BADGES):
        at += 1
    if at >= len(texts):
        return None
    return at if is_advert_label(texts[at].removeprefix("·").strip()) else None


def _find_advert(texts: Sequence[str], place: int, last: int | None, handle: str) -> PostHeader | None:
    """The header of an advertisement whose handle stands at `place`: its label stands behind the handle (at `last`),
    between name and handle, or above the name, as a line of its own or with a dot before the name."""
    above = [texts[at] if at >= 0 else "" for at in (place - 1, place - 2)]
    label, _, rest = above[0].partition(" · ")
    if rest and is_advert_label(label):
        first, name = place - 1, rest
    elif is_advert_label(above[0]):
        first, name = place - 2, above[1]
        last = place if last is None else last
    elif is_advert_label(above[1]):
        first, name = place - 2, above[0]
    elif last is not None:
        first, name = place - 1, above[0]
    else:
        return None
    if not may_be_name(name):
        return None
    return PostHeader(first, place if last is None else last, handle, name, "", dotted=True, advert=True)


def _find_header_before_2019(texts: Sequence[str], place: int) -> PostHeader | None:
    """The header of Twitter's pages until 2019: name, handle and date in one line, and the button ``More`` below."""
    found = _UNDOTTED.fullmatch(texts[place])
    if not found or not is_date(found.group(3)):
        return None
    more = place + 1 < len(texts) and texts[place + 1].casefold() in words.FOLLOW
    return PostHeader(place, place + more, found.group(2), found.group(1), found.group(3), dotted=more)


def find_date_behind(texts: Sequence[str], place: int) -> tuple[int, str] | None:
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


def find_bare_mention(texts: Sequence[str], place: int, handle: str) -> PostHeader | None:
    """The header without a date whose handle stands on the line at `place`: it may be a name and a mention."""
    return _build_header(texts, place, place, handle, "", dotted=False)


def _build_header(
    texts: Sequence[str], place: int, last: int, handle: str, date: str, *, dotted: bool
) -> PostHeader | None:
    first = place - 1
    if place > 1 and texts[first].casefold() in words.BADGES:
        first -= 1
    name = texts[first] if place else ""
    strange = is_date(name) or name[:1] == "·" or _ALONE.fullmatch(name)  # of the header above: no name
    if not name or len(name) > 100 or strange or (not dotted and _ends_words(name)):
        return PostHeader(place, last, handle, None, date, dotted) if dotted else None
    return PostHeader(first, last, handle, name, date, dotted)


def _ends_words(text: str) -> bool:
    """Whether a text ends as a sentence or a part of one does, and no name."""
    if text.endswith(_SENTENCE_ENDS):
        return True
    if text.endswith(("!", "?")):
        return text.count(" ") >= _SENTENCE_BLANKS
    return text.endswith(".") and not _ABBREVIATED.fullmatch(text)


def may_be_name(text: str) -> bool:
    """Whether a line may be somebody's display name."""
    return (
        0 < len(text) <= 60
        and not _ALONE.fullmatch(text)
        and any(char.isalpha() or ord(char) > 0x2000 for char in text)
        and not _ends_words(text)
        and not is_date(text)
        and not _CLOCK.search(text)
    )


@dataclass(frozen=True, slots=True)
class AuthoredPost:
    """A post under a header. `account` is who wrote it (None: as the one before); `to` are the handles it answers.

    `named`: a header says who wrote it, and not its address alone. `undated`: that header has no date where others on
    the page do; it is nobody's reply, but what the page puts between.
    """

    post: DraftPost
    account: Account | None
    to: tuple[str, ...] = ()
    named: bool = True
    undated: bool = False


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
            if not block.undated:
                strangers = bool(posts)  # what stands above the author's first post is what it answers
                below_stranger = strangers and block.named
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


def _find_first_mention(text: str) -> str:
    """The handle with which a post begins, or nothing."""
    first = text[1:].split(maxsplit=1)[:1] if text.startswith("@") else []
    return first[0].rstrip(":,").casefold() if first else ""


def _is_answer(block: AuthoredPost, author: Account, posts: Sequence[DraftPost], *, below_stranger: bool) -> bool:
    if any(not is_same_handle(handle, author.handle) for handle in block.to):
        return True
    text = block.post.text
    named = _find_first_mention(text)
    if named and not is_same_handle(named, author.handle):
        return not any(_find_first_mention(post.text) == named for post in posts)  # all of the thread may begin so
    if not below_stranger:
        return False
    mine = find_counter(text)
    before = next((found for post in reversed(posts) if (found := find_counter(post.text))), None)
    return not (mine and before and mine[0] > before[0])
