"""What Mastodon and its kin call content: a post's text as HTML, its warning, its poll, its pictures' kinds.

HTML as Mastodon writes it, read in one pass: paragraphs, line breaks, links, spans, and nothing out of the ordinary.

Most posts are of this kind, and a whole parser takes ten times as long for each. Whatever is not exactly so is left to
the parser, with which this agrees in every word and link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from bs4 import Tag
from bs4.element import AttributeValueList
from bs4.exceptions import ParserRejectedMarkup

from unroller.account_exports.json_values import refuse
from unroller.documents.html import detect_link_kind, extract_text, join_runs, parse, unwrap_redirect
from unroller.errors import InputError
from unroller.limits import Limits
from unroller.model import Account, AttachmentKind, Run
from unroller.networks import MASTODON, parse_post_url
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.urls import safe_url

#: A post's text in HTML. Servers that allow long posts stop at some 100,000 characters; links triple that.
LONGEST = 1_000_000
_LIMITS = Limits(text_bytes=LONGEST, elements=20_000)
_KINDS: dict[str, AttachmentKind] = {
    "image": "image", "gifv": "video", "video": "video", "audio": "audio", "gif": "image", "photo": "image",
}  # fmt: skip


def parse_content(content: str, *, quote_shown: bool = False) -> tuple[Run, ...]:
    """The text of a post as runs: paragraphs by a blank line, links whole. Emoji stay what they are written as.

    `quote_shown`: the address of the quoted post, which servers put in front for programs that know no quotes, is left
    out.

    Raises:
        RecordError: it is too long, or no parser takes it.
    """
    text = replace_unprintable(content)
    if "<" not in text and "&" not in text:
        return (Run(text.strip()),) if text.strip() else ()
    if (simple := parse_simple_content(text)) is not None:
        return simple
    return parse_by_dom(text, quote_shown=quote_shown)


def parse_by_dom(text: str, *, quote_shown: bool = False) -> tuple[Run, ...]:
    """The same by a whole parser, whatever the text is like.

    Raises:
        RecordError: it is too long, or no parser takes it.
    """
    try:
        tree = parse(text, _LIMITS)
        for node in tree.find_all("pre"):
            node["class"] = AttributeValueList(["pre-wrap"])  # code keeps its lines
        # Servers write no line breaks of their own, and show all the spaces that the author typed.
        return extract_text(tree, keep_space="\n" not in text, drop=_is_fallback if quote_shown else None).runs
    except (InputError, ParserRejectedMarkup, ValueError, AssertionError, RecursionError) as error:
        refuse(str(error)[:200] or "its text cannot be read")


def _is_fallback(node: Tag) -> bool:
    return "quote-inline" in node.get_attribute_list("class")


def build_runs(content: str, warning: str, options: Sequence[str], *, quote_shown: bool = False) -> tuple[Run, ...]:
    """A post's words: its warning as a paragraph of its own, its text, the options of its poll as a list."""
    body = parse_content(content, quote_shown=quote_shown)
    poll = "\n".join(f"- {' '.join(option.split())}" for option in options)
    parts = [part for part in ((Run(warning.strip()),) if warning.strip() else (), body, (Run(poll),) if poll else ())
             if part]  # fmt: skip
    joined: list[Run] = []
    for part in parts:
        for run in ((Run("\n\n"),) if joined else ()) + part:
            if joined and joined[-1].kind == run.kind == "text":
                joined[-1] = Run(joined[-1].text + run.text)
            else:
                joined.append(run)
    return tuple(joined)


def detect_attachment_kind(media_type: str, name: str = "") -> AttachmentKind:
    """What a picture or film is, by its media type or the word a server has for it."""
    return _KINDS.get((media_type.partition("/")[0] or name).lower(), "unknown")


def find_member_names(path: str) -> tuple[str, ...]:
    """The members of an archive that may hold a file, by the path that a post names, best first."""
    path = path.partition("?")[0].partition("#")[0]
    if "://" in path[:12]:
        path = "/" + path.partition("://")[2].partition("/")[2]
    inner = path.find("media_attachments/")
    bare = path.lstrip("/")
    candidates = (path[inner:] if inner >= 0 else "", bare, f"/{bare}" if bare else "", bare.rpartition("/")[2])
    return tuple(dict.fromkeys(name for name in candidates if name))


def build_account(actor: str, post_url: str | None, name: str | None = None) -> Account | None:
    """An account by the address that ActivityStreams knows it by, and that of one of its posts."""
    if not actor and not post_url:
        return None
    handle = find_handle(actor, post_url)
    return Account(handle, name, MASTODON.profile_url(handle) if handle else None, actor or None)


