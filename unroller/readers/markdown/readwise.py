"""Threads that Readwise keeps, as its exports to Markdown, Obsidian, Logseq and Roam write them.

A page has a title, a table of facts, and below it one entry for each post, closed by a link to it. Whoever keeps the
page may have put tags and notes below an entry. Newer pages hold the whole document instead, or beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from unroller.errors import NoThreadError
from unroller.messages import Message
from unroller.model import Account, Attachment, Doubt, Removed
from unroller.networks import PostAddress, X, parse_post_url
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.markdown.clip_parts import ClipPostBuilder, OpenClipPost
from unroller.readers.markdown_syntax import parse_inline
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import split_posts
from unroller.regex import compile_re

#: A row of the table of facts: ``- Author: …`` (Markdown), ``author:: …`` (Logseq), ``- Author:: …`` (Roam).
_FACT = compile_re(
    r"\s{0,4}(?:[-*] )?\*{0,2}"
    r"(?P<key>Author|Full Title|Category|URL|Document Tags|Document Note|Summary|Title|Full-title|Source)"
    r"\*{0,2}:{1,2}\*{0,2}(?: (?P<value>.{0,2000}))?",
    re.IGNORECASE,
)
_CATEGORY = compile_re(r"#?\[{0,2}tweets\]{0,2}", re.IGNORECASE)
_AUTHOR = compile_re(r"\[{0,2}@(?P<handle>[A-Za-z0-9_]{1,30}) on (?:Twitter|X)\]{0,2}")
_NAME = compile_re(r"\[\[(?P<name>[^\[\]]{1,120})\]\]")
_END = compile_re(r"\s?\(\[View (?:Tweet|Post)\]\((?P<url>https?://[^()\s]{1,400})\)\)(?P<tail>.{0,300})")
_ENTRY = compile_re(r"(?P<indent>[ \t]{0,16})[-*] (?P<text>.{0,20000})")
_FIRST_SYNC = compile_re(r"[ \t]{0,16}[-*] (?:\*\*)?(?:New )?[Hh]ighlights (?:first synced|added) .{0,200}")
_HEADING = compile_re(r"#{1,6} .{0,200}")
_COVER = compile_re(r"!\[rw-book-cover\]\([^()\s]{0,600}\)|!\[\[[^\[\]]{1,400}\]\]")
_WHOLE = compile_re(r"#{1,3} Full Document\s{0,3}")
#: Below an entry that is closed: what its keeper put there.
_KEPT = compile_re(r"[ \t]{0,24}[-*] (?:\*\*)?(?:Tags?|Notes?|Color|Location)(?:\*\*)?:.{0,4000}", re.IGNORECASE)
_VIDEO_URL = compile_re(r'<source [^<>]{0,20}src="(?P<url>[^"<>]{1,600})" type="video/mp4"')
_VIDEO_END = "</video>"
#: So many lines hold the facts.
_HEAD = 60


@dataclass(slots=True)
class _KeptPost:
    """A post's lines, and where it is."""

    pieces: list[DraftLine] = field(default_factory=list)
    address: PostAddress | None = None
    closed: bool = False


def recognize(page: InputText) -> float:
    """Certain of Readwise's category of posts, with an entry or the whole document below it."""
    facts = _find_facts(page)
    if not _CATEGORY.fullmatch(facts.get("category", "").strip()):
        return 0.0
    return CERTAIN if any("[View " in line or _WHOLE.fullmatch(line) for line in page.lines) else 0.0


