"""What an engine indexes: a thread as passages of text and facts about it. Pure; the same for every engine."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from unroller.article import sources
from unroller.dates import normalize_date
from unroller.model import Observation, Post, Thread
from unroller.search.analysis import Token, find_addresses, get_spelling, tokenize
from unroller.search.ast import (
    Filter,
    expand_handle,
    expand_site,
    normalize_label,
    parse_day_range,
    parse_language_code,
)

#: Positions left free between two posts, more than any phrase's slop: so a phrase never runs from one into the next.
POST_GAP = 100
#: Of what a source states of itself, so many characters are searched.
SOURCE_CHARS = 1_000
#: The weight of a word in another spelling than that of the query (cafe, café).
INEXACT = 0.5
#: The filters that threads are counted by as well.
COUNTED = frozenset({"from", "site", "lang", "platform", "tag"})


@dataclass(frozen=True)
class Passage:
    """One post, or what a source that it links to states of itself: its `number`, its `text` as
    written, and the filters that hold of it (``site:…``, ``has:…``)."""

    number: int
    text: str
    filters: frozenset[str] = frozenset()

    @cached_property
    def tokens(self) -> list[Token]:
        """The post's terms, positions counted from 0 within it."""
        return tokenize(self.text)

    @cached_property
    def by_term(self) -> dict[str, list[Token]]:
        """The same, by term."""
        return group_by_term(self.tokens)

    @cached_property
    def length(self) -> int:
        """How many positions its terms take."""
        return max((token.position for token in self.tokens), default=-1) + 1


@dataclass(frozen=True)
class Document:
    """A kept thread as search sees it.

    `published` is as the thread states it; `days` the first and last day it can mean (``YYYYMMDD``), None when unknown.
    `filters` are all exact facts as ``field:value``.
    """

    id: str
    slug: str
    title: str
    passages: tuple[Passage, ...]
    filters: frozenset[str]
    author: str | None = None
    author_name: str | None = None
    published: str | None = None
    days: tuple[int, int] | None = None

    @cached_property
    def title_tokens(self) -> list[Token]:
        """The title's terms."""
        return tokenize(self.title)

    @property
    def moment(self) -> int:
        """When it was published as a number that sorts (``YYYYMMDDhhmmss``), in UTC where a zone is stated; 0 when
        unknown. `days` stay as stated: what a person reads on the page."""
        if not self.days or not self.published:
            return 0
        at = normalize_date(self.published)
        day = self.days[0] if at == self.published else int(at[:10].replace("-", ""))
        clock = "".join(char for char in at[11:19] if char.isascii() and char.isdigit())
        return day * 1_000_000 + int((clock + "000000")[:6])

    @property
    def rank(self) -> int:
        """The id as a number below 2^60 that sorts as its beginning does: 15 hexadecimal digits, or 7 other bytes."""
        try:
            return int(self.id[:15], 16) & (1 << 60) - 1
        except ValueError:
            return int.from_bytes(self.id.encode("utf-8", "replace")[:7].ljust(7, b"\0"), "big")

    @cached_property
    def facets(self) -> tuple[tuple[str, str], ...]:
        """What the thread is counted by, ``(field, value)`` in order, each pair once.

        A value counts the threads that the query for it finds: ``from:``, ``site:``, ``lang:``, ``platform:`` and
        ``tag:`` are filters, ``hashtag`` is the word ``#value`` in a post or the title, ``year`` the days of that year.
        ``month`` (``YYYYMM``, ``YYYY`` or empty) is there once, of every thread.
        """
        pairs = (item.partition(":") for item in self.filters)
        facets = {(field, value) for field, _, value in pairs if field in COUNTED}
        held = (self.title_tokens, *(passage.tokens for passage in self.passages))
        facets |= {("hashtag", token.term[1:]) for each in held for token in each if token.term[:1] == "#"}
        month = ""
        if self.days:
            first, last = str(self.days[0]), str(self.days[1])
            facets.add(("year", first[:4]))
            month = first[:6] if first[:6] == last[:6] else first[:4]
        return tuple(sorted({*facets, ("month", month)}))

    @cached_property
    def forms(self) -> frozenset[str]:
        """Of each term that has a spelling of its own here (``café`` of ``cafe``): a fact that it does, and one
        for every spelling it has here (see :func:`encode_spelling`). Terms without such facts are spelt as they are."""
        texts = [(self.title, self.title_tokens), *((passage.text, passage.tokens) for passage in self.passages)]
        held = [
            (token.term, form)
            for text, tokens in texts
            if not text.isascii()
            for token in tokens
            if (form := get_spelling(token, text)) != token.term
        ]
        if not held:
            return frozenset()
        special = {term for term, _ in held}
        plain = {
            (token.term, token.term)
            for text, tokens in texts
            for token in tokens
            if token.term in special and get_spelling(token, text) == token.term
        }
        return frozenset(
            {encode_spelling(term, form) for term, form in {*held, *plain}} | {encode_spelling(t, "") for t in special}
        )

    @property
    def facts(self) -> set[str]:
        """All that is looked up exactly: filters, what threads are counted by, spellings."""
        return {*self.filters, *self.forms, *(f"{field}:{value}" for field, value in self.facets)}

    def iter_passages(self) -> Iterator[tuple[int, Passage]]:
        """The passages, each with the position at which it begins in the thread."""
        start = 0
        for passage in self.passages:
            yield start, passage
            start += passage.length + POST_GAP


