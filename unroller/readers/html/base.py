"""A saved page, and the posts that a site's markup yields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bs4 import BeautifulSoup, Tag

from unroller.documents.html import get_address, get_attribute, parse
from unroller.limits import DEFAULT, Limits
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Attachment, Date, Quote, Run
from unroller.networks import PostAddress, SocialNetwork, parse_post_url
from unroller.readers.boilerplate import normalize
from unroller.readers.html.selectors import select, select_first
from unroller.readers.text.post_header import is_advert_label

#: Where a page says what its address is: a word in its source, the element, the attribute.
_ADDRESSES = (
    ("canonical", 'link[rel="canonical"]', "href"),
    ("og:url", 'meta[property="og:url"]', "content"),
    ("<base", "base[href]", "href"),
)


#: The label of an advertisement is no longer.
_LABEL = 60


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A parsed page and the address it was saved from, as far as it tells."""

    soup: BeautifulSoup
    url: str | None
    source: bytes | str = field(default=b"", repr=False)

    @property
    def charset(self) -> str:
        """The encoding that its bytes were decoded from."""
        return str(self.soup.original_encoding or "utf-8")

    def mentions(self, hint: str) -> bool:
        """Whether `hint` stands in the page's source: a quick look before its tree is searched."""
        if isinstance(self.source, str):
            return hint in self.source
        return hint.encode() in self.source or b"\0" in self.source[:400]


@dataclass(frozen=True, slots=True)
class HtmlPost:
    """A post met in a page. `handle` is without ``@``; `runs` hold its text; `missing` marks a post that is a gap.

    `title` is that of a long article, `headings` as those of :class:`unroller.model.Post`, `header` the elements that
    its title, author and date were read from. `gone` is what the page says in the place of a quoted post that it does
    not show. `advert`: the page says that it is an advertisement; `body` is then all of it. `opened`: it is the one
    that was opened. `parts` are elements beside `body` that hold words of the post.
    """

    runs: tuple[Run, ...] = ()
    handle: str | None = None
    name: str | None = None
    id: str | None = None
    url: str | None = None
    published: Date = UNKNOWN_DATE
    attachments: tuple[Attachment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    lang: str | None = None
    missing: Message | None = None
    cut: bool = False
    #: The element that holds the text, so that the rest of the page can be told from it.
    body: Tag | None = field(default=None, compare=False, repr=False)
    title: str | None = None
    gone: str = ""
    advert: bool = False
    opened: bool = False
    parts: tuple[Tag, ...] = field(default=(), compare=False, repr=False)
    headings: tuple[int, ...] = ()
    header: tuple[Tag, ...] = field(default=(), compare=False, repr=False)


def parse_page(
    data: bytes | str, limits: Limits = DEFAULT, *, charset: str | None = None, url: str | None = None
) -> HtmlPage:
    """Parse a page and find its own address: `url` if known, else canonical link, Open Graph, or base.

    Raises:
        TooLargeError: it passes the limits.
    """
    soup = parse(data, limits, charset)
    if url:
        return HtmlPage(soup, url, data)
    page = HtmlPage(soup, None, data)
    for hint, selector, name in _ADDRESSES:
        node = select_first(soup, selector) if page.mentions(hint) else None
        stated_url = get_address(node, name, None) if node else None
        if stated_url:
            return HtmlPage(soup, stated_url, data)
    return page


def inline_text(node: Tag | None) -> str:
    """The text of an element on one line."""
    return " ".join(node.get_text(" ").split()) if node else ""


def parse_handle(text: str) -> str | None:
    """A handle out of ``@name``, ``name`` or a profile's address path."""
    name = (
        text.strip()
        .rstrip("/")
        .rsplit("/", 1)[-1]
        .lstrip("@")
        .strip("\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202c")
    )
    return name if name and not any(char.isspace() for char in name) else None


def parse_post_link(node: Tag | None, base: str | None, name: str = "href") -> PostAddress | None:
    """The post a link leads to."""
    url = get_address(node, name, base) if node else None
    return parse_post_url(url) if url else None


def parse_timestamp(text: str) -> Date:
    """A date stated in ISO 8601 (any offset) or as Unix seconds or milliseconds; unknown when it is neither."""
    text = text.strip()
    try:
        if text.isdigit():
            seconds = int(text) / (1000 if len(text) > 11 else 1)
            moment = datetime.fromtimestamp(seconds, UTC)
        else:
            moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return UNKNOWN_DATE
    if len(text) <= 10 and not text.isdigit():
        return Date(text, how="stated")
    if moment.tzinfo is None:
        return Date(moment.isoformat(timespec="seconds"), how="stated")
    return Date(moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"), how="stated")


def with_id_date(stated_date: Date, network: SocialNetwork, post_id: str | None) -> Date:
    """The stated date, else the one that the post's id carries."""
    value = None if stated_date.value or not post_id else network.parse_id_date(post_id)
    return Date(value, how="id") if value else stated_date


def select_outside(node: Tag, cards: Sequence[Tag], *selectors: str) -> Tag | None:
    """The first element under `node` that fits the first selector that any fits, in none of the `cards`: quoted posts
    hold what posts hold."""
    for selector in selectors:
        for found in select(node, selector):
            if not any(card is found or any(card is parent for parent in found.parents) for card in cards):
                return found
    return None


def read_options(nodes: Sequence[Tag], *, blank: bool) -> tuple[Run, ...]:
    """The options of a poll as a list; `blank`: words stand above them."""
    listed = "\n".join(f"- {text}" for node in nodes if (text := inline_text(node)))
    return (Run(("\n\n" if blank else "") + listed),) if listed else ()


def find_advert_label(node: Tag, body: Tag | None) -> bool:
    """Whether a line of a post outside its text says that it is an advertisement."""
    outside = (text for text in node.find_all(string=True) if body is None or body not in text.parents)
    return any(len(text) <= _LABEL and is_advert_label(normalize(text)) for text in outside)


def parse_time(node: Tag | None, name: str = "datetime") -> Date:
    """The date in an attribute of `node`."""
    return parse_timestamp(get_attribute(node, name)) if node else UNKNOWN_DATE
