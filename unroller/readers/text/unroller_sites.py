"""Readers of text copied from unrolling sites: those that their boilerplate declares in full, twtext, tweetback."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Literal

from unroller.messages import Message, counted
from unroller.model import UNKNOWN_DATE, Account, Date, Notice, Removed
from unroller.networks import X
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.boilerplate import BLOG, COMMUNITY_ARCHIVE, THREADSKY, TWTEXT, BoilerplateSite, Stripped
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.markdown_syntax import find_root_id
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import check_separator, has_long_posts, split_posts
from unroller.regex import compile_re

_SITES: tuple[BoilerplateSite, ...] = (COMMUNITY_ARCHIVE, THREADSKY, BLOG)
#: How many repeated tails (or gaps) make a habit, and how long a tail must be to be one.
_SEVERAL = 2
_TAIL = 12
#: A line that is a link, as written or as networks print it: the host and the path.
_LINK = compile_re(r"https?://\S{4,2000}|(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?:/\S{0,2000})?")
#: Lines of blanks that stand between posts in a copy from a content network.
_BLANKS = 3
_TITLE = compile_re(
    r"(?:.{0,100}avatar)?\s{0,3}(?P<name>\S.{0,100}?)['’]s (?:Twitter )?Archive\s{0,3}—\s{0,3}№ ?[\d,.]{1,12}"
)
_ENTRY = compile_re(r"\s{0,60}(?:\d{1,4}\.\s{0,8})?…\s?in reply to @(?P<handle>[A-Za-z0-9_]{1,30})\s{0,8}")
_NUMBER_LINE = compile_re(r"\s{0,60}\d{1,4}\.\s{0,8}$")


def detect_site(site: BoilerplateSite, page: InputText) -> float:
    """Certain when one of the site's own lines stands in its place."""
    found = page.trim(site)
    return CERTAIN if found.sure and found.start < found.stop else 0.0


