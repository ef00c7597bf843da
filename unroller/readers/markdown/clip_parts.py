"""What clips of posts are made of: headers in bold, quoted posts, pictures, code, and other people's comments.

A clipper writes Markdown: what it does not escape is its own. So asterisks around words are emphasis that the page
showed, and those that an author typed have a backslash, which is undone once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Quote, Removed, Run
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, trim_blank
from unroller.readers.markdown_syntax import parse_inline, parse_post_page_url, strip_emphasis, unescape
from unroller.readers.text.line_patterns import is_date
from unroller.regex import compile_re
from unroller.text import find_emphasis, find_pictures

#: ``**Name** @handle [date](address)``, until 2025, and ``**Name @handle** · [date](address)`` since.
_HEADER = compile_re(
    r"\*\*(?P<name>.{1,200}?)\*\*\s{1,3}(?:\[)?@(?P<handle>[\w\\.@-]{1,120})(?:\]\([^()\s]{1,300}\))?"
    r"(?:\s{1,3}(?:·\s?)?\[(?P<date>[^\[\]]{1,80})\]\((?P<url>[^()\s]{1,300})\)|\s{1,3}(?P<bare>[^\[\]()]{1,60}))?\s{0,3}"
)
_CREDIT = compile_re(
    r"\*\*(?P<who>[^*]{1,200})\*\*\s{0,3}"
    r"(?:·\s{0,3}(?:\[(?P<date>[^\[\]]{0,80})\]\((?P<url>[^()\s]{1,300})\)|(?P<bare>[^\[\]()·]{0,60}))(?:·[^·]{1,40})?)?\s{0,3}"
)
_WHO = compile_re(r"(?:(?P<name>.{1,160}?)\s)?\(?@(?P<handle>[\w.@-]{1,120})\)?")
#: Some name who is quoted, and where, in words: ``Author: Name (@handle)``.
_AUTHOR_LINE = compile_re(r"Author:\s(?P<who>[^@]{0,160}\(?@[\w.@-]{1,120}\)?)\s{0,3}")
_URL_LINE = compile_re(r"URL:\s(?P<url>https?://[^\s<>]{1,400})\s{0,3}")
#: The clipper says it in English; people translate their notes.
_COMMENTS = compile_re(
    r"##\s{1,3}(?:Comments|Replies|Kommentare|Antworten|Comentarios|Respuestas|Commentaires|Réponses|Comentários|"
    r"Commenti|Risposte|Reacties|Kommentarer|Komentarze|Комментарии|コメント|评论|評論|댓글|التعليقات|תגובות)\s{0,3}"
)
_ADDRESS = compile_re(
    r"\[(?P<shown>https?://[^\[\]\s]{1,400})\]\((?P<url>[^()\s]{1,400})\)\s{0,3}|<?(?P<bare>https?://[^\s<>]{1,400})>?\s{0,3}"
)
_VIDEO = compile_re(r"<video\b[^<>]{0,600}?\bsrc=\"(?P<url>[^\"<>]{1,400})\"[^<>]{0,600}>(?:</video>)?")
_HEADING = compile_re(r"#{1,6}\s{1,3}\S")
_FENCE = compile_re(r"\s{0,8}(?P<fence>`{3,40}|~{3,40})[^`]{0,80}")
#: Comments within comments, deeper than any page shows them.
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Credit:
    """Who wrote what follows, when, and where; `linked`: its date leads to the post."""

    account: Account
    address: PostAddress | None = None
    date: str | None = None
    linked: bool = False


@dataclass(slots=True)
class OpenClipPost:
    """A post whose lines are being collected; `credit` is None where the clip does not say who wrote it."""

    credit: Credit | None = None
    pieces: list[DraftLine] = field(default_factory=list)


def match_header(line: str) -> Credit | None:
    """The credit in the header of a post: a bold name, and the handle behind it."""
    found = _HEADER.fullmatch(line.strip()) if line.lstrip().startswith("**") and len(line) < 1000 else None
    if found is None:
        return None
    account = Account(unescape(found["handle"]), unescape(found["name"]))
    date = parse_date(found["date"] or found["bare"] or "")
    return Credit(account, parse_post_page_url(found["url"]), date, linked=bool(found["url"]))


def match_credit(line: str) -> Credit | None:
    """The credit in the first line of a comment or of a quoted post: name and handle both bold, and a date; or both
    behind the word for an author."""
    said = _AUTHOR_LINE.fullmatch(line.strip()) if line.startswith("Author:") and len(line) < 400 else None
    if said and (who := _WHO.fullmatch(said["who"].strip())):
        return Credit(Account(who["handle"], who["name"]))
    found = _CREDIT.fullmatch(line.strip()) if line.lstrip().startswith("**") and len(line) < 1000 else None
    if found is None:
        return None
    who = _WHO.fullmatch(unescape(found["who"]).strip())
    address = parse_post_page_url(found["url"])
    date = parse_date(unescape(found["date"] or found["bare"] or ""))
    if who:
        return Credit(Account(who["handle"], who["name"]), address, date, linked=bool(found["url"]))
    if found["url"] is None and date is None:
        return None
    account = Account((address.handle or "") if address else "", unescape(found["who"]).strip())
    return Credit(account, address, date, linked=bool(found["url"]))


def find_comments(lines: Sequence[str], start: int) -> int | None:
    """Where the comments begin (the index of their heading), when a comment stands below the last such heading."""
    for at in range(len(lines) - 1, start - 1, -1):
        if lines[at].startswith("##") and _COMMENTS.fullmatch(lines[at]):
            first = next((line for line in lines[at + 1 :] if line.strip()), "")
            return at if first.startswith(">") and _match_comment(first.lstrip("> ")) else None
    return None


def _match_comment(line: str) -> Credit | None:
    """The credit in the first line of a comment; older clips give it the header that posts have."""
    return match_credit(line) or match_header(line)


def collect_comments(pieces: Sequence[DraftLine], removed: list[Removed]) -> Iterator[OpenClipPost]:
    """The comments, those within others too, each with its own lines. Quoted posts stay in them."""
    current = OpenClipPost()
    level = 0
    for piece in pieces:
        depth, text = _measure_depth(piece.text)
        credit = _match_comment(text) if depth and text.startswith("**") else None
        # A quoted post says its date without a link, one level deeper than who quotes it.
        if credit and (credit.linked or depth <= level or current.credit is None):
            yield current
            removed.append(Removed(piece.text, "clip:header", piece.line))
            current, level = OpenClipPost(credit), depth
        elif depth < level and text.strip():
            yield current
            current, level = OpenClipPost(None, [piece]), 0
        else:
            current.pieces.append(replace(piece, text=_strip_depth(piece.text, level)))
    yield current


def _measure_depth(text: str) -> tuple[int, str]:
    """How many quotation signs open a line, and what stands behind them."""
    depth = 0
    while text.startswith(">") and depth < _DEEPEST:
        depth += 1
        text = text[1:].removeprefix(" ")
    return depth, text


def _strip_depth(text: str, level: int) -> str:
    for _ in range(level):
        text = text.removeprefix(">").removeprefix(" ")
    return text


class ClipPostBuilder:
    """Builds a post of its lines: pictures and quoted posts are taken out, links and escapes read back.

    `quotes`: quoted posts are looked for. `verbatim`: the text stays Markdown, with the signs of pictures and emphasis;
    pictures have their places in it. `typed`: what is no link and no picture is as the author typed it.
    """

    def __init__(
        self, removed: list[Removed], *, quotes: bool = True, verbatim: bool = False, typed: bool = False
    ) -> None:
        self.removed = removed
        self._finds_quotes = quotes
        self._verbatim = verbatim
        self._typed = typed
        self.pieces: list[DraftLine] = []
        self.media: list[Attachment] = []
        self.quotes: list[Quote] = []
        self._quoted: list[DraftLine] = []
        self._fence = ""

    def build(self, found: OpenClipPost, *, author: bool = False) -> DraftPost:
        """The post; `author`: it carries the account that its credit names."""
        for piece in trim_blank(found.pieces):
            self._read(piece)
            if self._verbatim and any(one.line is None for one in self.media):
                lines = self._count_lines() - _is_picture(self.pieces[-1].text) if self.pieces else 0
                self.media = [one if one.line is not None else replace(one, line=lines) for one in self.media]
        self._close_quote()
        credit = found.credit
        address = credit.address if credit else None
        return DraftPost(
            tuple(trim_blank(self.pieces)),
            id=address.id if address else None,
            url=address.url if address else None,
            published=Date(credit.date, how="stated") if credit and credit.date else UNKNOWN_DATE,
            author=credit.account if credit and author else None,
            attachments=tuple(self.media),
            quotes=tuple(self.quotes),
            markdown=self._verbatim,
        )

    def _count_lines(self) -> int:
        """The lines of the text so far; blank ones above it are none."""
        first = next((at for at, piece in enumerate(self.pieces) if not piece.blank), len(self.pieces))
        return len(self.pieces) - first

    def _read(self, piece: DraftLine) -> None:
        text = piece.text
        if self._fence or (not self._quoted and _FENCE.fullmatch(text)):
            self._read_code(piece)
        elif self._finds_quotes and text.startswith(">") and (self._quoted or opens_quote(text)):
            self._quoted.append(replace(piece, text=text[1:].removeprefix(" ")))
        else:
            self._close_quote()
            self._read_text(piece)

    def _read_code(self, piece: DraftLine) -> None:
        """A line of code stays as it is, the fences around it too."""
        found = _FENCE.fullmatch(piece.text)
        if not self._fence and found:
            self._fence = found["fence"]
        elif found and piece.text.strip() == self._fence:
            self._fence = ""
        self.pieces.append(piece)

    def _read_text(self, piece: DraftLine) -> None:
        text, stars = (piece.text, "") if self._typed else strip_emphasis(piece.text)
        if self._verbatim:
            text, stars = _guard_asterisks(piece.text), ""
        videos = [Attachment("video", found["url"]) for found in _VIDEO.finditer(text)] if "<video" in text else []
        gone = [stars, *(found.group() for found in _VIDEO.finditer(text))] if videos else [stars]
        text = _VIDEO.sub("", text) if videos else text
        text, links, pictures, markup = parse_inline(text, escapes=not self._typed, keep_pictures=self._verbatim)
        posts = [found for one in pictures if one.url and (found := parse_post_url(one.url))]
        if posts and (_is_picture(text) if self._verbatim else not text.strip()):
            # A clipper of notes shows a post as it shows a picture.
            text, links = posts[0].url, []
        self.media += videos
        self.media += [one for one in pictures if not (one.url and parse_post_url(one.url))]
        gone = [part for part in (*gone, markup) if part]
        if gone:
            self.removed.append(Removed(" ".join(gone), "clip:markup", piece.line))
        # Two blanks at the end of a line are Markdown's line break and none of the author's.
        text = text if text.strip() == ">" else text.rstrip(" ")
        if pictures and not text.strip() and not (self.pieces and not self.pieces[-1].blank):
            return
        if text.strip() and not self._verbatim and self.pieces and _HEADING.match(self.pieces[-1].text):
            self.pieces.append(DraftLine("", piece.line))  # a heading of Markdown ends with its line
        self.pieces.append(replace(piece, text=text, links=tuple(links)))

    def _close_quote(self) -> None:
        lines, self._quoted = self._quoted, []
        if lines:
            self.quotes.append(_build_quote(lines, self.removed))


def _guard_asterisks(text: str) -> str:
    """A line whose escaped asterisks keep their backslashes where they would pass for emphasis without them."""
    if "\\*" not in text or len(find_emphasis(unescape(text))) == len(find_emphasis(text)):
        return text
    return text.replace("\\*", "\\\\\\*")


def _is_picture(text: str) -> bool:
    """Whether nothing but one picture stands in a line."""
    line = text.strip()
    return line.startswith(("!", "[")) and find_pictures(line) == [(0, len(line))]


def opens_quote(line: str) -> bool:
    """Whether a quoted post begins here: with its date or its header. Any other ``>`` is the author's own."""
    text = line[1:].strip()
    if not text or text.startswith(">"):
        return False
    return (
        match_header(text) is not None
        or _names_account(match_credit(text))
        or (len(text) < 40 and is_date(text))
        or (len(text) < 40 and bool(parse_date(text)))
    )


