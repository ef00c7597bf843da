"""What all writers share: labels, separators, numbers and names of sources, and what is known of a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from unroller.article import list_parts
from unroller.article.joins import find_pauses
from unroller.article.sources import SourceObservations
from unroller.direction import Direction, find_direction, get_direction
from unroller.model import (
    Account,
    Additions,
    Article,
    Attachment,
    Block,
    Date,
    Description,
    Item,
    Observation,
    Part,
    Quote,
    Run,
    Source,
    Thread,
)
from unroller.networks import NETWORK_NAMES, parse_post_url
from unroller.regex import compile_re
from unroller.urls import abbreviate_url, canonicalize, get_host, has_tracking, safe_url


def format_missing(count: int | None) -> str:
    """That posts are missing; `count` is None when nobody knows how many."""
    what = "A post is" if count == 1 else f"{count} posts are" if count else "Posts are"
    return f"{what} missing here."


def format_pause(days: int) -> str:
    """That so many days went by before the next post."""
    return f"{days} days later" if days != 1 else "1 day later"


#: What is above the posts that the author added beside the main line.
LATER = "Later additions"


_STATES = {"alive": "there on {}", "moved": "moved, seen on {}", "gone": "gone on {}",
           "blocked": "not shown to us on {}", "unknown": "no answer on {}"}  # fmt: skip
_FORMS = {"page": "Page", "pdf": "PDF", "video": "Video", "post": "Post", "repository": "Repository",
          "dataset": "Dataset", "paper": "Paper"}  # fmt: skip
_KINDS = {"image": "Image", "video": "Video", "audio": "Audio", "card": "Link", "unknown": "Attachment"}


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a page; ``{}`` means a number or a name."""

    post: str = "Post {}"
    doubtful: str = "Post {}, which may not begin here"
    written: str = "Post {} where it was written"
    original: str = "original"
    source: str = "Source {}"
    back: str = "post {}"
    address_missing: str = "address missing"
    no_address: str = "an address that is missing"
    quoted: str = "A quoted post"
    a_post: str = "A post"
    a_post_on: str = "A post on {}"
    on: str = "{} on {}"
    kept_here: str = "kept here"
    missing: Callable[[int | None], str] = format_missing
    later: str = LATER
    pause: Callable[[int], str] = format_pause
    not_looked_up: str = "not looked up"
    copy_of: str = "archived copy of {}"
    day: Callable[[str], str] = str
    #: Of why a source is as it is; files that are read back do without.
    why: Callable[[str], str] = lambda _note: ""
    states: Mapping[str, str] = field(default_factory=lambda: _STATES)
    forms: Mapping[str, str] = field(default_factory=lambda: _FORMS)
    kinds: Mapping[str, str] = field(default_factory=lambda: _KINDS)


ENGLISH = Labels()
NO_ADDITIONS = Additions()


def attribute_to_keeper(what: str) -> str:
    """Whose words `what` is: ``Introduction by the keeper of this copy, not by the author``."""
    return f"{what} by the keeper of this copy, not by the author"