def parse_site(site: BoilerplateSite, page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the page."""
    found = page.trim(site)
    platform = options.platform or site.platform
    digits = "".join(char for char in found.facts.get("count", "") if char.isdecimal())
    count = int(digits) if digits else None
    pieces = [piece for piece in page.pieces(found.start, found.stop) if piece.line - 1 not in found.inside]
    body = split_posts(pieces, Evidence(platform=platform, count=count, separator=site.separator))
    handle = found.facts.get("handle")
    stated = parse_date(found.facts.get("date", ""))
    return (
        DraftThread(
            posts=body.posts,
            author=Account(handle, found.facts.get("name")) if handle else None,
            platform=platform,
            title=found.strangers[0].strip()[:200] if site.titled and found.strangers else None,
            published=Date(stated, how="stated") if stated else UNKNOWN_DATE,
            count=count,
            removed=(*found.removed, *body.removed),
            doubts=body.doubts,
            cut=found.cut,
        ),
    )


def _build_reader(site: BoilerplateSite) -> TextReader:
    return TextReader(site.name, site.label, partial(detect_site, site), partial(parse_site, site))


def detect_twtext(page: InputText) -> float:
    """Certain when one of the site's own lines stands in its place."""
    found = page.trim(TWTEXT)
    return CERTAIN if found.sure or found.cut else 0.0


def parse_twtext(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The thread of the page, or of each page when several were pasted below each other; footers name the authors."""
    return tuple(_read_page(part, options) for part in _split_pages(page))


def _split_pages(page: InputText) -> list[InputText]:
    """The pages in a paste of several: each ends with a footer's last line, and the next has a footer of its own.

    Lines keep their numbers: what stands before a part is blank in it.
    """
    known = [(at, match.line) for at in page.filled if (match := TWTEXT.footer.match(page.texts[at]))]
    openers = [at for at, line in known if line.opens]
    ends = [at + 1 for at, line in known if line.name == "cookies"]
    marks = {at for at, _ in known}
    parts, start = [], 0
    for end in ends:
        following = next((at for at in openers if at >= end), None)
        if following is None or all(at in marks for at in page.filled if end <= at < following):
            continue
        parts.append((start, end))
        start = end
    if not parts:
        return [page]
    parts.append((start, len(page.lines)))
    return [replace(page, lines=("",) * one + page.lines[one:two], repairs=()) for one, two in parts]


def _read_page(page: InputText, options: ReadOptions) -> DraftThread:
    found = page.trim(TWTEXT)
    platform = options.platform or X.platform
    top = page.front.stop if page.front else 0
    pieces, again, starts = _drop_repeated_tails(page.pieces(max(found.start, top), found.stop))
    wide = _find_wide_gaps(pieces)
    told = Evidence(
        platform=platform,
        long_posts=has_long_posts(pieces, platform),
        separator=check_separator(_find_separator(page, found), pieces, None),
        starts=starts or wide or _find_said_again(pieces),
        inside=frozenset(range(len(pieces))) - wide if wide and not starts else frozenset(),
    )
    body = split_posts(pieces, told, rules=False)
    handle = found.facts.get("handle")
    return DraftThread(
        posts=body.posts,
        author=Account(handle) if handle else None,
        platform=platform,
        id=find_root_id(page.front),
        removed=(*page.front_removed, *found.removed, *again, *body.removed),
        doubts=body.doubts,
        warnings=_build_footer_notice(found),
        cut=found.cut,
    )


def _build_footer_notice(found: Stripped) -> tuple[Notice, ...]:
    """A word on what stands behind the footer: it was set aside, and somebody may have meant it."""
    lines = sum(entry.rule == "twtext:after-footer" for entry in found.removed)
    if not lines:
        return ()
    behind = counted(
        "{count} line behind the site's footer was set aside",
        "{count} lines behind the site's footer were set aside",
        count=lines,
    )
    return (Notice("text-after-footer", behind),)


def _find_separator(page: InputText, found: Stripped) -> Literal["newline", "unknown"]:
    """The usual extractor puts one newline between posts, and before the footer too; others are told by the text."""
    if found.stop < len(page.lines) and found.stop > 0 and page.lines[found.stop - 1].strip():
        return "newline"
    return "unknown"


def _find_wide_gaps(pieces: Sequence[DraftLine]) -> frozenset[int]:
    """Where posts begin (indices) in a copy from a content network: behind several lines of blanks each."""
    found: set[int] = set()
    blanks: list[str] = []
    for at, piece in enumerate(pieces):
        if piece.blank:
            blanks.append(piece.text)
            continue
        if len(blanks) >= _BLANKS and sum(map(bool, blanks)) >= _SEVERAL:
            found.add(at)
        blanks = []
    found.discard(next((at for at, piece in enumerate(pieces) if not piece.blank), 0))
    return frozenset(found) if len(found) >= _SEVERAL else frozenset()


def _drop_repeated_tails(pieces: Sequence[DraftLine]) -> tuple[list[DraftLine], list[Removed], frozenset[int]]:
    """The lines without the tails that one extractor repeats: each ends a post. Indices of where the next ones begin.

    A line is such a tail when it is how the line before ends; it takes several to believe that they are the site's, and
    several that repeat a part of a line: who says the same line twice, a link above all, may mean it.
    """
    filled = [at for at, piece in enumerate(pieces) if not piece.blank]
    tails = {two for one, two in pairwise(filled) if _repeats(pieces[one].text, pieces[two].text)}
    parts = sum(two in tails and pieces[one].text.strip() != pieces[two].text.strip() for one, two in pairwise(filled))
    if parts < _SEVERAL or len(tails) * 5 < len(filled):
        return list(pieces), [], frozenset()
    kept: list[DraftLine] = []
    starts: set[int] = set()
    begin = False
    for at, piece in enumerate(pieces):
        if at in tails:
            begin = True
            continue
        if begin and not piece.blank:
            starts.add(len(kept))
            begin = False
        kept.append(piece)
    removed = [Removed(pieces[at].text, "twtext:repeated-tail", pieces[at].line) for at in sorted(tails)]
    return kept, removed, frozenset(starts)


def _find_said_again(pieces: Sequence[DraftLine]) -> frozenset[int]:
    """Where a link stands that is the line above (indices): a post begins with what the one before ended with."""
    pairs = enumerate(pairwise(pieces), 1)
    return frozenset(at for at, (one, two) in pairs if one.text == two.text and _LINK.fullmatch(two.text.strip()))


def _repeats(line: str, following: str) -> bool:
    tail = following.strip()
    return len(tail) >= _TAIL and line.rstrip().endswith(tail)


def detect_tweetback(page: InputText) -> float:
    """Certain when the archive's title, or its mark before a post, stands on the page."""
    if any("№" in line and _TITLE.fullmatch(line.strip()) for line in page.lines[:60] if len(line) < 400):
        return CERTAIN
    return CERTAIN if sum(_ENTRY.match(line) is not None for line in page.lines if "in reply to @" in line) > 1 else 0.0


def parse_tweetback(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the page."""
    removed: list[Removed] = []
    name: str | None = None
    handles: list[str] = []
    posts: list[list[DraftLine]] = [[]]
    for at, line in enumerate(page.lines):
        title = _TITLE.fullmatch(line.strip()) if "№" in line and len(line) < 400 else None
        entry = _ENTRY.match(line) if "in reply to @" in line else None
        if title:
            name = title["name"].strip()
            removed.append(page.removed(at, "tweetback:title"))
        elif entry:
            removed.append(Removed(entry.group(), "tweetback:in-reply-to", at + 1))
            handles.append(entry["handle"])
            posts.append([DraftLine(line[entry.end() :], at + 1)])
        elif _NUMBER_LINE.match(line):
            removed.append(page.removed(at, "tweetback:number"))
            posts.append([])
        else:
            posts[-1].append(DraftLine(line, at + 1))
    author = Account(max(handles, key=handles.count), name) if handles else None
    return (
        DraftThread(
            posts=tuple(DraftPost(tuple(_outdent(pieces))) for pieces in posts if any(not p.blank for p in pieces)),
            author=author,
            platform=options.platform or X.platform,
            removed=tuple(removed),
        ),
    )


def _outdent(pieces: Iterable[DraftLine]) -> list[DraftLine]:
    """The lines of a post without the list's indentation, which changes from entry to entry."""
    return [DraftLine(piece.text.strip(), piece.line) for piece in trim_blank(pieces)]


READERS = (
    *(_build_reader(site) for site in _SITES),
    TextReader("twtext", Message("twtext page"), detect_twtext, parse_twtext),
    TextReader("tweetback", Message("page of a tweetback archive"), detect_tweetback, parse_tweetback),
)