def _find_facts(page: InputText) -> dict[str, str]:
    """The table of facts, its keys in small letters."""
    found: dict[str, str] = {}
    for at in page.filled[:_HEAD]:
        line = page.lines[at]
        match = _FACT.fullmatch(line) if ":" in line and len(line) < 2100 else None
        if match:
            found.setdefault(match["key"].casefold(), (match["value"] or "").strip())
    return found


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the page.

    Raises:
        NoThreadError: it is a list of an author's posts that were saved one by one.
    """
    facts = _find_facts(page)
    walk = _PageWalk(page)
    entries, removed, start = walk.entries, walk.removed, walk.whole
    found = (parse_post_url(url) for url in re.findall(r"https?://[^\s()\[\]]{4,400}", facts.get("url", "")))
    root = next((address for address in found if address), None)
    author = _find_author(facts, root or next((entry.address for entry in entries if entry.address), None))
    posts = tuple(_build_post(entry, removed) for entry in entries if trim_blank(entry.pieces))
    platform = options.platform or X.platform
    doubts: tuple[Doubt, ...] = ()
    title: str | None = None
    if start is not None:
        removed += [
            Removed(piece.text, "readwise:note", piece.line)
            for entry in entries
            for piece in entry.pieces
            if not piece.blank
        ]
        whole = page.pieces(start, _find_end(page, start))
        if _is_article(whole):
            posts = (ClipPostBuilder(removed, quotes=False).build(OpenClipPost(None, whole)),)
            title = facts.get("full title") or None
        else:
            body = split_posts([_read_line(piece, removed, []) for piece in whole], Evidence(platform=platform))
            posts, doubts = body.posts, body.doubts
            removed += body.removed
    elif root is None:
        raise NoThreadError(
            Message("this is a list of posts saved one by one, not a thread: open the thread itself and copy that")
        )
    return (
        DraftThread(
            posts=posts,
            author=author,
            platform=platform,
            url=root.url if root else None,
            id=root.id if root else None,
            title=title,
            removed=(*page.front_removed, *removed),
            doubts=doubts,
        ),
    )


def _is_article(lines: list[DraftLine]) -> bool:
    """Whether a whole document is a long article of X: it has headings or code, which no post has."""
    return any(piece.text.startswith(("# ", "## ", "### ", "#### ", "```")) for piece in lines)


def _find_end(page: InputText, start: int) -> int:
    """Where the whole document ends: at the heading of the entries."""
    return next((at for at in range(start, len(page.lines)) if _is_entries_heading(page.lines[at])), len(page.lines))


def _is_entries_heading(line: str) -> bool:
    return line.startswith("#") and re.fullmatch(r"#{1,3} (?:New )?[Hh]ighlights\b.{0,120}", line) is not None


class _PageWalk:
    """Goes through the lines once: the entries, the lines that are Readwise's, and where the whole document begins
    (None: it is not there)."""

    def __init__(self, page: InputText) -> None:
        self.page = page
        self.entries: list[_KeptPost] = []
        self.removed: list[Removed] = []
        self.whole: int | None = None
        self._inside = False
        self._indent = -1
        for at in range(page.front.stop if page.front else 0, len(page.lines)):
            self._read(at, page.lines[at])

    def _read(self, at: int, line: str) -> None:
        if self.whole is not None and not self._inside and not _is_entries_heading(line):
            return
        if not line.strip():
            if self.entries and not self.entries[-1].closed:
                self.entries[-1].pieces.append(DraftLine("", at + 1))
        elif _WHOLE.fullmatch(line) and not self._inside:
            self._set_aside(at, "heading")
            self.whole = at + 1
        elif _HEADING.fullmatch(line) or _FIRST_SYNC.fullmatch(line):
            self._set_aside(at, "heading")
            if _is_entries_heading(line) or not line.startswith("#"):
                self._inside = True
        else:
            self._read_entry(at, line, _ENTRY.fullmatch(line))

    def _read_entry(self, at: int, line: str, entry: re.Match[str] | None) -> None:
        """A line that opens an entry, belongs to one, or stands above or below it."""
        width = len(entry["indent"].expandtabs(4)) if entry else 0
        if not self._inside and (entry is None or _FACT.fullmatch(line)):
            self._set_aside(at, "picture" if _COVER.fullmatch(line.strip()) else "header")
        elif entry and (self._indent < 0 or width <= self._indent):
            self._inside, self._indent = True, width if self._indent < 0 else self._indent
            self.entries.append(_KeptPost())
            _add_line(self.entries[-1], entry["text"], at, self.removed)
        elif self.entries and not self.entries[-1].closed and not _KEPT.fullmatch(line):
            _add_line(self.entries[-1], _dedent(line, self._indent), at, self.removed)
        else:
            self._set_aside(at, "note")

    def _set_aside(self, at: int, what: str) -> None:
        self.removed.append(self.page.removed(at, f"readwise:{what}"))


def _dedent(line: str, indent: int) -> str:
    """A line below an entry without the indentation that puts it there."""
    left = indent
    while left > 0 and line[:1] in (" ", "\t"):
        left -= 4 if line[0] == "\t" else 1
        line = line[1:]
    return line[2:] if line.startswith("  ") else line.lstrip("\t")


def _add_line(entry: _KeptPost, text: str, at: int, removed: list[Removed]) -> None:
    """One line of an entry; the link to its post closes it."""
    end = next(
        (found for found in _END.finditer(text) if not found["tail"].strip() or found["tail"].lstrip()[0] in "#^"), None
    )
    if end:
        entry.address = parse_post_url(end["url"])
        entry.closed = True
        removed.append(Removed(text[end.start() :].strip(), "readwise:post-link", at + 1))
        text = text[: end.start()]
    entry.pieces.append(DraftLine(text, at + 1))


def _build_post(entry: _KeptPost, removed: list[Removed]) -> DraftPost:
    media: list[Attachment] = []
    pieces = [_read_line(piece, removed, media) for piece in trim_blank(entry.pieces)]
    return DraftPost(
        tuple(trim_blank(pieces)),
        id=entry.address.id if entry.address else None,
        url=entry.address.url if entry.address else None,
        attachments=tuple(media),
    )


def _read_line(piece: DraftLine, removed: list[Removed], media: list[Attachment]) -> DraftLine:
    """A line without pictures and videos. Readwise does not escape: a backslash is the author's."""
    text, gone = piece.text, []
    while (begin := text.find("<video")) >= 0 and (end := text.find(_VIDEO_END, begin)) >= 0:
        video = text[begin : end + len(_VIDEO_END)]
        source = _VIDEO_URL.search(video)
        media.append(Attachment("video", source["url"] if source else None))
        gone.append(video)
        text = text[:begin] + text[end + len(_VIDEO_END) :]
    text, links, pictures, markup = parse_inline(text, escapes=False)
    media += pictures
    gone += [markup] if markup else []
    if gone:
        removed.append(Removed(" ".join(gone), "readwise:markup", piece.line))
    return replace(piece, text=text.rstrip(" "), links=tuple(links))


def _find_author(facts: dict[str, str], address: PostAddress | None) -> Account | None:
    stated = facts.get("author", "")
    match = _AUTHOR.search(stated)
    name = _NAME.search(stated)
    handle = match["handle"] if match else address.handle if address else None
    if not handle:
        return None
    return Account(handle, name["name"].strip() if name and not match and not name["name"].startswith("@") else None)


READERS = (TextReader("readwise", Message("thread kept by Readwise"), recognize, parse),)