def find_handle(actor: str, post_url: str | None) -> str:
    """The handle (``user@host``) in an actor's address, or in that of a post; empty where neither tells."""
    path = actor.partition("://")[2]
    server, _, rest = path.partition("/")
    server = server.lower()
    for before in ("users/", "@"):
        name = rest.removeprefix(before)
        if name != rest and name and "/" not in name and rest.startswith(before):
            # Misskey's actors have an id there, no name; so has Mastodon behind `ap/users/`, which does not get here.
            if post_url and "/notes/" in post_url:
                return ""
            return f"{name}@{server}"
    known = parse_post_url(post_url) if post_url else None
    same = known and known.platform == MASTODON.platform and urlsplit(known.url).netloc.lower() == server
    return known.handle or "" if known and (same or not actor) else ""


#: The escapes that the network's programs write.
_ESCAPES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_ESCAPE = compile_re("|".join(map(re.escape, _ESCAPES)))
#: A piece of text, or a tag. Attributes are quoted, as programs write them.
_TOKEN = compile_re(
    r"""(?P<text>(?:[^<>&\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]|&(?:amp|lt|gt|quot|\#39);|(?!))++)
    |<br\ ?/?>(?P<br>)
    |<(?P<open>p|span|a)(?P<attributes>(?:\ [a-z]{1,20}(?:-[a-z]{1,20}){0,2}="[^"<>\x00-\x1f]{0,4000}"){0,12})>
    |</(?P<close>p|span|a)>""",
    re.VERBOSE,
)
_HREF = compile_re(r' href="([^"]*)"')
#: Attributes that change the meaning of an element.
_ODD = ("data-expanded-url", "quote-inline", "pre-", "style=")


def parse_simple_content(content: str) -> tuple[Run, ...] | None:
    """The text as runs, or None where it is not as simple as that."""
    if "\n" in content or any(odd in content for odd in _ODD):
        return None
    reading = _SimpleParser()
    at = 0
    for token in _TOKEN.finditer(content):
        if token.start() != at or not reading.accept(token):
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

    def accept(self, token: re.Match[str]) -> bool:
        """Read a token; False where it is not allowed."""
        kind = token.lastgroup
        if kind == "text":
            return self._add_text(_unescape(token[0]))
        if kind == "br":
            self.end_line(min(2, self.newlines + 1))
            return self._can_stand() and "a" not in self.open
        if kind == "close":
            return self._close(token["close"])
        return self._open(token["open"], token["attributes"])

    def _can_stand(self) -> bool:
        """Whether text is allowed here: in a paragraph, or in content without paragraphs."""
        self.loose = self.loose or "p" not in self.open
        return not (self.loose and self.paragraphs)

    def _add_text(self, text: str) -> bool:
        if "a" in self.open:
            self.link.append(text)
        else:
            self.pieces.append(Run(text))
            self.newlines = 0
        return self._can_stand()

    def _open(self, name: str, attributes: str) -> bool:
        if name == "p":
            if self.open or self.loose:
                return False
            self.paragraphs = True
            self.end_line(2)
        elif name == "a":
            hrefs = _HREF.findall(attributes)
            if "a" in self.open or len(hrefs) > 1 or not _is_escaped(attributes) or not self._can_stand():
                return False
            self.href, self.link = _unescape(hrefs[0]) if hrefs else "", []
        elif not self._can_stand():
            return False
        self.open.append(name)
        return len(self.open) < 20

    def _close(self, name: str) -> bool:
        if not self.open or self.open.pop() != name:
            return False
        if name == "p":
            self.end_line(2)
        elif name == "a":
            shown = "".join(self.link).strip()
            if shown.endswith("…"):
                return False
            if shown:
                url = unwrap_redirect(safe_url(self.href.strip())) if self.href.strip() else None
                self.pieces.append(Run(shown, detect_link_kind(shown, url), url))
                self.newlines = 0
        return True

    def end_line(self, count: int) -> None:
        """End the line; `count` of 2 leaves a blank one."""
        while self.newlines < count and self.pieces:
            self.pieces.append(Run("\n"))
            self.newlines += 1


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPES[match[0]], text) if "&" in text else text


def _is_escaped(attributes: str) -> bool:
    """Whether every ampersand is the beginning of an escape that is known here."""
    return attributes.count("&") == len(_ESCAPE.findall(attributes))
