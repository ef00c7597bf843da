"""What an article of ours shows, parsed from its Markdown: text, quotes, figures, replies, and what its keeper added.

The reverse of :mod:`unroller.writers.markdown`, for articles whose record is missing, or that a person changed. What
the article added by itself (title, numbers of sources, their list, labels of quotes) is removed by name.

An introduction and notes of the keeper each stand as one quotation under a line of ours, whose emphasis no text of an
author can have, because asterisks of theirs are escaped. Every line of it begins with ``>``, so that nothing a keeper
writes can pass for front matter, a heading of the article, its sources or its record. The record does not count these
lines: they may be changed by hand, and the posts still come back word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from unroller.direction import strip_mark
from unroller.model import Account, Attachment, AttachmentKind, Quote, Removed, Run
from unroller.readers.draft import DraftLine
from unroller.regex import compile_re
from unroller.text import split_words
from unroller.urls import abbreviate_url, safe_url

_TOKEN = compile_re(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|<(?P<address>(?:https?://|mailto:)[^\s<>]{1,8200})>"
    r"|\[(?P<label>(?:[^\[\]\\\n]|\\.){0,4000})\]\((?P<target>(?:[^()\s\\]|\\.){1,8200})\)"
)
_ESCAPE = compile_re(r"\\([!-/:-@\[-`{-~])")
_NUMBER = compile_re(r" \\\[(\d{1,6})\\\]")
_TITLE = compile_re(r"#(?: (.{0,20000}))?")
_SOURCE = compile_re(
    r"(?P<number>\d{1,6})\. (?P<label>.{0,20000}?) \((?P<missing>address missing; )?posts? \d[\d, ]{0,20000}\)"
)
_FIGURE = compile_re(
    r"\*(?P<plain>(?:[^*\\]|\\.){4,20000})\*|\[(?P<linked>(?:[^\[\]\\]|\\.){4,20000})\]\((?P<target>\S{1,8200})\)"
)
_FIGURES: dict[str, AttachmentKind] = {
    "Image": "image", "Video": "video", "Audio": "audio", "Link": "card", "Attachment": "unknown",
}  # fmt: skip
_QUOTED = compile_re(
    r"(?:(?P<name>.{1,400}?) \(@(?P<handle>\S{1,300})\)|@(?P<alone>\S{1,300})|A(?: quoted)? post"
    r"|(?P<named>.{1,400}?))"
    r"(?: on (?:X|Mastodon|Bluesky|Threads))?:"
)
#: What may be before a mark that says which way a line runs.
#: A blank that Markdown keeps, as an article writes those in front of a line.
NO_BREAK = "&nbsp;"
_FENCE = compile_re(r"`{3,400}")
_BEFORE_MARK = compile_re(r"(?:#{1,2} |> |(?:[-+]|\d{1,9}[.)]) {1,4})?(?=[\u200e\u200f])")
_ENTRY = compile_re(r"(?P<sign>[-+]|(?P<number>\d{1,9})[.)]) {1,4}(?P<rest>\S.{0,20000})")
#: What the article puts between the posts: emphasis, where an author's asterisk would be escaped.
_BETWEEN = compile_re(r"\*[1-9]\d{0,5} days? later\*|## \*Later additions\*")
#: An entry opens with its own mark when its first character is none that sentences open with.
_NO_MARK = frozenset("\"'“”‘’«»„‚()[]{}<>@#$£€¿¡*_`\\~…")
#: What is put where no title is found.
_NO_TITLE = compile_re(r"Untitled thread|Thread by @\S{1,300}")
#: A title is looked for in this much of the text, and among so many words more than three times its own.
_REACH, _LEAD = 20_000, 40
Addition = Literal["introduction", "notes"]
#: The line above each.
LABELS: dict[Addition, str] = {
    "introduction": "> **Introduction** by the keeper of this copy, not by the author:",
    "notes": "> **Notes** by the keeper of this copy, not by the author:",
}
_RULES = {label: f"keeper:{name}" for name, label in LABELS.items()}


@dataclass
class VisibleArticle:
    """What an article shows. Lines are 1-based, in the capture.

    `optional` are words that may or may not stand in its posts: the title, numbers of lists, addresses, who is quoted.
    """

    pieces: list[DraftLine] = field(default_factory=list)
    quotes: list[tuple[int, Quote]] = field(default_factory=list)
    figures: list[tuple[int, Attachment]] = field(default_factory=list)
    others: list[tuple[int, Quote]] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        """All that it says."""
        quotes = [run.text for _, quote in (*self.quotes, *self.others) for run in quote.runs]
        return [piece.text for piece in self.pieces] + quotes + [found.alt or "" for _, found in self.figures]


def read_body(lines: Sequence[str], first: int) -> VisibleArticle:
    """What `lines` show. `first` is the number of the first of them in the capture."""
    reader = _BodyParser(lines, first)
    reader.run()
    return reader.shown


def strip_markup(text: str) -> tuple[str, list[tuple[int, int, str]], str]:
    """A line of our Markdown as plain text, its links (start, end, address), and what was taken out."""
    if "\\" not in text and "[" not in text and "<" not in text:
        return text, [], ""
    out: list[str] = []
    links: list[tuple[int, int, str]] = []
    gone: list[str] = []
    at = size = 0
    for token in _TOKEN.finditer(text):
        before = text[at : token.start()]
        at = token.end()
        label, url = token["escaped"] or token["address"] or _unescape(token["label"] or ""), token["address"]
        if token["target"] is not None:
            url = safe_url(_unescape(token["target"]))
            if url and label.endswith("…") and label == abbreviate_url(url, len(label) - 1):
                label = url
            gone.append(token["target"])
        else:
            gone.append("\\" if token["escaped"] else "<>")
        out += (before, label)
        size += len(before) + len(label)
        if url:
            links.append((size - len(label), size, url))
    out.append(text[at:])
    return "".join(out), links, " ".join(gone)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


class _BodyParser:
    """Goes through the lines once."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self.lines = [_strip_mark(line.rstrip(" \t")) for line in lines]
        self.first = first
        self.shown = VisibleArticle()
        self.sources: range = range(0)
        #: The label of a source whose address is missing, None of one that has an address.
        self.numbered: dict[int, str | None] = {}
        self._find_sources()
        self.replies = self._find_replies()
        self.keepers = find_additions(self.lines)

    def run(self) -> None:
        """Read the lines into `shown`."""
        title: tuple[int, str] | None = None
        opening = True
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            found = _TITLE.fullmatch(line) if opening else None
            keepers = self.keepers.get(at, "")
            stop = self._quote(at) if line.startswith(">") and not keepers else at
            if keepers:
                self._aside(at, keepers)
            elif found:
                title = (at, found.group(1) or "")
            elif at in self.sources:
                self._aside(at, "article:sources")
            elif line[:1] in "*#" and _BETWEEN.fullmatch(line):
                self._aside(at, "article:heading" if line.startswith("#") else "article:pause")
            elif at == self.replies:
                self._aside(at, "article:heading")
            elif stop == at and line.startswith("```") and (closing := self._find_closing_fence(at)):
                stop = self._code(at, closing)
            elif stop == at and not self._figure(at):
                self._text(at)
            opening = opening and not line
            at = max(stop, at + 1)
        if title:
            self._title(*title)

    def _aside(self, at: int, rule: str) -> None:
        if self.lines[at]:
            self.shown.removed.append(Removed(self.lines[at], rule, self.first + at))

    def _title(self, at: int, markdown: str) -> None:
        """The title; where the text does not begin with it, it stands for the first paragraph and is kept as that.

        A person may have changed a word of either: nine words of ten are the same title.
        """
        text, links, gone = strip_markup(markdown)
        said = split_words(text)
        self.shown.optional += said
        start = split_words("\n".join(piece.text for piece in self.shown.pieces)[:_REACH])[: 3 * len(said) + _LEAD]
        if (Counter(said) - Counter(start)).total() * 10 <= len(said) or _NO_TITLE.fullmatch(text):
            self.shown.removed.append(Removed(self.lines[at], "article:title", self.first + at))
            return
        self._gone("# " + gone, at)
        self.shown.pieces[:0] = [DraftLine(text, self.first + at, tuple(links)), DraftLine("", self.first + at)]

    def _find_sources(self) -> None:
        """The list of sources: the last heading of that name, if rows of the list and nothing else stand below it."""
        heads = [at for at, line in enumerate(self.lines) if line == "## Sources"]
        if not heads:
            return
        at = heads[-1] + 1
        while at < len(self.lines) and (not self.lines[at] or (row := _SOURCE.fullmatch(self.lines[at]))):
            if self.lines[at] and row:
                self.numbered[int(row["number"])] = row["label"] if row["missing"] else None
            at += 1
        if self.numbered:
            self.sources = range(heads[-1], at)

    def _find_replies(self) -> int:
        """The heading over other people's posts: nothing but quotes stands below it. -1 when there is none."""
        stop = self.sources.start if self.sources else len(self.lines)
        for at in range(stop - 1, -1, -1):
            if self.lines[at] == "## Replies":
                return at
            if self.lines[at] and not self.lines[at].startswith(">"):
                break
        return -1

    def _gone(self, text: str, at: int) -> None:
        if text.strip():
            self.shown.removed.append(Removed(text, "article:markup", self.first + at))

    def _quote(self, at: int) -> int:
        """A quoted post: whose, what it says, where it stands. Gives the line behind it; `at` when it is no such."""
        stop = next((end for end in range(at, len(self.lines)) if not self.lines[end].startswith(">")), len(self.lines))
        label = _QUOTED.fullmatch(strip_markup(self.lines[at][1:].strip())[0])
        if not label or self.lines[at].endswith("\\:"):  # what the author quotes, and no post
            return at
        lines = [self._unnumbered(self.lines[row][1:].strip(), row) for row in range(at + 1, stop)]
        url, address = None, ""
        if lines and (token := _TOKEN.fullmatch(lines[-1])) and not token["escaped"]:
            address, links, _ = strip_markup(lines[-1])
            url = links[0][2] if links and address else None
            lines = lines[:-1] if url else lines
        self._aside(at, "article:quote")
        self.shown.optional += split_words(label.group())
        handle, name = label["handle"] or label["alone"] or "", label["name"] or label["named"]
        texts = []
        for row, line in enumerate(lines, at + 1):
            said, _, gone = strip_markup(line)
            texts.append(said)
            self._gone(gone, row)
        if any(texts):
            quote = Quote(url, Account(handle, name) if handle or name else None, (Run("\n".join(texts)),))
            found_in = self.shown.others if 0 <= self.replies < at else self.shown.quotes
            found_in.append((self.first + at, quote))
            self._gone(self.lines[stop - 1] if url else "", stop - 1)
        elif url:
            # An address alone is how the post was written: the article only set it apart.
            self.shown.pieces.append(DraftLine(address, self.first + stop - 1, ((0, len(address), url),)))
            self.shown.optional += split_words(address)
        return stop

    def _figure(self, at: int) -> bool:
        match = _FIGURE.fullmatch(self.lines[at]) if self.lines[at][:1] in ("*", "[") else None
        if not match:
            return False
        kind, _, said = _unescape(match["plain"] or match["linked"]).partition(": ")
        if kind not in _FIGURES:
            return False
        url = safe_url(_unescape(match["target"])) if match["target"] else None
        self.shown.figures.append((self.first + at, Attachment(_FIGURES[kind], url, said or None)))
        self._aside(at, "article:figure")
        return True

    def _find_closing_fence(self, at: int) -> int | None:
        """The line that closes the fence which line `at` is; None where it is none. Authors' fences are escaped."""
        if not _FENCE.fullmatch(self.lines[at]):
            return None
        return next((stop for stop in range(at + 1, len(self.lines)) if self.lines[stop] == self.lines[at]), None)

    def _code(self, at: int, closing: int) -> int:
        """A program, as it stands between its fences. Gives the line behind it."""
        self._aside(at, "article:markup")
        for row in range(at + 1, closing):
            self.shown.pieces.append(DraftLine(self.lines[row], self.first + row, ()))
        self._aside(closing, "article:markup")
        return closing + 1

    def _text(self, at: int) -> None:
        line, gone = self.lines[at].strip(" \t"), []
        indent = ""
        if line.startswith(NO_BREAK):
            line = line.lstrip(" ")
            while line.startswith(NO_BREAK):
                line, indent = line[len(NO_BREAK) :], f"{indent} "
            line = strip_mark(line)
            gone.append(NO_BREAK * len(indent))
        if not line and (not self.shown.pieces or self.shown.pieces[-1].blank):
            return
        if line.startswith("## "):
            line = line[3:]
            gone.append("##")
        elif entry := _ENTRY.fullmatch(line):
            line = self._entry(entry, gone)
            indent = " " * (len(self.lines[at]) - len(self.lines[at].lstrip(" ")))
        text, links, markup = strip_markup(self._unnumbered(line, at))
        text, links = indent + text, [(start + len(indent), end + len(indent), url) for start, end, url in links]
        self.shown.optional += [word for start, end, _ in links for word in split_words(text[start:end])]
        self.shown.pieces.append(DraftLine(text, self.first + at, tuple(links)))
        self._gone(" ".join([*gone, markup]), at)

    def _entry(self, entry: re.Match[str], gone: list[str]) -> str:
        """An entry of a list with the mark it was written with, as far as the article shows it."""
        first = strip_markup(entry["rest"])[0][:1]
        if entry["number"]:
            self.shown.optional.append(entry["number"])
            return entry.group()
        if not first.isalnum() and first not in _NO_MARK:
            gone.append(entry["sign"])
            return entry["rest"]
        return f"- {entry['rest']}"

    def _unnumbered(self, line: str, at: int) -> str:
        """`line` without the numbers that lead to the list of sources: behind a link, or behind what has no address."""
        if not self.numbered or "\\[" not in line:
            return line
        out: list[str] = []
        place = 0
        for match in _NUMBER.finditer(line):
            before, number = line[: match.start()], int(match.group(1))
            if number not in self.numbered:
                continue
            label = self.numbered[number]
            if _parse_names(label, before) if label is not None else before.endswith((">", ")")):
                out.append(line[place : match.start()])
                place = match.end()
                self._gone(match.group(), at)
            elif label is not None:
                self.shown.optional.append(match.group(1))
        return "".join(out) + line[place:]


