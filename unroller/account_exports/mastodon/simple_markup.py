"""HTML as Mastodon writes it, read in one pass: paragraphs, line breaks, links, spans, and nothing out of the ordinary.

Most posts are of this kind, and a whole parser takes ten times as long for each. Whatever is not exactly so is left to
the parser, with which this agrees in every word and link.
"""

from __future__ import annotations

import re

from unroller.documents.html import detect_link_kind, join_runs, unwrap_redirect
from unroller.model import Run
from unroller.urls import safe_url

#: The escapes that the network's programs write.
_ESCAPES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_ESCAPE = re.compile("|".join(map(re.escape, _ESCAPES)))
#: A piece of text, or a tag. Attributes are quoted, as programs write them.
_TOKEN = re.compile(
    r"""(?P<text>(?:[^<>&\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]|&(?:amp|lt|gt|quot|\#39);)++)
    |<br\ ?/?>(?P<br>)
    |<(?P<open>p|span|a)(?P<attributes>(?:\ [a-z]{1,20}(?:-[a-z]{1,20}){0,2}="[^"<>\x00-\x1f]{0,4000}"){0,12})>
    |</(?P<close>p|span|a)>""",
    re.VERBOSE,
)
_HREF = re.compile(r' href="([^"]*)"')
#: What changes the meaning of an element, wherever it stands.
_ODD = ("data-expanded-url", "quote-inline", "pre-", "style=")


def parse_simple_content(content: str) -> tuple[Run, ...] | None:
    """The text as runs, or None where it is not as simple as that."""
    if "\n" in content or any(odd in content for odd in _ODD):
        return None
    reading = _SimpleParser()
    at = 0
    for token in _TOKEN.finditer(content):
        if token.start() != at or not reading.takes(token):
            return None
        at = token.end()
    return join_runs(reading.pieces) if at == len(content) and not reading.open else None


class _SimpleParser:
    """A text being read; `open` are the elements that are not closed yet."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.pieces: list[Run] = []
        self.newlines = 2
        self.paragraphs = False
        self.loose = False
        self.href = ""
        self.link: list[str] = []

    def takes(self, token: re.Match[str]) -> bool:
        """Read a token; False where it stands where none should."""
        kind = token.lastgroup
        if kind == "text":
            return self._text(_unescape(token[0]))
        if kind == "br":
            self.line(min(2, self.newlines + 1))
            return self._placed() and "a" not in self.open
        if kind == "close":
            return self._close(token["close"])
        return self._open(token["open"], token["attributes"])

    def _placed(self) -> bool:
        """Whether text may stand here: in a paragraph, or in a content that has none."""
        self.loose = self.loose or "p" not in self.open
        return not (self.loose and self.paragraphs)

    def _text(self, text: str) -> bool:
        if "a" in self.open:
            self.link.append(text)
        else:
            self.pieces.append(Run(text))
            self.newlines = 0
        return self._placed()

    def _open(self, name: str, attributes: str) -> bool:
        if name == "p":
            if self.open or self.loose:
                return False
            self.paragraphs = True
            self.line(2)
        elif name == "a":
            hrefs = _HREF.findall(attributes)
            if "a" in self.open or len(hrefs) > 1 or not _is_escaped(attributes) or not self._placed():
                return False
            self.href, self.link = _unescape(hrefs[0]) if hrefs else "", []
        elif not self._placed():
            return False
        self.open.append(name)
        return len(self.open) < 20

    def _close(self, name: str) -> bool:
        if not self.open or self.open.pop() != name:
            return False
        if name == "p":
            self.line(2)
        elif name == "a":
            shown = "".join(self.link).strip()
            if shown.endswith("…"):
                return False
            if shown:
                url = unwrap_redirect(safe_url(self.href.strip())) if self.href.strip() else None
                self.pieces.append(Run(shown, detect_link_kind(shown, url), url))
                self.newlines = 0
        return True

    def line(self, count: int) -> None:
        """End the line; `count` of 2 leaves a blank one."""
        while self.newlines < count and self.pieces:
            self.pieces.append(Run("\n"))
            self.newlines += 1


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES[found[0]], text) if "&" in text else text


def _is_escaped(attributes: str) -> bool:
    """Whether every ampersand is the beginning of an escape that is known here."""
    return attributes.count("&") == len(_ESCAPE.findall(attributes))