#: Scripts written without blanks between words.
_UNSPACED = compile_re(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
#: Marks that every way of writing lists draws by itself, and need not be shown.
_PLAIN = frozenset("-–‐‒−•·*+‣◦▪●∙⁃")
_COUNTED = compile_re(r"\(?\d{1,9}\\?[.)]")
_NUMBERED = compile_re(r"\d{1,9}\\?\.")
_SCHEME = compile_re(r"https?://(?:www\.)?", re.IGNORECASE)


def choose_separator(left: str, right: str) -> str:
    """What is between two parts of a sentence that ran across posts: a blank, or nothing where none is written."""
    if not left or not right:
        return ""
    return "" if _UNSPACED.match(left[-1]) and _UNSPACED.match(right[0]) else " "


def iter_parts(parts: Sequence[Part]) -> Iterable[tuple[str, Part]]:
    """The parts of a block, each with what precedes it."""
    before = ""
    for part in parts:
        text = part.text
        yield choose_separator(before, text), part
        before = text or before


def is_title_first(article: Article) -> bool:
    """Whether the first paragraph or heading is the title word for word, links and all: it is not set twice."""
    if len(article.blocks) < 2:
        return False
    first = article.blocks[0]
    plain = all(run.kind == "text" for part in first.parts for run in part.runs)
    return (
        first.kind in ("paragraph", "heading")
        and len(first.parts) == 1
        and plain
        and first.parts[0].text.strip() == article.title
    )


def is_quotation(block: Block) -> bool:
    """Whether a block is what the author quotes within the text, and no quoted post."""
    return block.kind == "quote" and block.quote is None


def has_plain_numbers(items: Sequence[Item]) -> bool:
    """Whether a list's marks are numbers with a full stop, as every way of writing numbered lists draws them."""
    return all(_NUMBERED.fullmatch(item.marker) for item in items)


def counts_up(items: Sequence[Item]) -> bool:
    """Whether a list's marks are numbers that count up by one, as a numbered list does by itself."""
    numbered = all(_COUNTED.fullmatch(item.marker) for item in items)
    return numbered and all(get_number(after) - get_number(before) == 1 for before, after in pairwise(items))


def has_own_markers(items: Sequence[Item]) -> bool:
    """Whether a list's marks say more than "here is an entry": arrows, pictures, letters, for and against."""
    signs = {item.marker.lstrip("\\") for item in items}
    return not signs <= _PLAIN or len(signs) > 1


def get_number(item: Item) -> int:
    """The number that an item of a numbered list is marked with."""
    digits = "".join(char for char in item.marker if char.isdecimal())
    return int(digits) if digits else 1


@dataclass(frozen=True, slots=True)
class NestedItem:
    """An item of a list with the items of the list within it."""

    item: Item
    inner: tuple[NestedItem, ...] = ()


def nest_items(items: Sequence[Item]) -> tuple[NestedItem, ...]:
    """The items of a list, those of lists within it below the item that they are within."""
    found: list[NestedItem] = []
    at = 0
    while at < len(items):
        stop = at + 1
        while stop < len(items) and items[stop].level > items[at].level:
            stop += 1
        found.append(NestedItem(items[at], nest_items(items[at + 1 : stop])))
        at = stop
    return tuple(found)


def format_link(run: Run) -> str:
    """What is shown of a link: words that somebody gave it as they are, a long address short.

    A long address, or one with parameters that only track, is shown as its host and the beginning of its path; whole
    it is in the list of sources.
    """
    text = run.text
    if run.url is None or not _is_address(text, run.url):
        return text
    if len(_SCHEME.sub("", text, count=1)) <= MAX_ADDRESS and not has_tracking(text):
        return text
    return abbreviate_url(text, MAX_ADDRESS)


def _is_address(text: str, url: str) -> bool:
    """Whether a link's text is an address and no label."""
    if _SCHEME.match(text):
        return not any(char.isspace() for char in text)
    return canonicalize(f"https://{text}") == canonicalize(url)


def number_sources(article: Article) -> dict[str, int]:
    """The number of each source by its canonical address."""
    return {canonicalize(source.url): source.number for source in article.sources if source.url}


def shorten_url(url: str) -> str:
    """An address as people read it: without scheme and closing slash."""
    return _SCHEME.sub("", url, count=1).rstrip("/")


def format_source(source: Source, words: Labels = ENGLISH) -> str:
    """What a source is called in the list of sources."""
    if source.url is None:
        return source.text or words.no_address
    address = parse_post_url(source.url) if source.kind == "post" else None
    if address and address.handle:
        return words.on.format(f"@{address.handle}", NETWORK_NAMES.get(address.platform, get_host(source.url) or ""))
    return shorten_url(source.url)


def format_quote_author(quote: Quote | None, words: Labels = ENGLISH) -> str:
    """Who is quoted, in words."""
    if quote is None:
        return words.quoted
    address = parse_post_url(quote.url) if quote.url else None
    who = format_account(quote.author) or (f"@{address.handle}" if address and address.handle else "")
    where = NETWORK_NAMES[address.platform] if address else ""
    if who:
        return words.on.format(who, where) if where else who
    return words.a_post_on.format(where) if where else words.a_post


def format_account(account: Account | None) -> str:
    """``Name (@handle)``, ``@handle``, a name alone where the capture lost the handle, or nothing."""
    if account is None:
        return ""
    handle, name = " ".join(account.handle.split()), " ".join((account.name or "").split())
    if not handle:
        return name
    return f"{name} (@{handle})" if name else f"@{handle}"


def format_figure(attachment: Attachment | None, words: Labels = ENGLISH) -> tuple[str, str]:
    """What an attachment is, and what its author or card says about it."""
    if attachment is None:
        return words.kinds["unknown"], ""
    texts = [text for text in (attachment.title, attachment.alt) if text and text.strip()]
    return words.kinds[attachment.kind], " – ".join(texts)


@lru_cache(maxsize=1024)
def safe(url: str | None) -> str | None:
    """`url` where it may be followed, else None."""
    return safe_url(url) if url else None


def format_date(date: Date) -> str:
    """A date with how it is known; empty when unknown."""
    if date.value:
        return date.value
    return f"not before {date.not_before}" if date.not_before else ""


def format_post_numbers(numbers: Sequence[int]) -> str:
    """``post 3``, ``posts 3, 9``."""
    listed = ", ".join(str(number) for number in numbers)
    return f"post {listed}" if len(numbers) == 1 else f"posts {listed}"


def format_byline(thread: Thread) -> str:
    """Author, date, network and length on one line."""
    count = len(thread.posts)
    pieces = (
        format_account(thread.author),
        format_date(thread.published),
        NETWORK_NAMES[thread.platform] if thread.platform else "",
        "1 post" if count == 1 else f"{count} posts",
    )
    return " · ".join(piece for piece in pieces if piece)


def is_same_list(before: Block | None, block: Block) -> bool:
    """Whether a list is right below another list, and must be distinguished from it."""
    return before is not None and before.kind == "list" and block.kind == "list"


@dataclass(frozen=True)
class Directions:
    """Which way the blocks of an article run: by the language of their post, where it is not known by the article's."""

    base: Direction | None = None
    by_post: Mapping[int, Direction | None] = field(default_factory=dict)

    @classmethod
    def of_thread(cls, thread: Thread | None, lang: str | None) -> Directions:
        """Those of the posts of `thread`, whose article is in `lang`."""
        base = get_direction(lang)
        stated = ((post, get_direction(post.lang) or base) for post in (thread.posts if thread else ()))
        return cls(base, {post.number: found or find_direction(post.text) for post, found in stated})

    def of(self, post: int, text: str) -> Direction:
        """The direction of a text of a post."""
        return find_direction(text, self.by_post.get(post, self.base))

    def of_block(self, block: Block) -> Direction:
        """The direction of a paragraph, heading or list."""
        return self.of(block.post, " ".join(part.text for part in list_parts(block)))


def find_article_direction(article: Article) -> Direction:
    """The direction that a whole article runs in."""
    base = get_direction(article.lang)
    return base or find_direction(" ".join(part.text for block in article.blocks[:40] for part in list_parts(block)))


@dataclass(frozen=True)
class Separators:
    """What is between the blocks of an article without being the author's words: the heading of later additions, and
    pauses. Each is there once, before a block; a pause within a sentence is not shown."""

    later: int | None = None
    days: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, thread: Thread | None) -> Separators:
        """The turns of a thread."""
        if thread is None:
            return cls()
        later = next((post.number for post in thread.posts if post.later), None)
        return cls(later, {after + 1: days for after, days in find_pauses(thread)})

    def before(self, article: Article) -> Iterator[tuple[Block, bool, int]]:
        """Each block, whether the later additions begin with it, and the days of a pause before it (0: none)."""
        if self.later is None and not self.days:
            yield from ((block, False, 0) for block in article.blocks)
            return
        begun: set[int] = set()
        for block in article.blocks:
            opens = block.post not in begun
            later = opens and self.later is not None and block.post == self.later
            yield block, later, self.days.get(block.post, 0) if opens else 0
            begun.add(block.post)
            begun.update([part.post for part in block.parts])
            begun.update([part.post for item in block.items for part in item.parts])