def _strip_mark(line: str) -> str:
    """`line` without a mark of direction that the article put before its words."""
    found = _BEFORE_MARK.match(line)
    return line[: found.end()] + strip_mark(line[found.end() :]) if found else line


def _parse_names(label: str, before: str) -> bool:
    """Whether a text ends as a source without an address is called; of one on several lines only a part stands here."""
    last = split_words(before[-200:])[-1:]
    return any(last[0].endswith(word) for word in split_words(label)) if last else not split_words(label)


def format_addition(addition: Addition, text: str) -> str:
    """`text`, Markdown of the keeper, as it stands in the article."""
    return "\n".join([LABELS[addition], ">", *(f"> {line}".rstrip() for line in text.splitlines())])


def find_additions(lines: Sequence[str]) -> dict[int, str]:
    """The places of `lines` that hold such a block, each with the name under which it is set aside."""
    found: dict[int, str] = {}
    rule = ""
    for at, line in enumerate(lines):
        if not line.startswith(">"):
            rule = ""
        elif not rule:
            # Within a quotation of somebody else's nothing of ours begins.
            rule = _RULES.get(line.rstrip(), "") if at == 0 or not lines[at - 1].startswith(">") else ""
        if rule:
            found[at] = rule
    return found


def skip_additions(lines: Sequence[str]) -> list[int]:
    """The places of `lines` that are the article's own: without these blocks and the empty lines below them."""
    aside = find_additions(lines)
    out: list[int] = []
    below = False
    for at, line in enumerate(lines):
        below = at in aside or (below and not line.strip())
        if not below:
            out.append(at)
    return out