def pack_document(document: Document) -> bytes:
    """A document for another process, or for later: a few bytes that nothing has to walk."""
    return pickle.dumps(document, pickle.HIGHEST_PROTOCOL)


def unpack_document(packed: bytes) -> Document:
    """The document in what :func:`pack_document` of this program gave; of nobody else's."""
    document: Document = pickle.loads(packed)  # noqa: S301  never out of a file
    return document


def group_by_term(held: Iterable[Token]) -> dict[str, list[Token]]:
    """Tokens by their term, in order."""
    groups: dict[str, list[Token]] = {}
    for token in held:
        groups.setdefault(token.term, []).append(token)
    return groups


def encode_spelling(term: str, form: str) -> str:
    """How the spelling of a term is spelt among a document's facts; with no `form`, that it has one of its own."""
    return f"form:{term}\x1f{form}"


def decode_spelling(fact: str) -> tuple[str, str]:
    """The term and the spelling that :func:`encode_spelling` put together."""
    term, _, form = fact.removeprefix("form:").partition("\x1f")
    return term, form


def is_spelt(forms: Set[str], term: str, form: str) -> bool:
    """Whether a thread with these :attr:`Document.forms`, which holds a term, has it in this spelling."""
    return encode_spelling(term, form) in forms or (form == term and encode_spelling(term, "") not in forms)


def encode_filter(item: Filter) -> str:
    """How a filter is spelt among a document's facts."""
    return f"{item.field}:{item.value}"


def build_document(
    thread: Thread,
    *,
    thread_id: str,
    slug: str,
    title: str,
    tags: Iterable[str] = (),
    visibility: str = "public",
    observations: Iterable[Observation] = (),
) -> Document:
    """The document of a kept thread under its `title`; `tags` and `visibility` are a person's, and `observations` what
    was seen of its sources: the words of their titles and sites are found in the post that links to them first."""
    stated, sites = _collect_source_passages(thread, observations)
    passages = (
        *(
            Passage(post.number, post.text, frozenset({*_iter_post_facts(post), *sites.get(post.number, ())}))
            for post in thread.posts
        ),
        *stated,
    )
    facts = {f"visibility:{visibility}", *(f"tag:{normalize_label(tag)}" for tag in tags)}
    for passage in passages:
        facts |= passage.filters
    if thread.platform:
        facts.add(f"platform:{thread.platform}")
    languages = {thread.lang, *(post.lang for post in thread.posts)}
    facts |= {f"lang:{code}" for lang in languages if lang and (code := parse_language_code(lang))}
    author = thread.author
    if author and author.handle:
        facts |= {f"from:{name}" for name in expand_handle(author.handle)}
    published = thread.published.value or next((p.published.value for p in thread.posts if p.published.value), None)
    return Document(
        id=thread_id,
        slug=slug,
        title=title,
        passages=passages,
        filters=frozenset(facts),
        author=(author.handle or None) if author else None,
        author_name=author.name if author else None,
        published=published,
        days=parse_day_range(published),
    )


def _collect_source_passages(
    thread: Thread, observations: Iterable[Observation]
) -> tuple[list[Passage], dict[int, set[str]]]:
    """What the sources state of themselves, each as a passage of the post that links to it first; and by post that it
    has sources, and the sites where they are by now."""
    known = sources.index_observations(observations)
    passages: list[Passage] = []
    sites: dict[int, set[str]] = {}
    for source in sources.collect_sources(thread.posts):
        for post in source.posts:
            sites.setdefault(post, set()).add("has:source")
        observation = known.of(source.url)
        if observation is None:
            continue
        facts = {f"site:{site}" for site in expand_site(observation.final or "")}
        for post in source.posts:
            sites[post] |= facts
        about = observation.description
        if about and (text := " · ".join(part for part in (about.title, about.site, *about.authors[:3]) if part)):
            passages.append(Passage(source.posts[0], text[:SOURCE_CHARS], frozenset({"has:source", *facts})))
    return passages, sites


def _iter_post_facts(post: Post) -> Iterator[str]:
    """What filters can be asked of one post: the sites it links to, and what it has."""
    held = [run.url or run.text for run in post.runs if run.kind == "url"]
    held += [card.url for card in post.attachments if card.kind == "card" and card.url]
    held += find_addresses(post.text)
    for address in held:
        yield "has:link"
        for site in expand_site(address):
            yield f"site:{site}"
    for attachment in post.attachments:
        if attachment.kind in {"image", "video", "audio"}:
            yield f"has:{attachment.kind}"
        if attachment.kind != "card":
            yield "has:media"
    for quote in post.quotes:
        yield "has:quote"
        for site in expand_site(quote.url or ""):
            yield f"site:{site}"