#: A longer address is shown short in a text, in characters without its scheme.
MAX_ADDRESS = 48
#: A title or name longer than this is cut: what pages state of themselves has no bounds of its own.
MAX_CHARS = 300


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """What to say of a source: its `title` and `about` it (site, authors, date, kind), the `quote` of a post, its
    `state` with the date, where it is now if it `moved`, and an archived `copy` (what to call it, its address)."""

    title: str = ""
    about: str = ""
    quote: str = ""
    state: str = ""
    moved: str | None = None
    copy: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """The title with the details about it, on one line."""
        return " – ".join(text for text in (self.title, self.about) if text)

    def list_details(self, address: Callable[[str], str] = str, escape: Callable[[str], str] = str) -> list[str]:
        """The quote, the state, where it is now and the copy, as far as there are any.

        Args:
            address: writes an address.
            escape: writes a text that is not ours.
        """
        details = [escape(f"“{self.quote}”") if self.quote else "", self.state]
        details.append(f"now {address(self.moved)}" if self.moved else "")
        details.append(f"{self.copy[0]}: {address(self.copy[1])}" if self.copy else "")
        return [text for text in details if text]


NOTHING = SourceSummary()


def summarize_source(source: Source, known: SourceObservations, words: Labels = ENGLISH) -> SourceSummary:
    """What to say of `source`; nothing of one without an address, or while no source of the thread was looked up."""
    if not source.url or not known.places:
        return NOTHING
    observation = known.of(source.url)
    if observation is None:
        return SourceSummary(state=words.not_looked_up)
    about = observation.description
    final = safe(observation.final)
    copy = observation.memento
    address = safe(copy.url) if copy else None
    return SourceSummary(
        title=shorten(about.title) if about else "",
        about=_about(about, words) if about else "",
        quote=shorten("".join(run.text for run in about.quote.runs)) if about and about.quote else "",
        state=_state(observation, words),
        moved=final
        if observation.state == "moved" and final and canonicalize(final) != canonicalize(source.url)
        else None,
        copy=(words.copy_of.format(words.day(copy.at[:10])), address) if copy and address else None,
    )


def _state(observation: Observation, words: Labels) -> str:
    state = words.states[observation.state].format(words.day(observation.at[:10]))
    why = words.why(shorten(observation.note)) if observation.note else ""
    return f"{state}: {why}" if why else state


def find_last_check(known: SourceObservations) -> str | None:
    """When sources were looked at last, ISO 8601; None when never."""
    return max((one.at for one in known.places.values()), default=None)


def shorten(text: str | None) -> str:
    """A stated text on one line, cut at :data:`MAX_CHARS`."""
    line = " ".join((text or "").split())
    return line if len(line) <= MAX_CHARS else line[: MAX_CHARS - 1].rstrip() + "…"


def _about(about: Description, words: Labels) -> str:
    date = about.published.value
    people = ", ".join(shorten(name) for name in about.authors[:3]) + (" …" if len(about.authors) > 3 else "")
    kind = words.forms[about.form] if about.form != "page" else ""
    return " · ".join(
        part for part in (shorten(about.site), people, words.day(date[:10]) if date else "", kind) if part
    )
