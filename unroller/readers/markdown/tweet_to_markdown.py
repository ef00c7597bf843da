"""Threads saved by tweet-to-markdown: a header before each post, or (condensed) one header before all of them."""

from __future__ import annotations

import re
from dataclasses import replace

from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Doubt, Quote, Removed, Run
from unroller.networks import PostAddress, X, parse_post_url
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread
from unroller.readers.input import InputText
from unroller.readers.markdown_syntax import find_published, parse_inline, unescape
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import find_rule_form, split_posts
from unroller.readers.text.post_header import AuthoredPost, split_by_author
from unroller.regex import compile_re

_HEADER = compile_re(
    r"(?P<name>\S.{0,120}?) \(\[@(?P<handle>[\w\\.@-]{1,100})\]\([^()\s]{1,300}\)\)(?: [-–—] (?P<date>.{1,60}))?\s{0,3}"
)
_END = compile_re(r"\[(?P<what>Tweet|Thread|Post) link\]\((?P<url>[^()\s]{1,300})\)\s{0,3}")
#: A table of a poll: its two heads, and a row for each option.
_POLL = compile_re(r"\|(?P<option>.{1,200})\|(?P<votes>[^|]{1,20})\|\s{0,3}")
_POLL_HEADS = frozenset({"|option|votes|", "|---|:---:|"})
_AVATAR = compile_re(r"!\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)\s{0,3}")


def recognize(page: InputText) -> float:
    """Certain when its header and its link stand on the page."""
    if not any(_match_header(line) for line in page.lines if "([@" in line):
        return 0.0
    return CERTAIN if any("link](" in line and _END.fullmatch(line.strip()) for line in page.lines) else 0.0


def _match_header(line: str) -> re.Match[str] | None:
    return _HEADER.fullmatch(line.strip()) if len(line) < 600 else None


