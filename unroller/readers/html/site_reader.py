"""Pages of known sites, saved by a browser: the posts from their markup, everything else to the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bs4 import Tag

from unroller.documents.html import extract_text
from unroller.documents.media import MediaKind
from unroller.errors import NoThreadError
from unroller.messages import Message
from unroller.model import Account, Gap, Notice, Platform, Removed, Run, Thread
from unroller.networks import parse_post_url
from unroller.readers.assemble import assemble_all
from unroller.readers.base import CERTAIN, PAGES, ReaderInput, ReadOptions
from unroller.readers.completeness import build_text_notice, find_counter
from unroller.readers.draft import DraftLine, DraftPost, DraftThread
from unroller.readers.html.base import HtmlPage, HtmlPost
from unroller.readers.html.document import extract_main_text
from unroller.readers.html.selectors import select_first
from unroller.readers.input import InputText

_ADVERT = "page:advert"


@dataclass(frozen=True, slots=True)
class SiteReader:
    """Reads the pages of one site, or of all that follow one convention.

    `hint` is a word in the source of its pages, `sign` a CSS selector that only its pages match. `find_posts` gives the
    posts in page order, by whomever: who the thread's author is, and what belongs to others, is decided here.
    """

    name: str
    label: Message
    platform: Platform | None
    hint: str
    sign: str
    find_posts: Callable[[HtmlPage], list[HtmlPost]]
    kinds: frozenset[MediaKind] = PAGES

    def is_own(self, page: HtmlPage) -> bool:
        """Whether the site printed `page`, or the page follows the convention."""
        return page.mentions(self.hint) and select_first(page.soup, self.sign) is not None

    def detect(self, source: ReaderInput) -> float | None:
        """Certain of the site's own pages."""
        return CERTAIN if self.is_own(source.page) else None

    def read(self, source: ReaderInput, options: ReadOptions) -> tuple[Thread, ...]:
        """The author's thread on a saved page; other people's posts beside it.

        Raises:
            NoThreadError: no post's text is on the page.
        """
        draft = self._draft(source.page, options)
        draft = replace(draft, warnings=(*draft.warnings, *_check_main_text(source.page, draft)))
        return assemble_all([draft], InputText((), source.page.charset), source.capture, self.name, options.limits)

    def _draft(self, page: HtmlPage, options: ReadOptions) -> DraftThread:
        read = self.find_posts(page)
        adverts = [post.body for post in read if post.advert and post.body is not None]
        found = [post for post in read if not post.advert]
        texts = [post for post in found if post.missing is None and (post.runs or post.attachments)]
        if not texts:
            raise NoThreadError(
                Message("no post is on this page: scroll through the thread before saving it, or copy its text")
            )
        handle = _find_author(texts, page.url)
        own, others, gaps = _split_by_author(found, handle)
        name = next((post.name for post in own if post.name), None)
        return DraftThread(
            posts=tuple(_build_draft(post, platform_author=None) for post in own),
            author=Account(handle, name) if handle else None,
            platform=options.platform or self.platform or _find_platform(own),
            url=own[0].url,
            id=own[0].id,
            title=own[0].title,
            published=own[0].published,
            removed=tuple(_collect_rest(page, found, adverts)),
            others=tuple(others),
            gaps=tuple(gaps),
            warnings=tuple(_build_notices(own)),
        )


def _find_platform(own: list[HtmlPost]) -> Platform | None:
    """The network of a page that is no network's: that of its posts' addresses."""
    urls = (post.url for post in own if post.url)
    return next((found.platform for url in urls if (found := parse_post_url(url))), None)


def _check_main_text(page: HtmlPage, draft: DraftThread) -> tuple[Notice, ...]:
    """A word on a page most of whose main text is in no post: it may be an article, or of a form that is not known."""
    posts = (*draft.posts, *draft.others)
    kept = [post.text for post in posts] + [
        "".join(run.text for run in quote.runs) for post in posts for quote in post.quotes
    ]
    aside = [entry.text for entry in draft.removed if entry.rule != _ADVERT]
    if not build_text_notice(kept, aside):
        return ()
    main = {line.strip() for line in extract_main_text(page)[0]}
    return build_text_notice(kept, [line for line in aside if line in main])


def _build_notices(own: list[HtmlPost]) -> Iterator[Notice]:
    """What the page itself says that it does not show."""
    for number, post in enumerate(own, 1):
        if post.cut:
            yield Notice("cut-post", Message("post {number} is cut where the page says “Show more”", number=number))
        if post.gone:
            said = Message(
                "post {number} quotes a post that the page does not show: {said}", number=number, said=post.gone
            )
            yield Notice("quote-gone", said)