def _names_account(credit: Credit | None) -> bool:
    return credit is not None and bool(credit.account.handle or credit.date)


def _build_quote(lines: Sequence[DraftLine], removed: list[Removed]) -> Quote:
    """A quoted post: its header or its date on the first line, then its text, then perhaps its address."""
    first, rest = lines[0], list(lines[1:])
    credit = match_header(first.text) or match_credit(first.text)
    date = credit.date if credit else parse_date(parse_inline(first.text)[0])
    if credit is None and rest and (inner := next((one for one in rest if not one.blank), None)):
        credit = match_header(inner.text)
        if credit:
            rest.remove(inner)
            removed.append(Removed(inner.text, "clip:quote-header", inner.line))
            date = credit.date or date
    removed.append(Removed(first.text, "clip:quote-header" if credit else "clip:quote-date", first.line))
    address = credit.address if credit else None
    last = next((one for one in reversed(rest) if not one.blank), None)
    opening = _URL_LINE.fullmatch(rest[0].text) if rest else None
    if opening and address is None and (address := parse_post_page_url(opening["url"])):
        removed.append(Removed(rest[0].text, "clip:quote-header", rest[0].line))
        del rest[0]
    closing = _ADDRESS.fullmatch(last.text) if last else None
    where = parse_post_page_url(closing["url"] or closing["bare"]) if closing else None
    if last and where and address is None:
        address = where
        rest.remove(last)
        removed.append(Removed(last.text, "clip:quote-header", last.line))
    text = ClipPostBuilder(removed, quotes=False).build(OpenClipPost(None, rest)).text
    return Quote(
        address.url if address else None,
        credit.account if credit else None,
        (Run(text),) if text else (),
        Date(date, how="stated") if date else UNKNOWN_DATE,
    )