class _FileParser:
    """Goes through the lines once and collects posts under their headers."""

    def __init__(self, page: InputText, options: ReadOptions) -> None:
        self.page = page
        self.platform = options.platform or X.platform
        self.removed: list[Removed] = []
        self.blocks: list[AuthoredPost] = []
        self.account: Account | None = None
        self.date: str | None = None
        self.pieces: list[DraftLine] = []
        self.pictures: list[Attachment] = []
        self.quoted: list[DraftLine] = []
        self.quotes: list[Quote] = []
        self.condensed = False
        self.polled = False

    def run(self) -> None:
        """Read the page into `blocks`."""
        start = self.page.front.stop if self.page.front else 0
        self.removed += self.page.front_removed
        for at in range(start, len(self.page.lines)):
            line = self.page.lines[at]
            if line.startswith(">") and (self.quoted or self._quote_opens(at)):
                self.quoted.append(DraftLine(line[1:].removeprefix(" "), at + 1))
                continue
            self._end_quote()
            self._line(at)
        self._end_quote()
        self._close(None)

    def _line(self, at: int) -> None:
        line = self.page.lines[at]
        header = _match_header(line) if "([@" in line else None
        end = _END.fullmatch(line.strip()) if "link](" in line and len(line) < 400 else None
        if header:
            self._close(None)
            self.removed.append(self.page.removed(at, "markdown:header"))
            self.account = Account(unescape(header["handle"]), unescape(header["name"]))
            self.date = parse_date(header["date"] or "")
        elif end:
            self.removed.append(self.page.removed(at, "markdown:post-link"))
            # Of a condensed thread the posts stand without links of their own; the one link is the thread's.
            self.condensed = self.condensed or end["what"] == "Thread"
            self._close(parse_post_url(end["url"]))
        elif line.strip().casefold() in _POLL_HEADS:
            self.removed.append(self.page.removed(at, "markdown:poll"))
            self.polled = True
        elif self.polled and (option := _POLL.fullmatch(line.strip()) if len(line) < 300 else None):
            self.removed.append(Removed(option["votes"], "markdown:poll", at + 1))
            self._text(f"- {option['option']}", at)
        elif find_rule_form(line) == "-" and not any(not piece.blank for piece in self.pieces):
            self.removed.append(self.page.removed(at, "markdown:rule"))
        elif _AVATAR.fullmatch(line.strip()) and self._header_follows(at):
            self.removed.append(self.page.removed(at, "markdown:avatar"))
        else:
            self._text(line, at)

    def _header_follows(self, at: int) -> bool:
        following = (line for line in self.page.lines[at + 1 : at + 4] if line.strip())
        return _match_header(next(following, "")) is not None

    def _quote_opens(self, at: int) -> bool:
        """Whether a quoted post begins here: its header stands on this line or, below its picture, on the next."""
        lines = [line[1:].strip() for line in self.page.lines[at : at + 3] if line.startswith(">")]
        return any(_match_header(line) for line in (lines[1:] if lines and _AVATAR.fullmatch(lines[0]) else lines[:1]))

    def _end_quote(self) -> None:
        """A quoted post: header, text, and its address."""
        lines, self.quoted = self.quoted, []
        account, date, address, texts = None, None, None, list[str]()
        for piece in lines:
            header, text = _match_header(piece.text), piece.text.strip()
            if header and account is None:
                account = Account(unescape(header["handle"]), unescape(header["name"]))
                date = parse_date(header["date"] or "")
            elif end := _END.fullmatch(text):
                address = parse_post_url(end["url"])
            elif account is None and _AVATAR.fullmatch(text):
                pass
            else:
                plain, _, _, gone = parse_inline(piece.text)
                texts.append(plain)
                if gone:
                    self.removed.append(Removed(gone, "markdown:markup", piece.line))
                continue
            self.removed.append(Removed(piece.text, "markdown:quote", piece.line))
        if lines:
            text = "\n".join(texts).strip()
            published = Date(date, how="stated") if date else UNKNOWN_DATE
            self.quotes.append(
                Quote(address.url if address else None, account, (Run(text),) if text else (), published)
            )

    def _text(self, line: str, at: int) -> None:
        text, links, pictures, gone = parse_inline(line)
        if gone:
            self.removed.append(Removed(gone, "markdown:markup", at + 1))
        self.pictures += pictures
        self.pieces.append(DraftLine("" if pictures and not text.strip() else text, at + 1, tuple(links)))

    def _close(self, address: PostAddress | None) -> None:
        """A post ends here; a link that is not followed by a header ends a condensed thread of several."""
        pieces, self.pieces, self.polled = self.pieces, [], False
        pictures, self.pictures = tuple(self.pictures), []
        quotes, self.quotes = tuple(self.quotes), []
        if not any(not piece.blank for piece in pieces) and not pictures and not quotes:
            return
        date = Date(self.date, how="stated") if self.date else UNKNOWN_DATE
        post = DraftPost(tuple(pieces), published=date, attachments=pictures, quotes=quotes)
        if address:
            post = replace(post, id=address.id, url=address.url)
        self.blocks.append(AuthoredPost(post, self.account))


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the file."""
    reader = _FileParser(page, options)
    reader.run()
    blocks = reader.blocks
    doubts: tuple[Doubt, ...] = ()
    if len(blocks) == 1 and reader.condensed:
        whole = blocks[0].post
        body = split_posts(whole.pieces, Evidence(platform=reader.platform))
        reader.removed += body.removed
        doubts = body.doubts
        blocks = [AuthoredPost(post, blocks[0].account) for post in body.posts] or blocks
        first = replace(blocks[0].post, published=whole.published, attachments=whole.attachments, quotes=whole.quotes)
        blocks[0] = replace(blocks[0], post=replace(first, id=whole.id, url=whole.url))
    sorted_out = split_by_author(blocks)
    root = sorted_out.posts[0] if sorted_out.posts else None
    stated = find_published(page.front) if root and not root.published.value else None
    return (
        DraftThread(
            posts=sorted_out.posts,
            author=sorted_out.author,
            platform=reader.platform,
            url=root.url if root else None,
            id=root.id if root else None,
            published=Date(stated, how="stated") if stated else UNKNOWN_DATE,
            removed=tuple(reader.removed),
            others=sorted_out.others,
            doubts=doubts,
        ),
    )


READERS = (TextReader("tweet-to-markdown", Message("thread saved by tweet-to-markdown"), recognize, parse),)