def _find_author(posts: list[HtmlPost], url: str | None) -> str | None:
    """Whose page it is: the opened post's author; else whoever is the first to write two posts in a row, because one
    person may answer more often than the author writes; else whoever wrote most of it (the first of several)."""
    handles = [post.handle for post in posts if post.handle]
    address = parse_post_url(url) if url else None
    if address and address.handle and any(is_same_author(address.handle, handle) for handle in handles):
        return next(handle for handle in handles if is_same_author(address.handle, handle))
    if not handles:
        return None
    opened = next((post.handle for post in posts if post.opened and post.handle), None)
    run = next((one for one, two in pairwise(handles) if is_same_author(one, two)), None)
    if opened or run:
        return opened or run
    counts = Counter(handle.casefold() for handle in handles)
    most = max(counts.values())
    return next(handle for handle in handles if counts[handle.casefold()] == most)


def is_same_author(one: str, two: str) -> bool:
    """Whether two handles are one account's."""
    return (
        one.casefold().split("@")[0] == two.casefold().split("@")[0]
        if "@" in one + two
        else one.casefold() == two.casefold()
    )


def _split_by_author(found: list[HtmlPost], handle: str | None) -> tuple[list[HtmlPost], list[DraftPost], list[Gap]]:
    """The author's run in page order without repeats; others' posts, and the author's later replies to them; gaps."""
    own: list[HtmlPost] = []
    others: list[DraftPost] = []
    gaps: list[Gap] = []
    seen: set[str] = set()
    answered = False
    named = any(post.id for post in found)
    for post in found:
        if post.missing is not None:
            if not answered:
                gaps.append(Gap(len(own), post.missing))
        elif not (post.runs or post.attachments) or (post.id and post.id in seen):
            continue
        elif handle is None or post.handle is None or is_same_author(post.handle, handle):
            if answered and not _goes_on(post, own):
                others.append(_build_draft(post, platform_author=Account(handle) if handle else None, later=True))
            else:
                own.append(post)
                answered = False
        else:
            # An advertisement between the posts has no address, where others have.
            answered = answered or (bool(own) and (not named or post.id is not None))
            others.append(_build_draft(post, platform_author=Account(post.handle, post.name)))
        if post.id:
            seen.add(post.id)
    return own, others, gaps


def _goes_on(post: HtmlPost, own: list[HtmlPost]) -> bool:
    """Whether a post of the author's below a stranger's goes on in the author's own count."""
    mine = _find_counter(post)
    before = next((found for one in reversed(own) if (found := _find_counter(one))), None)
    return mine is not None and before is not None and mine[0] > before[0]


def _find_counter(post: HtmlPost) -> tuple[int, int] | None:
    return find_counter("".join(run.text for run in post.runs).strip())


def _build_draft(post: HtmlPost, *, platform_author: Account | None, later: bool = False) -> DraftPost:
    return DraftPost(
        pieces=tuple(_split_lines(post.runs)),
        id=post.id,
        url=post.url,
        published=post.published,
        author=platform_author,
        attachments=post.attachments,
        quotes=post.quotes,
        later=later,
        headings=post.headings,
    )


def _split_lines(runs: Iterable[Run]) -> Iterable[DraftLine]:
    """Runs as lines with the addresses that their words do not show. A saved page has no line numbers of its own."""
    text = ""
    links: list[tuple[int, int, str]] = []
    for run in runs:
        for number, line in enumerate(run.text.split("\n")):
            if number:
                yield DraftLine(text, 0, tuple(links))
                text, links = "", []
            if run.kind != "text" and run.url and line:
                links.append((len(text), len(text) + len(line), run.url))
            text += line
    yield DraftLine(text, 0, tuple(links))


def _collect_rest(page: HtmlPage, found: list[HtmlPost], adverts: list[Tag]) -> list[Removed]:
    """Every line of the page that is not a post's text, for the ledger."""
    headers = [node for post in found for node in post.header]
    bodies = {id(node) for post in found for node in (post.body, *post.parts) if node is not None} | {
        id(node) for node in (*headers, *adverts)
    }

    def is_post(node: Tag) -> bool:
        return id(node) in bodies

    rest = extract_text(page.soup.body or page.soup, base=page.url, drop=is_post).text
    read, shown = ("\n".join(extract_text(node, base=page.url).text for node in nodes) for nodes in (headers, adverts))
    return [
        Removed(line.strip(), rule)
        for text, rule in ((read, "page:header"), (shown, _ADVERT), (rest, "page:outside the posts"))
        for line in text.split("\n")
        if line.strip()
    ]
